"""The handles at the two ends of the passage in hand: they are dragged, or moved by keys, from word to word."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QPainter

from reviewer.model import Box, PageText, PassageId, Span
from reviewer.text import boxes_of
from reviewer.ui.pages import painting
from reviewer.ui.pages.edge_scroll import EdgeScroll
from reviewer.ui.pages.frame import Frame
from reviewer.ui.pages.marks import PaintedPassage
from reviewer.ui.pages.selection import Place, caret
from reviewer.ui.pages.stretching import End, by_a_word, place_of, snapped, stretched

_REACH = 9.0  # logical pixels around the middle of a knob that take it


class Pages(Protocol):
    """What the handles need to know of the view."""

    def content(self, page: int) -> PageText: ...

    def page_count(self) -> int: ...

    def place_at(self, position: QPointF) -> Place | None: ...

    def parts_of(self, passage: PassageId) -> list[PaintedPassage]: ...

    def scroll_towards(self, position: QPointF) -> bool: ...

    def reveal(self, page: int, box: Box) -> None: ...


class Handles(QObject):
    """Shows where the passage in hand begins and ends. `frame` says where a page stands in the viewport."""

    changed = Signal()  # they look otherwise
    stretched = Signal(object, object)  # PassageId, the spans that it is to stand on

    def __init__(self, pages: Pages, frame: Callable[[int], Frame], parent: QObject) -> None:
        super().__init__(parent)
        self._pages, self._frame = pages, frame
        self.passage: PassageId | None = None  # the one in hand
        self._parts: list[PaintedPassage] = []
        self._dragged: End | None = None
        self._preview: list[Span] = []
        self._edge = EdgeScroll(pages.scroll_towards, self)
        self._edge.moved.connect(self._drag_to)

    def hold(self, passage: PassageId | None) -> None:
        """Take a passage in hand; with None, no passage."""
        self.passage = passage
        self.find()

    def find(self) -> None:
        """See where the passage in hand is painted now."""
        parts = self._pages.parts_of(self.passage) if self.passage is not None else []
        self._parts = [part for part in parts if part.span and not part.wordless]
        self.drop()

    @property
    def dragging(self) -> bool:
        """Whether the mouse holds one of them."""
        return self._dragged is not None

    def step(self, end: End, way: int) -> bool:
        """Move an end by a word, on (1) or back (-1); False without a passage in hand."""
        spans = self._spans()
        if not spans:
            return False
        made = by_a_word(self._pages.content, self._pages.page_count(), spans, end, way)
        self._hand_over(made)
        place = place_of(made, end)
        if box := caret(self._pages.content(place.page), place.offset):
            self._pages.reveal(place.page, box)
        return True

    # Mouse

    def at(self, position: QPointF) -> End | None:
        """The handle at a position in the viewport."""
        reached = [(_distance(knob, position), end) for end, knob in self.knobs()]
        return min((one for one in reached if one[0] <= _REACH), default=(0.0, None))[1]

    def press(self, position: QPointF) -> bool:
        """The button goes down; False where no handle is."""
        self._dragged = self.at(position)
        self._preview = self._spans()
        return self.dragging

    def drag(self, position: QPointF) -> None:
        """The mouse moves with the button down."""
        self._edge.follow(position)
        self._drag_to(position)

    def release(self) -> None:
        """The button goes up: the passage is to stand where the preview does."""
        made = self._preview
        self._edge.stop()
        self._dragged = None
        self._hand_over(made)
        self.drop()

    def drop(self) -> None:
        """Let the passage be as it was."""
        self._edge.stop()
        self._dragged = None
        self._preview = []
        self.changed.emit()

    # Painting

    def previewed(self, page: int, passages: Sequence[PaintedPassage]) -> Sequence[PaintedPassage]:
        """The passages of a page, that in hand where it would stand if the handle were let go."""
        if not self.dragging:
            return passages
        made, shown = [self._part(span) for span in self._preview if span.page == page], []
        for part in passages:
            if part.id != self.passage:
                shown.append(part)
            elif made:
                shown.append(made.pop())
        return [*shown, *made]

    def paint(self, painter: QPainter, page: int, frame: Frame) -> None:
        """Draw those on a page, upright."""
        for end, place, box in self._carets():
            if place.page == page:
                painting.paint_handle(painter, frame.place(box), _knob(frame, end, box), self._parts[0].colours)

    def _part(self, span: Span) -> PaintedPassage:
        boxes = boxes_of(self._pages.content(span.page), span.start, span.end)
        return replace(self._parts[0], page=span.page, boxes=boxes, span=span)

    def _spans(self) -> list[Span]:
        return [part.span for part in self._parts if part.span]

    def _carets(self) -> Iterator[tuple[End, Place, Box]]:
        if spans := self._preview if self.dragging else self._spans():
            for end in End:
                place = place_of(spans, end)
                if box := caret(self._pages.content(place.page), place.offset):
                    yield end, place, box

    def knobs(self) -> Iterator[tuple[End, QPointF]]:
        """The middle of each knob in the viewport."""
        for end, place, box in self._carets():
            frame = self._frame(place.page)
            yield end, frame.transform.map(_knob(frame.upright, end, box))

    def _drag_to(self, position: QPointF) -> None:
        place = self._pages.place_at(position)
        if place and self._dragged:
            there = snapped(self._pages.content, place, self._dragged)
            self._preview = stretched(self._pages.content, self._spans(), self._dragged, there)
            self.changed.emit()

    def _hand_over(self, made: list[Span]) -> None:
        if made != self._spans() and self.passage is not None:
            self.stretched.emit(self.passage, made)


def _knob(frame: Frame, end: End, box: Box) -> QPointF:
    """The middle of the knob: at the outer end of the caret, off the words."""
    area = frame.place(box)
    out = painting.KNOB - 1
    aside = QPointF(out, 0) if box.y0 == box.y1 else QPointF(0, out)
    return area.topLeft() - aside if end is End.FIRST else area.bottomRight() + aside


def _distance(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())
