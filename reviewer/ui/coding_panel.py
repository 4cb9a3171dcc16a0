"""The panel at the right: which document is open, the tags to put on its words, and the passages tagged in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.model import Area, DocumentId, Passage, PassageId, Span
from reviewer.review import coding as verbs
from reviewer.review.document_coding import untag_documents
from reviewer.store import coding, document_tags, documents
from reviewer.store.page_texts import weak_of
from reviewer.ui.coding_form import CodingForm
from reviewer.ui.document_card import DocumentCard
from reviewer.ui.icons import icon
from reviewer.ui.labels import EmptyState, IconButton, Rule
from reviewer.ui.marking import mark
from reviewer.ui.palette import TagPalette
from reviewer.ui.passage_list import PassageList
from reviewer.ui.related_panel import RelatedPanel
from reviewer.ui.session import Session
from reviewer.ui.tag_grid import TagGrid
from reviewer.ui.theme import worn

NARROWEST, WIDEST, SCROLL_BAR = 220, 340, 14  # pixels; the panel grows until names of tags are not cut off
TAG_SHARE = 0.5  # of the room under the document's card, at most


def nothing_selected() -> list[Span]:
    """The selection where there is no page view."""
    return []


def none_selected() -> list[DocumentId]:
    """The selected documents where there is no list of them."""
    return []


class CodingPanel(QWidget):
    """Tags the selection of the page view (`selection`), or the passage in hand (`current_passage`); the form beside it
    codes the document, and others that are `selected`."""

    tagged = Signal(object)  # PassageId: a passage was made of the selection, which can be let go
    current_passage_changed = Signal(object)  # PassageId or None
    codebook_wanted = Signal()
    pages_wanted = Signal()  # the reviewer goes back to the pages
    marks_wanted = Signal()
    hidden_wanted = Signal()

    def __init__(
        self,
        session: Session,
        selection: Callable[[], verbs.Place] = nothing_selected,
        selected: Callable[[], Sequence[DocumentId]] = none_selected,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.selection = selection
        self.form = CodingForm(session, selected)
        self.current_passage: PassageId | None = None
        self._passages: list[Passage] = []
        self._build()
        session.opened.connect(self._new_document)
        session.closed.connect(self._new_document)
        session.current_changed.connect(self._new_document)
        session.coding_changed.connect(self.refresh)
        session.documents_changed.connect(self._refresh_card)
        session.noticer.changed.connect(self._refresh_card)
        self.refresh()

    def refresh(self) -> None:
        """Read document, codebook and passages again."""
        tags = coding.tags(self._session.store) if self._session.store else []
        self._passages = self._session.passages()
        self._refresh_card()
        self.grid.show_tags(tags)
        self.setMinimumWidth(max(NARROWEST, min(self.grid.width_needed() + SCROLL_BAR, WIDEST)))
        self.passages.show_passages(self._passages, tags)
        if self._in_hand() is None and self.current_passage is not None:
            self.set_current(None)
        count = len(self._passages)
        self._count.setText(self.tr("Passages") + (f"  {count}" if count else ""))
        self._stack.setCurrentIndex(1 if count else 0)
        self.selection_changed()

    def selection_changed(self) -> None:
        """Say what a tag would be put on now; to be called when the selection of the page view changes."""
        passage = self._in_hand()
        selected = bool(self._session.store and self._session.current is not None and self.selection())
        borne = passage.tags if passage and not self._new_words(passage) else ()
        self.grid.show_state(borne, pale=not selected and passage is None)
        self._hint.setText(self._advice(selected, passage))

    def set_current(self, passage: PassageId | None) -> None:
        """Take a passage in hand: its card is highlighted, its tags are ticked."""
        changed = passage != self.current_passage
        self.current_passage = passage
        self.passages.set_current_passage(passage)
        self.selection_changed()
        if changed:
            self.current_passage_changed.emit(passage)

    def take_in_hand(self, passage: PassageId) -> None:
        """Take a passage in hand and bring its card into view."""
        self.tabs.setCurrentIndex(0)
        self.set_current(passage)

    def tag(self, name: str) -> None:
        """Tag the selected words or area; without any, put the tag on the passage in hand, or take it off."""
        passage, place = self._in_hand(), self.selection()
        document = self._session.current
        if place and document is not None and (passage is None or self._new_words(passage)):
            self._take(self._session.do(verbs.tag_spans, document, place, [name]))
        elif passage is not None:
            self._session.do(verbs.toggle_tag, passage.id, name)
        else:
            self._session.told.emit(self._advice(False, None))

    def tag_as_last(self) -> None:
        """Tag the selected words or area as the passage that the reviewer made last, with its note."""
        place, document = self.selection(), self._session.current
        if place and document is not None:
            self._take(self._session.do(verbs.tag_as_last, document, place))
        else:
            self._session.told.emit(self._advice(False, None))

    def open_form(self) -> None:
        """Show the coding form, with the keyboard in it."""
        self.tabs.setCurrentWidget(self.form)
        self.form.take_keyboard()

    def tag_by_key(self, key: str) -> None:
        """Do as `tag` with the tag whose key ("1" to "9") was pressed; keys without a tag do nothing."""
        for button in self.grid.buttons:
            if button.tag.key == key:
                self.tag(button.tag.name)

    def open_palette(self) -> None:
        """Let the user find the tag by typing, then do as `tag`."""
        palette = TagPalette(self._session, self.window())
        palette.chosen.connect(self.tag)
        palette.open()

    def go_to(self, passage_id: PassageId) -> None:
        """Take a passage in hand and show it on its page."""
        passage = next((item for item in self._passages if item.id == passage_id), None)
        if passage is None or not passage.marks:
            return
        self.set_current(passage_id)
        place = passage.area.box if passage.area else passage.marks[0].span
        self._session.show(passage.document, passage.pages[0], place)

    def edit_note(self) -> None:
        """Open the note of the passage in hand."""
        if self.current_passage is not None:
            self.passages.edit_note(self.current_passage)

    def reply(self) -> None:
        """Let the reviewer answer to the note of the passage in hand."""
        if self.current_passage is not None:
            self.tabs.setCurrentIndex(0)
            self.passages.reply(self.current_passage)

    def dispute(self) -> None:
        """Say that the passage in hand is disputed, or is so no more."""
        if self.current_passage is not None:
            self._dispute(self.current_passage)

    def stretch(self, passage: PassageId, place: verbs.Place) -> None:
        """Make a passage stand on other words, or on another area."""
        self._session.do(verbs.stretch_passage, passage, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def _take(self, made: Passage | None) -> None:
        """Take a passage in hand that was just made."""
        if made is not None:
            self.take_in_hand(made.id)
            self.tagged.emit(made.id)

    def _in_hand(self) -> Passage | None:
        return next((item for item in self._passages if item.id == self.current_passage), None)

    def _new_words(self, passage: Passage) -> bool:
        """Whether words other than the passage's own are selected, or another area."""
        place = self.selection()
        return bool(place) and place != (passage.area or [mark.span for mark in passage.marks])

    def _advice(self, selected: bool, passage: Passage | None) -> str:
        if self._session.store and self._session.store.read_only:
            return self.tr("The matter is open for reading only.")
        if passage and not (selected and self._new_words(passage)):
            return self.tr("Click a tag to put it on the current passage, or to take it off.")
        if isinstance(self.selection(), Area):
            return self.tr("Click a tag, or press its key, to tag the selected area.")
        if selected:
            return self.tr("Click a tag, or press its key, to tag the selected words.")
        return self.tr("Select words on the page, then click a tag or press its key.")

    def _new_document(self) -> None:
        self._passages = []
        self.set_current(None)
        self.refresh()

    def _mark_reviewed(self, reviewed: bool) -> None:
        if self._session.current is not None:
            mark(self._session, [self._session.current], reviewed)

    def _refresh_card(self) -> None:
        store, current = self._session.store, self._session.current
        found = documents.load_many(store, [current]) if store and current is not None else []
        weak = weak_of(store, current) if store and current is not None else []
        self.card.show_document(found[0] if found else None, weak)
        borne = document_tags.tags_of(store, current) if store and current is not None else []
        self.card.tags.show_tags(borne, writable=store is not None and not store.read_only)
        self.card.marks.show_document(store, current)
        self.card.hidden.show_document(store, current)
        self.related.show_document(store, current)
        QTimer.singleShot(0, self, self._divide)

    def _untag(self, name: str) -> None:
        if self._session.current is not None:
            self._session.do(untag_documents, [self._session.current], name)

    def _show_state(self, coded: bool, lacks: bool) -> None:
        """Say beside the name of the form how far the coding is."""
        picture = icon("ph.warning-circle", worn().warning) if lacks else icon("ph.check", worn().success)
        self.tabs.setTabIcon(1, picture if coded or lacks else QIcon())
        words = self.tr("The coding is incomplete") if lacks else self.tr("The document is coded")
        self.tabs.setTabToolTip(1, words if coded or lacks else self.tr("The document is not coded"))

    def _write_note(self, passage: PassageId, note: str) -> None:
        self._session.do(verbs.set_note, passage, note)

    def _reply(self, passage: PassageId, text: str) -> None:
        self._session.do(verbs.reply, passage, text)

    def _dispute(self, passage: PassageId) -> None:
        disputed = any(one.disputed for one in self._passages if one.id == passage)
        self._session.do(verbs.set_disputed, passage, not disputed)

    def _remove(self, passage: PassageId) -> None:
        self._session.do(verbs.remove_passages, [passage])

    def _build(self) -> None:
        self.card = DocumentCard(self)
        self.card.reviewed_wanted.connect(self._mark_reviewed)
        self.card.search_wanted.connect(self._session.search)
        self.card.fold_changed.connect(lambda: QTimer.singleShot(0, self, self._divide))
        self.card.tags.removal_wanted.connect(self._untag)
        self.card.marks.clicked.connect(self.marks_wanted)
        self.card.hidden.clicked.connect(self.hidden_wanted)
        self.related = RelatedPanel(self)
        self.related.wanted.connect(self._session.show)
        self.grid = TagGrid(self)
        self.grid.chosen.connect(self.tag)
        self.passages = PassageList(self._write_note, self)
        self.passages.wanted.connect(self.go_to)
        self.passages.removal_wanted.connect(self._remove)
        self.passages.dispute_wanted.connect(self._dispute)
        self.passages.replied.connect(self._reply)
        self._hint = QLabel(wordWrap=True)
        self._hint.setProperty("role", "quiet")
        self._hint.setContentsMargins(12, 0, 12, 4)
        self._count = _heading("")
        self._moved = False  # whether the user has divided the room between tags and passages
        self._splitter = splitter = QSplitter(Qt.Orientation.Vertical)
        self._tags = self._tag_half()
        splitter.addWidget(self._tags)
        splitter.addWidget(self._passage_half())
        splitter.setChildrenCollapsible(False)
        splitter.splitterMoved.connect(self._keep_division)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.card)
        column.addWidget(self.related)
        column.addWidget(Rule())
        column.addWidget(self._both_halves(splitter), 1)
        self.form.left.connect(self.pages_wanted)
        self.form.state_changed.connect(self._show_state)

    def _both_halves(self, passages: QWidget) -> QTabWidget:
        """The words of the document, and the document as a whole."""
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.setAccessibleName(self.tr("Passages and coding"))
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(passages, self.tr("Passages"))
        self.tabs.addTab(self.form, self.tr("Coding"))
        return self.tabs

    def _divide(self) -> None:
        """Give the tags the room that they need, as long as enough is left for passages."""
        if self._moved:
            return
        room = self._splitter.height()
        above = self._tags.sizeHint().height() - self._scroll.sizeHint().height()
        tags = min(above + self.grid.sizeHint().height() + 2, round(room * TAG_SHARE))
        self._splitter.setSizes([tags, room - tags])

    def _keep_division(self) -> None:
        self._moved = True

    def _tag_half(self) -> QWidget:
        codebook = IconButton("ph.pencil-simple", self.tr("Edit the codebook"), side=16)
        codebook.clicked.connect(self.codebook_wanted)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setProperty("role", "panel")
        scroll.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.grid)
        return _half(_heading(self.tr("Tags")), codebook, self._hint, scroll)

    def _passage_half(self) -> QWidget:
        empty = EmptyState("ph.quotes")
        empty.say(self.tr("No passage yet"), self.tr("Passages that are tagged in this document are listed here."))
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.passages)
        return _half(self._count, None, None, self._stack)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _half(heading: QLabel, button: QWidget | None, hint: QWidget | None, body: QWidget) -> QWidget:
    half, head = QFrame(), QHBoxLayout()
    half.setProperty("role", "panel")
    head.setContentsMargins(12, 8, 8, 6)
    head.addWidget(heading, 1)
    if button:
        head.addWidget(button)
    column = QVBoxLayout(half)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(head)
    if hint:
        column.addWidget(hint)
    column.addWidget(body, 1)
    return half
