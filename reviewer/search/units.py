"""Within what words may be asked to stand together: a sentence, a paragraph, or a value of a field.

Each is known by the position of its first token, and is made of stretches of positions: of more than one where it runs
over the end of a page, past running lines. What stands between the bodies of two pages is a stretch of its own. A match
stands in a sentence when all of it does, so that one over the end of a sentence stands in none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np

from reviewer.search import analysis
from reviewer.search.matches import Matches
from reviewer.search.positions import Places, Positions, firsts, lasts, positions
from reviewer.search.ways import Match, Ways
from reviewer.text.sentences import breaks


class Unit(StrEnum):
    """What words may stand in together."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    VALUE = "value"


class Body(NamedTuple):
    """The text of a page without running lines, or of a field, from position `first` up to `after`."""

    first: int
    after: int
    text: str


Flat = Sequence[int]
"""Stretches, ascending: of each its first position and the first position of that to which it belongs."""


class Within:
    """The ways inside units of one kind, as `near.py` asks for them."""

    def __init__(self, flat: Flat, ways: Ways) -> None:
        table = positions(flat)
        self._starts, self._owners = table[::2], table[1::2]
        self._lasts = np.append(self._starts[1:] - 1, np.int32(ways.end - 1))
        self.bases, self.bridged, self.joined = ways.bases, ways.bridged, ways.joined

    @cached_property
    def _following(self) -> Places:
        """For each stretch the place of the next of the same unit; -1 for none."""
        order = np.lexsort((self._starts, self._owners))
        found = np.full(len(order), -1)
        same = self._owners[order[:-1]] == self._owners[order[1:]]
        found[order[:-1][same]] = order[1:][same]
        return found

    def reached(self, ends: Positions, starts: Positions, most: int) -> Iterator[tuple[Places, Places, Places]]:
        """As `Ways.reached`, in the same unit; `most` counts in the stretch of the end alone."""
        which, stretch, at = np.arange(len(ends)), self._number(ends), ends
        while True:
            limits = np.minimum(self._lasts[stretch], ends[which].astype(np.int64) + most)
            low, high = np.searchsorted(starts, at, "right"), np.searchsorted(starts, limits, "right")
            some = low < high
            yield which[some], low[some], high[some]
            if not len(which):
                return
            stretch = self._following[stretch]
            which, stretch = which[stretch >= 0], stretch[stretch >= 0]
            at = self._starts[stretch] - 1

    def parted(self, found: Matches) -> tuple[Matches, Matches]:
        """The matches that stand in a unit, and the others."""
        whole = self._number(firsts(found.runs)) == self._number(lasts(found.runs))
        apart: tuple[list[Match], list[Match]] = [], []
        for match in found.apart:
            owners = self._owners[self._number(positions(match))]
            apart[int((owners != owners[0]).any())].append(match)
        return Matches(found.runs[whole], apart[0]), Matches(found.runs[~whole], apart[1])

    def _number(self, sought: Positions) -> Places:
        """The places of the stretches that hold some positions."""
        return np.searchsorted(self._starts, sought, "right") - 1


def beginnings(bodies: Sequence[Body]) -> dict[int, bool]:
    """The positions at which sentences begin in the bodies of a text, ascending, and whether paragraphs begin there."""
    texts = [body.text.strip() for body in bodies]
    waiting = deque(breaks("\n".join(texts)))
    begun: dict[int, bool] = {}
    offset, carried = 0, [True]
    for body, text in zip(bodies, texts, strict=True):
        found = {body.first: any(carried)} if carried else {}
        carried, position, at = [], body.first, offset
        while waiting and waiting[0].at < offset + len(text):
            following, paragraph = waiting.popleft()
            position += analysis.count(text[at - offset : following - offset])
            at = following
            if position < body.after:
                found[position] = paragraph or found.get(position, False)
            else:  # no word stands in what begins here, so that the next body begins it
                carried.append(paragraph)
        begun |= found
        offset += len(text) + 1
    return begun


def stretches(bodies: Iterable[Body], begun: Sequence[int], start: int, end: int) -> Iterator[int]:
    """The stretches of a text from position `start` to `end`, flat, given where units begin in its bodies."""
    owner = before = start
    for body in bodies:
        if body.first > before:
            yield from (before, before)
        inside = begun[bisect_left(begun, body.first) : bisect_left(begun, body.after)]
        if body.first > before and body.first not in inside[:1]:
            yield from (body.first, owner)
        for owner in inside:
            yield from (owner, owner)
        before = body.after
    if end > before:
        yield from (before, before)
