"""The open matter: documents and results at the left, pages in the middle, coding at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from reviewer.search.found import Found
from reviewer.ui.coding_panel import CodingPanel
from reviewer.ui.documents_panel import DocumentsPanel
from reviewer.ui.highlight_strip import HighlightStrip
from reviewer.ui.pages.reader import Reader
from reviewer.ui.reading import Reading
from reviewer.ui.results_panel import ResultsPanel
from reviewer.ui.saved_panel import SavedPanel
from reviewer.ui.session import Session

SIZES = (420, 570, 290)


class Workspace(QSplitter):
    """Three panels side by side; the outer two can be folded away."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self.documents = DocumentsPanel(session)
        self.results = ResultsPanel(session)
        self.saved = SavedPanel(session)
        self.reader = Reader()
        self.reading = Reading(session, self.reader)
        self.highlights = HighlightStrip(session)
        self.reader.add_strip(self.highlights)
        self.coding = CodingPanel(session, self.reader.selection)
        self.left = QTabWidget(documentMode=True)
        self.left.tabBar().setDrawBase(False)
        self.left.setAccessibleName(self.tr("Documents and results"))
        self.left.addTab(self.documents, self.tr("Documents"))
        self.left.addTab(self.results, self.tr("Results"))
        self.left.addTab(self.saved, self.tr("Saved"))
        self.left.setMinimumWidth(280)
        self.reader.setMinimumWidth(320)
        for panel in (self.left, self.reader, self.coding):
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
        reader.passage_clicked.connect(coding.set_current)
        for action in (reader.tools.next_hit, reader.tools.previous_hit):
            action.setShortcut(QKeySequence())  # F3 goes over the ends of documents, so it belongs to the results
        self.highlights.hidden_changed.connect(self.reading.show_terms)
        reader.page_changed.connect(self.highlights.show_page)
        self.highlights.show_page(reader.current_page)
        self.reading.hit_reached.connect(self.results.walk.stand_at)
        coding.tagged.connect(lambda _: reader.clear_selection())
        self.documents.count_changed.connect(self._count_documents)
        self.saved.count_changed.connect(self._count_saved)
        self.results.head.listing_wanted.connect(self._list_found)
        self._session.searcher.found.connect(self._show_results)
        self._session.searcher.refused.connect(lambda *_: self.left.setCurrentWidget(self.results))
        self._session.searcher.cleared.connect(self._clear_results)
        self._session.closed.connect(self._clear_results)

    def show_small_pages(self, shown: bool) -> None:
        """Show or hide the column of small pages."""
        self.reader.tools.side.setChecked(shown)

    def fold(self, panel: int) -> None:
        """Fold the left (0) or the right (2) panel away, or bring it back."""
        sizes = self.sizes()
        sizes[1] += sizes[panel] - (0 if sizes[panel] else SIZES[panel])
        sizes[panel] = 0 if sizes[panel] else SIZES[panel]
        self.setSizes(sizes)

    def _count_documents(self, listed: int, count: int) -> None:
        words = self.tr("Documents {count}") if listed == count else self.tr("Documents {listed} of {count}")
        self.left.setTabText(0, words.format(listed=listed, count=count))

    def _count_saved(self, count: int) -> None:
        self.left.setTabText(2, self.tr("Saved {count}").format(count=count) if count else self.tr("Saved"))

    def _list_found(self) -> None:
        self.documents.list_found(self._session.found)
        self.left.setCurrentWidget(self.documents)

    def _show_results(self, found: Found) -> None:
        self.left.setTabText(1, self.tr("Results {count}").format(count=len(found.documents)))
        if self.documents.filters.chosen.among is None:
            self.left.setCurrentWidget(self.results)

    def _clear_results(self) -> None:
        self.left.setTabText(1, self.tr("Results"))
        self.left.setCurrentWidget(self.documents)
