"""The tag palette: finds a tag while one types, and makes it when there is none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QEventLoop, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from reviewer.review import coding as verbs
from reviewer.store import coding
from reviewer.ui.palette_list import NEW, PaletteDelegate, PaletteModel, offer
from reviewer.ui.session import Session
from reviewer.ui.swatches import free_colour
from reviewer.ui.tag_filter import fitting, has_name

WIDTH, TOP, ROWS = 460, 64, 8
_SHADOW = ((16, 5), (12, 7), (8, 9), (4, 12), (2, 16))  # how far a ring reaches, and its darkness of 255


class TagPalette(QWidget):
    """Lies over a window until a tag is chosen (`chosen` tells its name), or Esc or a click beside it ends it."""

    chosen = Signal(str)
    ended = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._tags = coding.tags_recent_first(session.store) if session.store else []
        self._before: QWidget | None = None
        self._build()
        self._filter("")
        self.hide()
        parent.window().installEventFilter(self)

    def open(self) -> None:
        """Show it, with the keyboard in its field."""
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def exec(self) -> None:
        """Show it and wait until it ends."""
        loop = QEventLoop()
        self.ended.connect(loop.quit)
        self.open()
        loop.exec()

    def end(self) -> None:
        """Take it away and give the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        if self._before:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.ended.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no action of the window below while it is open
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._steer(event)
        if watched is self.window() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.end()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for reach, darkness in _SHADOW:
            painter.setBrush(QColor(0, 0, 0, darkness))
            ring = QRectF(self.card.geometry()).adjusted(-reach, -reach + 4, reach, reach + 4)
            painter.drawRoundedRect(ring, 10 + reach, 10 + reach)

    def _steer(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        if key in steps:
            row = self.list.currentIndex().row() + steps[Qt.Key(key)]
            self.list.setCurrentIndex(self._model.index(max(0, min(row, self._model.rowCount() - 1))))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.end()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _filter(self, typed: str) -> None:
        shown = fitting(typed, self._tags) if typed.strip() else self._tags
        writable = self._session.store is not None and not self._session.store.read_only
        if not shown and writable and not has_name(typed, self._tags):
            shown = [offer(typed.strip(), free_colour(self._tags))]
        self._model.show(shown)
        self.list.setCurrentIndex(self._model.index(0))
        self._nothing.setVisible(not shown)
        self._place()

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        tag = self._model.tags[index.row()]
        if tag.id == NEW and self._session.do(verbs.add_tag, tag) is None:
            return
        self.end()
        self.chosen.emit(tag.name)

    def _place(self) -> None:
        window = self.window()
        self.setGeometry(window.rect())
        rows = max(1, min(self._model.rowCount(), ROWS))
        height = self.list.sizeHintForRow(0) if self._model.rowCount() else 40
        self.list.setFixedHeight(rows * height if self._model.rowCount() else 0)
        width = min(WIDTH, window.width() - 32)
        self.card.setFixedWidth(width)
        self.card.adjustSize()
        self.card.move((window.width() - width) // 2, min(TOP, window.height() // 10))
        self.update()

    def _build(self) -> None:
        self.card = QFrame(self)
        self.card.setProperty("role", "popup")
        self.card.setAccessibleName(self.tr("Choose a tag"))
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Type a part of a tag's name, or its initials"))
        self.edit.setAccessibleName(self.tr("Name of a tag"))
        self.edit.setProperty("role", "palette")
        self.edit.textChanged.connect(self._filter)
        self.edit.installEventFilter(self)
        self._model = PaletteModel(self)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Tags that fit"))
        self.list.setProperty("role", "palette")
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._choose)
        self._nothing = QLabel(self.tr("No tag fits."))
        self._nothing.setProperty("role", "quiet")
        self._nothing.setContentsMargins(12, 4, 12, 8)
        keys = QLabel(self.tr("↑ ↓ choose    Enter applies    Esc closes"))
        keys.setProperty("role", "quiet")
        keys.setContentsMargins(10, 2, 10, 2)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.edit, self.list, self._nothing, keys):
            column.addWidget(widget)
