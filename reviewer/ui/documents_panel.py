"""The panel of documents: filter, table, progress, and the way to the next one that nobody has read."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.errors import ReviewerError
from reviewer.model import DocumentId
from reviewer.search.found import Found
from reviewer.store import coding, documents, intake
from reviewer.ui.by_locale import number
from reviewer.ui.documents_model import COLUMNS, DocumentsModel
from reviewer.ui.documents_view import DocumentsView
from reviewer.ui.filter_bar import FilterBar
from reviewer.ui.icons import icon
from reviewer.ui.labels import EmptyState
from reviewer.ui.marking import mark
from reviewer.ui.progress_foot import ProgressFoot
from reviewer.ui.session import Session

GROWING_MS = 200  # at least this long between two looks at a matter that grows; longer when it is large


class DocumentsPanel(QFrame):
    """Lists the matter's documents; the current row is the document that the reader shows."""

    exceptions_wanted = Signal()
    count_changed = Signal(int, int)  # documents listed, documents in all

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._session = session
        self._total = 0
        self.model = DocumentsModel(session, self)
        self.view = DocumentsView(self)
        self.filters = FilterBar(self)
        self.foot = ProgressFoot(self)
        self._build()
        self._connect()
        self.filters.start(session.store)
        self._list()

    def next_unreviewed(self) -> None:
        """Show the next document after the current one, in the order of the table, that is not reviewed."""
        store = self._session.store
        if store is None:
            return
        reviewed, ids = coding.reviewed(store), self.model.ids
        start = self.model.row_of(self._session.current) + 1
        waiting = next((entry for entry in ids[start:] + ids[:start] if entry not in reviewed), None)
        if waiting is None or waiting == self._session.current:
            self._session.told.emit(self.tr("No other document here waits for review"))
        else:
            self._session.show(waiting)

    def list_found(self, found: Found | None) -> None:
        """List the documents of an answer alone; None: whatever was found."""
        name = (found.query or found.said) if found else ""
        among = frozenset(found.documents) if found else None
        self.filters.choose(replace(self.filters.chosen, among=among, among_name=name))

    def mark(self, reviewed: bool = True) -> None:
        """Mark the selected documents reviewed, or not reviewed."""
        chosen = self.chosen()
        if chosen:
            mark(self._session, chosen, reviewed)

    def chosen(self) -> list[DocumentId]:
        """The selected documents; the one that is shown when none is selected."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        if rows:
            return [self.model.ids[row] for row in rows]
        return [self._session.current] if self._session.current is not None else []

    def changeEvent(self, event: QEvent) -> None:
        """Draw icons in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "foot"):
            self.foot.dress()

    def _build(self) -> None:
        self.view.setModel(self.model)
        self.view.lay_out_columns()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self._body(), 1)
        layout.addWidget(self.foot)

    def _body(self) -> QStackedWidget:
        """The table, or what to do when there is nothing in it."""
        self._empty, self._nothing_fits = EmptyState("ph.files"), EmptyState("ph.funnel")
        self._empty.say(self.tr("No documents yet"), self.tr("Import a production, or drop files and folders here."))
        self._nothing_fits.say(self.tr("No document fits"), self.tr("Clear the filter to see all documents."))
        self._stack = QStackedWidget()
        for page in (self.view, self._empty, self._nothing_fits):
            self._stack.addWidget(page)
        return self._stack

    def _connect(self) -> None:
        self._growing = QTimer(self, singleShot=True, interval=GROWING_MS)
        self._growing.timeout.connect(self._list)
        self.filters.changed.connect(self._list)
        self.view.horizontalHeader().sortIndicatorChanged.connect(self._list)
        self.view.selectionModel().currentRowChanged.connect(self._open_row)
        self.view.customContextMenuRequested.connect(self._menu)
        self.foot.next_wanted.connect(self.next_unreviewed)
        self.foot.exceptions_wanted.connect(self.exceptions_wanted)
        self._session.opened.connect(self._start)
        self._session.closed.connect(self._start)
        self._session.documents_changed.connect(self._grow)
        self._session.coding_changed.connect(self._recoded)
        self._session.numbers_changed.connect(self._list)
        self._session.noticer.changed.connect(self._list)
        self._session.current_changed.connect(self._select_current)
        self._session.searcher.found.connect(self._follow_search)
        self._session.searcher.cleared.connect(self._follow_search)

    def _start(self) -> None:
        """Another matter, or none: no filter, the order of the production."""
        self.filters.start(self._session.store)
        with QSignalBlocker(self.view.horizontalHeader()):
            self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.model.show_ids([])
        self._total = 0
        self._list()

    def _grow(self) -> None:
        if not self._growing.isActive():
            self._growing.start(max(GROWING_MS, self._total // 50))

    def _list(self) -> None:
        """Ask the store for the ids under the order and filter of the moment."""
        store = self._session.store
        if store is None:
            return
        header = self.view.horizontalHeader()
        section = header.sortIndicatorSection()
        column = COLUMNS[section] if 0 <= section < len(COLUMNS) else "production"
        descending = column != "production" and header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        ids = documents.ids_sorted(store, column, descending, self.filters.chosen)
        before, self._total = self._total, documents.count(store)
        self.model.show_ids(ids)
        if self._total != before:
            self.view.fit_numbers()
        self._tell()
        if self._session.current is None and ids:
            self._session.show(ids[0])
        self._select_current()

    def _follow_search(self) -> None:
        """Where only documents that were found are listed, list those that are found now."""
        if self.filters.chosen.among is not None:
            self.list_found(self._session.found)

    def _recoded(self) -> None:
        self.model.refresh()
        self._tell()

    def _tell(self) -> None:
        store = self._session.store
        if store is None:
            return
        done, failed = coding.count_reviewed(store), intake.count_exceptions(store)
        self._stack.setCurrentWidget(
            self.view if self.model.ids else self._nothing_fits if self._total else self._empty
        )
        self.foot.tell(done, self._total, failed)
        self.filters.refresh()
        self.filters.unreviewed.setText(self.tr("Unreviewed {count}").format(count=number(self._total - done)))
        self.count_changed.emit(len(self.model.ids), self._total)

    def _open_row(self, index: QModelIndex) -> None:
        if index.isValid() and self.model.ids[index.row()] != self._session.current:
            self._session.show(self.model.ids[index.row()])

    def _select_current(self) -> None:
        row = self.model.row_of(self._session.current)
        if row >= 0 and row != self.view.currentIndex().row():
            self.view.setCurrentIndex(self.model.index(row, 0))
        elif row < 0:
            self.view.clearSelection()

    def _menu(self, place: QPoint) -> None:
        document = self.model.document(self.view.indexAt(place).row())
        if document is None or self._session.store is None:
            return
        menu = QMenu(self)
        writable = not self._session.store.read_only
        menu.addAction(icon("ph.check-circle"), self.tr("Mark reviewed"), self.mark).setEnabled(writable)
        menu.addAction(self.tr("Mark not reviewed"), lambda: self.mark(False)).setEnabled(writable)
        menu.addSeparator()
        menu.addAction(
            icon("ph.copy"), self.tr("Copy {number}").format(number=document.name), lambda: _copy(document.name)
        )
        menu.addAction(icon("ph.folder-open"), self.tr("Show in folder"), lambda: self._show_in_folder(document.id))
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _show_in_folder(self, document: DocumentId) -> None:
        assert self._session.store is not None
        try:
            path = documents.pdf_path(self._session.store, document)
        except ReviewerError as error:
            self._session.failed.emit(str(error))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
