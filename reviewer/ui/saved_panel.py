"""The panel of searches that are kept: folders that fill themselves. A click opens one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from reviewer.errors import QueryError, ReviewerError
from reviewer.jobs import Failure
from reviewer.review import searches as verbs
from reviewer.search.fields import Fields
from reviewer.search.found import Found
from reviewer.search.parser import parse
from reviewer.search.parts import either
from reviewer.search.requests import Count
from reviewer.store import searches
from reviewer.store.fields import names
from reviewer.store.searches import SavedSearch
from reviewer.ui.icons import icon
from reviewer.ui.labels import EmptyState
from reviewer.ui.saved_list import SavedList
from reviewer.ui.saved_model import SavedModel, SavedRow
from reviewer.ui.session import Session


class SavedPanel(QFrame):
    """Counts are asked for one by one, so that a search never waits for all of them."""

    count_changed = Signal(int)
    renaming_wanted = Signal(object)  # SavedRow
    moving_wanted = Signal(object)  # SavedSearch

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._session = session
        self._waiting: list[SavedRow] = []
        self._asking = False  # whether a count is awaited
        self.model = SavedModel(self._either, self)
        self.list = SavedList(self.model)
        self._empty = EmptyState("ph.star")
        words = self.tr("Save a search above its results: it stays here, with what it finds now.")
        self._empty.say(self.tr("No saved search yet"), words)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self._stack)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the searches again, and count what they find while they are in sight."""
        store, chosen = self._session.store, self.list.row
        self.model.show(searches.saved(store) if store else [])
        self._stack.setCurrentIndex(1 if self.model.searches else 0)
        self.list.choose(next((place for place, row in enumerate(self.model.rows) if _same(row, chosen)), -1))
        self.count_changed.emit(len(self.model.searches))
        if self.isVisible():
            self._count()

    @property
    def chosen(self) -> SavedSearch | None:
        """The search that is chosen in the list."""
        return self.list.row.search if self.list.row else None

    def open(self, row: SavedRow) -> None:
        """Search for it; of a folder, for what any of its searches finds."""
        if row.query or row.sample:
            self._session.search(row.query, row.sample)

    def remove(self) -> None:
        """Take the chosen search out, or the folder around searches; undo brings it back."""
        row = self.list.row
        if row and row.search:
            self._session.do(verbs.remove_search, row.search)
        elif row:
            self._session.do(verbs.rename_folder, row.folder, "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count()

    def _either(self, queries: Sequence[str]) -> str:
        """What any of the queries finds that can be read."""
        fields = Fields(names(self._session.store) if self._session.store else ())
        sound = [query for query in queries if _is_sound(query, fields)]
        return either(sound, fields) if sound else ""

    def _rename(self) -> None:
        if self.list.row:
            self.renaming_wanted.emit(self.list.row)

    def _move(self) -> None:
        if self.chosen:
            self.moving_wanted.emit(self.chosen)

    def _count(self) -> None:
        self._waiting = [row for row in self.model.all_rows if row.query or row.sample]
        if not self._asking:
            self._count_next()

    def _count_next(self) -> None:
        self._asking = bool(self._waiting)
        if self._asking:
            row = self._waiting.pop(0)
            self._session.searcher.count(row.query, row.sample)

    def _take_count(self, request: Count, value: object) -> None:
        if isinstance(value, Found):
            self.model.tell(request.query, request.sample, value)
        elif isinstance(value, ReviewerError | Failure):
            self.model.tell(request.query, request.sample, str(value))
        self._count_next()

    def _count_again(self, done: int, total: int) -> None:
        if done == total and self.isVisible():
            self._count()

    def _start(self) -> None:
        self._waiting, self._asking = [], False
        self.refresh()

    def _menu(self, place: QPoint) -> None:
        row, store = self.list.row, self._session.store
        if row is None or store is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("ph.magnifying-glass"), self.tr("Open")).triggered.connect(lambda: self.open(row))
        removing = self.tr("Dissolve the folder (Del)") if row.heads else self.tr("Remove (Del)")
        changes = [("ph.pencil-simple", self.tr("Rename… (F2)"), self._rename), ("ph.trash", removing, self.remove)]
        if row.search:
            changes.insert(1, ("ph.folder", self.tr("Put into a folder… (F7)"), self._move))
        for picture, words, slot in changes:
            action = menu.addAction(icon(picture), words)
            action.triggered.connect(slot)
            action.setEnabled(not store.read_only)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _connect(self) -> None:
        self.list.opening_wanted.connect(self.open)
        self.list.renaming_wanted.connect(self._rename)
        self.list.moving_wanted.connect(self._move)
        self.list.removal_wanted.connect(self.remove)
        self.list.customContextMenuRequested.connect(self._menu)
        session = self._session
        self.model.moved.connect(lambda search, folder: session.do(verbs.move_search, search, folder))
        session.searcher.counted.connect(self._take_count)
        session.searcher.indexing.connect(self._count_again)
        session.coding_changed.connect(self.refresh)
        session.opened.connect(self._start)
        session.closed.connect(self._start)


def _same(row: SavedRow, chosen: SavedRow | None) -> bool:
    """Whether a row is that of the search or folder that was chosen before."""
    if chosen is None or row.heads != chosen.heads:
        return False
    return row.search.id == chosen.search.id if row.search and chosen.search else row.folder == chosen.folder


def _is_sound(query: str, fields: Fields) -> bool:
    try:
        parse(query, fields)
    except QueryError:
        return False
    return True
