"""The note under the search box that says where a query goes wrong, and why, and offers to mend it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.errors import QueryError, ReviewerError
from reviewer.ui import theme as themes

_ARROW = 8
_WIDTH = 400  # pixels
_AROUND = 24  # code points of the query shown on each side of the fault


class RepairButton(QPushButton):
    """The repaired query; Enter and Space take it, Esc leaves."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("example", "true")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)

    def offer(self, query: str, width: int) -> None:
        """Offer a query, written as far as the width in pixels allows; "" hides the button."""
        said = self.tr("Did you mean: {0}").format(query)
        shown = self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideMiddle, width)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(self.tr("Search for {0} (Tab, Enter)").format(query))
        self.setAccessibleName(said)
        self.setVisible(bool(query))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Up):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class QueryErrorNote(QFrame):
    """A small frame over the window whose arrow points at a character; it holds the repair, where there is one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._query, self._sentence, self.repair = QLabel(), QLabel(wordWrap=True), RepairButton()
        self._query.setTextFormat(Qt.TextFormat.RichText)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._arrow_at = 20
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 10 + _ARROW, 12, 10)
        column.setSpacing(6)
        column.addWidget(self._query)
        column.addWidget(self._sentence)
        column.addWidget(self.repair, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    def point_at(self, place: QPoint, query: str, error: QueryError) -> None:
        """Show what is wrong with a query, the arrow's tip at `place` of the parent; what to do, or the repair."""
        self._query.setText(_marked(query, error.position, themes.worn().danger))
        said = str(ReviewerError(error.what, error.why, "" if error.repair else error.do))
        self._sentence.setText(said)
        self.setAccessibleName(said)
        width = min(_WIDTH, self._over.width() - 16)
        self.repair.offer(error.repair, width - 48)
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
