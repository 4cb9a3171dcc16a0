"""A question that a child process answers: polled by a timer, so that the window never waits."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.errors import ReviewerError
from reviewer.jobs import Failure, Job, Progress
from reviewer.words import local

POLL_MS = 30


class Asker(QObject):
    """Asks one question at a time; a new one takes the place of the one before."""

    answered = Signal(object)  # what the question's function returns
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job[Any, Any] | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def asking(self) -> bool:
        """Whether an answer is awaited."""
        return self._job is not None

    def ask(self, function: Callable[[Any], Generator[Progress, None, Any]], argument: Any) -> None:
        """Put a question: `function(argument)`, as a job."""
        self.stop()
        self._job = Job(function, argument)
        self._timer.start()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()
        if self._job:
            self._job.cancel()
        self._job = None

    def _poll(self) -> None:
        state = self._job.poll() if self._job else None
        if state is None or not state.finished:
            return
        self._timer.stop()
        self._job = None
        if isinstance(state.value, Failure):
            self.failed.emit(local(state.value.message))
        elif isinstance(state.value, ReviewerError):
            self.failed.emit(str(state.value))
        else:
            self.answered.emit(state.value)
