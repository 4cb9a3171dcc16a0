"""Notes each search that the reviewer makes in the matter's search diary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewer.errors import ReviewerError
from reviewer.search.found import Found
from reviewer.store import diary

if TYPE_CHECKING:
    from reviewer.ui.session import Session


class DiaryKeeper(QObject):
    """Waits for the answer to what was asked. What the window asks again by itself, after an import or in another
    order, is no search of the reviewer."""

    noted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._awaited: str | None = None
        session.searcher.asked.connect(self._await)
        session.searcher.found.connect(self._take)

    def _await(self, query: str) -> None:
        self._awaited = query

    def _take(self, found: Found) -> None:
        store = self._session.store
        if store is None or found.query != self._awaited:
            return
        self._awaited = None
        try:
            if diary.note(store, self._session.author, found.told, found.held):
                self.noted.emit()
        except ReviewerError as error:
            self._session.failed.emit(str(error))
