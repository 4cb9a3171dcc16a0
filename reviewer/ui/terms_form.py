"""The left side of a term report: the list of queries, the way to open one, and how far counting is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from reviewer.jobs import Progress
from reviewer.ui.labels import ElidedLabel
from reviewer.ui.terms_list import TermsEdit
from reviewer.words import local


class TermsForm(QWidget):
    """What is counted."""

    run_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = TermsEdit()
        self.list.refused.connect(lambda words: self.say(words, "danger"))
        self._running = False
        self._file = QPushButton(self.tr("Open a list…"))
        self._file.setToolTip(
            self.tr("A text file with a query on each line, or a CSV with queries in its first column")
        )
        self._file.clicked.connect(self._ask_file)
        self.go = QPushButton(self.tr("Run"))
        self.go.setProperty("primary", True)
        self.go.clicked.connect(lambda: (self.cancel_wanted if self._running else self.run_wanted).emit())
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Terms counted"))
        self._bar.hide()
        self._message = QLabel(wordWrap=True)
        self._message.hide()
        self._lay_out()

    @property
    def message(self) -> str:
        """What it says under the list."""
        return self._message.text()

    def say(self, words: str, role: str = "quiet") -> None:
        """Say something under the list; "danger" is the role of what went wrong."""
        self._message.setText(words)
        self._message.setProperty("role", role)
        self._message.style().polish(self._message)
        self._message.setVisible(bool(words))

    def show_running(self, running: bool) -> None:
        """Whether terms are being counted."""
        self._running = running
        self._bar.setRange(0, 0)
        self._bar.setVisible(running)
        self.go.setText(self.tr("Cancel") if running else self.tr("Run"))
        self.list.setReadOnly(running)
        self._file.setEnabled(not running)

    def show_progress(self, state: Progress) -> None:
        """How many terms are counted, and which is next."""
        self._bar.setRange(0, max(state.total, 1))
        self._bar.setValue(state.done)
        self.say(local(state.note))

    def _ask_file(self) -> None:
        filters = self.tr("Lists (*.txt *.csv);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open a list of queries"), str(Path.home()), filters)
        if chosen:
            self.list.read(Path(chosen))

    def _lay_out(self) -> None:
        for button in (self._file, self.go):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self._file)
        buttons.addStretch(1)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        label = ElidedLabel(self.tr("Queries, one on each line"))
        label.setProperty("role", "strong")
        column.addWidget(label)
        column.addWidget(self.list, 1)
        for widget in (self._bar, self._message):
            column.addWidget(widget)
        column.addLayout(buttons)
