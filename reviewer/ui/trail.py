"""Back and forth over the places that were read, pages and documents."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.model import DocumentId
from reviewer.ui.pages.view import PageView
from reviewer.ui.session import Session

_LONGEST = 200  # places that are kept


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that was read: `share` of the page's height was above the view."""

    document: DocumentId
    page: int
    share: float


class Trail(QObject):
    """Notes the place that is left by a jump: to another document, or further than to the next page.

    To be made before what shows the documents: it looks at the view while that still shows the one before.
    """

    changed = Signal()

    def __init__(self, session: Session, view: PageView) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self._document: DocumentId | None = None
        self._back: list[Spot] = []
        self._ahead: list[Spot] = []
        self._arriving = False  # the jump to a document and on to a page of it is one
        session.current_changed.connect(self._leave_document)
        session.closed.connect(self._forget)
        view.leaving.connect(self._leave)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before."""
        return bool(self._back)

    @property
    def can_go_forth(self) -> bool:
        """Whether there is a place to return to."""
        return bool(self._ahead)

    def back(self) -> None:
        """To the place before."""
        self._go(self._back, self._ahead)

    def forth(self) -> None:
        """To the place that `back` left."""
        self._go(self._ahead, self._back)

    def _here(self) -> Spot | None:
        page, share = self._view.top()
        return Spot(self._document, page, share) if page and self._document is not None else None

    def _leave(self) -> None:
        spot = self._here()
        if spot and not self._arriving:
            self._back = [*self._back, spot][-_LONGEST:]
            self._ahead.clear()
            self.changed.emit()

    def _leave_document(self) -> None:
        self._leave()
        self._document = self._session.current
        self._arrive()

    def _arrive(self) -> None:
        self._arriving = True
        QTimer.singleShot(0, self, self._arrived)

    def _arrived(self) -> None:
        self._arriving = False

    def _go(self, places: list[Spot], others: list[Spot]) -> None:
        here = self._here()
        if not places:
            return
        spot = places.pop()
        others += [here] if here else []
        self._arrive()
        self._session.show(spot.document, spot.page)
        self._view.stand_at(spot.page, spot.share)
        self.changed.emit()

    def _forget(self) -> None:
        self._document = None
        self._back.clear()
        self._ahead.clear()
        self.changed.emit()
