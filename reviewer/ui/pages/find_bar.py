"""The bar that finds words in the open document."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from reviewer.ui.labels import ElidedLabel, IconButton

_PAUSE = 250  # milliseconds without a key, until what is typed is looked for
_WIDEST = 320  # pixels of the field


class FindBar(QFrame):
    """Takes what is to be found, and shows how often it is. Hidden until `open`."""

    wanted = Signal(str)  # what is to be found; "" for nothing
    step_wanted = Signal(int)  # 1 to the next hit, -1 to the one before
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice-quiet")
        self.setAccessibleName(self.tr("Find in this document"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in this document"))
        self.field.setAccessibleName(self.tr("Find in this document"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(_WIDEST)
        self.said = ElidedLabel()
        self.said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._asked, self.answered = "", False  # whether the hits that are shown are those of what was asked
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._ask)
        self.field.textEdited.connect(lambda _: self._timer.start())
        self.field.textChanged.connect(lambda words: self._ask() if not words else None)
        self._lay_out()
        self.hide()

    def open(self, words: str = "") -> None:
        """Show the bar and take the keyboard; with words, find these."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus()
        self.field.selectAll()
        self._ask()

    def close_bar(self) -> None:
        """Hide the bar; what it found is marked no more."""
        self._timer.stop()
        self.hide()
        self._asked = ""
        self.closed.emit()

    def show_hits(self, number: int, count: int) -> None:
        """The hit that is current, from 1, of so many; 0 for none."""
        if self._asked and self.answered:
            found = self.tr("{0} of {1}").format(number or "–", count)
            self._say(found if count else self.tr("Not in this document"))

    def refuse(self, why: str) -> None:
        """Say why what was typed can't be looked for."""
        self._say(why, "warning")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(-1 if back else 1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._enter(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 6, 5)
        row.addWidget(self.field, 2)
        row.addWidget(self.said, 1)
        for picture, name, way in (
            ("ph.caret-up", self.tr("Previous place in this document"), -1),
            ("ph.caret-down", self.tr("Next place in this document"), 1),
        ):
            button = IconButton(picture, name, side=16)
            button.clicked.connect(lambda _, way=way: self.step_wanted.emit(way))
            row.addWidget(button)
        close = IconButton("ph.x", self.tr("Close"), side=16)
        close.clicked.connect(self.close_bar)
        row.addWidget(close)

    def _enter(self, way: int) -> None:
        """Enter finds what was typed; when that is found already, it goes on."""
        if self.field.text().strip() != self._asked:
            self._ask()
        else:
            self.step_wanted.emit(way)

    def _ask(self) -> None:
        self._timer.stop()
        words = self.field.text().strip()
        if words != self._asked:
            self._asked, self.answered = words, False
            self._say("")
            self.wanted.emit(words)

    def _say(self, words: str, role: str = "quiet") -> None:
        self.said.setProperty("role", role)
        self.said.style().polish(self.said)
        self.said.setText(words)
