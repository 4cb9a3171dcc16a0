"""Asks a child process which passages are shown, so that the window never waits for a matter of many."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.errors import ReviewerError
from reviewer.jobs import Failure, Worker
from reviewer.ui.passages.asking import Counting, Counts, Listing, Request, answer
from reviewer.words import local

POLL_MS = 10


class PassageAsker(QObject):
    """A newer question takes the place of one that waits; the child starts with the first."""

    listed = Signal(object, object)  # the Listing, and its Groups
    counted = Signal(object, object)  # the Counting, and its Counts
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: Worker[Request, object] | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)
        self.destroyed.connect(self.stop)

    @property
    def asking(self) -> bool:
        """Whether an answer is awaited."""
        return self._worker is not None and self._worker.pending > 0

    def ask(self, listing: Listing) -> None:
        """Ask for the rows, then for the counts."""
        self._worker = self._worker or Worker(answer)
        self._worker.send(listing, replaces="listing")
        self._worker.send(Counting(listing.folder, listing.chosen), replaces="counting")
        self._timer.start()

    def stop(self) -> None:
        """Ask no more, and end the child."""
        self._timer.stop()
        if self._worker:
            self._worker.close()
        self._worker = None

    def _poll(self) -> None:
        for reply in self._worker.poll() if self._worker else ():
            self._take(reply.key, reply.value)
        if not self.asking:
            self._timer.stop()

    def _take(self, request: Request, value: object) -> None:
        if isinstance(value, ReviewerError | Failure):
            self.failed.emit(local(value.message) if isinstance(value, Failure) else str(value))
        elif isinstance(value, Counts):
            self.counted.emit(request, value)
        else:
            self.listed.emit(request, value)
