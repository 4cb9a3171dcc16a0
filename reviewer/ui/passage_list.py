"""The list of a document's passages: cards to go to, to annotate in place, to remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStyleOptionViewItem, QToolTip, QWidget

from reviewer.model import Area, Passage, PassageId, Tag
from reviewer.ui.passage_delegate import MARGIN, PassageDelegate
from reviewer.ui.passage_model import PassageModel

_BATCH = 8  # cards laid out in one go: under 16 ms


class PassageList(QListView):
    """Enter or a click goes to a passage, F2 or the pencil edits its note, A answers, D disputes, Delete removes it."""

    wanted = Signal(object)  # PassageId: bring it into view on its page
    removal_wanted = Signal(object)  # PassageId
    dispute_wanted = Signal(object)  # PassageId: its coding is disputed, or is so no more
    replied = Signal(object, str)  # PassageId, what was answered to its note

    def __init__(self, write_note: Callable[[PassageId, str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Passages of this document"))
        self.setProperty("role", "cards")
        self._sought: PassageId | None = None  # the passage whose card is to come into view
        self.passage_model = PassageModel(write_note, self)
        self.setModel(self.passage_model)
        self.cards = PassageDelegate(self.passage_model, self)
        self.setItemDelegate(self.cards)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setMouseTracking(True)
        self.setViewportMargins(0, MARGIN, 0, 0)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(20)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.cards.clicked.connect(self._act)
        self.cards.replied.connect(self.replied)
        self.cards.closeEditor.connect(lambda *_: self._closed())

    def show_passages(self, passages: Sequence[Passage], tags: Sequence[Tag]) -> None:
        """Show these passages with the colours of the codebook."""
        self.cards.set_tags(tags)
        self.passage_model.show(passages)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_pictures(self, picture_of: Callable[[Area], QPixmap | None], changed: SignalInstance) -> None:
        """Show areas by such pictures; `changed` tells that there may be others."""
        self.cards.picture_of = picture_of
        changed.connect(lambda *_: self.viewport().update())

    def set_current_passage(self, passage: PassageId | None) -> None:
        """Highlight a passage and bring its card into view."""
        index = self.passage_model.set_current(passage)
        if index.isValid():
            self.setCurrentIndex(index)
            self._sought = passage
            self._show_sought()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self._sought is not None:
            QTimer.singleShot(0, self, self._show_sought)

    def _show_sought(self) -> None:
        """Bring the card into view, once it is laid out."""
        index = self.passage_model.index_of(self._sought)
        if index.isValid():
            self.scrollTo(index)
        if not index.isValid() or self.viewport().rect().intersects(self.visualRect(index)):
            self._sought = None

    def edit_note(self, passage: PassageId) -> None:
        """Open the note of a passage for typing."""
        self._type(passage, replying=False)

    def reply(self, passage: PassageId) -> None:
        """Let the reviewer answer to the note of a passage."""
        self._type(passage, replying=True)

    def _type(self, passage: PassageId, replying: bool) -> None:
        index = self.passage_model.index_of(passage)
        if not index.isValid():
            return
        self.cards.editing, self.cards.replying = passage, replying
        self._lay_out_again(index)
        self.edit(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions = {
            Qt.Key.Key_Return: "go",
            Qt.Key.Key_Enter: "go",
            Qt.Key.Key_F2: "note",
            Qt.Key.Key_A: "reply",
            Qt.Key.Key_D: "dispute",
            Qt.Key.Key_Delete: "remove",
            Qt.Key.Key_Backspace: "remove",
        }
        passage = self._focused()
        action = actions.get(Qt.Key(event.key()))
        if action and passage is not None:
            self._act(passage, action)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if not index.isValid():
            return
        passage = self.passage_model.passages[index.row()].id
        menu = QMenu(self)
        for action, words in self._names().items():
            menu.addAction(words).triggered.connect(partial(self._act, passage, action))
        menu.exec(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            self._tell(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _names(self) -> dict[str, str]:
        return {
            "go": self.tr("Go to the passage (Enter)"),
            "note": self.tr("Edit note (F2)"),
            "reply": self.tr("Reply (A)"),
            "dispute": self.tr("Disputed, or not (D)"),
            "remove": self.tr("Remove passage (Delete)"),
        }

    def _act(self, passage: PassageId, action: str, *_: object) -> None:
        if action == "note":
            self.edit_note(passage)
        elif action == "reply":
            self.reply(passage)
        elif action == "dispute":
            self.dispute_wanted.emit(passage)
        elif action == "remove":
            self.removal_wanted.emit(passage)
        else:
            self.wanted.emit(passage)

    def _tell(self, place: QPoint, globally: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            QToolTip.hideText()
            return
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        action = self.cards.action_at(place, option, index)
        QToolTip.showText(globally, self._names()[action], self)

    def _focused(self) -> PassageId | None:
        row = self.currentIndex().row()
        return self.passage_model.passages[row].id if 0 <= row < len(self.passage_model.passages) else None

    def _closed(self) -> None:
        self._lay_out_again(self.currentIndex())
        self.setFocus()

    def _lay_out_again(self, index: QModelIndex) -> None:
        self.cards.sizeHintChanged.emit(index)
        self.doItemsLayout()
