"""A table of whole rows, sorted by its headers, in which columns give way where room is short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

Index = QModelIndex | QPersistentModelIndex
_PADDING = 12  # pixels beside the words of a header


class WholeRows(QTableView):
    """Rows of one height. `needed` is the width of the table, in pixels, from which on a column is shown."""

    def __init__(
        self, columns: Sequence[str], needed: Mapping[str, int], row_height: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._needed = {columns.index(column): width for column, width in needed.items()}
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """A row that the program goes to is selected alone, whatever keys are held down just then."""
        if event is None:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        return super().selectionCommand(index, event)

    def lay_out(self, widths: Mapping[str, int], stretched: str, narrowest: int) -> None:
        """Give the columns their widths, in their order; one takes the room that is left. Needs the model."""
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(narrowest)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        for number, (column, width) in enumerate(widths.items()):
            self.setColumnWidth(number, with_header(self, number, width, 10))
            if column == stretched:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, what stretches comes before what is said beside it."""
        super().resizeEvent(event)
        for number, width in self._needed.items():
            self.setColumnHidden(number, self.width() < width)


def with_header(table: QTableView, column: int, width: int, more: int) -> int:
    """The width of a column; up to so many pixels more where its header needs them, in some language."""
    words = str(table.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) or "")
    needed = table.horizontalHeader().fontMetrics().horizontalAdvance(words) + _PADDING
    return max(width, min(needed, width + more))
