"""The table of passages: whole rows, sorted by their headers, driven by keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QWidget

from reviewer.model import PassageId
from reviewer.ui.passages.delegate import PassagesDelegate
from reviewer.ui.passages.model import COLUMNS, PassagesModel
from reviewer.ui.whole_rows import WholeRows

ROW_HEIGHT = 48
WIDTHS = {
    "tags": 126, "quote": 200, "note": 96, "document": 102, "cite": 96, "page": 44, "date": 72, "reviewer": 72,
    "when": 98,
}  # fmt: skip
NEEDED = {"when": 800, "reviewer": 730, "note": 600, "date": 520, "document": 430, "page": 360}
"""The widths of columns in their order, and the width of the table from which on one is shown."""


class PassagesTable(WholeRows):
    """Enter goes to a passage or folds a group, Space shows the page, Left and Right fold and unfold."""

    wanted = Signal(object)  # PassageId: go to it
    preview_wanted = Signal(object)  # PassageId: show its page beside the table
    copy_wanted = Signal()
    sorted_anew = Signal()

    def __init__(self, model: PassagesModel, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, NEEDED, ROW_HEIGHT, parent)
        self.rows = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Passages of the matter"))
        self.setItemDelegate(PassagesDelegate(model, self))
        self.lay_out(WIDTHS, "quote", 36)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().sortIndicatorChanged.connect(self.sorted_anew)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._preview)

    @property
    def column(self) -> str:
        """What the rows are sorted by."""
        section = self.horizontalHeader().sortIndicatorSection()
        return COLUMNS[section] if 0 <= section < len(COLUMNS) else "production"

    @property
    def descending(self) -> bool:
        """Whether the last come first."""
        return (
            self.column != "production" and self.horizontalHeader().sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        )

    def sort_as_produced(self) -> None:
        """Go back to the order of the production; tells nobody."""
        with QSignalBlocker(self.horizontalHeader()):
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def current(self) -> PassageId | None:
        """The passage that has the keyboard."""
        return self.rows.passage_id(self.currentIndex().row())

    def chosen(self) -> list[PassageId]:
        """The selected passages in their order, each once; a header stands for all of its group."""
        found: list[PassageId] = []
        for row in sorted(index.row() for index in self.selectionModel().selectedRows()):
            group, one = self.rows.group(row), self.rows.passage_id(row)
            found += group.passages if group else [one] if one is not None else []
        return list(dict.fromkeys(found))

    def go_to(self, row: int) -> None:
        """Make a row the current one."""
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, 0))

    def toggle_group(self, row: int, folded: bool | None = None) -> None:
        """Fold the group of a row, or unfold it; its header has the keyboard then."""
        group = self.rows.group_of(row)
        if group is None:
            return
        wanted = not self.rows.is_folded(group) if folded is None else folded
        if wanted != self.rows.is_folded(group):
            self.rows.fold([group], wanted)
            self.go_to(self.rows.row_of_group(group))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentIndex().row(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle_group(row) if self.rows.group(row) else self._open(self.currentIndex())
        elif key == Qt.Key.Key_Space and self.current() is not None:
            self.preview_wanted.emit(self.current())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.toggle_group(row, key == Qt.Key.Key_Left)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and plain and self.rows.group(row):
            self.toggle_group(row)

    def _open(self, index: QModelIndex) -> None:
        passage = self.rows.passage_id(index.row())
        if passage is not None:
            self.wanted.emit(passage)

    def _preview(self, index: QModelIndex) -> None:
        passage = self.rows.passage_id(index.row())
        if passage is not None:
            self.preview_wanted.emit(passage)
