"""Where pages stand when they are laid out one under the other, and which pieces of them to draw."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QRectF

from reviewer.model import Page
from reviewer.ui.pages.worker import Piece

PIXELS_A_POINT = 96 / 72  # at 100 %, in logical pixels
GAP = 18  # logical pixels above, between and below pages
GUTTER = 44  # logical pixels at either side of the widest page; the stripes of passages stand there
_WHOLE = 2_000_000  # device pixels: a page of more is drawn in tiles
_TILE = 1024  # device pixels, either way


class Layout:
    """Pages in one column. Indexes count from 0; `scale` is in logical pixels a point; all else in logical pixels."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.scale = PIXELS_A_POINT
        self._tops = list(accumulate((page.height for page in pages), initial=0.0))
        self._widest = max((page.width for page in pages), default=0.0)

    @property
    def width(self) -> float:
        """Width of the column with its gutters."""
        return self._widest * self.scale + 2 * GUTTER

    @property
    def height(self) -> float:
        """Height of the column with the gaps above and below it."""
        return self._tops[-1] * self.scale + GAP * (len(self.pages) + 1)

    def rect(self, index: int) -> QRectF:
        """Where a page stands: y from the top of the column, x from its middle line."""
        page = self.pages[index]
        width, height = page.width * self.scale, page.height * self.scale
        return QRectF(-width / 2, self._top(index), width, height)

    def at(self, y: float) -> int:
        """The page at this height; in a gap, the page above it; beyond the ends, the first or last one."""
        index = bisect_right(range(len(self.pages)), y, key=self._top) - 1
        return max(0, min(index, len(self.pages) - 1))

    def between(self, top: float, bottom: float) -> range:
        """The pages that stand in this stretch."""
        return range(self.at(top), self.at(bottom) + 1) if self.pages else range(0)

    def _top(self, index: int) -> float:
        return self._tops[index] * self.scale + GAP * (index + 1)


def pieces(path: str, page: Page, zoom: float, visible: QRectF) -> Iterator[Piece]:
    """The pieces that show the part `visible` (device pixels from the page's top left) of a page at `zoom`."""
    width, height = math.ceil(page.width * zoom), math.ceil(page.height * zoom)
    if width * height <= _WHOLE:
        yield Piece(path, page.number, zoom)
        return
    for y in _starts(visible.top(), visible.bottom(), height):
        for x in _starts(visible.left(), visible.right(), width):
            tile = (x, y, min(_TILE, width - x), min(_TILE, height - y))
            yield Piece(path, page.number, zoom, tile)


def _starts(low: float, high: float, end: int) -> range:
    """Where the tiles begin that touch the stretch `low` to `high`."""
    first = max(0, math.floor(low / _TILE)) * _TILE
    return range(first, min(end, math.ceil(high)), _TILE)
