"""The foot of the list of documents: how much is reviewed, what could not be read, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from reviewer.ui.by_locale import number
from reviewer.ui.icons import icon


class ProgressFoot(QFrame):
    """A thin bar, "12 of 60 reviewed", a link to the processing exceptions, and "Next unreviewed"."""

    next_wanted = Signal()
    exceptions_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Share of the documents that are reviewed"))
        self._words = QLabel()
        self._exceptions = QPushButton(self.tr("Files that could not be read"))
        self._exceptions.setProperty("link", "warning")
        self._exceptions.setCursor(Qt.CursorShape.PointingHandCursor)
        self._exceptions.clicked.connect(self.exceptions_wanted)
        self._next = QPushButton(icon("ph.arrow-right"), self.tr("Next unreviewed"))
        self._next.setToolTip(self.tr("Open the next document that is not reviewed (N)"))
        self._next.clicked.connect(self.next_wanted)
        self._lay_out()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def tell(self, done: int, total: int, failed: int) -> None:
        """Say that `done` of `total` documents are reviewed and `failed` files could not be read."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._words.setText(self.tr("{done} of {total} reviewed").format(done=number(done), total=number(total)))
        one, many = self.tr("1 file could not be read"), self.tr("{n} files could not be read")
        self._exceptions.setText(one if failed == 1 else many.format(n=number(failed)))
        self._exceptions.setVisible(failed > 0)
        self._next.setEnabled(done < total)

    def dress(self) -> None:
        """Draw the icon in the colours of a new theme."""
        self._next.setIcon(icon("ph.arrow-right"))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._words)
        words.addWidget(self._exceptions, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self._next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self._bar)
        layout.addLayout(row)
