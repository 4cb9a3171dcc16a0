"""A column of pages that scrolls and zooms, and what is painted over them. Only what is in sight is painted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from reviewer.model import Box, Page
from reviewer.ui.icons import icon
from reviewer.ui.pages import painting
from reviewer.ui.pages.client import PageImages
from reviewer.ui.pages.frame import Frame
from reviewer.ui.pages.layout import GAP, PIXELS_A_POINT, Layout, pieces
from reviewer.ui.pages.marks import PaintedHit, PaintedPassage, PaintedTerm, by_page
from reviewer.ui.pages.place_names import words_of
from reviewer.ui.pages.worker import Piece

STEPS = (0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
_LINE = 48  # logical pixels that an arrow key scrolls
_READING_LINE = 0.3  # share of the viewport's height: the page that stands there is the current one
_EDGE = 0.12  # share of the viewport's height within which a place is not comfortably in view


class Fit(StrEnum):
    """Whether the zoom follows the size of the view."""

    NONE = "none"
    WIDTH = "width"
    PAGE = "page"


class PageCanvas(QAbstractScrollArea):
    """Continuous pages. Pages count from 1; boxes are points of the page as displayed; zoom 1.0 is 100 %."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    laid_out = Signal()  # pages stand elsewhere now: turned, paired, zoomed
    marked = Signal()  # other hits, terms or passages are painted
    leaving = Signal()  # a jump begins, to a page that is not the next one

    def __init__(self, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = self.tr("Open a document to read it here")
        self.fit = Fit.WIDTH
        self.current_page = 0
        self._images = images
        self._path = ""
        self._layout = Layout(())
        self._hits: dict[int, list[PaintedHit]] = {}
        self._passages: dict[int, list[PaintedPassage]] = {}
        self._terms: dict[int, list[PaintedTerm]] = {}
        self._outline: tuple[int, Box] | None = None
        images.changed.connect(self._page_drawn)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Dark)
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setSingleStep(_LINE)

    # Pages and places

    def set_pages(self, pages: Sequence[Page], path: Path) -> None:
        """Show the pages of the PDF at `path` from the first one on."""
        zoom = self.zoom
        self._path, self._layout = str(path), Layout(pages, 0, self._layout.paired)
        self._hits, self._passages, self._terms, self._outline = {}, {}, {}, None
        self._images.want("view", ())
        self.current_page = 0
        self._rescale(zoom)
        self._apply_fit()
        self.go_to(1)

    def go_to(self, page: int, box: Box | None = None) -> None:
        """Bring a page to the top, or a box on it comfortably into view."""
        if not 1 <= page <= self.page_count():
            return
        if self.current_page and abs(page - self.current_page) > 1:
            self.leaving.emit()
        if box:
            self._show_comfortably(page, box)
        else:
            self.verticalScrollBar().setValue(round(self._layout.rect(page - 1).y()) - GAP)
        self._set_current(page)

    def top(self) -> tuple[int, float]:
        """The page at the top of the view, and the share of its height that is above; page 0 without a document."""
        if not self.page_count():
            return 0, 0.0
        y = self.verticalScrollBar().value()
        index = self._layout.at(y)
        rect = self._layout.rect(index)
        return index + 1, (y - rect.y()) / rect.height()

    def stand_at(self, page: int, share: float) -> None:
        """Bring a page to the top, so that this share of its height is above the view."""
        if 1 <= page <= self.page_count():
            rect = self._layout.rect(page - 1)
            self.verticalScrollBar().setValue(round(rect.y() + share * rect.height()))

    def page_count(self) -> int:
        """How many pages the document has."""
        return len(self._layout.pages)

    def page(self, number: int) -> Page:
        """A page of the document."""
        return self._layout.pages[number - 1]

    def name_of(self, page: int) -> str:
        """The names of a page, in words."""
        return words_of(self._layout.pages[page - 1])

    @property
    def layout_of_pages(self) -> Layout:
        """Where the pages stand."""
        return self._layout

    # Zoom

    @property
    def zoom(self) -> float:
        """The zoom; 1.0 is 100 %: 96 logical pixels an inch."""
        return self._layout.scale / PIXELS_A_POINT

    def set_zoom(self, zoom: float) -> None:
        """Zoom about the middle of the view."""
        self.fit = Fit.NONE
        self.zoom_about(zoom, QPointF(self.viewport().rect().center()))

    def zoom_in(self) -> None:
        """To the next larger step."""
        self.set_zoom(next((step for step in STEPS if step > self.zoom * 1.01), STEPS[-1]))

    def zoom_out(self) -> None:
        """To the next smaller step."""
        self.set_zoom(next((step for step in reversed(STEPS) if step < self.zoom * 0.99), STEPS[0]))

    def set_fit(self, fit: Fit) -> None:
        """Let the zoom follow the size of the view; a page that fits as a whole is shown as a whole."""
        self.fit = fit
        self._apply_fit()
        if fit is Fit.PAGE:
            self.go_to(self.current_page)
        self.zoom_changed.emit(self.zoom)

    def _apply_fit(self) -> None:
        if self.fit is Fit.NONE or not self.page_count():
            return
        width, height = self._layout.row_size(max(self.current_page, 1) - 1)
        room = self.width() - self.verticalScrollBar().sizeHint().width()  # shown or not: no flicker
        zoom = (room - self._layout.beside) / width / PIXELS_A_POINT
        if self.fit is Fit.PAGE:
            zoom = min(zoom, (self.height() - 2 * GAP) / height / PIXELS_A_POINT)
        self.zoom_about(zoom, QPointF(self.viewport().width() / 2, 0))

    def zoom_about(self, zoom: float, fixed: QPointF) -> None:
        """Zoom so that the point of the page under `fixed` (in the viewport) stays where it is."""
        zoom = max(STEPS[0], min(zoom, STEPS[-1]))
        if not self.page_count() or abs(zoom - self.zoom) < 1e-6:
            return
        page = self._page_under(fixed)
        x, y = self._frame(page).point(fixed)
        self._rescale(zoom)
        moved = self._frame(page).place(Box(x, y, x, y)).topLeft() - fixed
        self._scroll_by(moved.x(), moved.y())
        self.zoom_changed.emit(self.zoom)

    def _rescale(self, zoom: float) -> None:
        self._layout.scale = zoom * PIXELS_A_POINT
        self._fit_scroll_bars()
        self.viewport().update()
        self.laid_out.emit()

    def _fit_scroll_bars(self) -> None:
        size = self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, round(self._layout.height) - size.height()))
        vertical.setPageStep(max(1, size.height() - _LINE))
        horizontal.setRange(0, max(0, round(self._layout.width) - size.width()))
        horizontal.setPageStep(max(1, size.width() - _LINE))

    # Turned pages, and pages two by two

    @property
    def turn(self) -> int:
        """By how many quarters clockwise all pages are turned, 0 to 3."""
        return self._layout.turn

    @property
    def paired(self) -> bool:
        """Whether pages stand two by two."""
        return self._layout.paired

    def lay_out(self, turn: int, paired: bool) -> None:
        """Turn all pages, and show them two by two or one by one; the current page stays in sight."""
        page, zoom = self.current_page, self.zoom
        self._layout = Layout(self._layout.pages, turn % 4, paired)
        self._rescale(zoom)
        self._apply_fit()
        self.go_to(page)
        self.zoom_changed.emit(self.zoom)

    # What is painted over the pages

    def set_hits(self, hits: Sequence[PaintedHit]) -> None:
        """Paint these hits and no others."""
        self._hits = by_page(hits)
        self._paint_again()

    def set_terms(self, terms: Sequence[PaintedTerm]) -> None:
        """Paint these terms of sets and no others."""
        self._terms = by_page(terms)
        self._paint_again()

    def set_passages(self, passages: Sequence[PaintedPassage]) -> None:
        """Paint these passages and no others."""
        self._passages = by_page(passages)
        self._paint_again()

    def passages_on(self, page: int) -> Sequence[PaintedPassage]:
        """The passages that are painted over a page."""
        return self._passages.get(page, [])

    def set_outline(self, page: int, box: Box | None) -> None:
        """Draw a frame around a place where there may be nothing to see; without a box, none."""
        self._outline = (page, box) if box else None
        self.viewport().update()

    def marks_on(self, page: int) -> tuple[list[PaintedHit], list[PaintedPassage], list[PaintedTerm]]:
        """What is painted over a page."""
        return self._hits.get(page, []), self._passages.get(page, []), self._terms.get(page, [])

    def _paint_again(self) -> None:
        self.viewport().update()
        self.marked.emit()

    # Geometry

    def reveal(self, page: int, box: Box) -> None:
        """Scroll as little as needed to show a box."""
        area, view = self.place_of(page, box), QRectF(self.viewport().rect()).adjusted(8, 8, -8, -8)
        self._scroll_by(_needed(area.left(), area.right(), view.left(), view.right()), 0)
        self._scroll_by(0, _needed(area.top(), area.bottom(), view.top(), view.bottom()))

    def scroll_towards(self, position: QPointF) -> bool:
        """One step towards a position beyond the edge of the viewport; False when it is inside."""
        view = self.viewport().rect()
        x = _needed(position.x(), position.x(), view.left(), view.right())
        y = _needed(position.y(), position.y(), view.top(), view.bottom())
        self._scroll_by(x * 0.6, y * 0.6)
        return bool(x or y)

    def place_of(self, page: int, box: Box) -> QRectF:
        """Where a box stands in the viewport, in logical pixels."""
        return self._frame(page).place(box)

    def _frame(self, page: int) -> Frame:
        """Where a page stands in the viewport, on whole device pixels so that its image is sharp."""
        rect = self._layout.rect(page - 1)
        view, dpr = self.viewport(), self.devicePixelRatioF()
        x = rect.x() + max(self._layout.width, view.width()) / 2 - self.horizontalScrollBar().value()
        y = rect.y() + max(0.0, view.height() - self._layout.height) / 2 - self.verticalScrollBar().value()
        rect.moveTo(round(x * dpr) / dpr, round(y * dpr) / dpr)
        if self._layout.turn:  # its upper left corner is another one
            rect.setSize(QSizeF(math.ceil(rect.width() * dpr) / dpr, math.ceil(rect.height() * dpr) / dpr))
        return Frame(rect, self._layout.scale, self._layout.turn)

    def _page_under(self, position: QPointF) -> int:
        view = self.viewport()
        slack = max(0.0, view.height() - self._layout.height) / 2
        middle = max(self._layout.width, view.width()) / 2 - self.horizontalScrollBar().value()
        return self._layout.at(position.y() + self.verticalScrollBar().value() - slack, position.x() - middle) + 1

    def _visible(self) -> range:
        """The pages in sight, from 1."""
        top = self.verticalScrollBar().value()
        seen = self._layout.between(top, top + self.viewport().height())
        return range(seen.start + 1, seen.stop + 1)

    def _scroll_by(self, x: float, y: float) -> None:
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + round(x))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(y))

    def _show_comfortably(self, page: int, box: Box) -> None:
        area, height = self.place_of(page, box), self.viewport().height()
        self.reveal(page, box)
        if not height * _EDGE <= area.top() <= area.bottom() <= height * (1 - _EDGE):
            self._scroll_by(0, self.place_of(page, box).top() - height / 3)

    def _set_current(self, page: int) -> None:
        if page != self.current_page:
            self.current_page = page
            self.page_changed.emit(page)

    # Events

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        if self.page_count():
            self._set_current(self._page_under(QPointF(0, self.viewport().height() * _READING_LINE)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_scroll_bars()
        self._apply_fit()

    def _page_drawn(self, page: int) -> None:
        if page in self._visible():
            self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.page_count():
            self._paint_hint(painter)
            return
        for page in self._visible():
            self._paint_page(painter, page)
        self._images.want("view", list(chain.from_iterable(map(self._pieces, self._soon()))))

    def _paint_page(self, painter: QPainter, page: int) -> None:
        frame = self._frame(page)
        painting.paint_paper(painter, frame.rect)
        if why := self._images.failure(self._path, page):
            title = self.tr("This page could not be drawn")
            painting.paint_message(painter, frame.rect, title, self.tr("{0}\nClick to try again.").format(why))
        painter.save()
        painter.setTransform(frame.transform, combine=True)
        self._paint_upright(painter, page, frame.upright)
        painter.restore()
        painting.paint_stripes(painter, frame, self.passages_on(page))

    def _paint_upright(self, painter: QPainter, page: int, frame: Frame) -> None:
        self._paint_image(painter, page, frame)
        painting.paint_passages(painter, frame, self.passages_on(page))
        painting.paint_terms(painter, frame, self._terms.get(page, []))
        painting.paint_hits(painter, frame, self._hits.get(page, []))
        if self._outline and self._outline[0] == page:
            painting.paint_outline(painter, frame, self._outline[1])
        self.paint_over(painter, page, frame)

    def paint_over(self, painter: QPainter, page: int, frame: Frame) -> None:
        """For what a derived view lays over a page."""

    def _paint_image(self, painter: QPainter, page: int, frame: Frame) -> None:
        found = [(piece, self._images.get(piece)) for piece in self._pieces(page)]
        if any(image is None for _, image in found) and (image := self._images.stand_in(self._path, page)):
            painting.paint_stand_in(painter, frame.rect, image)
        for piece, image in found:
            if image:
                painting.paint_piece(painter, frame.rect, image, piece.tile, self.devicePixelRatioF())

    def _pieces(self, page: int) -> list[Piece]:
        """The pieces of a page that are in sight; a page near by only where it is drawn in one piece."""
        frame, dpr = self._frame(page), self.devicePixelRatioF()
        seen = frame.part(QRectF(self.viewport().rect()))
        pixels = QRectF(seen.x() * dpr, seen.y() * dpr, seen.width() * dpr, seen.height() * dpr)
        return list(pieces(self._path, self._layout.pages[page - 1], frame.scale * dpr, pixels))

    def _soon(self) -> list[int]:
        """The pages in sight and then their neighbours."""
        seen = self._visible()
        near = [page for page in (seen.stop, seen.start - 1) if 1 <= page <= self.page_count()]
        return [*seen, *near]

    def _paint_hint(self, painter: QPainter) -> None:
        area, ink = self.viewport().rect(), self.palette().color(QPalette.ColorRole.PlaceholderText)
        middle = area.center()
        picture = QRect(middle.x() - 28, middle.y() - 64, 56, 56)
        icon("ph.file-text", ink.name()).paint(painter, picture)
        painter.setPen(ink)
        words = QRect(area.x() + 24, middle.y() + 8, area.width() - 48, 80)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self.hint)


def _needed(low: float, high: float, start: float, end: float) -> float:
    """How far to scroll so that `low` to `high` comes between `start` and `end`; the start wins."""
    if low < start:
        return low - start
    return min(high - end, low - start) if high > end else 0.0
