"""Words found in the open document alone, while the bar for that is open; the engine is that of the search."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reviewer.errors import ReviewerError
from reviewer.jobs import Failure
from reviewer.search.found import Marks
from reviewer.search.requests import FindIn
from reviewer.ui.pages.find_bar import FindBar
from reviewer.ui.session import Session
from reviewer.words import local


class Finder(QObject):
    """Holds what was found; `marks` is None while nothing is looked for, and the hits of the search are shown."""

    changed = Signal()

    def __init__(self, session: Session, bar: FindBar) -> None:
        super().__init__(bar)
        self._session, self._bar = session, bar
        self._words = ""
        self.marks: Marks | None = None
        bar.wanted.connect(self._ask)
        bar.closed.connect(lambda: self._ask(""))
        session.searcher.found_in.connect(self._take)

    def open_document(self) -> None:
        """Another document is about to be shown: look for the same in it."""
        if self._words:
            self.marks = Marks()
            self._ask(self._words)

    def _ask(self, words: str) -> None:
        self._words = words
        if words and self._session.current is not None:
            self._session.searcher.find_in(self._session.current, words)
        elif self.marks is not None:
            self._show(None)

    def _take(self, request: FindIn, value: object) -> None:
        if request.query != self._words or request.document != self._session.current:
            return
        if isinstance(value, Marks):
            self._bar.answered = True
            self._show(value)
        elif isinstance(value, ReviewerError | Failure):
            self._bar.refuse(local(value.message) if isinstance(value, Failure) else str(value))
            self._show(Marks())

    def _show(self, marks: Marks | None) -> None:
        self.marks = marks
        self.changed.emit()
