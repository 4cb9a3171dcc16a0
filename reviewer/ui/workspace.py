"""The open matter: documents and results at the left, pages in the middle, coding at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QWidget

from reviewer.model import Passage, PassageId
from reviewer.search.found import Found
from reviewer.text.boxes import around
from reviewer.ui.by_locale import number
from reviewer.ui.coding_panel import CodingPanel
from reviewer.ui.documents_panel import DocumentsPanel
from reviewer.ui.floating import Floating
from reviewer.ui.highlight_strip import HighlightStrip
from reviewer.ui.pages.reader import Reader
from reviewer.ui.passages.acts import PassageActs
from reviewer.ui.passages.view import PassagesView
from reviewer.ui.reading import Reading
from reviewer.ui.results_panel import ResultsPanel
from reviewer.ui.saved_panel import SavedPanel
from reviewer.ui.session import Session
from reviewer.ui.trail import Trail

SIZES = (420, 570, 290)
PAGE_SHARE = 0.3  # of the window, for the page beside all passages


class Workspace(QSplitter):
    """Three panels side by side; the outer two can be folded away."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self.documents = DocumentsPanel(session)
        self.results = ResultsPanel(session)
        self.saved = SavedPanel(session)
        self.reader = Reader()
        self.trail = Trail(session, self.reader.view)  # before what opens documents
        self.reading = Reading(session, self.reader)
        self.highlights = HighlightStrip(session)
        self.reader.add_strip(self.highlights)
        self.coding = CodingPanel(session, self.reader.chosen, self.documents.chosen)
        self.coding.passages.show_pictures(self.reader.view.picture_of, self.reader.images.changed)
        self.left = QTabWidget(documentMode=True)
        self.left.tabBar().setDrawBase(False)
        self.left.setAccessibleName(self.tr("Documents and results"))
        self.left.addTab(self.documents, self.tr("Documents"))
        self.left.addTab(self.results, self.tr("Results"))
        self.left.addTab(self.saved, self.tr("Saved"))
        self.left.setMinimumWidth(280)
        self.passages = PassagesView(session)
        self.passage_acts = PassageActs(session, self.passages)
        self.side = QStackedWidget()
        self.side.addWidget(self.left)
        self.side.addWidget(self.passages)
        self._floating: dict[int, Floating] = {}
        self._sizes: list[int] = []  # of the panels, before all passages were shown
        self.reader.setMinimumWidth(320)
        for panel in (self.side, self.reader, self.coding):
            self.addWidget(panel)
            self.setStretchFactor(self.count() - 1, 1 if panel is self.reader else 0)
        self.show_small_pages(False)  # they are there on demand (F4): the page itself comes first
        self.setCollapsible(1, False)
        self.setHandleWidth(1)
        self.setSizes(list(SIZES))
        self._connect()

    def _connect(self) -> None:
        reader, coding = self.reader, self.coding
        reader.selection_changed.connect(coding.selection_changed)
        reader.told.connect(self._session.told)
        reader.passage_clicked.connect(coding.take_in_hand)
        for action in (reader.tools.next_hit, reader.tools.previous_hit):
            action.setShortcut(QKeySequence())  # F3 goes over the ends of documents, so it belongs to the results
        self.highlights.hidden_changed.connect(self.reading.show_terms)
        reader.page_changed.connect(self.highlights.show_page)
        self.highlights.show_page(reader.current_page)
        self.reading.hit_reached.connect(self.results.walk.stand_at)
        coding.tagged.connect(lambda _: reader.clear_selection())
        coding.current_passage_changed.connect(self._hold)
        reader.stretched.connect(coding.stretch)
        coding.pages_wanted.connect(reader.setFocus)
        self.documents.count_changed.connect(self._count_documents)
        self.saved.count_changed.connect(self._count_saved)
        self.results.head.listing_wanted.connect(self._list_found)
        self._session.searcher.found.connect(self._show_results)
        self._session.searcher.refused.connect(self._show_refusal)
        self._session.searcher.cleared.connect(self._clear_results)
        self._session.closed.connect(self._clear_results)
        self._session.closed.connect(lambda: self.show_passages(False))
        self.passages.preview_wanted.connect(self.preview)
        self.passage_acts.wanted.connect(self.go_to_passage)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.passages)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave_passages)
        self.passages.bar.close_button.clicked.connect(self._leave_passages)

    def _hold(self, passage: PassageId | None) -> None:
        """Show the handles of the passage in hand, where it may be changed."""
        store = self._session.store
        self.reader.hold(passage if store and not store.read_only else None)

    def _leave_passages(self) -> None:
        self.show_passages(False)
        self.documents.view.setFocus()

    @property
    def in_passages(self) -> bool:
        """Whether all passages are shown in place of the documents."""
        return self.side.currentWidget() is self.passages

    def show_passages(self, shown: bool = True) -> None:
        """Show all passages of the matter beside the page, or the documents again."""
        if shown and not self.in_passages:
            self._sizes = self.sizes()
            self.side.setCurrentWidget(self.passages)
            page = max(self.reader.minimumWidth(), round(PAGE_SHARE * sum(self._sizes)))
            self.setSizes([sum(self._sizes) - page, page, 0])
        elif not shown and self.in_passages:
            self.side.setCurrentWidget(self.left)
            self.setSizes(self._sizes)
        if shown:
            self.passages.take_keyboard()

    def preview(self, passage: Passage) -> None:
        """Show a passage on its page, with a frame around its first words."""
        mark = passage.marks[0]
        self._session.show(passage.document, mark.span.page, around(mark.boxes) if mark.boxes else mark.span)
        self.coding.set_current(passage.id)

    def go_to_passage(self, passage: Passage) -> None:
        """Leave the view of all passages for the page of one."""
        self.show_passages(False)
        self.preview(passage)
        self.coding.take_in_hand(passage.id)
        self.reader.setFocus()

    def show_small_pages(self, shown: bool) -> None:
        """Show or hide the column of small pages."""
        self.reader.tools.side.setChecked(shown)

    def float(self, panel: int) -> None:
        """Put the left (0) or the right (2) panel into a window of its own, or bring it back."""
        floating = self._floating.pop(panel, None)
        if floating:
            floating.close()
            return
        title = self.tr("Coding") if panel else self.tr("Documents and results")
        self._floating[panel] = Floating(self, panel, title)
        self._floating[panel].destroyed.connect(lambda: self._floating.pop(panel, None))

    def gather(self) -> None:
        """Bring panels that stand in windows of their own back."""
        for panel in list(self._floating):
            self.float(panel)

    def fold(self, panel: int) -> None:
        """Fold the left (0) or the right (2) panel away, or bring it back."""
        if panel in self._floating:
            self.float(panel)
            return
        sizes = self.sizes()
        sizes[1] += sizes[panel] - (0 if sizes[panel] else SIZES[panel])
        sizes[panel] = 0 if sizes[panel] else SIZES[panel]
        self.setSizes(sizes)

    def _count_documents(self, listed: int, count: int) -> None:
        words = self.tr("Documents {count}") if listed == count else self.tr("Documents {listed} of {count}")
        self.left.setTabText(0, words.format(listed=number(listed), count=number(count)))

    def _count_saved(self, count: int) -> None:
        self.left.setTabText(2, self.tr("Saved {count}").format(count=number(count)) if count else self.tr("Saved"))

    def _list_found(self) -> None:
        self.documents.list_found(self._session.found)
        self.left.setCurrentWidget(self.documents)

    def _show_results(self, found: Found) -> None:
        self.left.setTabText(1, self.tr("Results {count}").format(count=number(len(found.documents))))
        self.show_passages(False)
        opened_there = self.saved.list.hasFocus()
        if self.documents.filters.chosen.among is None:
            self.left.setCurrentWidget(self.results)
        if opened_there:  # the keyboard goes on among the results
            self.results.list.setFocus()

    def _show_refusal(self) -> None:
        self.show_passages(False)
        self.left.setCurrentWidget(self.results)

    def _clear_results(self) -> None:
        self.left.setTabText(1, self.tr("Results"))
        self.left.setCurrentWidget(self.documents)
