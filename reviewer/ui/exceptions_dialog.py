"""The dialog of processing exceptions: which files could not be read, by reason, and a second try with passwords."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QInputDialog,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.store import intake, ledger
from reviewer.store.ledger import Failed
from reviewer.ui.by_locale import number
from reviewer.ui.list_dialog import as_lines, foot
from reviewer.ui.session import Session
from reviewer.words import local

OPENED = 200  # files that are listed at once; the groups of a longer list are opened by the user
CRUMB = " › "


class ExceptionsDialog(QDialog):
    """Lists the files of the matter, of a production, or of one reason that did not become documents."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        production: int | None = None,
        reason: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._reason = session, reason
        self.setWindowTitle(self.tr("Files that could not be read"))
        self.resize(760, 460)
        store = session.store
        self.entries = ledger.exceptions(store, production, reason) if store else []
        self.tree = self._tree()
        self._words = QLabel(wordWrap=True)
        self._words.setProperty("role", "quiet")
        self._again = QPushButton(self.tr("Import again with a password…"))
        self._again.clicked.connect(self._ask_passwords)
        self._copy = QPushButton(self.tr("Copy list"))
        self._copy.clicked.connect(self.copy)
        self._lay_out()
        self._fill(store is not None and not store.read_only)

    def import_again(self, passwords: Sequence[str]) -> None:
        """Try the files again; encrypted ones with the passwords."""
        try_again(self._session, passwords, self._reason)
        self.accept()

    def copy(self) -> None:
        """Put the list on the clipboard: file, reason and what to do, set apart by tabs."""
        rows = [(CRUMB.join(entry.crumbs), local(entry.reason), local(entry.detail)) for entry in self.entries]
        QGuiApplication.clipboard().setText(as_lines(rows))

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(self.tr("Files that could not be read"))
        tree.setHeaderLabels([self.tr("File"), self.tr("What to do")])
        tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        tree.setUniformRowHeights(True)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setStretchLastSection(False)
        tree.setColumnWidth(1, 240)
        tree.itemExpanded.connect(_list_files)
        return tree

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._words)
        layout.addWidget(self.tree, 1)
        layout.addLayout(foot(self, self._again, self._copy))

    def _fill(self, writable: bool) -> None:
        self._words.setText(
            self.tr("These files were seen but did not become documents. Each reason is followed by its files.")
            if self.entries
            else self.tr("Every file that was seen became a document.")
        )
        self._again.setEnabled(bool(self.entries) and writable)
        self._copy.setEnabled(bool(self.entries))
        ordered = sorted(self.entries, key=lambda entry: entry.reason)
        groups = [list(group) for _, group in groupby(ordered, key=lambda entry: entry.reason)]
        for group in sorted(groups, key=len, reverse=True):
            item = self._group(group)
            self.tree.addTopLevelItem(item)
            item.setFirstColumnSpanned(True)
            item.setExpanded(len(self.entries) <= OPENED or len(groups) == 1)

    def _group(self, entries: list[Failed]) -> QTreeWidgetItem:
        count = self.tr("1 file") if len(entries) == 1 else self.tr("{n} files").format(n=number(len(entries)))
        reason = local(entries[0].reason)
        item = QTreeWidgetItem([f"{reason[:1].upper()}{reason[1:]} – {count}"])
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setData(0, Qt.ItemDataRole.UserRole, entries)
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        return item

    def _ask_passwords(self) -> None:
        passwords = ask_passwords(self)
        if passwords is not None:
            self.import_again(passwords)


def try_again(session: Session, passwords: Sequence[str], reason: str | None = None) -> None:
    """Import the files that could not be read again, all or those of one reason, with passwords to try."""
    if session.store is None:
        return
    sources = [path for path in intake.exception_sources(session.store, reason) if path.exists()]
    if sources:
        session.add_files(sources, passwords=list(passwords))
    else:
        session.failed.emit(
            session.tr("Nothing was tried again: the files are not where they were. Plug the drive in.")
        )


def ask_passwords(parent: QWidget) -> list[str] | None:
    """The passwords that the user gives, one a line, possibly none; None when the files are not to be tried."""
    title = parent.tr("Import again")
    label = parent.tr("Passwords to try on locked files, one a line (may stay empty):")
    text, given = QInputDialog.getMultiLineText(parent, title, label)
    return [line for line in text.splitlines() if line] if given else None


def _list_files(group: QTreeWidgetItem) -> None:
    """Fill a group when it is opened for the first time."""
    if group.childCount() == 0:
        group.addChildren([_item(entry) for entry in group.data(0, Qt.ItemDataRole.UserRole)])


def _item(entry: Failed) -> QTreeWidgetItem:
    item = QTreeWidgetItem([CRUMB.join(entry.crumbs), local(entry.detail)])
    for column in (0, 1):
        item.setToolTip(
            column, "\n".join(filter(None, (CRUMB.join(entry.crumbs), local(entry.reason), local(entry.detail))))
        )
    return item
