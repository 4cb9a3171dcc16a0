"""Search as the window sees it: questions go to the lasting index worker, answers come by signal."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.errors import QueryError, ReviewerError
from reviewer.jobs import Failure, Worker
from reviewer.model import DocumentId
from reviewer.search.found import Found, Order
from reviewer.search.requests import Codes, Count, FindIn, MarksOf, Request, Search, Sync, answer
from reviewer.search.sampling import Sample
from reviewer.store.matter import Store
from reviewer.words import local

POLL_MS = 15
RESULTS_SHOWN = 200


class Searcher(QObject):
    """Owns the index worker of the open matter."""

    found = Signal(object)  # Found
    refused = Signal(object)  # QueryError
    marks_found = Signal(int, object)  # DocumentId, Marks
    found_in = Signal(object, object)  # FindIn, and the Marks or the error that answer it
    indexing = Signal(int, int)  # documents indexed, documents in all
    failed = Signal(str)
    cleared = Signal()
    asked = Signal(str)  # a query, before its answer is there
    counted = Signal(object, object)  # Count, and the Found or the error that answers it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answer: Found | None = None
        self.order = Order.PRODUCTION
        self.codes: tuple[str, ...] = ()  # the exemption codes of the matter
        self._folder = ""
        self._worker: Worker[Request, object] | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)

    def start(self, store: Store) -> None:
        """Serve a matter: bring its index up to date, then answer."""
        self._folder, self.codes = str(store.folder), ()
        self._worker = Worker(answer)
        self._timer.start()
        self.refresh()

    def stop(self) -> None:
        """End the worker."""
        self._timer.stop()
        if self._worker:
            self._worker.close()
        self._worker, self.answer = None, None

    def refresh(self) -> None:
        """Bring the index up to date with the matter."""
        self._send(Sync(self._folder), "sync")

    def search(self, query: str, sample: Sample | None = None) -> None:
        """Ask; a newer question replaces one that waits. An empty query clears the answer, unless a sample is drawn."""
        self.asked.emit(query)
        if query.strip() or sample:
            self._ask(query, sample)
        else:
            self.answer = None
            self.cleared.emit()

    def put_in_order(self, order: Order) -> None:
        """List the documents that are found, and those of later searches, in another order."""
        self.order = order
        if self.answer:
            self._ask(self.answer.query, self.answer.sample)

    def _ask(self, query: str, sample: Sample | None) -> None:
        self._send(Search(self._folder, query, RESULTS_SHOWN, self.order, sample), "search")

    def ask_marks(self, document: DocumentId) -> None:
        """Ask what the present query marks in a document."""
        self._send(MarksOf(self._folder, self.answer.query if self.answer else "", document), "marks")

    def find_in(self, document: DocumentId, query: str) -> None:
        """Ask what a query finds in one document; `found_in` tells. A newer question replaces one that waits."""
        self._send(FindIn(self._folder, query, document), "find")

    def count(self, query: str, sample: Sample | None = None) -> None:
        """Ask how much a query finds; `counted` tells."""
        self._send(Count(self._folder, query, sample), f"count {query} {sample}")

    def _send(self, request: Request, replaces: str) -> None:
        if self._worker:
            self._worker.send(request, replaces=replaces)

    def _poll(self) -> None:
        for reply in self._worker.poll() if self._worker else ():
            self._take(reply.key, reply.value)

    def _take(self, request: object, value: object) -> None:
        if isinstance(request, Count):
            self.counted.emit(request, value)
        elif isinstance(request, FindIn):
            self.found_in.emit(request, value)
        elif isinstance(value, QueryError):
            self.refused.emit(value)
        elif isinstance(value, ReviewerError | Failure):
            self.failed.emit(local(value.message) if isinstance(value, Failure) else str(value))
        elif isinstance(request, Sync):
            self._take_sync(value)
        elif isinstance(request, Codes) and isinstance(value, tuple):
            self.codes = value
        elif isinstance(request, MarksOf):
            if request.query == (self.answer.query if self.answer else ""):
                self.marks_found.emit(request.document, value)
        elif isinstance(value, Found):
            self.answer = value
            self.found.emit(value)

    def _take_sync(self, value: object) -> None:
        done, total = value if isinstance(value, tuple) else (0, 0)
        self.indexing.emit(done, total)
        if done < total:
            self.refresh()
            return
        self._send(Codes(self._folder), "codes")
        if self.answer:
            self._ask(self.answer.query, self.answer.sample)
