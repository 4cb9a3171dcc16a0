"""How a load file is written, as it was found and as the user may say otherwise: characters, marks, names."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from reviewer.load_files.detect import FORMS, Guess
from reviewer.load_files.dialect import Dialect, Encoding
from reviewer.ui.columns_table import QuietChoice
from reviewer.words import local


class DialectForm(QWidget):
    """A choice of encodings, one of the characters between and around values, and whether names come first."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.encoding, self.marks = self._choice(self.tr("Encoding")), self._choice(self.tr("Between values"))
        self.named = QCheckBox(self.tr("The first row holds the names"))
        self.named.toggled.connect(lambda _: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.encoding, 2)
        row.addWidget(self.marks, 3)
        row.addWidget(self.named)

    @property
    def dialect(self) -> Dialect:
        """How the file is to be read."""
        marks: Dialect = self.marks.currentData()
        return replace(marks, encoding=Encoding(self.encoding.currentData()), header=self.named.isChecked())

    def show_guess(self, guess: Guess) -> None:
        """Choose what was found; what else it may be comes next, then all that load files are met with."""
        self.blockSignals(True)
        self.encoding.clear()
        for encoding in Encoding:
            self.encoding.addItem(local(encoding.value), encoding.value)
        self.encoding.setCurrentIndex(self.encoding.findData(guess.dialect.encoding.value))
        self.marks.clear()
        for form in (guess.dialect, *guess.alternatives, *FORMS):
            if self.marks.findText(local(form.marks)) < 0:
                self.marks.addItem(local(form.marks), form)
        self.named.setChecked(guess.dialect.header)
        self.blockSignals(False)

    def _choice(self, name: str) -> QComboBox:
        box = QuietChoice()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        return box
