"""The hits of a document in reading order, and which of them is current."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reviewer.ui.pages.marks import PaintedHit


class HitList:
    """Counts hits from 0; what goes on over a page break is one hit. `current` is -1 where none is."""

    def __init__(self, hits: Iterable[PaintedHit] = ()) -> None:
        self.painted = list(hits)
        self._starts = [place for place, hit in enumerate(self.painted) if not hit.continues]
        self.current = next((hit for hit, place in enumerate(self._starts) if self.painted[place].current), -1)

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def lit(self) -> PaintedHit | None:
        """The first part of the current hit."""
        return self.painted[self._starts[self.current]] if self.current >= 0 else None

    def make_current(self, index: int) -> PaintedHit:
        """Make a hit the current one; indexes wrap around. Hands back its first part."""
        if self.current >= 0:
            self._light(self.current, False)
        self.current = index % len(self._starts)
        self._light(self.current, True)
        return self.painted[self._starts[self.current]]

    def first_from(self, page: int) -> int:
        """The first hit on a page or after it, else the first of all."""
        return next((index for index, place in enumerate(self._starts) if self.painted[place].page >= page), 0)

    def _light(self, index: int, current: bool) -> None:
        first, end = [*self._starts[index : index + 2], len(self.painted)][:2]
        self.painted[first:end] = [replace(hit, current=current) for hit in self.painted[first:end]]
