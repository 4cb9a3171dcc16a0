"""The numbers of the ledger as cards: lines of a number and what it counts, each number a link to its list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from reviewer.store.ledger import Ledger
from reviewer.ui.by_locale import number
from reviewer.ui.labels import ElidedLabel
from reviewer.ui.ledger_lists import REASON
from reviewer.words import local

NUMBER_WIDTH = 48
REASONS_SHOWN = 7


@dataclass(frozen=True, slots=True)
class Line:
    """A number, what it counts, the name of the list that it opens, and whether it should be looked at."""

    opens: str
    number: int
    words: str
    alert: bool = False


class Card(QFrame):
    """A heading and lines; a number that is zero opens nothing."""

    wanted = Signal(str)

    def __init__(self, title: str, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.links: dict[str, QPushButton] = {}
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 14)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnMinimumWidth(0, NUMBER_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(heading, 0, 0, 1, 2)
        for row, line in enumerate(lines, start=1):
            self._grid.addWidget(self._number(line), row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(ElidedLabel(line.words, lines=2), row, 1)

    def _number(self, line: Line) -> QWidget:
        shown = number(line.number)
        if not line.number or not line.opens:
            label = QLabel(shown)
            label.setProperty("role", "strong" if line.number else "quiet")
            return label
        link = QPushButton(shown)
        link.setProperty("link", "warning" if line.alert else "plain")
        link.setProperty("figure", True)
        link.setAccessibleName(f"{line.words}: {shown}")
        link.setToolTip(self.tr("Show the list"))
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setAutoDefault(False)
        link.clicked.connect(lambda *_: self.wanted.emit(line.opens))
        self.links.setdefault(line.opens, link)
        return link


class LedgerCards(QObject):
    """Makes the cards of a ledger."""

    def left(self, found: Ledger) -> list[Card]:
        """Files, documents, pages."""
        return [
            Card(self.tr("Files"), self._files(found)),
            Card(self.tr("Documents"), self._documents(found)),
            Card(self.tr("Pages"), self._pages(found)),
        ]

    def right(self, found: Ledger) -> list[Card]:
        """Bates numbers; reasons, containers, load files: those of which there is something to say."""
        named = (
            (self.tr("Why files could not be read"), self._reasons(found)),
            (self.tr("Mailboxes and archives"), self._inside(found)),
            (self.tr("Load files"), self._findings(found)),
        )
        bates = Card(self.tr("Bates numbers"), self._bates(found))
        return [bates, *(Card(title, lines) for title, lines in named if lines)]

    def _files(self, found: Ledger) -> list[Line]:
        counts = found.counts
        return [
            Line("seen", counts.seen, self.tr("files seen")),
            Line("imported", counts.imported, self.tr("imported, each a document")),
            Line("exceptions", counts.exceptions, self.tr("could not be read"), alert=True),
            Line("waiting", counts.waiting, self._waiting_words(counts.waiting), alert=True),
        ]

    def _documents(self, found: Ledger) -> list[Line]:
        return [
            Line("duplicates", found.counts.duplicates, self.tr("duplicates of an earlier document")),
            Line("without_date", found.counts.without_date, self.tr("without a date")),
            Line("with_hidden", found.counts.with_hidden, self.tr("with hidden text"), alert=True),
        ]

    def _pages(self, found: Ledger) -> list[Line]:
        return [
            Line("", found.counts.pages, self.tr("pages")),
            Line("without_text", found.counts.pages_without_text, self.tr("pages without text"), alert=True),
            Line("read_by_ocr", found.counts.pages_ocred, self.tr("pages read by OCR")),
            Line("weak", found.counts.pages_weak, self.tr("pages of weak OCR"), alert=True),
        ]

    def _bates(self, found: Ledger) -> list[Line]:
        return [
            Line("runs", len(found.runs), self.tr("runs of numbers")),
            Line("gaps", len(found.gaps), self._gap_words(found), alert=True),
            Line("breaks", len(found.breaks), self.tr("breaks: back, or to another prefix"), alert=True),
        ]

    def _reasons(self, found: Ledger) -> list[Line]:
        lines = [
            Line(f"{REASON}{place}", entry.files, f"{reason[:1].upper()}{reason[1:]}", alert=True)
            for place, entry in enumerate(found.reasons[:REASONS_SHOWN])
            if (reason := local(entry.reason))
        ]
        others = sum(entry.files for entry in found.reasons[REASONS_SHOWN:])
        return lines + ([Line("exceptions", others, self.tr("for other reasons"), alert=True)] if others else [])

    def _findings(self, found: Ledger) -> list[Line]:
        words = self.tr("things that do not add up")
        return [Line("findings", len(found.findings), words, alert=True)] if found.findings else []

    def _waiting_words(self, waiting: int) -> str:
        words = self.tr("still to be read")
        return self.tr("{words}: import their source again").format(words=words) if waiting else words

    def _gap_words(self, found: Ledger) -> str:
        missing = sum(len(gap.missing) for gap in found.gaps)
        if missing == 1:
            return self.tr("gap: 1 number is on no page")
        return self.tr("gaps: {n} numbers are on no page").format(n=number(missing)) if missing else self.tr("gaps")

    def _inside(self, found: Ledger) -> list[Line]:
        held = found.containers
        if not held:
            return []
        return [
            Line("containers", sum(entry.declared for entry in held), self.tr("files declared in them")),
            Line("containers", sum(entry.imported for entry in held), self.tr("imported")),
            Line("containers", sum(entry.exceptions for entry in held), self.tr("could not be read"), alert=True),
            Line("containers", sum(max(0, entry.missing) for entry in held), self.tr("missing"), alert=True),
        ]
