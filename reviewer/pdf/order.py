"""The order in which the line pieces of a page are read. Geometry alone; no PDF is touched here.

MuPDF's order, which is the order of drawing, is right for most pages. It is left where geometry clearly says otherwise:
lines that stand apart above or below the rest go first or last, and columns that were drawn row by row are read one
after the other. A table stays in rows: its cells are short, or its cells of several lines are whole as drawn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from statistics import median
from typing import NamedTuple

from reviewer.model import Direction

_SAME_LINE = 0.5  # of the height of the lower piece: two pieces that share so much stand on one line
_FEWEST = 3  # lines of a column
_PROSE = 2.5  # words of a typical line of a column; the cells of a table have fewer
_GUTTER = 6.0  # points between columns, at the least
_COLUMN = 0.2  # of the width of what is on the page: the narrowest column that may stand empty beside a line
_APART = 1.4  # times the height of a line: white space that sets a header, footer or stamp apart
_MARGIN_LINES = 2  # lines of a header, of a footer
_ALTERNATES = 0.4  # changes of side for each piece, from which on columns were drawn row by row
_WORD = re.compile(r"[^\W\d_]{2,}")


class Piece(NamedTuple):
    """A run of characters on one line, in points, seen so that the characters run to the right and lines follow
    one another downwards; which way that is on the page; its block in MuPDF's order."""

    begin: float
    end: float
    top: float
    bottom: float
    direction: Direction
    block: int
    text: str

    def beside(self, following: Piece) -> bool:
        """Whether a piece goes on on the same line, after this one."""
        if self.direction is not following.direction or not _level(self, following):
            return False
        return following.begin >= self.end - 0.5 * min(self.bottom - self.top, following.bottom - following.top)


Numbered = tuple[int, Piece]
"""A piece with its place in MuPDF's order."""


def reading_order(pieces: Sequence[Piece]) -> list[int]:
    """The places of `pieces` in the order of reading. Pieces that run another way than most come last."""
    if _descends(pieces):
        return list(range(len(pieces)))
    main, _ = Counter(piece.direction for piece in pieces).most_common(1)[0]
    numbered = list(enumerate(pieces))
    level = [item for item in numbered if item[1].direction is main]
    aside = [number for number, piece in numbered if piece.direction is not main]
    return [number for number, _ in _ordered(level)] + aside


def _descends(pieces: Sequence[Piece]) -> bool:
    """Whether each piece stands below the one before: nothing to put in order."""
    return all(
        above.direction is below.direction and above.bottom - below.top < 0.5 * (below.bottom - below.top)
        for above, below in pairwise(pieces)
    )


def _level(one: Piece, other: Piece) -> bool:
    """Whether two pieces stand on the same line."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= _SAME_LINE * min(one.bottom - one.top, other.bottom - other.top)


class _Band(NamedTuple):
    """Pieces between two white strips over the whole width, in MuPDF's order."""

    items: list[Numbered]
    top: float
    bottom: float


def _bands(items: Sequence[Numbered]) -> list[_Band]:
    """Pieces cut into bands, from top to bottom. Lines may overlap by a quarter of their heights."""
    bands: list[_Band] = []
    for item in sorted(items, key=lambda item: item[1].top + item[1].bottom):
        quarter = (item[1].bottom - item[1].top) / 4
        top, bottom = item[1].top + quarter, item[1].bottom - quarter
        if bands and top < bands[-1].bottom:
            before = bands[-1]
            bands[-1] = _Band([*before.items, item], min(before.top, top), max(before.bottom, bottom))
        else:
            bands.append(_Band([item], top, bottom))
    return bands


def _ordered(items: Sequence[Numbered]) -> Iterator[Numbered]:
    """Pieces in the order of reading: regions from top to bottom, within each its columns, rows, or MuPDF's order."""
    for region in _regions(_bands(items)):
        within = sorted(item for band in region for item in band.items)
        gutters = _gaps(within, min(piece.begin for _, piece in within), max(piece.end for _, piece in within))
        columns = _columns(within, gutters)
        if columns:
            yield from _ordered(columns[0])
            yield from _ordered(columns[1])
        elif gutters:
            yield from within
        else:
            yield from chain.from_iterable(_row(sorted(band.items)) for band in region)


def _row(items: Sequence[Numbered]) -> Sequence[Numbered]:
    """Pieces of a band: from left to right when they stand on one line."""
    first = items[0][1]
    if all(_level(first, piece) for _, piece in items):
        return sorted(items, key=lambda item: item[1].begin)
    return items


def _regions(bands: Sequence[_Band]) -> Iterator[Sequence[_Band]]:
    """Runs of bands that leave a common gutter free; a header or footer that stands apart is a run of its own."""
    begin = min(piece.begin for band in bands for _, piece in band.items)
    end = max(piece.end for band in bands for _, piece in band.items)
    region: list[_Band] = []
    free: list[tuple[float, float]] = []
    for band in bands:
        gaps = _gaps(band.items, begin, end)
        free = _common(free, gaps) if region else gaps
        if region and (not free or (len(region) <= _MARGIN_LINES and _apart(region[-1], band))):
            yield from _without_foot(region)
            region, free = [], gaps
        region.append(band)
    yield from _without_foot(region)


def _without_foot(region: Sequence[_Band]) -> Iterator[Sequence[_Band]]:
    """A region, and apart from it the last lines that white space sets apart."""
    begin = 0
    for number in range(max(1, len(region) - _MARGIN_LINES), len(region)):
        if _apart(region[number - 1], region[number]):
            yield region[begin:number]
            begin = number
    yield region[begin:]


def _apart(band: _Band, following: _Band) -> bool:
    height = median(piece.bottom - piece.top for _, piece in (*band.items, *following.items))
    return following.top - band.bottom > _APART * height


def _gaps(items: Sequence[Numbered], begin: float, end: float) -> list[tuple[float, float]]:
    """The stretches between `begin` and `end` that no piece reaches into, wide enough for a gutter; at the margins, for
    a column."""
    gaps, reached = [], begin
    for low, high in sorted((piece.begin, piece.end) for _, piece in items):
        gaps.append((reached, low))
        reached = max(reached, high)
    narrowest = _COLUMN * (end - begin)
    return [
        (low, high)
        for low, high in (*gaps, (reached, end))
        if high - low >= (narrowest if low == begin or high == end else _GUTTER)
    ]


def _common(some: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The stretches that are free in both, wide enough for a gutter."""
    shared = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return [(low, high) for low, high in shared if high - low >= _GUTTER]


def _columns(
    items: Sequence[Numbered], gutters: Sequence[tuple[float, float]]
) -> tuple[list[Numbered], list[Numbered]] | None:
    """The pieces left and right of a gutter that parts columns of running text; None when there is no such gutter."""
    for gutter, _ in gutters:
        left = [item for item in items if item[1].end <= gutter]
        right = [item for item in items if item[1].end > gutter]
        if _is_prose(left) and _is_prose(right) and _is_by_column_or_row(items, gutter):
            return left, right
    return None


def _is_prose(items: Sequence[Numbered]) -> bool:
    lines = len(_bands(items))
    return lines >= _FEWEST and sum(len(_WORD.findall(piece.text)) for _, piece in items) >= _PROSE * lines


def _is_by_column_or_row(items: Sequence[Numbered], gutter: float) -> bool:
    """Whether a region was drawn a column at a time, or a line of each in turn; else cells are whole as drawn."""
    sides = [piece.end > gutter for _, piece in items]
    changes = sum(side != following for side, following in pairwise(sides))
    return changes == 1 or changes >= _ALTERNATES * len(items)
