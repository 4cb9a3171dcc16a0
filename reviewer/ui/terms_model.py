"""The table of a term report: all terms that are counted in the first row, then a row a term with a switch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from reviewer.search.fields import Fields
from reviewer.search.rewording import in_words
from reviewer.store.term_reports import DocumentSet, Term, TermReport, figures
from reviewer.ui import theme as themes
from reviewer.ui.by_locale import number

Index = QModelIndex | QPersistentModelIndex
TERM, READ_AS, DOCUMENTS, HITS, FAMILY, UNIQUE = range(6)
NUMBERS = (DOCUMENTS, HITS, FAMILY, UNIQUE)
_NONE = "–"


class TermsModel(QAbstractTableModel):
    """Numbers follow the switches at once."""

    switched = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.report: TermReport | None = None
        self.fields = Fields()  # of the matter
        self._figures = figures(())
        self._headers = (
            self.tr("Term"),
            self.tr("Read as"),
            self.tr("Documents"),
            self.tr("Hits"),
            self.tr("With family"),
            self.tr("Unique"),
        )

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the report; the first stands in row 1."""
        return self.report.terms if self.report else ()

    def show(self, report: TermReport | None) -> None:
        """Show a report, or nothing."""
        self.beginResetModel()
        self.report = report
        self._figures = figures(self.terms)
        self.endResetModel()

    def term(self, row: int) -> Term | None:
        """The term of a row; None for the first, which has all terms."""
        return self.terms[row - 1] if 1 <= row <= len(self.terms) else None

    def documents(self, row: int, column: int) -> DocumentSet:
        """The documents behind a number."""
        term = self.term(row)
        if term is None:
            return self._figures.family if column == FAMILY else self._figures.found
        if column == UNIQUE:
            return self._figures.unique.get(term.line, 0)
        return term.family if column == FAMILY else term.found

    def opens(self, row: int, column: int) -> bool:
        """Whether documents are behind a cell."""
        return column in NUMBERS and self._number(row, column) != _NONE and bool(self.documents(row, column))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or not self.terms else len(self.terms) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(section))
        return self._headers[section] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        term = self.term(index.row())
        switch = index.column() == TERM and term is not None and not term.error
        return usual | Qt.ItemFlag.ItemIsUserCheckable if switch else usual

    def data(self, index: Index, role: int = 0) -> Any:
        row, column = index.row(), index.column()
        term = self.term(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (TERM, READ_AS):
            return self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._text(row, TERM)}, {self._headers[column]}: {self._text(row, column)}"
        if role == Qt.ItemDataRole.CheckStateRole and column == TERM and term and not term.error:
            return Qt.CheckState.Checked if term.counted else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, column)
        return _bold() if role == Qt.ItemDataRole.FontRole and term is None else None

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        term = self.term(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or term is None or self.report is None:
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        self._switch(lambda other: on if other.line == term.line else other.counted)
        return True

    def switch_all(self, on: bool) -> None:
        """Count all terms, or none."""
        self._switch(lambda _: on)

    def _switch(self, counted: Callable[[Term], bool]) -> None:
        if self.report is None:
            return
        terms = tuple(term if term.error else replace(term, counted=counted(term)) for term in self.terms)
        self.report = replace(self.report, terms=terms)
        self._figures = figures(terms)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, UNIQUE))
        self.switched.emit()

    def _text(self, row: int, column: int) -> str:
        term = self.term(row)
        if column == TERM:
            return term.query if term else self.tr("All terms that are switched on")
        if column == READ_AS:
            return in_words(term.query, term.error or term.read_as, self.fields) if term else ""
        return self._number(row, column)

    def _number(self, row: int, column: int) -> str:
        term = self.term(row)
        if term is None:
            return "" if column in (HITS, UNIQUE) else number(self.documents(row, column).bit_count())
        if term.error or (column == UNIQUE and not term.counted):
            return _NONE
        return number(term.hits if column == HITS else self.documents(row, column).bit_count())

    def _colour(self, row: int, column: int) -> QColor | None:
        theme, term = themes.worn(), self.term(row)
        if term and term.error and column == READ_AS:
            return QColor(theme.danger)
        if self.opens(row, column):
            return QColor(theme.accent)
        return QColor(theme.quiet) if column == READ_AS or (term and not term.counted) else None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
