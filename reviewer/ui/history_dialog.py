"""The history: who did what, when, to the document that is shown or in the whole matter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from reviewer.export.cells import moment
from reviewer.export.export import Order
from reviewer.export.templates import Kind
from reviewer.model import DocumentId
from reviewer.ui.by_locale import number
from reviewer.ui.history_reading import Line, ToRead, read_history
from reviewer.ui.job_runner import JobRunner
from reviewer.ui.journal_dialog import JournalDialog, JournalTable
from reviewer.ui.segments import Segments
from reviewer.ui.session import Session

DOCUMENT = "document"
_WIDTHS = (172, 130, 0, 250)


class HistoryDialog(JournalDialog):
    """The newest action is at the top; it follows the work, and the document that is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.lines: list[Line] = []
        headers = (self.tr("Time"), self.tr("Reviewer"), self.tr("Action"), self.tr("Documents"))
        by = self.tr("Filter by action, reviewer, document or day")
        self.build(JournalTable(headers, _WIDTHS), self.tr("History"), self.tr("Actions"), by)
        choices = (("matter", self.tr("The whole matter")), (DOCUMENT, self.tr("This document")))
        self.scope = Segments(self.tr("Whose history"), choices)
        self.column.insertWidget(0, self.scope)
        self._reader = JobRunner(read_history, self)
        self._stale = False
        self._reader.finished.connect(self._show)
        self._reader.failed.connect(session.failed)
        self.scope.changed.connect(self.refresh)
        session.coding_changed.connect(self.follow)
        session.current_changed.connect(self._follow_document)
        session.closed.connect(self._reader.stop)

    def refresh(self) -> None:
        store = self._session.store
        self._stale = self._reader.running
        if store and not self._stale:
            self._reader.start(ToRead(store.folder, self._document()))

    def words_for(self, listed: int, count: int) -> str:
        if not count:
            return self.tr("Nothing was done yet. Each action is kept here; none is ever taken out.")
        words = self.tr("{listed} of {n} actions. A double click shows the document.")
        return words.format(listed=number(listed), n=number(count))

    def order(self, folder: Path, out: Path) -> Order:
        document = self._document()
        return Order(folder, Kind.HISTORY, out, documents=None if document is None else frozenset({document}))

    def open_row(self, row: int) -> None:
        documents = self.lines[row].act.documents
        if documents:
            self._session.show(documents[0])

    def _document(self) -> DocumentId | None:
        return self._session.current if self.scope.value == DOCUMENT else None

    def _follow_document(self) -> None:
        if self.scope.value == DOCUMENT:
            self.follow()

    def _show(self, lines: list[Line]) -> None:
        self.lines = lines
        self.table.fill([self._cells(line) for line in lines])
        self.count()
        if self._stale:
            self.refresh()

    def _cells(self, line: Line) -> tuple[str, ...]:
        act, count = line.act, len(line.act.documents)
        more = self.tr("{first} and {n} more").format(first=line.first, n=number(count - 1))
        said = self.tr("{action} (undone)").format(action=line.said) if act.undone else line.said
        return (moment(act.operation.at), act.operation.author, said, more if count > 1 else line.first)
