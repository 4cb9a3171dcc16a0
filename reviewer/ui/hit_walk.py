"""The way through the hits of an answer, hit by hit and document by document."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reviewer.model import DocumentId
from reviewer.ui.session import Session

FIRST, LAST = 0, -1


class HitWalk(QObject):
    """Knows at which hit of which document the reader stands; hits of a document come in after it is shown."""

    moved = Signal(int, int)  # DocumentId, place of the hit among the document's

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._at: int | None = None  # the hit of the current document that was shown last
        self._wanted: int | None = None  # the hit to show when the document's hits are known
        self._known = False  # whether they are; a document that its fields alone find has none
        session.current_changed.connect(self._forget)
        session.hits_changed.connect(self._take_hits)
        session.searcher.found.connect(lambda _: self._forget())
        session.searcher.cleared.connect(self._forget)

    def go_to(self, document: DocumentId, hit: int, page: int) -> None:
        """Show a hit: at once its page, and its words as soon as they are known."""
        if document == self._session.current and self._session.hits:
            self._show(hit)
            return
        self._session.show(document, page)
        self._wanted = hit
        if self._known:
            self._show_wanted()

    def step(self, way: int) -> None:
        """Go to the next hit (1) or the one before (-1), over the ends of documents; at the last one it stays."""
        found, hits = self._session.found, self._session.hits
        if found is None or not found.documents:
            return
        if self._session.current not in found.documents:
            self.go_to(found.documents[FIRST if way > 0 else LAST], FIRST if way > 0 else LAST, 1)
            return
        if not self._known:
            self._wanted = FIRST if way > 0 else LAST
            return
        after = (FIRST if way > 0 else len(hits) - 1) if self._at is None else self._at + way
        if 0 <= after < len(hits):
            self._show(after)
        else:
            self._step_document(way)

    def stand_at(self, hit: int) -> None:
        """Note that a hit of the current document was reached in another way."""
        if hit != self._at and self._session.current is not None:
            self._at = hit
            self.moved.emit(self._session.current, hit)

    def _step_document(self, way: int) -> None:
        found = self._session.found
        order = found.documents if found else ()
        after = order.index(self._session.current) + way if self._session.current in order else -1
        if 0 <= after < len(order):
            self.go_to(order[after], FIRST if way > 0 else LAST, 1)

    def _show(self, hit: int) -> None:
        hits, document = self._session.hits, self._session.current
        if document is None or not hits:
            return
        self._at, self._wanted = range(len(hits))[hit] if -len(hits) <= hit < len(hits) else 0, None
        first = hits[self._at][0]
        self._session.show(document, first.page, first)
        self.moved.emit(document, self._at)

    def _take_hits(self) -> None:
        self._known = True
        self._show_wanted()

    def _show_wanted(self) -> None:
        if self._wanted is not None and self._session.hits:
            self._show(self._wanted)
        elif self._wanted is not None and self._session.current is not None:
            self._wanted = None
            self.moved.emit(self._session.current, FIRST)

    def _forget(self) -> None:
        self._at, self._wanted, self._known = None, None, False
