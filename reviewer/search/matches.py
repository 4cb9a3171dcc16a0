"""Matches of a part of a query, kept small: of a run of positions only the first and the last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray

from reviewer.search.positions import HALF, Positions, Runs, distinct, firsts, lasts, positions, runs
from reviewer.search.ways import Match

Counts = NDArray[np.intp]
"""A number for each document."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Different matches, each once: runs of positions, and others; both ascend."""

    runs: Runs
    apart: Sequence[Match] = ()

    @classmethod
    def of(cls, parts: Iterable[Runs], others: Iterable[Match]) -> Self:
        """From ascending runs and others, among which may be runs, too."""
        more: list[tuple[int, int]] = []
        apart: list[Match] = []
        for match in set(others):
            if match[-1] - match[0] == len(match) - 1:
                more.append((match[0], match[-1]))
            else:
                apart.append(match)
        ends = np.array(sorted(more), np.int32).reshape(-1, 2)
        return cls(distinct([*parts, runs(ends[:, 0], ends[:, 1])]), sorted(apart))

    @classmethod
    def union(cls, parts: Sequence[Matches]) -> Matches:
        """The matches of all parts."""
        if len(parts) == 1:
            return parts[0]
        return cls.of((part.runs for part in parts), chain.from_iterable(part.apart for part in parts))

    def per_document(self, bases: Positions) -> Counts:
        """How many of the matches start in each document, given where documents begin."""
        found = per_document(firsts(self.runs), bases)
        return found + per_document(positions([match[0] for match in self.apart]), bases) if self.apart else found

    def between(self, start: int, end: int, most: int) -> list[Match]:
        """The first of the matches that start at `start` or after it, before `end`, at most so many."""
        low, high = np.searchsorted(self.runs, [start << HALF, end << HALF])
        some = self.runs[low : min(high, low + most)]
        found = [tuple(range(first, last + 1)) for first, last in zip(firsts(some), lasts(some), strict=True)]
        apart = self.apart[bisect_left(self.apart, (start,)) : bisect_left(self.apart, (end,))]
        return sorted([*found, *apart[:most]])[:most]


def per_document(found: Positions, bases: Positions) -> Counts:
    """How many of the positions, which ascend, stand in each document, given where documents begin."""
    return np.diff(np.searchsorted(found, bases), append=len(found))
