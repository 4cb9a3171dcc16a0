"""Where a phrase stands: over lines, over pages with running lines between, and through words that a hyphen breaks."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

Match = tuple[int, ...]
"""The positions of the tokens of a hit, in reading order."""

_FEW = 16  # so many times fewer are looked up one by one


@dataclass(frozen=True, slots=True)
class Part:
    """Where one part of a phrase stands: whole, ascending; and broken in two, by the first and by the second half."""

    whole: Sequence[int]
    from_first: Mapping[int, Sequence[int]]
    from_second: Mapping[int, Sequence[int]]

    @classmethod
    def of(cls, whole: Sequence[int], broken: Iterable[tuple[int, int]]) -> Self:
        """A part that stands whole at these positions, and broken at these pairs of positions."""
        forth, back = defaultdict(list), defaultdict(list)
        for first, second in set(broken):
            forth[first].append(second)
            back[second].append(first)
        return cls(whole, dict(forth), dict(back))


def phrase_matches(parts: Sequence[Part], bridges: Mapping[int, int]) -> set[Match]:
    """The matches of the parts, each following on the one before."""
    if not all(part.whole or part.from_first for part in parts):
        return set()
    plain = {tuple(range(start, start + len(parts))) for start in _starts([part.whole for part in parts])}
    return plain | set(_Chain(parts, bridges).uneven())


def _starts(lists: Sequence[Sequence[int]]) -> set[int]:
    """Where a run of positions starts, one out of each list. The shortest list is asked first."""
    order = sorted(range(len(lists)), key=lambda index: len(lists[index]))
    found = {position - order[0] for position in lists[order[0]]}
    for index in order[1:]:
        positions = lists[index]
        if len(found) * _FEW < len(positions):
            found = {start for start in found if _holds(positions, start + index)}
        else:
            found.intersection_update([position - index for position in positions])
    return found


def _holds(positions: Sequence[int], position: int) -> bool:
    at = bisect_left(positions, position)
    return at < len(positions) and positions[at] == position


class _Chain:
    """The matches of a phrase that step over a bridge or hold a broken word."""

    def __init__(self, parts: Sequence[Part], bridges: Mapping[int, int]) -> None:
        self._parts, self._bridges = parts, bridges
        self._back = {first: after for after, first in bridges.items()}

    def uneven(self) -> Iterator[Match]:
        """Each such match, some of them more than once."""
        for index, part in enumerate(self._parts):
            for first, seconds in part.from_first.items():
                for second in seconds:
                    yield from self._around(index, (first, second))
            if index:
                for position in self._over_bridges(part.whole):
                    yield from self._around(index, (position,))

    def _over_bridges(self, whole: Sequence[int]) -> list[int]:
        """Of the positions, those that a bridge leads to."""
        if len(whole) < len(self._back):
            return [position for position in whole if position in self._back]
        return [first for first in self._back if _holds(whole, first)]

    def _around(self, index: int, match: Match) -> Iterator[Match]:
        for before in self._before(index - 1, match[0]):
            for after in self._after(index + 1, match[-1] + 1):
                yield before + match + after

    def _before(self, index: int, position: int) -> Iterator[Match]:
        """Matches of the parts up to `index` that something at `position` follows."""
        if index < 0:
            yield ()
            return
        for after in (position, self._back.get(position, 0)):
            for match in self._ending(index, after - 1):
                for before in self._before(index - 1, match[0]):
                    yield before + match

    def _after(self, index: int, position: int) -> Iterator[Match]:
        """Matches of the parts from `index` on that follow what ends before `position`."""
        if index == len(self._parts):
            yield ()
            return
        for first in (position, self._bridges.get(position, -1)):
            for match in self._starting(index, first):
                for after in self._after(index + 1, match[-1] + 1):
                    yield match + after

    def _starting(self, index: int, position: int) -> Iterator[Match]:
        part = self._parts[index]
        if _holds(part.whole, position):
            yield (position,)
        for second in part.from_first.get(position, ()):
            yield (position, second)

    def _ending(self, index: int, position: int) -> Iterator[Match]:
        part = self._parts[index]
        if _holds(part.whole, position):
            yield (position,)
        for first in part.from_second.get(position, ()):
            yield (first, position)
