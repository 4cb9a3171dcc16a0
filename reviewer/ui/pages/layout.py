"""Where pages stand when they are laid out one under the other, or two by two, and which pieces of them to draw."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QRectF

from reviewer.model import Box, Page
from reviewer.ui.pages.frame import Frame
from reviewer.ui.pages.worker import Piece

PIXELS_A_POINT = 96 / 72  # at 100 %, in logical pixels
GAP = 18  # logical pixels above, between and below pages
GUTTER = 52  # logical pixels at either side of the widest page, and between two; the stripes of passages stand there
_WHOLE = 2_000_000  # device pixels: a page of more is drawn in tiles
_TILE = 1024  # device pixels, either way


class Layout:
    """Pages in rows of one, or of two where they are `paired`, all turned by so many quarters clockwise.

    Indexes count from 0; `scale` is in logical pixels a point; all else in logical pixels.
    """

    def __init__(self, pages: Sequence[Page], turn: int = 0, paired: bool = False) -> None:
        self.pages, self.turn, self.paired = pages, turn, paired
        self.scale = PIXELS_A_POINT
        self._across = 2 if paired else 1
        heights = [self.size(page)[1] for page in pages]
        rows = [max(heights[first : first + self._across]) for first in range(0, len(heights), self._across)]
        self._tops = list(accumulate(rows, initial=0.0))
        self._widest = max((self.size(page)[0] for page in pages), default=0.0)

    def size(self, page: Page) -> tuple[float, float]:
        """Width and height of a page as it is turned, in points."""
        return (page.height, page.width) if self.turn % 2 else (page.width, page.height)

    def row_size(self, index: int) -> tuple[float, float]:
        """Width and height of the row of a page in points, without what is `beside`."""
        first = index - index % self._across
        sizes = [self.size(page) for page in self.pages[first : first + self._across]]
        return max(width for width, _ in sizes) * self._across, max(height for _, height in sizes)

    @property
    def beside(self) -> float:
        """Width of the gutters of a row."""
        return GUTTER * (self._across + 1)

    @property
    def width(self) -> float:
        """Width of the widest row with its gutters."""
        return self._widest * self._across * self.scale + self.beside

    @property
    def height(self) -> float:
        """Height of all rows with the gaps above and below them."""
        return self._tops[-1] * self.scale + GAP * len(self._tops)

    def rect(self, index: int) -> QRectF:
        """Where a page stands: y from the top of all rows, x from their middle line."""
        width, height = (side * self.scale for side in self.size(self.pages[index]))
        row, column = divmod(index, self._across)
        x = -width / 2 if not self.paired else GUTTER / 2 if column else -GUTTER / 2 - width
        return QRectF(x, self._top(row), width, height)

    def at(self, y: float, x: float = 0.0) -> int:
        """The page at this height, and of two the one at this side of the middle line; in a gap, the page above it;
        beyond the ends, the first or last one."""
        row = bisect_right(range(len(self._tops) - 1), y, key=self._top) - 1
        index = max(0, row) * self._across + (1 if self.paired and x > 0 else 0)
        return max(0, min(index, len(self.pages) - 1))

    def between(self, top: float, bottom: float) -> range:
        """The pages that stand in this stretch."""
        return range(self.at(top, -1), self.at(bottom, 1) + 1) if self.pages else range(0)

    def page_at(self, share: float) -> int:
        """The page, from 1, at a share (0 to 1) of the whole height."""
        return self.at(share * self.height) + 1

    def stretch_of(self, page: int, boxes: Sequence[Box]) -> tuple[float, float]:
        """Top and bottom of boxes on a page, from 1, as shares of the whole height; without boxes, of the page."""
        rect, height = self.rect(page - 1), self.height
        areas = [Frame(rect, self.scale, self.turn).place(box) for box in boxes] or [rect]
        return min(area.top() for area in areas) / height, max(area.bottom() for area in areas) / height

    def stretches_of(self, page: int, runs: Sequence[Sequence[Box]]) -> list[tuple[float, float]]:
        """The same for each of many runs of boxes on a page."""
        if self.turn or not all(runs):
            return [self.stretch_of(page, boxes) for boxes in runs]
        top, scale = self._top((page - 1) // self._across) / self.height, self.scale / self.height
        ends = ((min([box.y0 for box in boxes]), max([box.y1 for box in boxes])) for boxes in runs)
        return [(top + low * scale, top + high * scale) for low, high in ends]

    def tops_of(self, page: int, boxes: Sequence[Box], least: float) -> set[float]:
        """The tops of many boxes on a page, likewise; just that of the page where it takes less than `least`."""
        height, row = self.height, (page - 1) // self._across
        if (self._tops[row + 1] - self._tops[row]) * self.scale < least * height:
            return {self._top(row) / height}
        if self.turn:
            return {self.stretch_of(page, [box])[0] for box in boxes}
        top, scale = self._top(row) / height, self.scale / height
        return {top + box.y0 * scale for box in boxes}

    def _top(self, row: int) -> float:
        return self._tops[row] * self.scale + GAP * (row + 1)


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
