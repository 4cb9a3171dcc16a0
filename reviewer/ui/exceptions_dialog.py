"""The dialog of processing exceptions: which files could not be read, why, and a second try with a password."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.model import ProcessingException
from reviewer.store import intake
from reviewer.ui.documents_view import ROW_HEIGHT, TwoLines
from reviewer.ui.session import Session


class ExceptionsDialog(QDialog):
    """Lists the files of the matter that did not become documents."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Files that could not be read"))
        self.resize(760, 420)
        self.table = self._table()
        self._words = QLabel(wordWrap=True)
        self._words.setProperty("role", "quiet")
        self._again = QPushButton(self.tr("Import again with a password…"))
        self._again.clicked.connect(self._ask_password)
        self._lay_out()
        self._fill()

    def import_again(self, password: str) -> None:
        """Try the files again; encrypted ones with the password."""
        if self._session.store:
            sources = [path for path in intake.exception_sources(self._session.store) if path.exists()]
            self._session.add_files(sources, passwords=[password] if password else [])
        self.accept()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 2)
        table.setAccessibleName(self.tr("Files that could not be read"))
        table.setHorizontalHeaderLabels([self.tr("File"), self.tr("Reason")])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setItemDelegate(TwoLines(table))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 320)
        return table

    def _lay_out(self) -> None:
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self._again)
        row.addStretch(1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._words)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)

    def _fill(self) -> None:
        store = self._session.store
        entries = intake.exceptions(store) if store else []
        self._words.setText(
            self.tr("These files were seen but did not become documents. Nothing else was left out.")
            if entries
            else self.tr("Every file that was seen became a document.")
        )
        self._again.setEnabled(bool(entries) and store is not None and not store.read_only)
        self.table.setRowCount(len(entries))
        for row, entry in enumerate(entries):
            for column, text in enumerate((entry.path, entry.reason)):
                self.table.setItem(row, column, _item(entry, text))

    def _ask_password(self) -> None:
        title, label = self.tr("Import again"), self.tr("Password of the encrypted files (empty for none):")
        password, given = QInputDialog.getText(self, title, label, QLineEdit.EchoMode.Password)
        if given:
            self.import_again(password)


def _item(entry: ProcessingException, text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(f"{entry.path}\n{entry.reason}\n{entry.detail}".strip())
    return item
