"""What lies over the window while one finds something by typing: a field, and under it the rows that fit."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QEventLoop, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

WIDTH, TOP, ROWS = 460, 64, 8
_SHADOW = ((16, 5), (12, 7), (8, 9), (4, 12), (2, 16))  # how far a ring reaches, and its darkness of 255


class Overlay(QWidget):
    """Lies over a window until a row is taken, or Esc or a click beside it ends it.

    A kind of overlay says in `fit` which rows its model shows for what was typed, and in `take` what a row does.
    """

    ended = Signal()

    def __init__(self, parent: QWidget, model: QAbstractListModel, delegate: QStyledItemDelegate) -> None:
        super().__init__(parent.window())
        self._model = model
        self._before: QWidget | None = None
        model.setParent(self)
        delegate.setParent(self)
        self.card, self.edit, self.list, self._nothing = QFrame(self), QLineEdit(), QListView(), QLabel()
        self._build(delegate)
        self.hide()
        parent.window().installEventFilter(self)

    def fit(self, typed: str) -> None:
        """Let the model show what fits."""
        raise NotImplementedError

    def take(self, index: QModelIndex) -> None:
        """Do what a row stands for."""
        raise NotImplementedError

    def name_parts(self, whole: str, field: str, rows: str, nothing: str) -> None:
        """Say what the overlay, its field and its rows are called, and what stands where no row fits."""
        self.card.setAccessibleName(whole)
        self.edit.setPlaceholderText(field)
        self.edit.setAccessibleName(field)
        self.list.setAccessibleName(rows)
        self._nothing.setText(nothing)

    def open(self) -> None:
        """Show it, with the keyboard in its field."""
        self._filter(self.edit.text())
        self._before = QApplication.focusWidget()
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
        self.fit(typed)
        self.list.setCurrentIndex(self._model.index(0))
        self._nothing.setVisible(not self._model.rowCount())
        self._place()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.take(index)

    def _place(self) -> None:
        window = self.window()
        self.setGeometry(window.rect())
        rows = min(self._model.rowCount(), ROWS)
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) if rows else 0)
        width = min(WIDTH, window.width() - 32)
        self.card.setFixedWidth(width)
        self.card.adjustSize()
        self.card.move((window.width() - width) // 2, min(TOP, window.height() // 10))
        self.update()

    def _build(self, delegate: QStyledItemDelegate) -> None:
        self.card.setProperty("role", "popup")
        self.edit.setProperty("role", "palette")
        self.edit.textChanged.connect(self._filter)
        self.edit.installEventFilter(self)
        self.list.setProperty("role", "palette")
        self.list.setModel(self._model)
        self.list.setItemDelegate(delegate)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._choose)
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
