"""Where a phrase stands: over lines, over pages with running lines between, and through words that a hyphen breaks."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reviewer.search.positions import Positions, holds, positions
from reviewer.search.ways import Match, Ways


@dataclass(frozen=True)
class Part:
    """Where one part of a phrase stands: whole, ascending; and broken in two, by the positions of both halves."""

    whole: Positions
    halves: Sequence[tuple[int, int]]

    @cached_property
    def broken(self) -> Mapping[int, Sequence[int]]:
        """The first halves, by the position of the second."""
        found = defaultdict(list)
        for first, second in set(self.halves):
            found[second].append(first)
        return dict(found)


def run_starts(parts: Sequence[Positions]) -> Positions:
    """Where runs of positions start of which the first stands in the first part, the next in the next, and so on."""
    (place, found), *rest = sorted(enumerate(parts), key=lambda part: len(part[1]))
    starts = found - np.int32(place)
    for place, found in rest:
        starts = starts[holds(found, starts + np.int32(place))]
    return starts


def uneven_matches(parts: Sequence[Part], ways: Ways) -> Iterator[Match]:
    """The other matches of the parts, each following on the one before; some of those that are runs, too."""
    if all(len(part.whole) or part.broken for part in parts):
        yield from _Uneven(parts, ways).matches()


def _holds(found: Positions, position: int) -> bool:
    at = bisect_left(found.data, position)  # as Python's own numbers, which are quicker one by one
    return at < len(found) and found.data[at] == position


class _Uneven:
    """The matches of a phrase that step over a bridge or hold a broken word: not a plain run of positions.

    Each is found from its last uneven place: from there on all is plain, and what stands before is followed back.
    """

    def __init__(self, parts: Sequence[Part], ways: Ways) -> None:
        self._parts, self._ways = parts, ways

    def matches(self) -> Iterator[Match]:
        """Each such match."""
        for index, part in enumerate(self._parts):
            for second, firsts in part.broken.items():
                for first in firsts:
                    yield from self._around(index, (first, second))
            over = self._ways.firsts[holds(part.whole, self._ways.firsts)] if index else positions([])
            for position in over.tolist():
                for before in self._before(index - 1, self._ways.back[position]):
                    yield from self._on(index, (*before, position))

    def _around(self, index: int, match: Match) -> Iterator[Match]:
        for before in self._preceding(index, match[0]):
            yield from self._on(index, before + match)

    def _on(self, index: int, match: Match) -> Iterator[Match]:
        """The match of the parts up to `index`, with the other parts in a plain run after it, if they stand there."""
        rest = range(match[-1] + 1, match[-1] + len(self._parts) - index)
        if all(_holds(part.whole, at) for part, at in zip(self._parts[index + 1 :], rest, strict=True)):
            yield (*match, *rest)

    def _preceding(self, index: int, position: int) -> Iterator[Match]:
        """Matches of the parts before `index` that something at `position` follows, over a bridge or not."""
        if index == 0:
            yield ()
            return
        yield from self._before(index - 1, position)
        if position in self._ways.back:
            yield from self._before(index - 1, self._ways.back[position])

    def _before(self, index: int, position: int) -> Iterator[Match]:
        """Matches of the parts up to `index` that end right before `position`."""
        part, last = self._parts[index], position - 1
        if _holds(part.whole, last):
            yield from ((*before, last) for before in self._preceding(index, last))
        for first in part.broken.get(last, ()):
            yield from ((*before, first, last) for before in self._preceding(index, first))
