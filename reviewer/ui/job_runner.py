"""A job as the window sees it: it runs in a child process and is polled by a timer."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.errors import ReviewerError
from reviewer.jobs import Failure, FailureKind, Job, Progress
from reviewer.words import local

POLL_MS = 30


class JobRunner(QObject):
    """Runs one job at a time, always of the same function."""

    progress = Signal(object)  # reviewer.jobs.Progress
    finished = Signal(object)  # what the function returns
    failed = Signal(str)  # why nothing came of it
    cancelled = Signal()

    def __init__(
        self, function: Callable[[Any], Generator[Progress, None, Any]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._function = function
        self._job: Job[Any, Any] | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def running(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def start(self, order: object) -> None:
        """Begin: `function(order)`, as a job."""
        self._job = Job(self._function, order)
        self._timer.start()

    def cancel(self) -> None:
        """Stop; nothing is left behind."""
        if self._job:
            self._job.cancel()

    def stop(self) -> None:
        """Cancel, and tell nothing of it."""
        self.cancel()
        self._timer.stop()
        self._job = None

    def _poll(self) -> None:
        if self._job is None:
            return
        state = self._job.poll()
        if not state.finished:
            self.progress.emit(state.progress)
            return
        self._timer.stop()
        self._job = None
        self._tell(state.value)

    def _tell(self, value: object) -> None:
        if isinstance(value, Failure) and value.kind is FailureKind.CANCELLED:
            self.cancelled.emit()
        elif isinstance(value, Failure | ReviewerError):
            self.failed.emit(local(value.message) if isinstance(value, Failure) else str(value))
        else:
            self.finished.emit(value)
