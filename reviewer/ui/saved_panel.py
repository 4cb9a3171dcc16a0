"""The panel of searches that are kept: folders that fill themselves. A click opens one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QStackedWidget, QVBoxLayout, QWidget

from reviewer.errors import ReviewerError
from reviewer.jobs import Failure
from reviewer.review import searches as verbs
from reviewer.search.found import Found
from reviewer.search.requests import Count
from reviewer.store import searches
from reviewer.store.searches import SavedSearch
from reviewer.ui.icons import icon
from reviewer.ui.labels import EmptyState
from reviewer.ui.saved_model import SavedDelegate, SavedModel, sample_of
from reviewer.ui.session import Session


class SavedList(QListView):
    """Enter or a click opens a search, F2 renames it, Delete takes it out."""

    renaming_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rows")
        self.setAccessibleName(self.tr("Saved searches"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.currentIndex().isValid()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen:
            self.clicked.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_F2 and chosen:
            self.renaming_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and chosen:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)


class SavedPanel(QFrame):
    """Counts are asked for one by one, so that a search never waits for all of them."""

    count_changed = Signal(int)
    renaming_wanted = Signal(object)  # SavedSearch

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._session = session
        self._waiting: list[SavedSearch] = []
        self._asking = False  # whether a count is awaited
        self.model = SavedModel(self)
        self.list = SavedList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(SavedDelegate(self.list))
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
        store, chosen = self._session.store, self.chosen
        self.model.show(searches.saved(store) if store else [])
        self._stack.setCurrentIndex(1 if self.model.searches else 0)
        rows = [row for row, one in enumerate(self.model.searches) if chosen and one.id == chosen.id]
        self.list.setCurrentIndex(self.model.index(rows[0]) if rows else QModelIndex())
        self.count_changed.emit(len(self.model.searches))
        if self.isVisible():
            self._count()

    @property
    def chosen(self) -> SavedSearch | None:
        """The search that is chosen in the list."""
        row = self.list.currentIndex().row()
        return self.model.searches[row] if 0 <= row < len(self.model.searches) else None

    def open(self, search: SavedSearch) -> None:
        """Search for it."""
        self._session.search(search.query, sample_of(search))

    def remove(self) -> None:
        """Take the chosen search out; undo brings it back."""
        if self.chosen:
            self._session.do(verbs.remove_search, self.chosen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count()

    def _rename(self) -> None:
        if self.chosen:
            self.renaming_wanted.emit(self.chosen)

    def _count(self) -> None:
        self._waiting = list(self.model.searches)
        if not self._asking:
            self._count_next()

    def _count_next(self) -> None:
        self._asking = bool(self._waiting)
        if self._asking:
            search = self._waiting.pop(0)
            self._session.searcher.count(search.query, sample_of(search))

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
        search, store = self.chosen, self._session.store
        if search is None or store is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("ph.magnifying-glass"), self.tr("Open")).triggered.connect(lambda: self.open(search))
        rename = menu.addAction(icon("ph.pencil-simple"), self.tr("Rename… (F2)"))
        remove = menu.addAction(icon("ph.trash"), self.tr("Remove (Del)"))
        rename.triggered.connect(self._rename)
        remove.triggered.connect(self.remove)
        for action in (rename, remove):
            action.setEnabled(not store.read_only)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _connect(self) -> None:
        self.list.clicked.connect(lambda index: self.open(self.model.searches[index.row()]))
        self.list.renaming_wanted.connect(self._rename)
        self.list.removal_wanted.connect(self.remove)
        self.list.customContextMenuRequested.connect(self._menu)
        session = self._session
        session.searcher.counted.connect(self._take_count)
        session.searcher.indexing.connect(self._count_again)
        session.coding_changed.connect(self.refresh)
        session.opened.connect(self._start)
        session.closed.connect(self._start)
