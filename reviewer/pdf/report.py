"""A printable report: rows of cells, laid out over Letter pages, with repeated headers and numbered pages.

Cells are HTML as `pymupdf.Story` reads it: a small part of HTML and CSS, with fonts of its own for every script.
A row that does not fit goes to the next page; one that is taller than a page goes on there. Lengths are points.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

import pymupdf

SHORT_SIDE, LONG_SIDE = 612.0, 792.0  # Letter: what United States courts file
_MARGIN = 45.0
_FOOTER = 22.0  # room for the footer above the lower margin
_PAD = 3.5
_RULE = (0.62, 0.65, 0.7)
_SHADE = (0.92, 0.935, 0.955)
_BREAKS = (
    "body { margin: 0; overflow-wrap: break-word } p { margin: 0 }"  # file paths and long numbers break inside the word
)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, each cell as HTML. `widths` are shares of the line; `header` is repeated on each page."""

    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    header: tuple[str, ...] = ()
    ruled: bool = False


def as_html(text: str) -> str:
    """Text for a cell. Line feeds break the line.

    MuPDF decodes entities twice, and draws "fi" as one ligature that is copied and searched as one character; an empty
    element in between prevents both.
    """
    lines = [
        re.sub(r"&\w+;|f(?=[fijlt])", r"\g<0><span></span>", escape(line, quote=False)) for line in text.split("\n")
    ]
    return "<br/>".join(lines)


def report(title: str, grids: Sequence[Grid], css: str, footer: str, landscape: bool) -> bytes:
    """A PDF file of the grids, one under the other; `footer` (HTML) and "Page x of y" stand under each page."""
    width, height = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    paper = _Paper(width, height, css + _BREAKS, footer)
    for grid in grids:
        paper.add(grid)
    with pymupdf.open("pdf", paper.finish()) as made:
        made.set_metadata({"title": title, "producer": "Reviewer"})
        _decorate(made, paper.rules, paper.shades)
        made.subset_fonts()
        return bytes(made.tobytes(garbage=4, deflate=True, use_objstms=1))


class _Paper:
    """Pages under way. `rules` and `shades` gather what is drawn beneath the words afterwards, by page from 0."""

    def __init__(self, width: float, height: float, css: str, footer: str) -> None:
        self._file = io.BytesIO()
        self._writer = pymupdf.DocumentWriter(self._file)
        self._size, self._css, self._footer = pymupdf.Rect(0, 0, width, height), css, footer
        self._bottom = height - _MARGIN - _FOOTER
        self._pages = 0
        self.rules: list[tuple[int, pymupdf.Rect]] = []
        self.shades: list[tuple[int, pymupdf.Rect]] = []
        self._turn()

    def add(self, grid: Grid) -> None:
        """Lay a grid out under what is there."""
        columns = _columns(grid.widths, _MARGIN, self._size.width - _MARGIN)
        self._head(grid, columns)
        for row in grid.rows:
            self._row(grid, columns, row)

    def finish(self) -> bytes:
        """End the last page; hand back the PDF file."""
        self._writer.end_page()
        self._writer.close()
        return self._file.getvalue()

    def _turn(self) -> None:
        """Begin a page, with its footer."""
        if self._pages:
            self._writer.end_page()
        self._device = self._writer.begin_page(self._size)
        self._pages += 1
        self._y = self._top = _MARGIN
        foot = self._story(self._footer)
        foot.place(
            pymupdf.Rect(_MARGIN + _PAD, self._bottom + 10, self._size.width - _MARGIN - 90, self._size.height - 20)
        )
        foot.draw(self._device)

    def _head(self, grid: Grid, columns: list[tuple[float, float]]) -> None:
        if not grid.header:
            return
        stories = [self._story(cell) for cell in grid.header]
        needed, _ = self._place(stories, columns)
        if self._y > self._top and self._y + 3 * needed > self._bottom:  # a header alone at the foot helps nobody
            self._turn()
            needed, _ = self._place(stories, columns)
        self.shades.append(
            (self._pages - 1, pymupdf.Rect(_MARGIN, self._y, self._size.width - _MARGIN, self._y + needed))
        )
        self._draw(grid, columns, stories, needed)
        self._top = self._y

    def _row(self, grid: Grid, columns: list[tuple[float, float]], cells: Sequence[str]) -> None:
        stories = [self._story(cell) for cell in cells]
        height, more = self._place(stories, columns)
        if more and self._y > self._top:
            self._turn_within(grid, columns)
            height, more = self._place(stories, columns)
        self._draw(grid, columns, stories, height)
        while more:
            self._turn_within(grid, columns)
            height, more = self._place(stories, columns)
            self._draw(grid, columns, stories, height)

    def _turn_within(self, grid: Grid, columns: list[tuple[float, float]]) -> None:
        self._turn()
        self._head(grid, columns)

    def _place(self, stories: list[pymupdf.Story], columns: list[tuple[float, float]]) -> tuple[float, bool]:
        """Lay the rest of each cell out at the present place: the row's height, and whether something is left over."""
        height, more = 0.0, False
        for story, (left, right) in zip(stories, columns, strict=True):
            room = pymupdf.Rect(left + _PAD, self._y + _PAD, right - _PAD, self._bottom - _PAD)
            left_over, filled = story.place(room)
            height, more = max(height, filled[3] - self._y + _PAD), more or bool(left_over)
        return height, more

    def _draw(
        self, grid: Grid, columns: list[tuple[float, float]], stories: list[pymupdf.Story], height: float
    ) -> None:
        for story in stories:
            story.draw(self._device)
        if grid.ruled:
            for left, right in columns:
                self.rules.append((self._pages - 1, pymupdf.Rect(left, self._y, right, self._y + height)))
        self._y += height

    def _story(self, cell: str) -> pymupdf.Story:
        return pymupdf.Story(f"<body>{cell}</body>", user_css=self._css)


def _columns(widths: Sequence[float], left: float, right: float) -> list[tuple[float, float]]:
    """The left and right edge of each column."""
    edges, share = [left], (right - left) / sum(widths)
    for width in widths:
        edges.append(edges[-1] + width * share)
    return list(pairwise(edges))


def _decorate(
    made: pymupdf.Document, rules: list[tuple[int, pymupdf.Rect]], shades: list[tuple[int, pymupdf.Rect]]
) -> None:
    font = pymupdf.Font("helv")
    for page in made:
        page.wrap_contents()  # the writer leaves the y axis turned over
        _number(page, made.page_count, font)
        lines = [rect for number, rect in rules if number == page.number]
        fills = [rect for number, rect in shades if number == page.number]
        for rects, paint in ((lines, {"color": _RULE, "width": 0.5}), (fills, {"color": None, "fill": _SHADE})):
            if rects:
                shape = page.new_shape()
                for rect in rects:
                    shape.draw_rect(rect)
                shape.finish(**paint)
                shape.commit(overlay=False)


def _number(page: pymupdf.Page, count: int, font: pymupdf.Font) -> None:
    text = f"Page {page.number + 1} of {count}"
    writer = pymupdf.TextWriter(page.rect, color=(0.35, 0.35, 0.35))
    right = page.rect.width - _MARGIN - _PAD - font.text_length(text, 8)
    writer.append((right, page.rect.height - _MARGIN - _FOOTER + 18), text, font, 8)
    writer.write_text(page)
