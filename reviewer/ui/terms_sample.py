"""The row under a term report that draws a random sample of what a term finds."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from reviewer.search.sampling import Sample
from reviewer.store.term_reports import Term
from reviewer.ui.labels import ElidedLabel
from reviewer.ui.search_dialogs import SEEDS

_WIDTH = 84  # pixels: nine digits


class TermsSample(QWidget):
    """How many documents, and by which seed: the same seed gives the same documents again."""

    wanted = Signal(str, object)  # a query and the Sample of it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._term: Term | None = None
        self.many = _number("20", "[1-9][0-9]{0,5}", self.tr("Documents in the sample"))
        self.seed = _number(str(secrets.randbelow(SEEDS)), "[0-9]{1,9}", self.tr("Seed of the sample"))
        self.seed.setToolTip(self.tr("The same seed draws the same documents again"))
        self._of = ElidedLabel()
        self._of.setProperty("role", "quiet")
        self.draw = QPushButton(self.tr("Show sample"))
        self.draw.setAutoDefault(False)
        self.draw.clicked.connect(self._draw)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (QLabel(self.tr("Sample")), self.many, QLabel(self.tr("Seed")), self.seed):
            row.addWidget(widget)
        row.addWidget(self._of, 1)
        row.addWidget(self.draw)
        self.show_term(None)

    def show_term(self, term: Term | None) -> None:
        """Draw from a term; from nothing, where it found nothing."""
        self._term = term if term and term.found else None
        self.draw.setEnabled(self._term is not None)
        self._of.setText(
            self.tr("documents of {term}").format(term=self._term.query)
            if self._term
            else self.tr("documents of the term that you choose above")
        )

    def _draw(self) -> None:
        if self._term and self.many.hasAcceptableInput() and self.seed.hasAcceptableInput():
            self.wanted.emit(self._term.query, Sample(int(self.many.text()), int(self.seed.text())))


def _number(text: str, pattern: str, name: str) -> QLineEdit:
    """A field for a number."""
    field = QLineEdit(text)
    field.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), field))
    field.setAccessibleName(name)
    field.setFixedWidth(_WIDTH)
    return field
