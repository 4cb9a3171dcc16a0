"""The passages of the matter as a table: a row each, under headers where they are put together in groups."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QDateTime, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.export.cite import citation, title_of
from reviewer.model import Document, DocumentId, Passage, PassageId, Tag
from reviewer.store import coding, documents
from reviewer.store.passages import Group, Grouping
from reviewer.ui.by_locale import date_words, number
from reviewer.ui.documents_model import two_lines
from reviewer.ui.paragraphs import one_line
from reviewer.ui.passage_model import lost_words, quote_line
from reviewer.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("tags", "quote", "note", "document", "cite", "page", "date", "reviewer", "when")
BLOCK = 24  # rows read from the store at a time, when they come into view
KEPT = 4096  # passages
HEAD = -1  # the place of the header in its group
GROUP_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as a row shows it; `cite` is its citation."""

    passage: Passage
    document: Document
    cite: str


class PassagesModel(QAbstractTableModel):
    """The ids are all there, so the scroll bar tells the truth; what they stand for is read as it comes into view."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.groups: list[Group] = []
        self.folded: set[str | DocumentId] = set()
        self.tags: dict[str, Tag] = {}
        self.grouping = Grouping.NOTHING
        self._starts: list[int] = []  # the first row of each group
        self._count = 0
        self._entries: dict[PassageId, Entry] = {}
        self._documents: dict[DocumentId, Document] = {}

    def show(self, groups: Sequence[Group], grouping: Grouping) -> None:
        """Show these groups; without grouping there is one, which has no header."""
        self.beginResetModel()
        if grouping is not self.grouping:
            self.folded.clear()
        self.groups, self.grouping = list(groups), grouping
        self._forget()
        self._lay_rows()
        self.endResetModel()

    def refresh(self) -> None:
        """Read what is in view again, for tags or notes have changed."""
        self._forget()
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(COLUMNS) - 1))

    def fold(self, groups: Iterable[Group], folded: bool) -> None:
        """Fold groups down to their headers, or unfold them."""
        keys = {_key(group) for group in groups}
        self.beginResetModel()
        self.folded = self.folded | keys if folded else self.folded - keys
        self._lay_rows()
        self.endResetModel()

    def is_folded(self, group: Group) -> bool:
        """Whether only the header of a group is shown."""
        return _key(group) in self.folded

    def group(self, row: int) -> Group | None:
        """The group whose header a row is; None for a passage."""
        found = self._at(row)
        return found[0] if found and found[1] == HEAD else None

    def group_of(self, row: int) -> Group | None:
        """The group that a row belongs to; None without groups."""
        found = self._at(row) if self.grouping is not Grouping.NOTHING else None
        return found[0] if found else None

    def passage_id(self, row: int) -> PassageId | None:
        """The passage of a row; None for a header."""
        found = self._at(row)
        return found[0].passages[found[1]] if found and found[1] != HEAD else None

    def row_of(self, passage: PassageId | None) -> int:
        """The first row of a passage, -1 when it is not shown."""
        return next(iter(self.rows_of({passage})), -1) if passage is not None else -1

    def rows_of(self, passages: Collection[PassageId | None]) -> Iterator[int]:
        """The rows of passages, from the top."""
        for start, group in zip(self._starts, self.groups, strict=True):
            if not self.is_folded(group):
                first = start + self._heads
                yield from (first + place for place, one in enumerate(group.passages) if one in passages)

    def row_of_group(self, group: Group) -> int:
        """The row of a group's header."""
        return next(start for start, one in zip(self._starts, self.groups, strict=True) if one is group)

    def shown(self) -> list[PassageId]:
        """All passages that are listed, folded ones too, each once, in their order."""
        return list(dict.fromkeys(one for group in self.groups for one in group.passages))

    def entry(self, row: int) -> Entry | None:
        """What a row shows; None for a header, and for a passage that is gone."""
        wanted = self.passage_id(row)
        if wanted is None or self._session.store is None:
            return None
        if wanted not in self._entries:
            first = row - row % BLOCK
            near = [self.passage_id(one) for one in range(first, first + BLOCK)]
            self._read([one for one in near if one is not None and one not in self._entries])
        return self._entries.get(wanted)

    def entries(self, passages: Sequence[PassageId]) -> list[Entry]:
        """What rows of passages show, whether they are in view or not."""
        self._read([one for one in passages if one not in self._entries])
        return [self._entries[one] for one in passages if one in self._entries]

    def head(self, group: Group) -> tuple[str, str]:
        """What the header of a group says: its name and, quieter, what is said besides."""
        count = len(group.passages)
        counted = self.tr("1 passage") if count == 1 else self.tr("{n} passages").format(n=number(count))
        if group.document is None:
            return group.tag or self.tr("Without a tag"), counted
        document = self._papers({group.document}).get(group.document)
        parts = (document.name, date_words(document.date), counted) if document else (counted,)
        return title_of(document) if document else "", " · ".join(part for part in parts if part)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles()[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        group = self.group(index.row())
        if role == GROUP_ROLE:
            return group
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if group:
            return ", ".join(self.head(group)) if index.column() == 0 else ""
        entry = self.entry(index.row())
        if entry is None:
            return ""
        words = self._cell(entry, COLUMNS[index.column()])
        return words if role == Qt.ItemDataRole.DisplayRole else words[:2000]

    def _cell(self, entry: Entry, column: str) -> str:
        passage = entry.passage
        if column == "tags":
            return ", ".join((*([lost_words()] if passage.unanchored else []), *passage.tags)) or self.tr("no tag")
        if column == "date":
            return two_lines(date_words(entry.document.date))
        if column == "page":
            return "–".join(dict.fromkeys(str(page) for page in (passage.pages[0], passage.pages[-1])))
        return {
            "quote": quote_line(passage),
            "note": one_line(passage.note),
            "document": title_of(entry.document),
            "cite": entry.cite,
            "reviewer": passage.author,
            "when": _moment(passage.at),
        }[column]

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Tags"),
            self.tr("Quote"),
            self.tr("Note"),
            self.tr("Document"),
            self.tr("Cite as"),
            self.tr("Page"),
            self.tr("Date"),
            self.tr("Reviewer"),
            self.tr("When"),
        )

    @property
    def _heads(self) -> int:
        """How many rows the header of a group takes."""
        return 0 if self.grouping is Grouping.NOTHING else 1

    def _at(self, row: int) -> tuple[Group, int] | None:
        """The group of a row, and the place in it."""
        if not 0 <= row < self._count:
            return None
        number = bisect_right(self._starts, row) - 1
        return self.groups[number], row - self._starts[number] - self._heads

    def _lay_rows(self) -> None:
        self._starts, self._count = [], 0
        for group in self.groups:
            self._starts.append(self._count)
            self._count += self._heads + (0 if self.is_folded(group) else len(group.passages))

    def _read(self, ids: Sequence[PassageId]) -> None:
        store = self._session.store
        if store is None or not ids:
            return
        if not self.tags:
            self.tags = {tag.name: tag for tag in coding.tags(store)}
        while len(self._entries) > max(KEPT - len(ids), 0):
            del self._entries[next(iter(self._entries))]
        found = coding.passages_by_id(store, ids)
        papers = self._papers({one.document for one in found})
        for one in found:
            pages = [documents.page(store, one.document, number) for number in one.pages]
            self._entries[one.id] = Entry(one, papers[one.document], citation(papers[one.document], pages))

    def _papers(self, wanted: set[DocumentId]) -> dict[DocumentId, Document]:
        """Documents, each read once."""
        if self._session.store and (missing := wanted - self._documents.keys()):
            self._documents.update((one.id, one) for one in documents.load_many(self._session.store, list(missing)))
        return self._documents

    def _forget(self) -> None:
        self._entries.clear()
        self._documents.clear()
        self.tags = {}


def _key(group: Group) -> str | DocumentId:
    return group.tag if group.document is None else group.document


def _moment(at: str) -> str:
    """A moment in local time, which breaks between day and time alone."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODate).toLocalTime()
    time = QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)
    return " ".join(one.replace(" ", "\u00a0") for one in (date_words(moment.toString("yyyy-MM-dd")), time))
