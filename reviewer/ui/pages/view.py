"""The pages of a document with their text: select by mouse and keyboard, click passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from reviewer.model import Area, Box, Page, PageText, PassageId, Span
from reviewer.text import boxes_of, offset_at, text_in
from reviewer.ui.pages import painting
from reviewer.ui.pages.band import Band
from reviewer.ui.pages.canvas import PageCanvas
from reviewer.ui.pages.client import PageImages
from reviewer.ui.pages.frame import Frame
from reviewer.ui.pages.handles import Handles
from reviewer.ui.pages.layout import GAP, GUTTER
from reviewer.ui.pages.marks import PaintedPassage, contains
from reviewer.ui.pages.selecting import TextSelector
from reviewer.ui.pages.selection import Place, Unit, caret

_UNITS = (Unit.CHARACTER, Unit.WORD, Unit.SENTENCE, Unit.LINE)  # that one click takes, two, three, four
_TEXTS_KEPT = 64  # pages whose words are kept at hand
_WHEEL = 1.1  # how much a notch of the wheel zooms


class PageView(PageCanvas):
    """Pages whose words can be selected. `content` of `open` gives the words of a page, from 1."""

    selection_changed = Signal()
    told = Signal(str)  # a sentence for the status bar
    passage_clicked = Signal(object)  # PassageId
    context_menu_requested = Signal(QPoint, object)  # position on the screen; PassageId or None

    def __init__(self, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(images, parent)
        self._content: Callable[[int], PageText] = _no_text
        self._clicks, self._last_press, self._since_press = 0, QPointF(), QElapsedTimer()
        self._band = Band(self.viewport())
        self.area: Area | None = None  # the area without words that is selected
        self._selector = TextSelector(self, self)
        self._selector.changed.connect(self._selection_moved)
        self.handles = Handles(self, self._frame, self)
        self.handles.changed.connect(self.viewport().update)
        self.marked.connect(self.handles.find)
        self.setAccessibleName(self.tr("Pages of the document"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    def open(self, pages: Sequence[Page], path: Path, content: Callable[[int], PageText]) -> None:
        """Show the pages of the PDF at `path`; `content` gives the words of a page."""
        self._content = lru_cache(maxsize=_TEXTS_KEPT)(content)
        self.clear_selection()
        self.set_pages(pages, path)

    def clear(self) -> None:
        """Show no document."""
        self.open((), Path(), _no_text)

    # Selection

    def select(self, spans: Sequence[Span]) -> None:
        """Select from the first span to the last."""
        self._selector.select(spans)

    def selection(self) -> list[Span]:
        """What is selected, one span a page, without white space at its ends."""
        return self._selector.spans()

    def selected_text(self) -> str:
        """The words that are selected."""
        return self._selector.text()

    def clear_selection(self) -> None:
        """Select nothing."""
        self._select_area(None)
        self._selector.select(())

    def copy(self) -> None:
        """Put the selected words on the clipboard."""
        if text := self.selected_text():
            QGuiApplication.clipboard().setText(text)

    def content(self, page: int) -> PageText:
        """The words of a page."""
        return self._content(page)

    def picture_of(self, area: Area) -> QPixmap | None:
        """What is on an area, as far as its page was drawn before."""
        if area.page > self.page_count() or (image := self._images.stand_in(self._path, area.page)) is None:
            return None
        across, down = image.width() / self.page(area.page).width, image.height() / self.page(area.page).height
        box = area.box
        return image.copy(
            QRectF(box.x0 * across, box.y0 * down, (box.x1 - box.x0) * across, (box.y1 - box.y0) * down).toAlignedRect()
        )

    def place_at(self, position: QPointF) -> Place | None:
        """The place in the text that is nearest to a position in the viewport."""
        if not self.page_count():
            return None
        page = self._page_under(position)
        return Place(page, offset_at(self._content(page), *self._frame(page).point(position)))

    def first_place(self) -> Place | None:
        """Where the keyboard begins to select: at the current hit, or where the text in sight begins."""
        top = QPointF(GUTTER, GAP + 1)  # of a page that was gone to; a pixel for rounding
        return self._hit_in_sight() or self.place_at(top)

    def _hit_in_sight(self) -> Place | None:
        """Where the current hit begins, if it can be seen."""
        sight = QRectF(self.viewport().rect())
        for page in self._visible():
            for hit in self._hits.get(page, []):
                if hit.current and hit.span and any(sight.intersects(self.place_of(page, box)) for box in hit.boxes):
                    return Place(page, hit.span.start)
        return None

    def parts_of(self, passage: PassageId) -> list[PaintedPassage]:
        """The parts of a passage, in page order."""
        parts = (part for page in sorted(self._passages) for part in self._passages[page])
        return [part for part in parts if part.id == passage]

    def passages_on(self, page: int) -> Sequence[PaintedPassage]:
        return self.handles.previewed(page, super().passages_on(page))

    def _select_in(self, drawn: QRectF | None, wordless: bool) -> None:
        """Select from the first to the last of the words in a box of the viewport, on the page under its middle; where
        there are none, or they are not meant, the box itself."""
        page = self._page_under(drawn.center()) if drawn else 0
        frame = self._frame(page) if page else None
        if drawn is None or frame is None or not drawn.intersects(frame.rect):
            return
        drawn = drawn.intersected(frame.rect)
        corners = [frame.point(corner) for corner in (drawn.topLeft(), drawn.bottomRight())]
        (x0, x1), (y0, y1) = (sorted(ends) for ends in zip(*corners, strict=True))
        box = Box(x0, y0, x1, y1)
        runs = () if wordless else text_in(self._content(page), [box])
        self._selector.select([Span(page, runs[0][0], runs[-1][1])] if runs else ())
        if not runs:
            self._select_area(Area(page, box))
            self.told.emit(self.tr("An area without words is selected; it can be tagged as words are."))

    def _select_area(self, area: Area | None) -> None:
        if area != self.area:
            self.area = area
            self._show_selection()

    def _selection_moved(self) -> None:
        self.area = None if self._selector.selection else self.area
        self._show_selection()

    def _show_selection(self) -> None:
        self.viewport().update()
        self.selection_changed.emit()

    def _passages_at(self, position: QPointF) -> list[PaintedPassage]:
        """The passages at a position, the smallest first: those on whose words it is, else that of a stripe."""
        page = self._page_under(position) if self.page_count() else 0
        point = self._frame(page).point(position) if page else (0.0, 0.0)
        found = [passage for passage in self._passages.get(page, []) if passage.covers(*point)]
        return sorted(found, key=lambda passage: (passage.area, passage.id)) or [
            stripe.passage
            for seen in (self._visible() if page else ())
            for stripe in painting.stripes(self._frame(seen), self._passages.get(seen, []))
            if stripe.rect.contains(position)
        ]

    def _passage_at(self, position: QPointF) -> PaintedPassage | None:
        """The smallest passage at a position."""
        return next(iter(self._passages_at(position)), None)

    def _click(self, position: QPointF) -> None:
        """Name the smallest passage there; where it is in hand already, the next larger one, and so on around."""
        ids = [passage.id for passage in self._passages_at(position)]
        if ids:
            held = self.handles.passage
            self.passage_clicked.emit(ids[(ids.index(held) + 1) % len(ids)] if held in ids else ids[0])

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.page_count():
            return
        self._images.retry(self._path, self._page_under(event.position()))
        self._count_click(event.position())
        if self.handles.press(event.position()):
            return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._band.press(event.position())
            return
        self._select_area(None)
        unit = _UNITS[self._clicks - 1]
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._selector.press(event.position(), unit, extend)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._band.drawn:
            self._band.drag(event.position())
        elif self.handles.dragging:
            self.handles.drag(event.position())
        elif self._selector.dragging:
            self._selector.drag(event.position())
        else:
            self.viewport().setCursor(self._cursor_over(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._band.drawn:
            wordless = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._select_in(self._band.release(), wordless)
        if self.handles.dragging:
            self.handles.release()
        if not self._selector.dragging:
            return
        self._selector.release()
        if self._clicks == 1 and not self.selection():
            self._click(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        passage = self._passage_at(QPointF(event.pos())) if self.page_count() else None
        self.context_menu_requested.emit(event.globalPos(), passage.id if passage else None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_about(self.zoom * _WHEEL ** (event.angleDelta().y() / 120), event.position())
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_about(self.zoom * (1 + event.value()), event.position())
            return True
        if isinstance(event, QHelpEvent):
            passage = self._passage_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), passage.tooltip if passage else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def _count_click(self, position: QPointF) -> None:
        """One click or several: those that follow quickly at the same spot count together."""
        near = (position - self._last_press).manhattanLength() < QGuiApplication.styleHints().startDragDistance()
        quick = (
            self._since_press.isValid()
            and self._since_press.elapsed() < QGuiApplication.styleHints().mouseDoubleClickInterval()
        )
        self._clicks = self._clicks % len(_UNITS) + 1 if near and quick else 1
        self._since_press.start()
        self._last_press = position

    def _cursor_over(self, position: QPointF) -> Qt.CursorShape:
        page = self._page_under(position) if self.page_count() else 0
        if not page:
            return Qt.CursorShape.ArrowCursor
        if self.handles.at(position):
            return Qt.CursorShape.SplitHCursor
        point = self._frame(page).point(position)
        if any(contains(word.box, *point) for word in self._content(page).words):
            return Qt.CursorShape.IBeamCursor
        return Qt.CursorShape.PointingHandCursor if self._passage_at(position) else Qt.CursorShape.ArrowCursor

    # Keyboard

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.page_count() and (self._key_for_selection(event) or self._key_for_scrolling(event)):
            return
        super().keyPressEvent(event)

    def _key_for_selection(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._selector.select_page(self.current_page)
        elif event.key() == Qt.Key.Key_Escape and self.handles.dragging:
            self.handles.drop()
        elif event.key() == Qt.Key.Key_Escape and (self._selector.selection or self.area):
            self.clear_selection()
        elif event.key() == Qt.Key.Key_F7:
            self._selector.toggle_caret_mode()
        else:
            return self._selector.key(event)
        return True

    def _key_for_scrolling(self, event: QKeyEvent) -> bool:
        bar, back = self.verticalScrollBar(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Space:
            bar.setValue(bar.value() + (-bar.pageStep() if back else bar.pageStep()))
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            return False
        return True

    # Painting

    def paint_over(self, painter: QPainter, page: int, frame: Frame) -> None:
        self.handles.paint(painter, page, frame)
        if self.area and self.area.page == page:
            painting.paint_selected_area(painter, frame, self.area.box, self.palette())
        selection = self._selector.selection
        if selection is None:
            return
        if span := selection.on(page, self._content):
            boxes = boxes_of(self._content(page), span.start, span.end)
            painting.paint_selection(painter, frame, boxes, self.palette())
        head = selection.head
        if head.page == page and self.hasFocus() and (box := caret(self._content(page), head.offset)):
            painting.paint_caret(painter, frame, box)


def _is_ours(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll)


def _no_text(page: int) -> PageText:
    return PageText("", ())
