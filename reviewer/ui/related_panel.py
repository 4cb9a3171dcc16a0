"""What a document has to do with others: its family, its thread, its duplicates, and those that are like it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from email.utils import parseaddr

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.model import Document, DocumentId
from reviewer.store import documents, related
from reviewer.store.matter import Store
from reviewer.ui.by_locale import date_words
from reviewer.ui.flow import Flow

FAMILY, THREAD, DUPLICATES, SIMILAR = "family", "thread", "duplicates", "similar"
ROWS_SHOWN = 5
DEEPEST = 3  # rows under one another that move in: a long exchange does not run out of the panel
_DOCUMENT = Qt.ItemDataRole.UserRole


class RelatedPanel(QFrame):
    """A button with a count for each kind of kin that the document has; a pressed one lists them, a click opens."""

    wanted = Signal(object)  # DocumentId

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Related documents"))
        self._kin: dict[str, list[tuple[DocumentId, float]]] = {}
        self._store: Store | None = None
        self._current: DocumentId | None = None
        self._open = ""  # the kind that is listed, for as long as documents have it
        self.buttons = {kind: self._button(kind) for kind in (FAMILY, THREAD, DUPLICATES, SIMILAR)}
        self.list = _List(self)
        self.list.setAccessibleName(self.accessibleName())
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        row = Flow()
        for button in self.buttons.values():
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.list)
        self.hide()

    def show_document(self, store: Store | None, current: DocumentId | None) -> None:
        """Show the kin of a document; without any, nothing."""
        self._store, self._current = store, current
        self._kin = kin(store, current) if store and current is not None else {}
        words = self._words()
        for kind, button in self.buttons.items():
            found = self._kin.get(kind, [])
            button.setVisible(bool(found))
            button.setText(f"{words[kind]}  {len(found)}")
        self.setVisible(bool(self._kin))
        self._list()

    def choose(self, kind: str) -> None:
        """List a kind of kin, or fold the list away when it is listed already."""
        self._open = "" if kind == self._open else kind
        self._list()

    def _words(self) -> dict[str, str]:
        return {
            FAMILY: self.tr("Family"),
            THREAD: self.tr("Thread"),
            DUPLICATES: self.tr("Duplicates"),
            SIMILAR: self.tr("Similar"),
        }

    def _button(self, kind: str) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setProperty("chip", True)
        button.setToolTip(
            {
                FAMILY: self.tr("The message or file that this document came with, and all that came with it"),
                THREAD: self.tr("The messages of this conversation, in the order of time"),
                DUPLICATES: self.tr("Documents with the same bytes, or that are the same message"),
                SIMILAR: self.tr("Documents that share most of their words with this one"),
            }[kind]
        )
        button.clicked.connect(lambda: self.choose(kind))
        return button

    def _list(self) -> None:
        listed = self._kin.get(self._open, [])
        for kind, button in self.buttons.items():
            button.setChecked(kind == self._open and bool(listed))
        self.list.setVisible(bool(listed))
        self.list.clear()
        if listed and self._store:
            self.list.setAccessibleName(self._words()[self._open])
            self._fill(self._store, listed)

    def _fill(self, store: Store, listed: Sequence[tuple[DocumentId, float]]) -> None:
        scores = dict(listed)
        above = self._above(store, list(scores))
        rows: dict[DocumentId, QTreeWidgetItem] = {}
        for document in documents.load_many(store, list(scores)):
            row = self._row(document, scores[document.id])
            rows[document.id] = row
            parent = rows.get(above.get(document.id, document.id))
            if parent is not None and parent is not row:
                _moved_in(parent).addChild(row)
            else:
                self.list.addTopLevelItem(row)
        self.list.expandAll()
        if self._current in rows:
            self.list.setCurrentItem(rows[self._current])
            self.list.scrollToItem(rows[self._current])
        self.list.fit(len(rows))

    def _above(self, store: Store, listed: Sequence[DocumentId]) -> Mapping[DocumentId, DocumentId]:
        """Under which document each stands: its parent, or the message that it answers."""
        ask = {FAMILY: related.parents, THREAD: related.answered}.get(self._open)
        return ask(store, listed) if ask else {}

    def _row(self, document: Document, score: float) -> QTreeWidgetItem:
        beside = {SIMILAR: f"{int(score * 100)} %", DUPLICATES: document.custodian}.get(self._open)
        words = self._title(document)
        row = QTreeWidgetItem([words, date_words(document.date) if beside is None else beside])
        row.setData(0, _DOCUMENT, document.id)
        row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        hint = "\n".join(filter(None, (document.name, document.title, document.sender, date_words(document.date))))
        row.setToolTip(0, hint)
        row.setToolTip(1, hint)
        if document.id == self._current:
            font = QFont(self.list.font())
            font.setBold(True)
            row.setFont(0, font)
        return row

    def _title(self, document: Document) -> str:
        """What a row calls a document: in a conversation who speaks, for its titles are all the same."""
        if self._open == DUPLICATES:
            return document.name
        speaker = parseaddr(document.sender)[0] or document.sender if self._open == THREAD else ""
        return speaker or document.title or document.name

    def _go(self, row: QTreeWidgetItem) -> None:
        document = row.data(0, _DOCUMENT)
        if document != self._current:
            self.wanted.emit(document)


def kin(store: Store, document: DocumentId) -> dict[str, list[tuple[DocumentId, float]]]:
    """The kin of a document by kind, with scores of 0 to 1; kinds of which it has none are left out.

    Family and thread hold the document itself, for its place among them tells something.
    """
    asked: dict[str, Callable[[Store, DocumentId], list[DocumentId]]] = {
        FAMILY: documents.family,
        THREAD: related.thread,
        DUPLICATES: related.duplicates,
    }
    found = {kind: [(other, 1.0) for other in ask(store, document)] for kind, ask in asked.items()}
    found[SIMILAR] = related.similar(store, document)
    return {kind: others for kind, others in found.items() if any(other != document for other, _ in others)}


def _moved_in(row: QTreeWidgetItem) -> QTreeWidgetItem:
    """Where what belongs under a row is put: there, or beside it when it stands as deep as may be."""
    above: list[QTreeWidgetItem | None] = [row.parent()]
    while above[-1] is not None:
        above.append(above[-1].parent())
    return above[0] if above[0] is not None and len(above) >= DEEPEST else row


class _List(QTreeWidget):
    """Rows of a title and what is said beside it; as high as they need, within reason."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def fit(self, rows: int) -> None:
        """Take the height of so many rows."""
        height = max(self.sizeHintForRow(0), self.fontMetrics().height() + 6)
        self.setFixedHeight(height * min(rows, ROWS_SHOWN) + 2 * self.frameWidth())
