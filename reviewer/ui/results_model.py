"""The answer to a query as a list model: a row for each document, and under it what its fields and pages hold."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer import dates
from reviewer.model import Document, DocumentId
from reviewer.search.found import Found, Reason, Result, Snippet
from reviewer.store import documents
from reviewer.store.matter import Store
from reviewer.ui.by_locale import date_words, number
from reviewer.words import local

Index = QModelIndex | QPersistentModelIndex
_BLOCK = 32  # documents read from the store at a time, when they come into view


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row: a document, one of its snippets, or what was found in one of its fields."""

    result: Result
    snippet: Snippet | None = None
    reason: Reason | None = None

    @property
    def heads(self) -> bool:
        """Whether it is the row of a document, with the others of that document under it."""
        return self.snippet is None and self.reason is None


class ResultsModel(QAbstractListModel):
    """Rows of the answer; documents are read in blocks as they are painted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ResultRow] = []
        self._store: Store | None = None
        self._order: list[DocumentId] = []
        self._known: dict[DocumentId, Document] = {}

    def show(self, store: Store | None, found: Found | None) -> None:
        """Show an answer, or nothing."""
        self.beginResetModel()
        self._store, self._known = store, {}
        results = found.results if found else ()
        self._order = [result.document for result in results]
        self.rows = [row for result in results for row in _rows(result)]
        self.endResetModel()

    def document(self, wanted: DocumentId) -> Document | None:
        """A document of the answer; None when it is gone."""
        if wanted not in self._known and self._store:
            start = self._order.index(wanted)
            loaded = documents.load_many(self._store, self._order[start : start + _BLOCK])
            self._known.update((document.id, document) for document in loaded)
        return self._known.get(wanted)

    def row_of(self, document: DocumentId, hit: int) -> QModelIndex:
        """The row of a document's hit, of the document when that hit has no snippet, or an invalid index."""
        best = QModelIndex()
        for place, row in enumerate(self.rows):
            if row.result.document == document:
                if row.heads:
                    best = self.index(place)
                elif row.snippet and row.snippet.hit == hit:
                    return self.index(place)
        return best

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        if row.snippet:
            return f"{self.place_line(row.snippet)}: {row.snippet.text}"
        if row.reason:
            said = reason_words(row.reason)
            return self.tr("{0}, hidden on its page").format(said) if row.reason.hidden else said
        document = self.document(row.result.document)
        name = f"{document.name}, {document.title}" if document else ""
        return f"{name}, {self.hits_line(row.result.hits)}"

    def place_line(self, snippet: Snippet) -> str:
        """Where a snippet stands: "ABC-0001234 · p. 3"."""
        return " · ".join(part for part in (snippet.bates, self.tr("p. {0}").format(snippet.page)) if part)

    def hits_line(self, hits: int) -> str:
        """A count of hits in words."""
        if not hits:
            return self.tr("no hits on pages")
        return self.tr("1 hit") if hits == 1 else self.tr("{0} hits").format(number(hits))


def _rows(result: Result) -> list[ResultRow]:
    reasons = [ResultRow(result, reason=reason) for reason in result.reasons]
    return [ResultRow(result), *reasons, *(ResultRow(result, snippet) for snippet in result.snippets)]


def reason_words(reason: Reason) -> str:
    """What was found in a field: "Subject: the new programme"; a date by locale."""
    written, bracket, source = reason.text.partition(" (")
    text = f"{date_words(written)}{bracket}{source}" if not reason.marks and dates.valid(written) else reason.text
    return f"{local(reason.field)}: {text}"
