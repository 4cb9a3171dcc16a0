"""The words of an index that a part of a query stands for: patterns, words spelled alike, shapes, stems."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from time import monotonic

from reviewer.errors import QueryError
from reviewer.search.fields import SEPARATOR
from reviewer.search.inverted import Words
from reviewer.search.query import Expanding, Fuzzy, Pattern, Shape, Stem
from reviewer.search.shapes import shape

PATIENCE = 3.0  # seconds for a shape
_ANY = f"[^\n{SEPARATOR}]"  # neither over the end of a line nor into a field


def spelled(words: Words, part: Expanding) -> list[str]:
    """The words that a part of a query stands for, as they stand in the index. Raises QueryError if it takes long."""
    field = part.field.prefix if part.field else ""
    if isinstance(part, Pattern):
        return _like(words, field, _wildcard(part.text))
    if isinstance(part, Fuzzy):
        found = _like(words, field, _roughly(part))
        return [word for word in found if _fits(word[len(field) :], part)]
    if isinstance(part, Stem):
        wanted = _stem(part.text)
        start = wanted[
            : max(1, len(wanted) - 2)
        ]  # a stem differs from what its words begin with in two letters at most
        return [word for word in _like(words, field, f"{start}{_ANY}*") if _stem(word[len(field) :]) == wanted]
    return _shaped(_like(words, field, f"{_ANY}*"), field, part)


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """The English stem of a word, as Snowball's rules have it."""
    from whoosh.lang.porter2 import stem  # loaded in the worker alone

    return str(stem(word))


def _like(words: Words, field: str, pattern: str) -> list[str]:
    return words.vocabulary(re.compile(re.escape(field) + pattern), field)


def _wildcard(pattern: str) -> str:
    parts = {"*": f"{_ANY}*", "?": _ANY}
    return "".join(parts.get(character) or re.escape(character) for character in pattern)


def _shaped(found: Iterable[str], field: str, part: Shape) -> list[str]:
    """Those of the words that have a shape."""
    wanted, until, kept = shape(part.text), monotonic() + PATIENCE, []
    for number, word in enumerate(found):
        if number % 1000 == 0 and monotonic() > until:
            why, do = f"/{part.text}/ takes too long here", "Write it more simply, or as a pattern with *"
            raise QueryError("The query can't be answered", why, do, part.start)
        if wanted.matches(word[len(field) :]):
            kept.append(word)
    return kept


def _roughly(part: Fuzzy) -> str:
    """A pattern for all words that `_fits` takes, and others.

    Of `edits` + 1 pieces of a word, one is in the other word as it is, no further than `edits` from its place.
    """
    pieces = _pieces(part.text, part.edits + 1)
    ways = [f"{_ANY}{{{max(0, at - part.edits)},{at + part.edits}}}{re.escape(piece)}{_ANY}*" for at, piece in pieces]
    return f"(?:{'|'.join(ways)})"


def _pieces(text: str, number: int) -> list[tuple[int, str]]:
    ends = [len(text) * place // number for place in range(number + 1)]
    return [(start, text[start:end]) for start, end in pairwise(ends)]


def _fits(word: str, part: Fuzzy) -> bool:
    """Whether a word differs in no more letters than it may: added, left out, or changed, each counting one."""
    if abs(len(word) - len(part.text)) > part.edits or not word.startswith(part.text[: part.kept]):
        return False
    return _distance(word[part.kept :], part.text[part.kept :]) <= part.edits


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row[0] = row[0], place
        for at, wanted in enumerate(other, 1):
            above, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, above + (letter != wanted))
    return row[-1]
