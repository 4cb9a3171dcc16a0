"""How many positions stand in each document, and matches kept small: of a run of positions only the first is kept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from operator import sub
from typing import TypeVar

from reviewer.search.phrases import Match

Place = TypeVar("Place", int, Match)
Tally = Mapping[int, int]
"""A number for each document that has any."""


class Matches:
    """Different matches, each once: runs of positions by their length, and others; all ascend."""

    def __init__(self, runs: Mapping[int, Sequence[int]], others: Iterable[Match] = ()) -> None:
        """`runs` has for each length where runs start, ascending; among the others may be runs, too."""
        more: defaultdict[int, list[int]] = defaultdict(list)
        apart: list[Match] = []
        for match in set(others):
            if match[-1] - match[0] == len(match) - 1:
                more[len(match)].append(match[0])
            else:
                apart.append(match)
        added = {length: _each_once([runs.get(length, ()), sorted(found)]) for length, found in more.items()}
        self.runs: dict[int, Sequence[int]] = {**runs, **added}
        self.apart = sorted(apart)

    @classmethod
    def union(cls, parts: Sequence[Matches]) -> Matches:
        """The matches of all parts."""
        if len(parts) == 1:
            return parts[0]
        lengths = {length for part in parts for length in part.runs}
        runs = {length: _each_once([part.runs.get(length, ()) for part in parts]) for length in lengths}
        return cls(runs, chain.from_iterable(part.apart for part in parts))

    def per_document(self, bases: Sequence[int]) -> Tally:
        """How many of the matches start in each document."""
        starts = [*self.runs.values(), [match[0] for match in self.apart]]
        return total(per_document(found, bases) for found in starts if found)

    def between(self, start: int, end: int, most: int) -> list[Match]:
        """The first of the matches that start at `start` or after it, before `end`."""
        found = list(between(self.apart, (start,), (end,), most))
        for length, starts in self.runs.items():
            found += [tuple(range(first, first + length)) for first in between(starts, start, end, most)]
        return sorted(found)[:most]


def between(places: Sequence[Place], start: Place, end: Place, most: int) -> Sequence[Place]:
    """The first of the positions or matches, which ascend, from `start` on and before `end`."""
    at = bisect_left(places, start)
    return places[at : min(at + most, bisect_left(places, end, at))]


def _each_once(lists: Iterable[Sequence[int]]) -> Sequence[int]:
    lists = [found for found in lists if found]
    return lists[0] if len(lists) == 1 else list(dict.fromkeys(sorted(chain.from_iterable(lists))))


def per_document(positions: Sequence[int], bases: Sequence[int]) -> Tally:
    """How many of the positions, which ascend, stand in each document."""
    if len(positions) <= len(bases):  # one by one is quickest unless there are many
        return Counter(map(partial(bisect_right, bases[1:]), positions))
    cuts = [*map(partial(bisect_left, positions), bases), len(positions)]
    return {document: count for document, count in enumerate(map(sub, cuts[1:], cuts)) if count}


def total(tallies: Iterable[Tally]) -> Tally:
    """The sums, document by document."""
    found: Counter[int] = Counter()
    for tally in tallies:
        found.update(tally)
    return found
