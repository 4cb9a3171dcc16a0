"""A list beside the window that grows with the work: filtered by typing, opened by Enter, written to a file."""

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

from reviewer.export.export import ExportResult, Order
from reviewer.ui.exporting import Exporter, ask_place
from reviewer.ui.labels import ElidedLabel, let_clear
from reviewer.ui.list_dialog import RowsModel, foot
from reviewer.ui.session import Session
from reviewer.ui.whole_rows import with_header

SIZE = (1180, 560)
_ROW_HEIGHT = 44  # two lines


class JournalTable(QTableView):
    """Enter or a double click opens a row; `wanted` tells its number among all rows."""

    wanted = Signal(int)

    def __init__(self, headers: Sequence[str], widths: Sequence[int], parent: QWidget | None = None) -> None:
        """`widths` are in pixels; 0 is a column that takes what is left."""
        super().__init__(parent)
        self._headers = headers
        self.rows = QSortFilterProxyModel(self)
        self.rows.setFilterKeyColumn(-1)
        self.rows.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.rows.setSourceModel(RowsModel(headers, (), self))
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            if width:
                self.setColumnWidth(column, with_header(self, column, width, 40))
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Show rows in place of those that are there."""
        former = self.rows.sourceModel()
        self.rows.setSourceModel(RowsModel(self._headers, rows, self))
        former.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.wanted.emit(self.rows.mapToSource(index).row())


class JournalDialog(QDialog):
    """The list, its filter, a line of words over it and one under it, and the button that writes it to a file.

    A kind of journal fills the table in `refresh`, which it ends with `count`, and says in `words_for` what it holds,
    in `order` how it is written, in `open_row` what a row does.
    """

    table: JournalTable

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.filter, self._words, self._message = QLineEdit(), ElidedLabel(), QLabel(wordWrap=True)
        self._export = QPushButton(self.tr("Print or save…"))
        self.exporter = Exporter(self)
        self.resize(*SIZE)

    def build(self, table: JournalTable, title: str, rows: str, filtered_by: str) -> None:
        """Lay it out: the window, its rows and its filter are called by these words."""
        self.table = table
        self.setWindowTitle(title)
        table.setAccessibleName(rows)
        self.filter.setPlaceholderText(filtered_by)
        self.filter.setAccessibleName(filtered_by)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the journal again."""
        raise NotImplementedError

    def words_for(self, listed: int, count: int) -> str:
        """What is said above the list when `listed` of `count` rows are shown."""
        raise NotImplementedError

    def order(self, folder: Path, out: Path) -> Order:
        """What writes the journal to a file."""
        raise NotImplementedError

    def open_row(self, row: int) -> None:
        """Show what a row speaks of."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        """What it says above the list."""
        return self._words.text()

    @property
    def message(self) -> str:
        """What came of the latest export."""
        return self._message.text()

    def count(self) -> None:
        """Say how many rows there are, and let them be written where there are any."""
        count = self.table.rows.sourceModel().rowCount()
        self._words.setText(self.words_for(self.table.rows.rowCount(), count))
        self._export.setEnabled(count > 0)

    def save(self, out: Path) -> None:
        """Write the journal; the suffix says the format."""
        if self._session.store and not self.exporter.running:
            self._say(self.tr("Writing the list…"))
            self.exporter.start(self.order(self._session.store.folder, out))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def follow(self) -> None:
        """Read again, if anybody looks at it."""
        if self.isVisible():
            self.refresh()

    def _filter(self, text: str) -> None:
        self.table.rows.setFilterFixedString(text.strip())
        self.count()

    def _ask_place(self) -> None:
        if out := ask_place(self, self.tr("Save the list"), self.windowTitle()):
            self.save(out)

    def _written(self, result: ExportResult) -> None:
        self._say(self.tr("Written: {path}").format(path=result.path))

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.table.wanted.connect(self.open_row)
        self._export.clicked.connect(self._ask_place)
        self.exporter.finished.connect(self._written)
        self.exporter.failed.connect(self._say)
        self._session.closed.connect(self.close)

    def _lay_out(self) -> None:
        let_clear(self.filter, self.tr("Clear the filter"))
        for label in (self._words, self._message):
            label.setProperty("role", "quiet")
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._message.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 16)
        self.column.setSpacing(10)
        self.column.addWidget(self._words)
        self.column.addWidget(self.filter)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self._message)
        self.column.addLayout(foot(self, self._export))
