"""Bars from left to right, each with a name before it and its numbers after it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.ui.by_locale import number
from reviewer.ui.paragraphs import draw_line
from reviewer.ui.theme import worn

_WIDTH, _NAME, _NUMBERS, _ROW, _BAR = 600, 140, 180, 26, 12  # pixels


def counted(documents: int, pages: int) -> str:
    """So many documents and pages, in words."""
    one, many = _tr("1 document, {pages} pages"), _tr("{n} documents, {pages} pages")
    return (one if documents == 1 else many).format(n=number(documents), pages=number(pages))


class Bars(QWidget):
    """A row a share: name, bar, and the numbers in words, so that the length says nothing that is not written."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, float, str]] = []
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> list[tuple[str, float, str]]:
        """Name, length of the bar from 0 to 1, and the numbers of each row."""
        return self._rows

    def show_rows(self, rows: Sequence[tuple[str, float, str]]) -> None:
        """Show rows in place of those that are there."""
        self._rows = list(rows)
        said = "; ".join(f"{name}: {numbers}" for name, _, numbers in rows)
        self.setAccessibleName(f"{self._name}: {said}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self._row_height() * len(self._rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, high = QPainter(self), worn(), self._row_height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = max((self.fontMetrics().horizontalAdvance(numbers) for _, _, numbers in self._rows), default=0)
        words = max(words + 4, _NUMBERS)
        for place, (name, share, numbers) in enumerate(self._rows):
            top, left = place * high, _NAME + 12
            room = self.width() - left - words - 12
            draw_line(painter, QRect(0, top, _NAME, high), name, theme.text)
            draw_line(painter, QRect(self.width() - words, top, words, high), numbers, theme.quiet)
            painter.setPen(Qt.PenStyle.NoPen)
            for width, colour in ((room, theme.hover), (round(room * share), theme.accent)):
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(left, top + (high - _BAR) // 2, width, _BAR, 3, 3)

    def _row_height(self) -> int:
        return max(_ROW, self.fontMetrics().height() + 8)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Bars", text)
