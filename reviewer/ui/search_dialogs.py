"""What is asked before a search is saved, and before a random sample is drawn."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.errors import ReviewerError
from reviewer.search.found import Found
from reviewer.search.sampling import Sample
from reviewer.ui.by_locale import number
from reviewer.ui.labels import ElidedLabel
from reviewer.ui.list_dialog import decision

WIDTH = 460
SEEDS = 1_000_000


class NameDialog(QDialog):
    """Asks for a name; what is wrong with it is said here, and it stays open."""

    def __init__(
        self, title: str, detail: str, name: str, keep: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        """`keep` takes the name; it may raise ReviewerError."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self._keep = keep
        self.name, self._message = QLineEdit(name), QLabel(wordWrap=True)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.selectAll()
        self._message.setProperty("role", "danger")
        self._message.hide()
        about = ElidedLabel(detail, lines=3)
        about.setProperty("role", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for widget in (about, self.name, self._message):
            column.addWidget(widget)
        column.addLayout(decision(self, QPushButton(self.tr("Save"))))

    @property
    def message(self) -> str:
        """What is wrong with the name; "" when nothing is."""
        return "" if self._message.isHidden() else self._message.text()

    def accept(self) -> None:
        try:
            self._keep(self.name.text())
        except ReviewerError as error:
            self._message.setText(str(error))
            self._message.show()
            return
        super().accept()


class SampleDialog(QDialog):
    """How many documents, of what, and by which seed."""

    chosen = Signal(str, object)  # the query to draw from, "" for the whole matter; the Sample

    def __init__(self, found: Found | None, documents: int, parent: QWidget | None = None) -> None:
        """`documents` are in the matter."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Draw a random sample"))
        self.setMinimumWidth(WIDTH)
        self._query = found.query if found else ""
        self._counts = (found.drawn_from if found and found.query else 0, documents)
        self.amount, self.unit, self.seed = QLineEdit(), QComboBox(), QLineEdit()
        self.of = QComboBox()
        self._words = QLabel(wordWrap=True)
        self._words.setProperty("role", "quiet")
        self._go = QPushButton(self.tr("Draw"))
        self._fill()
        self._lay_out()
        self._say()

    def accept(self) -> None:
        self.chosen.emit("" if self.of.currentData() else self._query, self.sample)
        super().accept()

    @property
    def sample(self) -> Sample:
        """What is chosen."""
        size, seed = int(self.amount.text() or 0), int(self.seed.text() or 0)
        return Sample(min(size, 100) if self.unit.currentData() else size, seed, bool(self.unit.currentData()))

    @property
    def words(self) -> str:
        """What it says about the choice."""
        return self._words.text()

    def _fill(self) -> None:
        self.amount.setText(str(min(50, ceil((self._counts[0] or self._counts[1]) / 5) or 1)))
        self.amount.setAccessibleName(self.tr("Size of the sample"))
        self.unit.addItem(self.tr("documents"), False)
        self.unit.addItem(self.tr("percent"), True)
        self.unit.setAccessibleName(self.tr("Unit of the size"))
        self.seed.setText(str(secrets.randbelow(SEEDS)))
        self.seed.setAccessibleName(self.tr("Seed"))
        self.of.setAccessibleName(self.tr("Documents to draw from"))
        if self._counts[0]:
            self.of.addItem(self.tr("the {0} documents that were found").format(number(self._counts[0])), 0)
        self.of.addItem(self.tr("all {0} documents of the matter").format(number(self._counts[1])), 1)
        for box in (self.amount, self.seed):
            box.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,7}"), box))
            box.textChanged.connect(self._say)
        self.unit.currentIndexChanged.connect(self._say)
        self.of.currentIndexChanged.connect(self._say)

    def _say(self) -> None:
        count = self._counts[self.of.currentData()]
        said = self.tr("{n} of {count} documents. The same seed draws the same documents on every computer.")
        self._words.setText(said.format(n=number(self.sample.of(count)), count=number(count)))
        self._go.setEnabled(self.sample.of(count) > 0)

    def _lay_out(self) -> None:
        size = QHBoxLayout()
        size.addWidget(self.amount, 1)
        size.addWidget(self.unit, 1)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Draw"), size)
        form.addRow(self.tr("From"), self.of)
        form.addRow(self.tr("Seed"), self.seed)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self._words)
        column.addLayout(decision(self, self._go))
