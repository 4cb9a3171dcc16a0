"""The search diary: every search with its reviewer and what it found; a double click runs one again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer.export.cells import moment
from reviewer.export.export import ExportResult, Order
from reviewer.export.templates import Kind
from reviewer.store import diary
from reviewer.store.diary import Entry
from reviewer.ui.exporting import Exporter, ask_place
from reviewer.ui.labels import ElidedLabel, let_clear
from reviewer.ui.list_dialog import RowsModel, foot
from reviewer.ui.session import Session

SIZE = (960, 540)
_WIDTHS = (172, 110, 200, 200, 88, 70, 104)
_STRETCHED = (2, 3)
_ROW_HEIGHT = 44  # two lines


class DiaryTable(QTableView):
    """Enter or a double click runs a search again."""

    wanted = Signal(QModelIndex)

    def __init__(self, headers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = QSortFilterProxyModel(self)
        self.rows.setFilterKeyColumn(-1)
        self.rows.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.rows.setSourceModel(RowsModel(headers, (), self))
        self.setModel(self.rows)
        self.setAccessibleName(self.tr("Searches"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        for column in _STRETCHED:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self.wanted)

    def fill(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show rows in place of those that are there."""
        former = self.rows.sourceModel()
        self.rows.setSourceModel(RowsModel(headers, rows, self))
        former.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.wanted.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class DiaryDialog(QDialog):
    """Stands beside the window and follows it; the newest search is at the top."""

    report_wanted = Signal(int)  # the id of a term report

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Search diary"))
        self.resize(*SIZE)
        self._session = session
        self.entries: list[Entry] = []
        self.exporter = Exporter(self)
        self._headers = (
            self.tr("Time"),
            self.tr("Reviewer"),
            self.tr("Query"),
            self.tr("Read as"),
            self.tr("Documents"),
            self.tr("Hits"),
            self.tr("In the matter"),
        )
        self.filter, self._words, self._message = QLineEdit(), ElidedLabel(), QLabel(wordWrap=True)
        self.table = DiaryTable(self._headers)
        self._export = QPushButton(self.tr("Print or save…"))
        self._lay_out()
        self._connect()

    @property
    def words(self) -> str:
        """What it says above the list."""
        return self._words.text()

    @property
    def message(self) -> str:
        """What came of the latest export."""
        return self._message.text()

    def refresh(self) -> None:
        """Read the diary again."""
        store = self._session.store
        self.entries = diary.entries(store)[::-1] if store else []
        self.table.fill(self._headers, [_cells(entry) for entry in self.entries])
        self._export.setEnabled(bool(self.entries))
        self._count()

    def save(self, out: Path) -> None:
        """Write the whole diary; the suffix says the format."""
        if self._session.store and not self.exporter.running:
            self._say(self.tr("Writing the search diary…"))
            self.exporter.start(Order(self._session.store.folder, Kind.SEARCH_DIARY, out))

    def run_again(self, index: QModelIndex) -> None:
        """Ask a search again, or open the term report that it made."""
        entry = self.entries[self.table.rows.mapToSource(index).row()]
        if entry.search.report:
            self.report_wanted.emit(entry.search.report)
        elif entry.search.query:
            self._session.search(entry.search.query)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _count(self) -> None:
        all_of_them, listed = len(self.entries), self.table.rows.rowCount()
        if not all_of_them:
            self._words.setText(self.tr("No search was made yet. Each one is noted here; none is ever taken out."))
        else:
            words = self.tr("{listed} of {n} searches. A double click runs one again.")
            self._words.setText(words.format(listed=f"{listed:,}", n=f"{all_of_them:,}"))

    def _filter(self, text: str) -> None:
        self.table.rows.setFilterFixedString(text.strip())
        self._count()

    def _ask_place(self) -> None:
        out = ask_place(self, self.tr("Save the search diary"), self.tr("Search diary"))
        if out:
            self.save(out)

    def _written(self, result: ExportResult) -> None:
        self._say(self.tr("Written: {path}").format(path=result.path))

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.table.wanted.connect(self.run_again)
        self._export.clicked.connect(self._ask_place)
        self.exporter.finished.connect(self._written)
        self.exporter.failed.connect(self._say)
        self._session.diary.noted.connect(self._follow)
        self._session.closed.connect(self.close)

    def _lay_out(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter by query, reviewer or day"))
        self.filter.setAccessibleName(self.tr("Filter the searches"))
        let_clear(self.filter, self.tr("Clear the filter"))
        for label in (self._words, self._message):
            label.setProperty("role", "quiet")
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._words)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        column.addWidget(self._message)
        column.addLayout(foot(self, self._export))


def _cells(entry: Entry) -> tuple[str, ...]:
    found = entry.search
    held = f"{found.searched:,} of {entry.held:,}" if found.searched != entry.held else f"{entry.held:,}"
    numbers = (f"{found.documents:,}", f"{found.hits:,}", held)
    return (moment(entry.at), entry.author, found.query, found.read_as, *numbers)
