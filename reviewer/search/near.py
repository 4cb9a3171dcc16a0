"""Words near one another: what `w/5` and its kin find in a document.

The distance of two matches is counted as dtSearch counts it, by positions: words that follow one another are 1 apart,
and `w/5` lets 4 words stand between. It is counted from the end of the first match to the start of the second, so a
phrase is as near as its nearest word. Over a page break the shorter way counts, as in phrases: with the running lines
between, or without them. Two matches that overlap are not near one another; a word is not near itself.

A hit is a pair of matches with all that stands between them, written as one match, if no smaller such pair stands
inside: in `a a b`, `a w/5 b` has one hit, the second `a` with the `b`. Of `a not w/5 b` each `a` is a hit.
A part of `(a w/5 b) w/5 c` is any pair of `a` and `b`, since a larger one may be the nearer to `c`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import itemgetter

from reviewer.search.phrases import Match
from reviewer.search.tallies import Matches, between

Runs = tuple[int, ...]
"""First and last position of each run of tokens of a match, in reading order: one run, unless a bridge is taken."""

Pair = tuple[Match, Runs]
Paired = Callable[[Sequence[Runs], Sequence[Runs], int, "Ways"], Iterator[Pair]]


@dataclass(frozen=True, slots=True)
class Places:
    """Where a part stands: positions of single tokens in ascending lists, other matches, and its documents."""

    lists: Sequence[Sequence[int]]
    longs: Matches
    documents: Set[int]

    def inside(self, start: int, end: int) -> list[Runs]:
        """The matches that start from one position up to another, sorted."""
        found = {runs(match) for match in self.longs.between(start, end, end - start)}
        for positions in self.lists:
            some = between(positions, start, end, end - start)
            found.update(zip(some, some, strict=True))
        return sorted(found)

    def shares_words(self, other: Places) -> bool:
        """Whether a word stands for both; other words never stand in one place."""
        return not {some[0] for some in self.lists if some}.isdisjoint(some[0] for some in other.lists if some)


def runs(match: Match) -> Runs:
    """The runs that a match is made of."""
    if match[-1] - match[0] == len(match) - 1:
        return match[0], match[-1]
    ends = [end for before, at in pairwise(match) if at != before + 1 for end in (before, at)]
    return (match[0], *ends, match[-1])


def gathered(found: Iterable[Runs]) -> Matches:
    """Matches, from the runs that they are made of."""
    plain: defaultdict[int, list[int]] = defaultdict(list)
    others: list[Match] = []
    for match in found:
        if len(match) == 2:
            plain[match[1] - match[0] + 1].append(match[0])
        else:
            some = (range(first, last + 1) for first, last in zip(match[::2], match[1::2], strict=True))
            others.append(tuple(chain.from_iterable(some)))
    return Matches({length: sorted(starts) for length, starts in plain.items()}, others)


class Ways:
    """The ways from token to token: a step each, or over a bridge from the end of a page's body to the next."""

    def __init__(self, bridges: Mapping[int, int]) -> None:
        self._afters = sorted(bridges)
        self._firsts = [bridges[after] for after in self._afters]

    @property
    def afters(self) -> Sequence[int]:
        """The positions after the bodies from whose ends bridges lead, ascending."""
        return self._afters

    def reach(self, start: int, most: int) -> int:
        """The last position that so many steps can lead to."""
        at = bisect_right(self._afters, start)
        while at < len(self._afters) and self._afters[at] - start <= most:
            most -= self._afters[at] - start
            start = self._firsts[at]
            at += 1
        return start + most

    def apart(self, start: int, end: int) -> int:
        """The least number of steps."""
        return end - start - sum(first - after for after, first in self._between(start, end))

    def joined(self, first: Runs, second: Runs) -> Runs:
        """Two matches, of which the second is the later one, with what stands between them."""
        bridges = self._between(first[-1], second[0])
        ends = [end for after, start in bridges for end in (after - 1, start)]
        return (*first[:-1], *ends, *second[1:])

    def _between(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        begin, stop = bisect_right(self._afters, start), bisect_right(self._firsts, end)
        return zip(self._afters[begin:stop], self._firsts[begin:stop], strict=True)


def pairs(firsts: Sequence[Runs], seconds: Sequence[Runs], most: int, ways: Ways) -> Iterator[Pair]:
    """All pairs of matches of which the second is at most so many steps after the first; both are sorted."""
    starts = list(map(itemgetter(0), seconds))
    for first in firsts:
        end = first[-1]
        reach = ways.reach(end, most)
        plain = reach == end + most
        for second in seconds[bisect_right(starts, end) : bisect_right(starts, reach)]:
            if plain or ways.apart(end, second[0]) <= most:
                yield first, second


def nearest(firsts: Sequence[Runs], seconds: Sequence[Runs], most: int, ways: Ways) -> Iterator[Pair]:
    """Of `pairs`, for each first match those that end first."""
    starts = list(map(itemgetter(0), seconds))
    for first in firsts:
        end = first[-1]
        at = bisect_right(starts, end)
        if at == len(starts) or starts[at] > (reach := ways.reach(end, most)):
            continue
        yield from ((first, second) for second in _first_to_end(seconds, at, end, reach, most, ways))


def _first_to_end(seconds: Sequence[Runs], at: int, end: int, reach: int, most: int, ways: Ways) -> list[Runs]:
    found: list[Runs] = []
    plain = reach == end + most
    while at < len(seconds) and seconds[at][0] <= (found[0][-1] if found else reach):
        second = seconds[at]
        if plain or ways.apart(end, second[0]) <= most:
            if found and second[-1] < found[0][-1]:
                found = []
            if not found or second[-1] == found[0][-1]:
                found.append(second)
        at += 1
    return found


def smallest(found: Iterable[Runs]) -> set[Runs]:
    """The matches inside which no smaller one stands."""
    kept: set[Runs] = set()
    start, end = -1, -1
    for match in sorted(set(found), key=lambda match: (-match[0], match[-1])):
        if not kept or match[-1] < end or (match[-1] == end and match[0] == start):
            kept.add(match)
            start, end = match[0], match[-1]
    return kept
