"""A list of the marks and comments that a document came with; those that can become passages have a box to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from reviewer.model import Annotation
from reviewer.ui.by_locale import date_words
from reviewer.ui.marks_words import kind_words
from reviewer.ui.paragraphs import one_line

_WIDTHS = (112, 50, 112, 104, 0, 0, 132)  # pixels; 0: what is left
_LONGEST = 600  # code points of a text that a row needs at most
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True, slots=True)
class ListedMark:
    """A mark, the words that it marks, and what is said of the passage that they are ("" where they are none)."""

    mark: Annotation
    words: str
    passage: str

    @property
    def open(self) -> bool:
        """Whether it can become a passage."""
        return self.mark.span is not None and not self.passage


class MarksList(QTreeWidget):
    """Rows of marks in page order; all that can become passages are ticked at first."""

    wanted = Signal(object)  # Annotation: the row that was gone to
    ticked_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks: list[ListedMark] = []
        self._off: set[int] = set()
        self.setAccessibleName(self.tr("Marks and comments in the file"))
        self.setHeaderLabels([*self._headers()])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.header().setStretchLastSection(False)
        for column, width in enumerate(_WIDTHS):
            self.header().setSectionResizeMode(
                column, QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            )
            self.setColumnWidth(column, width)
        self.itemChanged.connect(self._note_tick)
        self.currentItemChanged.connect(lambda item, _: self._go(item))
        self.itemClicked.connect(self._go)

    def show_marks(self, marks: Sequence[ListedMark]) -> None:
        """Show these; while they are the same marks, ticks and the current row stay."""
        same = [one.mark for one in marks] == [one.mark for one in self.marks]
        current = self.currentItem()
        row = self.indexOfTopLevelItem(current) if same and current else -1
        self._off = self._off if same else set()
        self.marks = list(marks)
        self.blockSignals(True)
        self.clear()
        self.addTopLevelItems([self._row(number, one) for number, one in enumerate(self.marks)])
        if kept := self.topLevelItem(row):
            self.setCurrentItem(kept)
        self.blockSignals(False)
        self.ticked_changed.emit()

    def ticked(self) -> list[Annotation]:
        """The marks that are ticked."""
        return [one.mark for number, one in enumerate(self.marks) if one.open and number not in self._off]

    def tick_all(self, on: bool) -> None:
        """Tick all marks that can become passages, or none."""
        self._off = set() if on else set(range(len(self.marks)))
        self.show_marks(self.marks)

    def lines(self) -> list[list[str]]:
        """The headers and the rows, as they are shown."""
        return [[*self._headers()], *(self._cells(one) for one in self.marks)]

    def _headers(self) -> tuple[str, ...]:
        return (
            *(self.tr("Mark"), self.tr("Page"), self.tr("Author"), self.tr("Date")),
            *(self.tr("Words marked"), self.tr("Comment"), self.tr("Passage")),
        )

    def _cells(self, one: ListedMark) -> list[str]:
        mark = one.mark
        said = (one_line(text[:_LONGEST]) for text in (one.words, mark.comment))
        passage = one.passage if mark.span else self.tr("marks no words")
        return [kind_words(mark.kind), str(mark.page), mark.author, date_words(mark.date), *said, passage]

    def _row(self, number: int, one: ListedMark) -> QTreeWidgetItem:
        cells = self._cells(one)
        row = QTreeWidgetItem(cells)
        if one.open:
            row.setCheckState(0, _OFF if number in self._off else _ON)
        for column, text in enumerate((*cells[:4], one.words, one.mark.comment, cells[-1])):
            row.setToolTip(column, text[: 4 * _LONGEST])
        row.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, cells)))
        return row

    def _note_tick(self, item: QTreeWidgetItem) -> None:
        number = self.indexOfTopLevelItem(item)
        self._off = self._off - {number} if item.checkState(0) == _ON else self._off | {number}
        self.ticked_changed.emit()

    def _go(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(self.marks[self.indexOfTopLevelItem(item)].mark)
