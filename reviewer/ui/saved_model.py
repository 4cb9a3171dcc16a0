"""Searches that are kept, as rows, folder by folder: name, query, and how many documents each finds now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reviewer.search.found import Found
from reviewer.search.sampling import Sample
from reviewer.store.searches import SavedSearch
from reviewer.ui.by_locale import number
from reviewer.words import local

Index = QModelIndex | QPersistentModelIndex
_UNCOUNTED = "…"
_MIME = "application/x-reviewer-search"


def sample_of(search: SavedSearch) -> Sample | None:
    """The sample that a search is, if it is one."""
    return Sample(search.size, search.seed, search.percent) if search.size else None


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A search, or a folder with the query for what any of its searches finds; "" where none can be read."""

    name: str
    query: str
    sample: Sample | None = None
    folder: str = ""
    search: SavedSearch | None = None

    @property
    def heads(self) -> bool:
        """Whether it is a folder."""
        return self.search is None


class SavedModel(QAbstractListModel):
    """A row for each folder and each search. What they find is told later, or why a query can't be read."""

    moved = Signal(object, str)  # the SavedSearch that was dropped, and the folder that it goes to

    def __init__(self, either: Callable[[Sequence[str]], str], parent: QObject | None = None) -> None:
        """`either` makes the query for what any of several finds, leaving out those that can't be read."""
        super().__init__(parent)
        self.searches: list[SavedSearch] = []
        self.all_rows: list[SavedRow] = []
        self.rows: list[SavedRow] = []  # without those in folders that are folded
        self.folded: set[str] = set()
        self._either = either
        self._told: dict[tuple[str, Sample | None], Found | str] = {}

    @property
    def folders(self) -> list[str]:
        """The names of the folders."""
        return list(dict.fromkeys(search.folder for search in self.searches if search.folder))

    def show(self, searches: Sequence[SavedSearch]) -> None:
        """Show these; what is known of their queries stays."""
        self.beginResetModel()
        self.searches = list(searches)
        self.all_rows = list(self._made_rows())
        self._hide_folded()
        self.endResetModel()

    def fold(self, folder: str, folded: bool) -> None:
        """Hide or show what is in a folder."""
        (self.folded.add if folded else self.folded.discard)(folder)
        self.beginResetModel()
        self._hide_folded()
        self.endResetModel()

    def tell(self, query: str, sample: Sample | None, found: Found | str) -> None:
        """Take up what a query finds, or the sentence that says why it can't be read."""
        self._told[query, sample] = found
        for place, row in enumerate(self.rows):
            if (row.query, row.sample) == (query, sample):
                self.dataChanged.emit(self.index(place), self.index(place))

    def counted(self, row: SavedRow) -> str:
        """How many documents it finds: "12", "!" when it can't be read, "…" while it is not known."""
        found = self._told.get((row.query, row.sample))
        if row.heads and not row.query:
            return "–"
        if isinstance(found, Found):
            return number(len(found.documents))
        return "!" if found else _UNCOUNTED

    def detail(self, row: SavedRow) -> str:
        """The line under the name: the query, why it can't be read, or how many searches are in the folder."""
        if row.heads:
            count = sum(search.folder == row.folder for search in self.searches)
            return self.tr("1 search") if count == 1 else self.tr("any of {0} searches").format(number(count))
        found = self._told.get((row.query, row.sample))
        if isinstance(found, str):
            return f"{row.query} – {found}"
        said = self.tr("Sample: {0}").format(local(row.sample.written)) if row.sample else ""
        return " · ".join(filter(None, [row.query, said]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self.tr("Folder {0}").format(row.name) if row.heads else row.name
            return ", ".join((name, self.detail(row), self.counted(row)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.query if row.heads else self.detail(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # below the rows: out of all folders
        drag = Qt.ItemFlag.NoItemFlags if self.rows[index.row()].heads else Qt.ItemFlag.ItemIsDragEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled | drag

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        search = self.rows[indexes[0].row()].search
        data.setData(_MIME, str(search.id if search else "").encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell where a search is to go; the rows change when that is done."""
        dropped = bytes(data.data(_MIME).data()).decode()
        place = parent.row() if parent.isValid() else row
        folder = self.rows[place].folder if 0 <= place < len(self.rows) else ""
        for search in self.searches:
            if str(search.id) == dropped and search.folder != folder:
                self.moved.emit(search, folder)
        return False

    def _made_rows(self) -> Iterator[SavedRow]:
        for folder, group in groupby(self.searches, key=lambda search: search.folder):
            inside = list(group)
            if folder:
                queries = [search.query for search in inside if not search.size]
                yield SavedRow(folder, self._either(queries), None, folder)
            for search in inside:
                yield SavedRow(search.name, search.query, sample_of(search), folder, search)

    def _hide_folded(self) -> None:
        self.rows = [row for row in self.all_rows if row.heads or row.folder not in self.folded]
