"""The view of a term report: numbers that open their documents, faults that lead to their line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from reviewer.ui.terms_model import NUMBERS, READ_AS, TERM, TermsModel
from reviewer.ui.whole_rows import with_header

_WIDTHS = {TERM: 210, READ_AS: 210}
_NUMBER_WIDTH = 86
_ROW_HEIGHT = 44  # two lines


class TermsTable(QTableView):
    """A click or Enter opens a number; Space switches a term."""

    opened = Signal(int, int)  # row and column of a number
    fault_wanted = Signal(int)  # row of a term that could not be read

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.terms = TermsModel(self)
        self.setModel(self.terms)
        self.setAccessibleName(self.tr("Terms with their numbers"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column in range(self.terms.columnCount()):
            self.setColumnWidth(column, with_header(self, column, _WIDTHS.get(column, _NUMBER_WIDTH), 40))
        for column in _WIDTHS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._open)
        self.terms.modelReset.connect(self._spread_faults)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        if self.terms.opens(index.row(), index.column()):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().unsetCursor()

    def _open(self, index: QModelIndex) -> None:
        term = self.terms.term(index.row())
        if self.terms.opens(index.row(), index.column()):
            self.opened.emit(index.row(), index.column())
        elif term and term.error:
            self.fault_wanted.emit(index.row())

    def _spread_faults(self) -> None:
        """What is wrong with a term stands in the place of its numbers; the row of all terms needs no reading."""
        self.clearSpans()
        for row, term in enumerate(self.terms.terms, 1):
            if term.error:
                self.setSpan(row, READ_AS, 1, 1 + len(NUMBERS))
        if self.terms.terms:
            self.setSpan(0, TERM, 1, 2)
