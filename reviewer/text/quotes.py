"""A passage named by its words, as in the W3C Web Annotation text quote selector, and how such words are found.

White space of any kind and length is one space; curly quotes are straight; ligatures are their letters; a letter with
an accent is the letter and the accent. Everything else, case too, must agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from reviewer.model import Quote, Span

_CONTEXT = 32  # code points of prefix and suffix
_PLAIN = {
    **dict.fromkeys("‘’‚‛′", "'"), **dict.fromkeys("“”„‟″", '"'),
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_UNIT = re.compile(r"\s+|\S", re.DOTALL)
_UNIT_JOINED = re.compile(r"(?<=\w)[-\u2010\u00ad]\s*\n\s*(?=\w)|\s+|\S", re.DOTALL)


def quote_of(texts: Mapping[int, str], spans: Sequence[Span]) -> Quote:
    """The quote of spans, one a page in page order; parts on different pages are joined by one line feed."""
    if not spans:
        return Quote("", "", "")
    first, last = spans[0], spans[-1]
    exact = "\n".join(texts[span.page][span.start : span.end] for span in spans)
    prefix = texts[first.page][max(0, first.start - _CONTEXT) : first.start]
    return Quote(exact, prefix, texts[last.page][last.end : last.end + _CONTEXT])


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """Where a quote stands in a text, as start and end offsets, in order.

    Where it stands nowhere as written, words that a hyphen parts at the end of a line are joined: without the hyphen
    ("attor-/ney"), then with it ("cross-/claim").
    """
    for hyphen in (None, "", "-"):
        wanted, _ = normalise(quote, hyphen)
        found = _occurrences(*normalise(text, hyphen), wanted.strip())
        if found:
            return found
    return []


def normalise(text: str, hyphen: str | None = None) -> tuple[str, list[int]]:
    """A text in plain form, and for each of its characters the offset in `text` that it comes from.

    With `hyphen`, a hyphen at the end of a line and the break after it become that string.
    """
    plain: list[str] = []
    offsets: list[int] = []
    for match in (_UNIT if hyphen is None else _UNIT_JOINED).finditer(text):
        unit = match.group()
        form = hyphen or "" if len(unit) > 1 and not unit.isspace() else _plain(unit[0])
        plain.append(form)
        offsets += [match.start()] * len(form)
    return "".join(plain), offsets


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    if character.isspace():
        return " "
    return _PLAIN.get(character) or unicodedata.normalize("NFD", character)


def _occurrences(plain: str, offsets: list[int], wanted: str) -> list[tuple[int, int]]:
    found = []
    at = plain.find(wanted) if wanted else -1
    while at >= 0:
        after = at + len(wanted)
        if not unicodedata.combining(plain[after : after + 1] or " "):
            found.append((offsets[at], offsets[after - 1] + 1))
        at = plain.find(wanted, after)
    return found
