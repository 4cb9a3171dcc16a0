"""Where a phrase stands: over lines, over pages with running lines between, and through words that a hyphen breaks."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

Match = tuple[int, ...]
"""The positions of the tokens of a hit, in reading order."""

_FEW = 6  # so many times fewer are looked up one by one


@dataclass(frozen=True, slots=True)
class Part:
    """Where one part of a phrase stands: whole, ascending; and broken in two, by the position of the second half."""

    whole: Sequence[int]
    broken: Mapping[int, Sequence[int]]

    @classmethod
    def of(cls, whole: Sequence[int], broken: Iterable[tuple[int, int]]) -> Self:
        """A part that stands whole at these positions, and broken at these pairs of positions."""
        first_halves = defaultdict(list)
        for first, second in set(broken):
            first_halves[second].append(first)
        return cls(whole, dict(first_halves))


def run_starts(lists: Iterable[tuple[int, Sequence[int]]]) -> Sequence[int]:
    """Where a run of positions starts, given for places in it where each may stand. The shortest list comes first."""
    (place, found), *rest = sorted(lists, key=lambda pair: len(pair[1]))
    starts = [position - place for position in found] if place else found
    for place, positions in rest:
        if len(starts) * _FEW < len(positions):
            starts = [start for start in starts if _holds(positions, start + place)]
        else:
            sought = {start + place for start in starts}
            starts = [position - place for position in filter(sought.__contains__, positions)]
    return starts


def uneven_matches(parts: Sequence[Part], bridges: Mapping[int, int]) -> Iterator[Match]:
    """The other matches of the parts, each following on the one before; some of those that are runs, too."""
    if all(part.whole or part.broken for part in parts):
        yield from _Uneven(parts, bridges).matches()


def _holds(positions: Sequence[int], position: int) -> bool:
    at = bisect_left(positions, position)
    return at < len(positions) and positions[at] == position


class _Uneven:
    """The matches of a phrase that step over a bridge or hold a broken word: not a plain run of positions.

    Each is found from its last uneven place: from there on all is plain, and what stands before is followed back.
    """

    def __init__(self, parts: Sequence[Part], bridges: Mapping[int, int]) -> None:
        self._parts = parts
        self._back = {first: after for after, first in bridges.items()}

    def matches(self) -> Iterator[Match]:
        """Each such match."""
        for index, part in enumerate(self._parts):
            for second, firsts in part.broken.items():
                for first in firsts:
                    yield from self._around(index, (first, second))
            for position in self._over_bridges(part.whole) if index else ():
                for before in self._before(index - 1, self._back[position]):
                    yield from self._on(index, (*before, position))

    def _over_bridges(self, whole: Sequence[int]) -> list[int]:
        """Of the positions, those that a bridge leads to."""
        if len(whole) < len(self._back):
            return [position for position in whole if position in self._back]
        return [first for first in self._back if _holds(whole, first)]

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
        if position in self._back:
            yield from self._before(index - 1, self._back[position])

    def _before(self, index: int, position: int) -> Iterator[Match]:
        """Matches of the parts up to `index` that end right before `position`."""
        part, last = self._parts[index], position - 1
        if _holds(part.whole, last):
            yield from ((*before, last) for before in self._preceding(index, last))
        for first in part.broken.get(last, ()):
            yield from ((*before, first, last) for before in self._preceding(index, first))
