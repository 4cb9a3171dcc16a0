"""The columns of a load file: what each holds, as the user may change it, beside its values in the first rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem, QWidget

from reviewer.load_files.columns import ColumnMap, known_fields

NAME, FIELD, FIRST_ROW = 0, 1, 2
WIDTHS = {NAME: 150, FIELD: 160}
ROW_WIDTH = 150
ROW_HEIGHT = 36
LONGEST = 300  # characters of a value


class ColumnsTable(QTableWidget):
    """A row for each column of the load file: its name, a choice of field, its values."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = ColumnMap((), ())
        self._fields = ("", *sorted(known_fields()))
        self._words = QStringListModel([self.tr("(kept as it is)"), *map(spaced, self._fields[1:])], self)
        self.setAccessibleName(self.tr("Columns of the load file"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)

    def show_columns(self, columns: ColumnMap, rows: Sequence[Sequence[str]]) -> None:
        """Show other columns, with their values in the first rows."""
        self.setRowCount(len(columns.names))
        self.setColumnCount(FIRST_ROW + len(rows))
        named = [self.tr("Column"), self.tr("Holds")]
        self.setHorizontalHeaderLabels(named + [self.tr("Row {n}").format(n=n) for n in range(1, len(rows) + 1)])
        for column in range(self.columnCount()):
            self.setColumnWidth(column, WIDTHS.get(column, ROW_WIDTH))
        for place, name in enumerate(columns.names):
            self.setItem(place, NAME, _item(name))
            self.setCellWidget(place, FIELD, self._choice(name))
            for number, row in enumerate(rows):
                self.setItem(place, FIRST_ROW + number, _item(row[place]))
        self.map(columns)

    def map(self, columns: ColumnMap) -> None:
        """Choose fields for the columns that are shown."""
        self.columns = columns
        for place, field in enumerate(columns.fields):
            choice = self.choice(place)
            choice.blockSignals(True)
            choice.setCurrentIndex(self._fields.index(field))
            choice.blockSignals(False)
        self.changed.emit()

    def choice(self, place: int) -> QComboBox:
        """The choice of field for the column at a place, from 0."""
        box = self.cellWidget(place, FIELD)
        assert isinstance(box, QComboBox)
        return box

    def _choice(self, name: str) -> QComboBox:
        box = QuietChoice()
        box.setModel(self._words)
        box.setAccessibleName(self.tr("What {column} holds").format(column=name))
        box.setProperty("cell", True)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.currentIndexChanged.connect(lambda index: self.map(self.columns.mapped(name, self._fields[index])))
        return box


class QuietChoice(QComboBox):
    """A choice that the wheel does not change: it scrolls the table."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def spaced(field: str) -> str:
    """A field's name in words: "BegBates" as "Beg Bates"."""
    before = zip(" " + field, field, strict=False)
    return "".join(f" {letter}" if last.islower() and letter.isupper() else letter for last, letter in before)


def _item(text: str) -> QTableWidgetItem:
    shown = " ".join(text[:LONGEST].split())
    item = QTableWidgetItem(shown)
    item.setToolTip(shown)
    return item
