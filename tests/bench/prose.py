"""Texts made from a seed: sentences of the corpus cut up and shuffled, with words that nobody wrote strewn in.

Common words and their phrases ("of the", "is not") stand as often as in the corpus. The other words are drawn from
200,000 by Zipf's law, so that rare ones are rare, and patterns stand for many.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from tests.bench.mailboxes import SYLLABLES

VOCABULARY = 200_000
_RUN = 14  # words of a piece
_PIECES = (4, 26)  # of a page
_STREWN = 0.12  # of the words
_PAGES = (1, 1, 1, 2, 2, 3, 4, 8)  # of a document
_WORD = re.compile(r"[A-Za-z]+|[0-9]+")


def corpus_texts(corpus: Path) -> list[list[str]]:
    """The pages of each document of the corpus."""
    paths = sorted((corpus / "VOL_HRC" / "TEXT").iterdir())
    return [path.read_text(encoding="utf-8", errors="replace").removesuffix("\f").split("\f") for path in paths]


def made_texts(written: Sequence[Sequence[str]], pages: int, seed: int = 7) -> Iterator[list[str]]:
    """The pages of documents made from those written, so many pages in all."""
    dice = random.Random(seed)
    pieces = list(_pieces(written))
    words, shares = rare_words(dice), list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    while pages > 0:
        count = min(pages, dice.choice(_PAGES))
        pages -= count
        yield [_page(dice, pieces, words, shares) for _ in range(count)]


def rare_words(dice: random.Random) -> list[str]:
    """Words of syllables, each once."""
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        found["".join(dice.choices(SYLLABLES, k=dice.randint(2, 5)))] = None
    return list(found)


def _pieces(written: Sequence[Sequence[str]]) -> Iterator[str]:
    """Some words in a row, as they were written."""
    for pages in written:
        for page in pages:
            found = _WORD.findall(page)
            yield from (" ".join(found[start : start + _RUN]) for start in range(0, len(found), _RUN))


def _page(dice: random.Random, pieces: Sequence[str], words: Sequence[str], shares: Sequence[float]) -> str:
    lines = dice.choices(pieces, k=dice.randint(*_PIECES))
    strewn = dice.choices(words, cum_weights=shares, k=int(len(lines) * _RUN * _STREWN))
    for word in strewn:
        place = dice.randrange(len(lines))
        lines[place] = f"{lines[place]} {word}"
    return "\n".join(lines)
