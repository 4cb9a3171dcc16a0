"""The tasks that wait for a child, and what came of those that were done."""

from __future__ import annotations

import atexit
import pickle
import threading
from collections import deque
from typing import Any

from reviewer.jobs.outcome import Outcome
from reviewer.jobs.process import Task

_SMALL = 4096  # bytes: a larger argument waits until the child is idle, since a busy child may not empty its pipe


class Tasks:
    """The queue shared by the keepers, and what came of it. Safe from any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[Task] = deque()
        self._outcomes: deque[Outcome[Any, Any]] = deque()
        self.pending = 0
        self.turn = 0
        self.closed = False
        self._woken = 0
        atexit.register(self.close)  # runs before multiprocessing ends the children, else they would be replaced

    def add(self, key: object, argument: object, replaces: object = None) -> None:
        """Queue a task; with `replaces`, in place of those of the same value that have not begun."""
        pickled = pickle.dumps(argument, pickle.HIGHEST_PROTOCOL)
        with self._changed:
            if replaces is not None:
                self._keep([task for task in self._waiting if task.replaces != replaces])
            self._waiting.append(Task(key, pickled, self.turn, replaces))
            self.pending += 1
            self._changed.notify_all()

    def _keep(self, tasks: list[Task]) -> None:
        self.pending -= len(self._waiting) - len(tasks)
        self._waiting = deque(tasks)

    def wait(self) -> bool:
        """Wait until there is a task, or a call of `wake`: True; or until the queue is closed: False."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self.closed or self._woken)
            self._woken = max(0, self._woken - 1)
            return not self.closed

    def wake(self, keepers: int) -> None:
        """Let some keepers get their children ready though there is no task yet."""
        with self._changed:
            self._woken = keepers
            self._changed.notify_all()

    def take(self, idle: bool) -> Task | None:
        """The next task for a child that is idle, or for one that is busy: then only a small one."""
        with self._changed:
            if self._waiting and (idle or len(self._waiting[0].argument) <= _SMALL):
                return self._waiting.popleft()
            return None

    def give_back(self, tasks: deque[Task]) -> None:
        """Put tasks that had not begun in front again."""
        with self._changed:
            self._waiting.extendleft(task for task in reversed(tasks) if task.turn == self.turn)
            self._changed.notify_all()

    def finish(self, task: Task, value: object) -> None:
        """Record what came of a task, unless it was cancelled meanwhile."""
        with self._changed:
            if task.turn == self.turn:
                self._outcomes.append(Outcome(task.key, value))
                self._changed.notify_all()

    def collect(self, timeout: float = 0.0) -> list[Outcome[Any, Any]]:
        """What came since the last call, in the order of finishing; waits up to `timeout` seconds for something."""
        with self._changed:
            if timeout > 0 and self.pending:
                self._changed.wait_for(lambda: self._outcomes, timeout)
            collected = list(self._outcomes)
            self._outcomes.clear()
            self.pending -= len(collected)
            return collected

    def cancel(self) -> None:
        """Forget every task without an outcome; the keepers then kill the children that are at such a task."""
        with self._changed:
            self.turn += 1
            self._waiting.clear()
            self.pending = len(self._outcomes)

    def close(self) -> None:
        """Cancel, and send the keepers home."""
        self.cancel()
        with self._changed:
            self.closed = True
            self._changed.notify_all()
        atexit.unregister(self.close)
