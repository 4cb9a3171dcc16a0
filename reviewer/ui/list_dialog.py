"""Lists in windows of their own, beside which the reviewer can go on working: rows of text, and documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer.model import DocumentId
from reviewer.ui.documents_model import DocumentsModel
from reviewer.ui.documents_view import DocumentsView
from reviewer.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
SIZE = (860, 500)
WIDEST = 230


class RowsModel(QAbstractTableModel):
    """Rows of text under headers."""

    def __init__(self, headers: Sequence[str], rows: Sequence[Sequence[str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headers, self.rows = headers, rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.headers[section] if shown else None

    def data(self, index: Index, role: int = 0) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.rows[index.row()][index.column()]
        return None


class RowsDialog(QDialog):
    """Rows of text, to look at and to copy."""

    def __init__(
        self, title: str, headers: Sequence[str], rows: Sequence[Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(*SIZE)
        self.model = RowsModel(headers, rows, self)
        self.table = self._table(title)
        self._lay_out()

    def copy(self) -> None:
        """Put all rows on the clipboard, columns set apart by tabs, as spreadsheet programs take them."""
        QGuiApplication.clipboard().setText(as_lines([self.model.headers, *self.model.rows]))

    def _lay_out(self) -> None:
        copy = QPushButton(self.tr("Copy list"))
        copy.clicked.connect(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot(self, copy))

    def _table(self, title: str) -> QTableView:
        table = QTableView()
        table.setAccessibleName(title)
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        widths = [max(table.sizeHintForColumn(column), 84) + 16 for column in range(len(self.model.headers))]
        for column, width in enumerate(widths):
            table.setColumnWidth(column, min(width, WIDEST))
        header.setSectionResizeMode(widths.index(max(widths)), QHeaderView.ResizeMode.Stretch)
        return table


class DocumentsDialog(QDialog):
    """Some of the documents; the one that is chosen here is shown in the window."""

    def __init__(self, session: Session, title: str, ids: Sequence[DocumentId], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(*SIZE)
        self._session = session
        self.model = DocumentsModel(session, self)
        self.model.show_ids(ids)
        self.view = DocumentsView(self)
        self.view.setModel(self.model)
        self.view.lay_out_columns()
        self.view.horizontalHeader().setSortIndicatorShown(False)
        self.view.horizontalHeader().setSectionsClickable(False)
        self.view.fit_numbers()
        self.view.selectionModel().currentRowChanged.connect(self._show)
        session.coding_changed.connect(self.model.refresh)
        session.closed.connect(self.close)
        hint = QLabel(self.tr("The document that you choose here is shown in the window."), wordWrap=True)
        hint.setProperty("role", "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(hint)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot(self))

    def _show(self, index: QModelIndex) -> None:
        document = self.model.document(index.row())
        if document:
            self._session.show(document.id)


def bring(dialog: QDialog) -> None:
    """Show a dialog that stands beside the window, before all others."""
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def foot(dialog: QDialog, *buttons: QPushButton) -> QHBoxLayout:
    """The foot of a dialog: buttons at the left, "Close" at the right."""
    close = QPushButton(dialog.tr("Close"))
    close.clicked.connect(dialog.close)
    close.setDefault(True)
    row = QHBoxLayout()
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch(1)
    row.addWidget(close)
    return row


def decision(dialog: QDialog, go: QPushButton) -> QHBoxLayout:
    """The foot of a dialog that asks: Cancel, and the button that does it."""
    cancel = QPushButton(dialog.tr("Cancel"))
    cancel.setAutoDefault(False)
    cancel.clicked.connect(dialog.reject)
    go.setProperty("primary", True)
    go.setDefault(True)
    go.clicked.connect(dialog.accept)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(cancel)
    row.addWidget(go)
    return row


def as_lines(rows: Sequence[Sequence[str]]) -> str:
    """Rows as text: one a line, cells set apart by tabs."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
