"""The card that says which document is open: its numbers, title, date, people, and what is special about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.model import Document, TextSource
from reviewer.ui.by_locale import date_words, number, time_words
from reviewer.ui.hidden_line import HiddenLine
from reviewer.ui.labels import ElidedLabel, IconButton
from reviewer.ui.linked_label import LinkedLabel, in_field, on_day
from reviewer.ui.marks_line import MarksLine
from reviewer.ui.tag_chips import TagChips
from reviewer.words import local

_LABEL_WIDTH = 64
_NAMED = 6  # pages


class DocumentCard(QFrame):
    """Shows one document in a few lines; lines that have nothing to say are left out."""

    reviewed_wanted = Signal(bool)  # the reviewer asks to mark the document reviewed, or not reviewed
    search_wanted = Signal(str)  # a query for documents with a value that was clicked
    fold_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Document"))
        self.setProperty("role", "panel")
        self.folded = False
        self._number = ElidedLabel()
        self._number.setProperty("role", "heading")
        self.folding = IconButton("ph.caret-up", self.tr("Fold what is known of the document"), side=14)
        self.folding.clicked.connect(lambda: self.fold(not self.folded))
        self._title = ElidedLabel(lines=2)
        self.reviewed = QPushButton()
        self.reviewed.setCheckable(True)
        self.reviewed.setProperty("done", True)
        self.reviewed.setToolTip(self.tr("Mark this document reviewed, or not reviewed (Ctrl+R)"))
        self.reviewed.clicked.connect(self.reviewed_wanted)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[QLabel, LinkedLabel]] = []
        self._said = 0  # of these lines have something to say
        self.marks, self.hidden, self.tags = MarksLine(self), HiddenLine(self), TagChips(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self.reviewed, 0, Qt.AlignmentFlag.AlignTop)
        top = QHBoxLayout()
        top.addWidget(self._number, 1)
        top.addWidget(self.folding)
        column.addLayout(top)
        column.addLayout(head)
        column.addWidget(self.tags)
        column.addSpacing(4)
        column.addLayout(self._grid)
        column.addWidget(self.hidden)
        column.addWidget(self.marks)

    def show_document(self, document: Document | None, weak: Sequence[int] = ()) -> None:
        """Show a document, or that there is none; `weak` are its pages, from 1, on which OCR is weak."""
        self._number.setText(_numbers(document) if document else self.tr("No document open"))
        self._title.setText(document.title if document else self.tr("Choose a document at the left."))
        self._show_reviewed(document)
        lines = [line for line in self._facts(document, weak) if line[1]] if document else []
        while len(self._lines) < len(lines):
            self._add_line()
        for (label, value), line in zip(self._lines, lines, strict=False):
            label.setText(line[0])
            value.link(*line[1:])
        self._said = len(lines)
        self._show_lines()

    def fold(self, folded: bool) -> None:
        """Show number, title and tags alone, so that more room is left for passages; or everything again."""
        self.folded = folded
        words = (
            self.tr("Show what is known of the document") if folded else self.tr("Fold what is known of the document")
        )
        self.folding.show_as("ph.caret-down" if folded else "ph.caret-up", words)
        self._show_lines()
        self.fold_changed.emit()

    def _show_lines(self) -> None:
        for place, line in enumerate(self._lines):
            for label in line:
                label.setVisible(place < self._said and not self.folded)

    @property
    def words(self) -> str:
        """All that the card says, line by line."""
        shown = [value.text() for _, value in self._lines[: self._said]]
        return "\n".join([self._number.text(), self._title.text(), *shown])

    def _show_reviewed(self, document: Document | None) -> None:
        done = document is not None and document.reviewed
        self.reviewed.setVisible(document is not None)
        self.reviewed.setChecked(done)
        self.reviewed.setText(self.tr("Reviewed") if done else self.tr("Mark reviewed"))

    def _facts(self, document: Document, weak: Sequence[int]) -> list[tuple[str, str, str]]:
        """What each line says: its name, its value, and the query for documents with that value."""
        source = f" ({local(document.date_source)})" if document.date and document.date_source else ""
        reviewed = f"{document.reviewed_by}, {date_words(document.reviewed_at[:10])}" if document.reviewed else ""
        return [
            (self.tr("Date"), date_words(document.date) + source, on_day(document.date)),
            (self.tr("Time"), time_words(document.date), ""),
            (self.tr("From"), document.sender, in_field("from", document.sender)),
            (self.tr("To"), document.to, in_field("to", document.to)),
            (self.tr("Author"), "" if document.sender else document.author, in_field("author", document.author)),
            (self.tr("Type"), local(document.type.value), in_field("type", document.type.value)),
            (self.tr("Pages"), number(document.pages), ""),
            (self.tr("Text"), self._text_words(document, weak), ""),
            (self.tr("Custodian"), document.custodian, in_field("custodian", document.custodian)),
            (self.tr("Same as"), document.duplicate_of, in_field("control", document.duplicate_of)),
            (self.tr("Flags"), ", ".join(map(local, document.flags)), ""),
            (self.tr("Reviewed"), reviewed, ""),
        ]

    def _text_words(self, document: Document, weak: Sequence[int]) -> str:
        """Where the text comes from, unless that is the text layer: "OCR, weak on page 3"."""
        sources = document.text_source.split(" + ")
        if TextSource.OCR not in sources:
            return self.tr("none") if document.text_source == TextSource.NONE else ""
        words = self.tr("OCR on some pages") if TextSource.LAYER in sources else self.tr("OCR")
        if not weak:
            return words
        if len(weak) == document.pages:
            return self.tr("{words}, weak").format(words=words)
        places = ", ".join(map(str, weak[:_NAMED])) + (", …" if len(weak) > _NAMED else "")
        one, many = self.tr("{words}, weak on page {places}"), self.tr("{words}, weak on pages {places}")
        return (one if len(weak) == 1 else many).format(words=words, places=places)

    def _add_line(self) -> None:
        label, value = QLabel(), LinkedLabel(lines=2)
        value.wanted.connect(self.search_wanted)
        label.setProperty("role", "quiet")
        row = len(self._lines)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
        self._lines.append((label, value))


def _numbers(document: Document) -> str:
    if document.bates_end and document.bates_end != document.bates_begin:
        return f"{document.bates_begin} – {document.bates_end}"
    return document.name
