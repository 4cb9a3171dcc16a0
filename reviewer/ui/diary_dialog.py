"""The search diary: every search with its reviewer and what it found; a double click runs one again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.export.cells import moment
from reviewer.export.export import Order
from reviewer.export.templates import Kind
from reviewer.search.fields import Fields
from reviewer.search.rewording import in_words
from reviewer.store import diary
from reviewer.store.diary import Entry
from reviewer.store.fields import names
from reviewer.ui.by_locale import number
from reviewer.ui.journal_dialog import JournalDialog, JournalTable
from reviewer.ui.session import Session
from reviewer.words import local, say

_WIDTHS = (172, 110, 0, 0, 88, 70, 104)


class DiaryDialog(JournalDialog):
    """The newest search is at the top."""

    report_wanted = Signal(int)  # the id of a term report

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.entries: list[Entry] = []
        self._rows: dict[Entry, tuple[str, ...]] = {}  # a diary is only added to
        headers = (self.tr("Time"), self.tr("Reviewer"), self.tr("Query"), self.tr("Read as"))
        counts = (self.tr("Documents"), self.tr("Hits"), self.tr("In the matter"))
        table = JournalTable((*headers, *counts), _WIDTHS)
        self.build(table, self.tr("Search diary"), self.tr("Searches"), self.tr("Filter by query, reviewer or day"))
        session.diary.noted.connect(self.follow)

    def refresh(self) -> None:
        store = self._session.store
        self.entries = diary.entries(store)[::-1] if store else []
        known = Fields(names(store) if store else ())
        self._rows = {entry: self._rows.get(entry) or _cells(entry, known) for entry in self.entries}
        self.table.fill([self._rows[entry] for entry in self.entries])
        self.count()

    def words_for(self, listed: int, count: int) -> str:
        if not count:
            return self.tr("No search was made yet. Each one is noted here; none is ever taken out.")
        words = self.tr("{listed} of {n} searches. A double click runs one again.")
        return words.format(listed=number(listed), n=number(count))

    def order(self, folder: Path, out: Path) -> Order:
        return Order(folder, Kind.SEARCH_DIARY, out)

    def open_row(self, row: int) -> None:
        """Ask a search again, or open the term report that it made."""
        entry = self.entries[row]
        if entry.search.report:
            self.report_wanted.emit(entry.search.report)
        elif entry.search.query:
            self._session.search(entry.search.query)


def _cells(entry: Entry, known: Fields) -> tuple[str, ...]:
    found = entry.search
    some = say("{some} of {all}", some=number(found.searched), all=number(entry.held))
    held = some if found.searched != entry.held else number(entry.held)
    numbers = (number(found.documents), number(found.hits), held)
    query = local(found.query) if found.report else found.query
    read = local(found.read_as) if found.report else in_words(query, found.read_as, known)
    return (moment(entry.at), entry.author, query, read, *numbers)
