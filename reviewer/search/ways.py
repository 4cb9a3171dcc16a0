"""The ways from token to token of a document: a step each, or over a bridge from the end of a page's body to the next.

Over a page break the shorter way counts: with the running lines between, or without them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

import numpy as np

from reviewer.search.positions import Mask, Places, Positions, positions

Match = tuple[int, ...]
"""The positions of the tokens of a hit, in reading order."""


class Ways:
    """The ways inside some documents, given the positions where these begin, the one after all, and the bridges."""

    def __init__(self, bases: Positions, end: int, bridges: Mapping[int, int]) -> None:
        self.bases, self.end = bases, end
        self._lasts = np.append(bases[1:], np.int32(end)) - 1
        self._afters = positions(sorted(bridges))
        self.firsts = positions(sorted(bridges.values()))

    @cached_property
    def back(self) -> Mapping[int, int]:
        """From the first position of a body to the one after the body before, from which a bridge leads."""
        return dict(zip(self.firsts.tolist(), self._afters.tolist(), strict=True))

    def within(self, document: int) -> tuple[int, int]:
        """The position of the first token of a document, and the one after its last."""
        return int(self.bases[document]), int(self._lasts[document]) + 1

    def reached(self, ends: Positions, starts: Positions, most: int) -> Iterator[tuple[Places, Places, Places]]:
        """The ascending starts that at most so many steps lead to from some ends, in the same document.

        Each time places of ends, and for each the first place of the starts and the place after the last.
        """
        which, following = np.arange(len(ends)), np.append(starts, np.iinfo(np.int32).max)
        at, to = ends, ends + np.int32(most)
        while True:
            low = np.searchsorted(starts, at, "right")
            near = following[low] <= to  # the most are not
            some, low = which[near], low[near]
            limits = self._lasts[np.searchsorted(self.bases, ends[some], "right") - 1]
            high = np.searchsorted(starts, np.minimum(to[near], limits), "right")
            inside = low < high
            yield some[inside], low[inside], high[inside]
            if not len(which):
                return
            bridge = np.searchsorted(self._afters, at, "right")
            over = np.append(self._afters, np.iinfo(np.int32).max)[bridge] <= to
            which, bridge = which[over], bridge[over]
            at, to = self.firsts[bridge] - 1, to[over] + self.firsts[bridge] - self._afters[bridge]

    def bridged(self, first: Positions, last: Positions) -> Mask:
        """Whether there are bridges from one position on to another."""
        return np.searchsorted(self._afters, first, "right") < np.searchsorted(self.firsts, last, "right")

    def joined(self, first: Match, second: Match) -> Match:
        """Two matches, of which the second is the later one, with what stands between them on the shortest way."""
        low, high = bisect_right(self._afters.data, first[-1]), bisect_right(self.firsts.data, second[0])
        starts = [first[-1] + 1, *self.firsts[low:high].tolist()]
        stops = [*self._afters[low:high].tolist(), second[0]]
        return (*first, *chain.from_iterable(map(range, starts, stops)), *second)
