"""Selecting text with the mouse and with the keyboard, in reading order and over page breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from reviewer.model import Box, PageText, Span
from reviewer.ui.pages.edge_scroll import EdgeScroll
from reviewer.ui.pages.selection import Place, Selection, Unit, caret, step, widened

_Key = QKeySequence.StandardKey
_EXTEND = (
    (_Key.SelectNextChar, Unit.CHARACTER, 1),
    (_Key.SelectPreviousChar, Unit.CHARACTER, -1),
    (_Key.SelectNextWord, Unit.WORD, 1),
    (_Key.SelectPreviousWord, Unit.WORD, -1),
    (_Key.SelectNextLine, Unit.LINE, 1),
    (_Key.SelectPreviousLine, Unit.LINE, -1),
    (_Key.SelectEndOfLine, Unit.LINE_END, 1),
    (_Key.SelectStartOfLine, Unit.LINE_END, -1),
)
_MOVE = (
    (_Key.MoveToNextChar, Unit.CHARACTER, 1),
    (_Key.MoveToPreviousChar, Unit.CHARACTER, -1),
    (_Key.MoveToNextWord, Unit.WORD, 1),
    (_Key.MoveToPreviousWord, Unit.WORD, -1),
    (_Key.MoveToNextLine, Unit.LINE, 1),
    (_Key.MoveToPreviousLine, Unit.LINE, -1),
    (_Key.MoveToEndOfLine, Unit.LINE_END, 1),
    (_Key.MoveToStartOfLine, Unit.LINE_END, -1),
)


class Pages(Protocol):
    """What the selection needs to know of the view."""

    def content(self, page: int) -> PageText: ...

    def page_count(self) -> int: ...

    def place_at(self, position: QPointF) -> Place | None: ...

    def scroll_towards(self, position: QPointF) -> bool: ...

    def reveal(self, page: int, box: Box) -> None: ...

    def first_place(self) -> Place | None: ...


class TextSelector(QObject):
    """Holds the selection and the caret. `caret_mode`: plain arrow keys move the caret instead of the pages."""

    changed = Signal()

    def __init__(self, pages: Pages, parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages
        self.selection: Selection | None = None
        self.caret_mode = False
        self._unit = Unit.CHARACTER
        self._pressed: Selection | None = None
        self._goal: Box | None = None
        self._edge = EdgeScroll(pages.scroll_towards, self)
        self._edge.moved.connect(self._drag_under)

    @property
    def dragging(self) -> bool:
        """Whether the mouse button is down on the text."""
        return self._pressed is not None

    def spans(self) -> list[Span]:
        """What is selected, one span a page."""
        return self.selection.spans(self._pages.content) if self.selection else []

    def text(self) -> str:
        """The selected words, pages parted by a line feed."""
        return "\n".join(self._pages.content(span.page).text[span.start : span.end] for span in self.spans())

    def select(self, spans: Sequence[Span]) -> None:
        """Select from the start of the first span to the end of the last; nothing when there are none."""
        if not spans:
            self._set(None)
            return
        first, last = min(spans, key=lambda span: span.page), max(spans, key=lambda span: span.page)
        self._set(Selection(Place(first.page, first.start), Place(last.page, last.end)))

    def select_page(self, page: int) -> None:
        """Select all text of a page."""
        self.select([Span(page, 0, len(self._pages.content(page).text))])

    def press(self, position: QPointF, unit: Unit, extend: bool) -> None:
        """The button goes down; from then on such units are selected. `extend` keeps the anchor."""
        place = self._pages.place_at(position)
        if place is None:
            return
        self._unit = unit
        anchor = self.selection.anchor if extend and self.selection else place
        self._pressed = Selection(anchor, anchor)
        self._drag_to(place)

    def drag(self, position: QPointF) -> None:
        """The mouse moves with the button down."""
        self._drag_under(position)
        self._edge.follow(position)

    def release(self) -> None:
        """The button goes up."""
        self._pressed = None
        self._edge.stop()

    def key(self, event: QKeyEvent) -> bool:
        """Move the caret or stretch the selection; False for a key that means neither."""
        for standard, unit, way in _EXTEND:
            if event.matches(standard):
                return self._move(unit, way, extend=True)
        for standard, unit, way in _MOVE if self.caret_mode else ():
            if event.matches(standard):
                return self._move(unit, way, extend=False)
        return False

    def toggle_caret_mode(self) -> None:
        """Turn the caret for the keyboard on or off; it starts at the current hit or the first words in sight."""
        self.caret_mode = not self.caret_mode
        if self.caret_mode and self.selection is None and (place := self._pages.first_place()):
            self._set(Selection(place, place))
        self.changed.emit()

    def _move(self, unit: Unit, way: int, extend: bool) -> bool:
        place = self.selection.head if self.selection else self._pages.first_place()
        if place is None:
            return False
        goal = self._caret_at(place) if unit is not Unit.LINE or self._goal is None else self._goal
        head = step(self._pages.content, self._pages.page_count(), place, unit, way, goal)
        anchor = self.selection.anchor if self.selection and extend else place if extend else head
        self._set(Selection(anchor, head))
        self._goal = goal if unit is Unit.LINE else None
        if box := self._caret_at(head):
            self._pages.reveal(head.page, box)
        return True

    def _caret_at(self, place: Place) -> Box | None:
        return caret(self._pages.content(place.page), place.offset)

    def _drag_to(self, place: Place) -> None:
        if self._pressed is None:
            return
        selection = Selection(self._pressed.anchor, place)
        self._set(widened(selection, self._unit, self._pages.content))

    def _drag_under(self, position: QPointF) -> None:
        if place := self._pages.place_at(position):
            self._drag_to(place)

    def _set(self, selection: Selection | None) -> None:
        self._goal = None
        if selection != self.selection:
            self.selection = selection
            self.changed.emit()
