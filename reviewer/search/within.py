"""The ways from token to token inside sentences, paragraphs or values of fields."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from reviewer.search.matches import Matches
from reviewer.search.positions import Places, Positions, firsts, lasts, positions
from reviewer.search.units import Flat
from reviewer.search.ways import Match, Ways


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
