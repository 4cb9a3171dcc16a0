"""The handles of the passage in hand: at its two ends, which are dragged, or moved by keys, from word to word; of an
area, at two of its corners."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QPainter

from reviewer.model import Area, Box, PageText, PassageId, Span
from reviewer.text import boxes_of
from reviewer.ui.pages import painting
from reviewer.ui.pages.edge_scroll import EdgeScroll
from reviewer.ui.pages.frame import Frame
from reviewer.ui.pages.marks import PaintedPassage
from reviewer.ui.pages.selection import Place, caret
from reviewer.ui.pages.stretching import End, by_a_word, place_of, snapped, stretched

_LEAST = 4.0  # points, either way: no area is made smaller
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
    """Shows where the passage in hand begins and ends. `frame` says where a page stands in the viewport.

    End.FIRST of an area is its upper left corner, End.LAST the lower right one, on the page upright.
    """

    changed = Signal()  # they look otherwise
    stretched = Signal(object, object)  # PassageId, the spans or the Area that it is to stand on

    def __init__(self, pages: Pages, frame: Callable[[int], Frame], parent: QObject) -> None:
        super().__init__(parent)
        self._pages, self._frame = pages, frame
        self.passage: PassageId | None = None  # the one in hand
        self._parts: list[PaintedPassage] = []
        self._dragged: End | None = None
        self._preview: list[PaintedPassage] = []
        self._edge = EdgeScroll(pages.scroll_towards, self)
        self._edge.moved.connect(self._drag_to)

    def hold(self, passage: PassageId | None) -> None:
        """Take a passage in hand; with None, no passage."""
        self.passage = passage
        self.find()

    def find(self) -> None:
        """See where the passage in hand is painted now."""
        self._parts = self._pages.parts_of(self.passage) if self.passage is not None else []
        self.drop()

    @property
    def dragging(self) -> bool:
        """Whether the mouse holds one of them."""
        return self._dragged is not None

    def step(self, end: End, way: int) -> bool:
        """Move an end by a word, on (1) or back (-1); False without words in hand."""
        spans = _spans(self._parts)
        if not spans:
            return False
        made = self._parted(by_a_word(self._pages.content, self._pages.page_count(), spans, end, way))
        self._hand_over(made)
        part = made[0] if end is End.FIRST else made[-1]
        if box := self._edge_of(part, end):
            self._pages.reveal(part.page, box)
        return True

    # Mouse

    def at(self, position: QPointF) -> End | None:
        """The handle at a position in the viewport."""
        reached = [(_distance(knob, position), end) for end, knob in self.knobs()]
        return min((one for one in reached if one[0] <= _REACH), default=(0.0, None))[1]

    def press(self, position: QPointF) -> bool:
        """The button goes down; False where no handle is."""
        self._dragged = self.at(position)
        self._preview = self._parts
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
        made, shown = [part for part in self._preview if part.page == page], []
        for part in passages:
            if part.id != self.passage:
                shown.append(part)
            elif made:
                shown.append(made.pop())
        return [*shown, *made]

    def paint(self, painter: QPainter, page: int, frame: Frame) -> None:
        """Draw those on a page, upright."""
        for end, number, box in self._edges():
            if number == page:
                painting.paint_handle(painter, frame.place(box), _knob(frame, end, box), self._parts[0].colours)

    def knobs(self) -> Iterator[tuple[End, QPointF]]:
        """The middle of each knob in the viewport."""
        for end, page, box in self._edges():
            frame = self._frame(page)
            yield end, frame.transform.map(_knob(frame.upright, end, box))

    def _edges(self) -> Iterator[tuple[End, int, Box]]:
        """Where the passage begins and ends: the page, and a box without width across the text."""
        if parts := self._preview if self.dragging else self._parts:
            for end, part in ((End.FIRST, parts[0]), (End.LAST, parts[-1])):
                if box := self._edge_of(part, end):
                    yield end, part.page, box

    def _edge_of(self, part: PaintedPassage, end: End) -> Box | None:
        if part.wordless:
            box = part.boxes[0]
            return Box(box.x0, box.y0, box.x0, box.y0) if end is End.FIRST else Box(box.x1, box.y1, box.x1, box.y1)
        place = place_of(_spans([part]), end)
        return caret(self._pages.content(place.page), place.offset)

    def _parted(self, spans: Sequence[Span]) -> list[PaintedPassage]:
        """The spans as they would be painted; those that are painted already stay."""
        known = {part.span: part for part in self._parts}
        return [known.get(span) or self._part(span) for span in spans]

    def _part(self, span: Span) -> PaintedPassage:
        boxes = boxes_of(self._pages.content(span.page), span.start, span.end)
        return replace(self._parts[0], page=span.page, boxes=boxes, span=span)

    def _drag_to(self, position: QPointF) -> None:
        if self._dragged is None:
            return
        if self._parts[0].wordless:
            part = self._parts[0]
            there = self._frame(part.page).point(position)
            self._preview = [replace(part, boxes=(_with_corner(part.boxes[0], self._dragged, *there),))]
        elif place := self._pages.place_at(position):
            place = snapped(self._pages.content, place, self._dragged)
            spans = stretched(self._pages.content, _spans(self._parts), self._dragged, place)
            self._preview = self._parted(spans)
        self.changed.emit()

    def _hand_over(self, made: list[PaintedPassage]) -> None:
        if made != self._parts and self.passage is not None:
            area = Area(made[0].page, made[0].boxes[0]) if made[0].wordless else None
            self.stretched.emit(self.passage, area or _spans(made))


def _spans(parts: Sequence[PaintedPassage]) -> list[Span]:
    """The words of a passage; none of an area."""
    return [part.span for part in parts if part.span and not part.wordless]


def _with_corner(box: Box, end: End, x: float, y: float) -> Box:
    """The box with a corner elsewhere, but not beyond the other one."""
    if end is End.FIRST:
        return Box(min(x, box.x1 - _LEAST), min(y, box.y1 - _LEAST), box.x1, box.y1)
    return Box(box.x0, box.y0, max(x, box.x0 + _LEAST), max(y, box.y0 + _LEAST))


def _knob(frame: Frame, end: End, box: Box) -> QPointF:
    """The middle of the knob: at the outer end of the caret, off the words."""
    area = frame.place(box)
    out = painting.KNOB - 1
    aside = QPointF(out, 0) if box.y0 == box.y1 else QPointF(0, out)
    return area.topLeft() - aside if end is End.FIRST else area.bottomRight() + aside


def _distance(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())
