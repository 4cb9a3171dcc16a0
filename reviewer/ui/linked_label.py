"""A value that a click, Enter or Space searches for."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from reviewer.ui import theme as themes
from reviewer.ui.labels import ElidedLabel
from reviewer.ui.paragraphs import draw, lay_out

_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
_WORDS = 40  # of a value that are searched for


class LinkedLabel(ElidedLabel):
    """As its base; with a query it can be clicked, and under mouse or keyboard stands in the colour of links."""

    wanted = Signal(str)  # the query

    def __init__(self, lines: int = 1, parent: QWidget | None = None) -> None:
        self._query = ""
        self._lines_shown = lines
        super().__init__("", lines, parent)

    @property
    def query(self) -> str:
        """What a click searches for; "" for nothing."""
        return self._query

    def link(self, text: str, query: str) -> None:
        """Show a value, and search for a query when it is clicked."""
        self._query = query
        self.setCursor(Qt.CursorShape.PointingHandCursor if query else Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if query else Qt.FocusPolicy.NoFocus)
        self.setText(text)
        self.setAccessibleName(self.tr("{text}: search for it").format(text=text) if query else text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            self._query
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.wanted.emit(self._query)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._query and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit(self._query)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        lit = bool(self._query) and (self.underMouse() or self.hasFocus())
        ink = themes.worn().accent if lit else self.palette().color(QPalette.ColorRole.WindowText).name()
        font = self.font()
        font.setUnderline(lit)
        draw(QPainter(self), lay_out(self.text(), font, self.width(), self._lines_shown), 0, 0, ink)

    def _fit(self) -> None:
        super()._fit()
        if self._query:
            self.setToolTip("\n".join(filter(None, [self.toolTip(), self.tr("Search for {0}").format(self._query)])))


def in_field(name: str, value: str) -> str:
    """The query for documents with a value in a field; "" where the value has nothing to search for.

    Of several values, which stand apart by semicolons, each is enough.
    """
    cleaned = (re.sub(r'["“”„‟＂*?]', " ", part) for part in value.split(";"))
    phrases = [f'"{" ".join(part.split()[:_WORDS])}"' for part in cleaned if any(map(str.isalnum, part))]
    if not phrases:
        return ""
    return f"{name}:{phrases[0]}" if len(phrases) == 1 else f"{name}:({' OR '.join(phrases)})"


def on_day(date: str) -> str:
    """The query for documents of a date, as in `dates.py`, as far as it is known; "" where it is not."""
    found = _DAY.match(date)
    return f"date:{found[0]}" if found else ""
