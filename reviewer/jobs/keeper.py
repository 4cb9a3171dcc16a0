"""The threads that each keep one child process at work.

The caller's thread touches nothing but the queue of tasks, whose methods are short; so a window is never held up by a
process that starts, hangs or dies, and a child never waits for the caller's timer.
"""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Generic, Self

from reviewer.jobs import child
from reviewer.jobs.child import Work
from reviewer.jobs.outcome import Failure, FailureKind, Key, Outcome, Value
from reviewer.jobs.process import Child, Lost, leave_ctrl_c_to_the_main_thread
from reviewer.jobs.tasks import Tasks


class Keeper(threading.Thread):
    """Keeps one child at work on shared tasks, `ahead` of them sent beyond the one under way."""

    def __init__(self, tasks: Tasks, work: Work, ahead: int) -> None:
        super().__init__(daemon=True)
        self._tasks, self._work, self._ahead = tasks, work, ahead

    def run(self) -> None:
        """Until the queue is closed: start a child when there is a task, tend it until it is gone, start another."""
        leave_ctrl_c_to_the_main_thread()
        while self._tasks.wait():
            try:
                process = Child(self._work)
            except OSError as error:
                self._refuse(error)
                continue
            try:
                self._tend(process)
            finally:
                process.end()

    def _refuse(self, error: OSError) -> None:
        if task := self._tasks.take(idle=True):
            why = f"The system could not start a process for it ({error.strerror})"
            self._tasks.finish(task, Failure(FailureKind.CRASHED, why))

    def _tend(self, process: Child) -> None:
        """Feed a child and pass on its replies, until it is lost, its task was cancelled, or the queue is closed."""
        try:
            while self._has_work(process):
                self._feed(process)
                if process.tasks and (message := process.receive()) and message[0] == child.DONE:
                    self._tasks.finish(process.tasks.popleft(), message[1])
        except Lost as lost:
            self._tasks.finish(process.tasks.popleft(), lost.failure)
            self._tasks.give_back(process.tasks)

    def _has_work(self, process: Child) -> bool:
        if process.tasks:
            return process.tasks[0].turn == self._tasks.turn
        return self._tasks.wait() and process.alive

    def _feed(self, process: Child) -> None:
        while len(process.tasks) <= self._ahead and (task := self._tasks.take(idle=not process.tasks)):
            process.send(task)


class Crew(Generic[Key, Value]):
    """Some keepers over one queue: what `Pool` and `Worker` have in common. No method waits, save `results`."""

    def __init__(self, work: Work, children: int, ahead: int) -> None:
        self._tasks, self._children = Tasks(), children
        for _ in range(children):
            Keeper(self._tasks, work, ahead).start()

    def start(self) -> None:
        """Get the children ready, so that the first tasks need not wait for them."""
        self._tasks.wake(self._children)

    @property
    def pending(self) -> int:
        """How many tasks have not yet been handed out by `poll` or `results`."""
        return self._tasks.pending

    def poll(self) -> list[Outcome[Key, Value]]:
        """What came since the last call, in the order of finishing."""
        return self._tasks.collect()

    def results(self, timeout: float) -> list[Outcome[Key, Value]]:
        """As `poll`, but waits up to `timeout` seconds for something, while anything is pending."""
        return self._tasks.collect(timeout)

    def cancel(self) -> None:
        """Forget all tasks without an outcome and kill the children at work; new tasks are welcome after."""
        self._tasks.cancel()

    def close(self) -> None:
        """Cancel, and end every child; they are gone a moment after."""
        self._tasks.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
