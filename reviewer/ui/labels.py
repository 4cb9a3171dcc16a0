"""Labels that never push their panel wider, and buttons whose icons follow the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reviewer.ui import icons
from reviewer.ui.paragraphs import draw, height_of, lay_out

_ALL = 1000  # lines


class ElidedLabel(QLabel):
    """Text in at most `lines` lines; what is cut off stands in the tooltip."""

    fitted = Signal(bool)  # whether something is cut off

    def __init__(self, text: str = "", lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self._fit()

    def show_lines(self, lines: int) -> None:
        """Show at most so many lines."""
        self._lines = lines
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def sizeHint(self) -> QSize:
        layout = lay_out(self.text() or " ", self.font(), max(self.width(), 40), self._lines)
        return QSize(self.fontMetrics().horizontalAdvance(self.text()), height_of(layout))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        layout = lay_out(self.text(), self.font(), self.width(), self._lines)
        draw(painter, layout, 0, 0, self.palette().color(QPalette.ColorRole.WindowText).name())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        layout = lay_out(self.text(), self.font(), max(self.width(), 40), self._lines)
        cut = layout.text() != self.text()
        self.setToolTip(self.text() if cut else "")
        self.setFixedHeight(max(height_of(layout), self.fontMetrics().height()))
        self.fitted.emit(cut)


class UnfoldingLabel(QWidget):
    """Text in a few lines; where that cuts it off, a link shows all of it, and the few lines again."""

    def __init__(self, lines: int, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._few = lines
        self._words, self.more = ElidedLabel(lines=lines), QPushButton(self.tr("More"))
        self._words.setProperty("role", role)
        self._words.fitted.connect(self._offer)
        self.more.setProperty("link", "plain")
        self.more.setCursor(Qt.CursorShape.PointingHandCursor)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._words)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._unfold(False)

    def text(self) -> str:
        """What it says, in full."""
        return self._words.text()

    def setText(self, text: str) -> None:
        """Say something else, in a few lines."""
        self.more.setChecked(False)
        self._words.setText(text)

    def _unfold(self, all_of_it: bool) -> None:
        self.more.setText(self.tr("Less") if all_of_it else self.tr("More"))
        self.more.setAccessibleName(self.tr("Show fewer lines") if all_of_it else self.tr("Show all of the text"))
        self._words.show_lines(_ALL if all_of_it else self._few)

    def _offer(self, cut: bool) -> None:
        self.more.setVisible(cut or self.more.isChecked())


def let_clear(edit: QLineEdit, words: str) -> None:
    """Put a cross into a field that empties it; screen readers call it by the words."""
    edit.setClearButtonEnabled(True)
    for button in edit.findChildren(QToolButton):
        button.setAccessibleName(words)


class IconButton(QToolButton):
    """A button with an icon alone; its name is tooltip and accessible name."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None, side: int = 18) -> None:
        super().__init__(parent)
        self.setIconSize(QSize(side, side))
        self.show_as(icon, name)

    def show_as(self, icon: str, name: str) -> None:
        """Bear an icon and a name."""
        self._icon = icon
        self.setToolTip(name)
        self.setAccessibleName(name)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        self.setIcon(icons.icon(self._icon))


class Rule(QFrame):
    """A line between two parts of a panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rule")
        self.setFixedHeight(1)


class EmptyState(QWidget):
    """What a view shows instead of nothing: an icon, what is so, and what to do."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._title.setProperty("role", "heading")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._hint = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._hint.setProperty("role", "quiet")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        for label in (self._picture, self._title, self._hint):
            column.addWidget(label)
        column.addStretch(3)
        self._dress()

    def say(self, title: str, hint: str = "") -> None:
        """Set the words."""
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    @property
    def words(self) -> str:
        """All that it says."""
        return f"{self._title.text()} {self._hint.text()}".strip()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        self._picture.setPixmap(icons.icon(self._icon, quiet).pixmap(36, 36))
