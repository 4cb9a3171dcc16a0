"""The words of pages, or of one field, in order, with where the posting list of each stands in its file."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import cached_property, lru_cache

_LAST = "\U0010ffff"  # stands in no word, and after all others
_KEPT = 64  # patterns

Place = tuple[int, int]
"""Where a posting list begins and ends, in bytes."""


class Lexicon:
    """Words and the places of their lists."""

    def __init__(self, text: str, places: array[int]) -> None:
        """`text` has a word a line, in order; `places` the begin and end of each one's list, list after list."""
        self._text, self._places = text, places
        self.spelled = lru_cache(_KEPT)(self._spelled)

    @cached_property
    def words(self) -> list[str]:
        """All words, in order."""
        return self._text.split("\n") if self._text else []

    def __iter__(self) -> Iterator[tuple[str, Place]]:
        return zip(self.words, zip(self._places[::2], self._places[1::2], strict=True), strict=True)

    def places(self, words: Collection[str]) -> Iterator[Place]:
        """Where the lists of some words stand, which ascend; words that have none are left out."""
        known, places, at = self.words, self._places, 0
        for word in words:
            at = bisect_left(known, word, at)
            if at < len(known) and known[at] == word:
                yield places[2 * at], places[2 * at + 1]

    def _spelled(self, pattern: re.Pattern[str]) -> list[str]:
        """The words that a pattern matches from first to last letter, in order."""
        start = _literal(pattern)
        if not start:
            line = re.compile(f"\n({pattern.pattern})(?=\n)", pattern.flags)  # to find its first letter is quick
            return [found[1] for found in line.finditer(f"\n{self._text}\n")] if self._text else []
        low, high = bisect_left(self.words, start), bisect_left(self.words, start + _LAST)
        return list(filter(pattern.fullmatch, self.words[low:high]))


def _literal(pattern: re.Pattern[str]) -> str:
    """What all that a pattern matches begins with."""
    written = pattern.pattern
    if "|" in written or pattern.flags & re.IGNORECASE:
        return ""
    found = re.match(r"[\w\x1f]*", written)
    start = found.group() if found else ""
    return start[:-1] if written[len(start) : len(start) + 1] in ("*", "+", "?", "{") else start
