"""The words that the open document holds but does not show: listed by page, each with the reason, shown in place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.model import Hidden
from reviewer.store import documents, in_pdfs
from reviewer.ui.hidden_words import kind_words, place_on, summary
from reviewer.ui.list_dialog import as_lines, foot
from reviewer.ui.paragraphs import one_line
from reviewer.ui.session import Session

_SIZE = (860, 460)  # pixels
_WIDTHS = (290, 56)
_LONGEST = 600  # code points of a text that a row needs at most


class HiddenDialog(QDialog):
    """Stays open beside the window and follows the document that is shown there."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Hidden text"))
        self.resize(*_SIZE)
        self.found: list[Hidden] = []
        self._session = session
        self._words = QLabel(wordWrap=True)
        self._words.setProperty("role", "quiet")
        self.list = self._tree()
        copy = QPushButton(self.tr("Copy list"))
        copy.clicked.connect(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._words)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot(self, copy))
        session.current_changed.connect(self.refresh)
        session.documents_changed.connect(self.refresh)
        session.closed.connect(self.close)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """List what the document that is shown hides; not while the list is out of sight."""
        store, document = self._session.store, self._session.current
        if not self.isVisible():
            return
        self.found = in_pdfs.hidden(store, document) if store and document is not None else []
        self._words.setText(self._said())
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addTopLevelItems(list(map(self._row, self.found)))
        self.list.blockSignals(False)

    def copy(self) -> None:
        """Put the list on the clipboard."""
        rows = [[kind_words(one.kind), str(one.page), one.text] for one in self.found]
        QGuiApplication.clipboard().setText(as_lines([self._headers(), *rows]))

    def _said(self) -> str:
        if not self.found:
            return self.tr("The document that is shown hides no text.")
        return self.tr(
            "{words}. They are no part of the text: they are not found, tagged or quoted."
            " The row that you choose is shown on its page."
        ).format(words=summary(self.found))

    def _headers(self) -> list[str]:
        return [self.tr("Why it is not seen"), self.tr("Page"), self.tr("Words")]

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setAccessibleName(self.tr("Hidden text"))
        tree.setHeaderLabels(self._headers())
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        tree.header().setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            tree.setColumnWidth(column, width)
        tree.currentItemChanged.connect(lambda item, _: self._go(item))
        tree.itemClicked.connect(self._go)
        return tree

    def _row(self, one: Hidden) -> QTreeWidgetItem:
        kind = kind_words(one.kind)
        cells = [kind[:1].upper() + kind[1:], str(one.page), one_line(one.text[:_LONGEST])]
        row = QTreeWidgetItem(cells)
        row.setToolTip(2, one.text[: 4 * _LONGEST])
        row.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(cells))
        return row

    def _go(self, item: QTreeWidgetItem | None) -> None:
        store, document = self._session.store, self._session.current
        if item is None or store is None or document is None:
            return
        one = self.found[self.list.indexOfTopLevelItem(item)]
        page = documents.page(store, document, one.page)
        self._session.show(document, one.page, place_on(page, one.box))
