"""The panel with the answer to a query: how it was read, what it found, and a way through all hits."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.model import DocumentId
from reviewer.search.fields import Fields
from reviewer.search.found import Found, Reason
from reviewer.store import documents
from reviewer.store.fields import names
from reviewer.ui.by_locale import number
from reviewer.ui.hidden_words import place_on
from reviewer.ui.hit_walk import HitWalk
from reviewer.ui.labels import EmptyState, Rule
from reviewer.ui.results_delegate import ResultsDelegate
from reviewer.ui.results_head import ResultsHead
from reviewer.ui.results_model import ResultsModel
from reviewer.ui.session import Session


class ResultsList(QListView):
    """Enter or a click opens a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rows")
        self.setAccessibleName(self.tr("Search results"))
        self.results = ResultsModel(self)
        self.setModel(self.results)
        self.setItemDelegate(ResultsDelegate(self.results, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(20)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.clicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class ResultsPanel(QFrame):
    """Shows `session.found`; opens documents at their hits."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.walk = HitWalk(session, self)
        self.walk.moved.connect(self._select)
        self._build()
        searcher = session.searcher
        searcher.found.connect(self._show_found)
        searcher.cleared.connect(self._show_nothing)
        searcher.indexing.connect(self._show_indexing)
        session.opened.connect(self._show_nothing)
        session.closed.connect(self._show_nothing)
        self._show_nothing()

    def next_hit(self) -> None:
        """Go to the next hit, in the next document when this one has no more."""
        self.walk.step(1)

    def previous_hit(self) -> None:
        """Go to the hit before, in the document before when there is none in this one."""
        self.walk.step(-1)

    @property
    def counted(self) -> str:
        """What was found, in numbers; "" while nothing was asked."""
        return "" if self.head.isHidden() else self.head.count.text()

    @property
    def read_as(self) -> str:
        """How the query was read."""
        return self.head.read_as.text()

    @property
    def empty_words(self) -> str:
        """What is said in place of results; "" when there are some."""
        return self._empty.words if self._stack.currentIndex() == 0 else ""

    @property
    def indexing(self) -> str:
        """How far the index is; "" when it is up to date."""
        return "" if self._strip.isHidden() else self._building.text()

    def _show_found(self, found: Found) -> None:
        self.list.results.show(self._session.store, found)
        self.list.scrollToTop()
        store = self._session.store
        self.head.show_found(found, self._counted(found), Fields(names(store) if store else ()))
        left = len(found.documents) - len(found.results)
        self._more.setVisible(left > 0)
        self._more.setText(
            self.tr("{0} more documents are not listed; “Next hit” goes on through them.").format(number(left))
        )
        if not found.documents:
            self._empty.say(self.tr("No document matches"), "\n".join(found.notes))
        self._stack.setCurrentIndex(1 if found.documents else 0)

    def _show_nothing(self) -> None:
        self.list.results.show(None, None)
        self.head.hide()
        self._more.hide()
        if self._session.store is None:
            self._strip.hide()
        self._empty.say(self.tr("Type a word above"), self.tr("The places where it stands are listed here."))
        self._stack.setCurrentIndex(0)

    def _show_indexing(self, done: int, total: int) -> None:
        self._strip.setVisible(done < total)
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)
        self._building.setText(self.tr("The index is being built: {0} of {1}").format(number(done), number(total)))

    def _counted(self, found: Found) -> str:
        documents = len(found.documents)
        many = self.tr("1 document") if documents == 1 else self.tr("{0} documents").format(number(documents))
        return f"{many}, {self.list.results.hits_line(found.hits)}"

    def _open(self, index: QModelIndex) -> None:
        row = self.list.results.rows[index.row()]
        document, snippets = row.result.document, row.result.snippets
        if reason := row.reason or (row.result.hidden if not snippets else None):
            self._show_reason(document, reason)
        elif row.snippet:
            self.walk.go_to(document, row.snippet.hit, row.snippet.page)
        else:
            self.walk.go_to(document, 0, snippets[0].page if snippets else 1)

    def _show_reason(self, document: DocumentId, reason: Reason) -> None:
        """The page of what was found in a field; what the page does not show is framed."""
        store = self._session.store
        if store:
            page = documents.page(store, document, reason.page) if reason.box else None
            self._session.show(document, reason.page, place_on(page, reason.box) if page and reason.box else None)

    def _select(self, document: DocumentId, hit: int) -> None:
        index = self.list.results.row_of(document, hit)
        current = self.list.currentIndex()
        row = self.list.results.rows[current.row()] if current.isValid() else None
        heads_it = row is not None and row.heads and row.result.document == document and hit == 0
        if index.isValid() and not heads_it:
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _build(self) -> None:
        self.list = ResultsList()
        self.list.clicked.connect(self._open)
        self._empty = EmptyState("ph.magnifying-glass")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        self._more = QLabel(wordWrap=True)
        self._more.setProperty("role", "quiet")
        self._more.setContentsMargins(12, 6, 12, 8)
        self._strip = self._made_strip()
        self.head = ResultsHead()
        self.head.previous.clicked.connect(self.previous_hit)
        self.head.next.clicked.connect(self.next_hit)
        self.head.asked.connect(self._session.search)
        self.head.ordered.connect(self._session.searcher.put_in_order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._strip, self.head, Rule()):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        column.addWidget(self._more)
        self.setProperty("role", "panel")

    def _made_strip(self) -> QWidget:
        strip = QFrame()
        strip.setProperty("role", "strip")
        self._building = QLabel()
        self._progress = QProgressBar(textVisible=False)
        self._progress.setAccessibleName(self.tr("Progress of the index"))
        column = QVBoxLayout(strip)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._building)
        column.addWidget(self._progress)
        strip.hide()
        return strip
