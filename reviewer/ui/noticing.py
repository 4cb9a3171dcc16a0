"""The look at the matter as a whole (threads, copies, likeness) as the window sees it: a job, kept step by step."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.errors import ReviewerError
from reviewer.findings.look import look
from reviewer.jobs import Failure, FailureKind, Job
from reviewer.store import related
from reviewer.store.matter import Store
from reviewer.store.related import Findings
from reviewer.words import local

REST_MS = 500  # before a look: what was opened is drawn first
POLL_MS = 50


class Noticer(QObject):
    """Looks again whenever documents came in that nobody has looked at."""

    changed = Signal()  # what documents have to do with one another is known anew
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._job: Job[str, Findings] | None = None
        self._saving: Iterator[None] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look)
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)

    def start(self, store: Store) -> None:
        """Look at a matter soon, where that is due; a look under way is followed by another."""
        self._store = None if store.read_only else store
        self._rest.start()

    def stop(self) -> None:
        """Let the matter go; what was not kept is found again."""
        self._rest.stop()
        self._timer.stop()
        if self._job:
            self._job.cancel()
        self._store, self._job, self._saving = None, None, None

    def _look(self) -> None:
        if self._job or self._saving:
            self._rest.start()
        elif self._store and related.unnoticed(self._store):
            self._job = Job(look, str(self._store.folder))
            self._timer.start()

    def _poll(self) -> None:
        try:
            if self._saving:
                self._keep()
            elif self._job and (state := self._job.poll()).finished:
                self._job = None
                self._take(state.value)
        except ReviewerError as error:
            self._end(str(error))

    def _take(self, value: object) -> None:
        if isinstance(value, Findings) and self._store:
            self._saving = related.save(self._store, value)
        elif isinstance(value, ReviewerError):
            raise value
        elif isinstance(value, Failure) and value.kind != FailureKind.CANCELLED:
            self._end(self.tr("Threads and duplicates were not looked for: {why}.").format(why=local(value.message)))

    def _keep(self) -> None:
        """One step a turn: between two of them the window is free."""
        if self._saving and next(self._saving, self) is self:
            self._saving = None
            self._timer.stop()
            self.changed.emit()

    def _end(self, why: str) -> None:
        self._timer.stop()
        self._saving = None
        self.failed.emit(why)
