"""The note under the search box that says where a query goes wrong, and why."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from reviewer.ui import theme as themes

_ARROW = 8
_AROUND = 24  # code points of the query shown on each side of the fault


class QueryErrorNote(QFrame):
    """A small frame over the window whose arrow points at a character; it takes no keys and no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._query, self._sentence = QLabel(), QLabel(wordWrap=True)
        self._query.setTextFormat(Qt.TextFormat.RichText)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._arrow_at = 20
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 10 + _ARROW, 12, 10)
        column.setSpacing(4)
        column.addWidget(self._query)
        column.addWidget(self._sentence)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    def point_at(self, place: QPoint, query: str, position: int, sentence: str) -> None:
        """Show the fault at code point `position` of a query, the arrow's tip at `place` of the parent."""
        self._query.setText(_marked(query, position, themes.worn().danger))
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        width = min(380, self._over.width() - 16)
        self.setFixedWidth(width)
        self.setFixedHeight(self._column.heightForWidth(width))
        left = max(8, min(place.x() - 28, self._over.width() - width - 8))
        self._arrow_at = min(max(place.x() - left, 18), width - 18)
        self.move(left, place.y())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = themes.worn(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(0.5, _ARROW + 0.5, -0.5, -0.5)
        shape, tip = QPainterPath(), QPainterPath()
        shape.addRoundedRect(body, 8, 8)
        tip.moveTo(QPointF(self._arrow_at - _ARROW, body.top() + 1))
        tip.lineTo(QPointF(self._arrow_at, 1))
        tip.lineTo(QPointF(self._arrow_at + _ARROW, body.top() + 1))
        painter.setPen(QPen(QColor(theme.danger), 1))
        painter.setBrush(QColor(theme.raised))
        painter.drawPath(shape.united(tip))


def bad_part(query: str, position: int) -> tuple[int, int]:
    """The code points to underline: from the fault to the end of its word, or the last character at the end."""
    if position >= len(query):
        return max(len(query) - 1, 0), len(query)
    end = position + 1
    while end < len(query) and not query[end].isspace() and query[end] not in '()"':
        end += 1
    return position, end


def _marked(query: str, position: int, colour: str) -> str:
    start, end = bad_part(query, position)
    before, after = query[:start][-_AROUND:], query[end:][:_AROUND]
    dots = "…" if len(query[:start]) > _AROUND else "", "…" if len(query[end:]) > _AROUND else ""
    fault = (
        f'<span style="color: {colour}; text-decoration: underline; font-weight: 600">{escape(query[start:end])}</span>'
    )
    return f"<code>{dots[0]}{escape(before)}{fault}{escape(after)}{dots[1]}</code>"
