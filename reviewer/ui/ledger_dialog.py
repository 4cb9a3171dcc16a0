"""The ledger: what was seen, what became of it, and what is missing, on one screen; each number opens its list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewer.export.export import ExportResult, Order
from reviewer.export.templates import Kind
from reviewer.store import ledger
from reviewer.store.ledger import Ledger
from reviewer.ui.asking import Asker
from reviewer.ui.by_locale import number
from reviewer.ui.exceptions_dialog import ask_passwords, try_again
from reviewer.ui.exporting import Exporter, ask_place
from reviewer.ui.ledger_cards import Card, LedgerCards
from reviewer.ui.ledger_lists import LedgerLists
from reviewer.ui.list_dialog import foot
from reviewer.ui.session import Session


class LedgerDialog(QDialog):
    """Stands beside the window; counts anew when an import ends."""

    counted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Ledger"))
        self.resize(820, 690)
        self._session = session
        self._made, self._lists = LedgerCards(self), LedgerLists(self)
        self._asker = Asker(self)
        self.found: Ledger | None = None
        self.cards: list[Card] = []
        self.exporter = Exporter(self)
        self._build()
        self._connect()
        self._offer_productions()
        self.count()

    @property
    def production(self) -> int | None:
        """The production that is shown; None: the whole matter."""
        chosen: int | None = self.scope.currentData()
        return chosen

    @property
    def message(self) -> str:
        """What it says at its foot."""
        return self._message.text()

    def count(self) -> None:
        """Count in a child process, and show the numbers when they are there."""
        if self._session.store:
            self._asker.ask(ledger.reading, (self._session.store.folder, self.production))

    def open_list(self, name: str) -> QDialog | None:
        """Open the list behind a number."""
        store, found = self._session.store, self.found
        if store is None or found is None:
            return None
        made = self._lists.make(name, self._session, store, self.production, found, self.parentWidget() or self)
        made.show()
        return made

    def try_again(self, passwords: list[str]) -> None:
        """Import the files again that could not be read, and nothing else."""
        try_again(self._session, passwords)

    def save(self, out: Path) -> None:
        """Write the report of the whole matter; the suffix says the format."""
        if self._session.store and not self.exporter.running:
            self._say(self.tr("Writing the report…"))
            self.exporter.start(Order(self._session.store.folder, Kind.LEDGER, out))

    def _build(self) -> None:
        self.scope = QComboBox()
        self.scope.setAccessibleName(self.tr("Production"))
        self._words = QLabel(self.tr("Counting…"), wordWrap=True)
        self._words.setProperty("role", "quiet")
        self._body = QScrollArea(widgetResizable=True)
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        self._body.setAccessibleName(self.tr("What became of the files"))
        self._again = QPushButton(self.tr("Try again…"))
        self._again.setToolTip(self.tr("Import the files again that could not be read, and nothing else"))
        self._report = QPushButton(self.tr("Print or save report…"))
        self._message = QLabel(wordWrap=True)
        self._message.setProperty("role", "quiet")
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._message.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        for widget in (self.scope, self._words):
            layout.addWidget(widget)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._message)
        layout.addLayout(foot(self, self._again, self._report))

    def _connect(self) -> None:
        self.scope.activated.connect(lambda _: self.count())
        self._again.clicked.connect(self._ask_passwords)
        self._report.clicked.connect(self._ask_place)
        self._session.importer.finished.connect(self._recount)
        self._session.numbers_changed.connect(self.count)
        self._session.closed.connect(self.close)
        self._asker.answered.connect(self._take)
        self._asker.failed.connect(self._words.setText)
        self.exporter.finished.connect(self._written)
        self.exporter.failed.connect(self._say)
        self.finished.connect(self._stop)

    def _recount(self) -> None:
        self._offer_productions()
        self.count()

    def _offer_productions(self) -> None:
        store = self._session.store
        productions = ledger.productions(store) if store else []
        chosen = self.production
        self.scope.clear()
        self.scope.addItem(self.tr("The whole matter"), None)
        for entry in productions:
            self.scope.addItem(entry.name, entry.id)
            self.scope.setItemData(self.scope.count() - 1, entry.root, Qt.ItemDataRole.ToolTipRole)
        self.scope.setCurrentIndex(max(0, self.scope.findData(chosen)))
        self.scope.setVisible(len(productions) > 1)

    def _take(self, found: Ledger) -> None:
        self.found = found
        self._show(found)
        self.counted.emit()

    def _show(self, found: Ledger) -> None:
        counts = found.counts
        self._words.setText(
            self.tr("{seen} files were seen; each is imported, could not be read, or is still to be read.").format(
                seen=number(counts.seen)
            )
        )
        writable = self._session.store is not None and not self._session.store.read_only
        self._again.setEnabled(bool(counts.exceptions) and writable)
        left, right = self._made.left(found), self._made.right(found)
        self.cards = left + right
        page, row = QWidget(), QHBoxLayout()
        page.setLayout(row)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(12)
        for column in (left, right):
            stack = QVBoxLayout()
            stack.setSpacing(12)
            for card in column:
                card.wanted.connect(self.open_list)
                stack.addWidget(card)
            stack.addStretch(1)
            row.addLayout(stack, 1)
        self._body.setWidget(page)

    def _ask_passwords(self) -> None:
        passwords = ask_passwords(self)
        if passwords is not None:
            self.try_again(passwords)

    def _ask_place(self) -> None:
        out = ask_place(self, self.tr("Save the report"), self.tr("Ledger"))
        if out:
            self.save(out)

    def _written(self, result: ExportResult) -> None:
        self._say(self.tr("Written: {path}").format(path=result.path))

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.show()

    def _stop(self) -> None:
        self._asker.stop()
        self.exporter.cancel()
