"""One long piece of work in a child process, with progress, time left and cancel: an export, a check."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from time import monotonic
from typing import Generic, TypeVar

from reviewer.errors import ReviewerError
from reviewer.jobs import child
from reviewer.jobs.child import Work
from reviewer.jobs.outcome import Failure, FailureKind, Pace, Progress, Value
from reviewer.jobs.process import Child, Lost, Task, leave_ctrl_c_to_the_main_thread

Argument = TypeVar("Argument")
_CANCEL_GRACE = 0.8  # seconds that a generator has to reach its next `yield` and clean up, before it is killed


@dataclass(frozen=True, slots=True)
class JobState(Generic[Value]):
    """Where a job stands. `rate` is units of progress a second; `seconds_left` is None while it can't be told.

    `value` is None until `finished`.
    """

    progress: Progress
    rate: float
    seconds_left: float | None
    finished: bool
    value: Value | ReviewerError | Failure | None


class Job(Generic[Argument, Value]):
    """Runs the generator `function(argument)` in a child; it yields Progress and returns the result.

    No method waits. `time_limit`: seconds without progress; `memory_limit`: bytes.
    """

    def __init__(
        self,
        function: Callable[[Argument], Generator[Progress, None, Value]],
        argument: Argument,
        time_limit: float | None = None,
        memory_limit: int | None = None,
    ) -> None:
        self._work = Work(function, None, time_limit, memory_limit)
        self._task = Task(None, pickle.dumps(argument, pickle.HIGHEST_PROTOCOL))
        self._progress, self._pace = Progress(0), Pace()
        self._value: Value | ReviewerError | Failure | None = None
        self._kill_at: float | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def poll(self) -> JobState[Value]:
        """Where the job stands now."""
        finished, progress = not self._thread.is_alive(), self._progress
        left = 0.0 if finished else self._pace.seconds_left(progress.total)
        return JobState(progress, self._pace.rate, left, finished, self._value if finished else None)

    def cancel(self) -> None:
        """End the job at its next `yield`, within a second in any case; its value is then a Failure: cancelled."""
        self._kill_at = monotonic() + _CANCEL_GRACE

    def _run(self) -> None:
        leave_ctrl_c_to_the_main_thread()
        try:
            process = Child(self._work)
        except OSError as error:
            self._value = Failure(FailureKind.CRASHED, f"The system could not start a process ({error.strerror})")
            return
        try:
            process.send(self._task)
            self._follow(process)
        except Lost as lost:
            self._value = lost.failure
        finally:
            process.end()

    def _follow(self, process: Child) -> None:
        asked = False
        while self._kill_at is None or monotonic() < self._kill_at:
            if self._kill_at and not asked:
                process.ask_to_stop()
                asked = True
            kind, value = process.receive() or ("", None)
            if kind == child.PROGRESS:
                self._show(value)
            elif kind == child.DONE:
                self._value = value
                return
        self._value = Failure(FailureKind.CANCELLED, "It was cancelled")

    def _show(self, progress: Progress | None) -> None:
        if progress is not None:
            self._progress = progress
            self._pace.note(progress.done)
