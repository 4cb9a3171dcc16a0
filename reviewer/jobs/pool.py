"""Many small tasks over one child process a core; a crash, a hang or a hunger for memory costs one task."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Generic, TypeVar

from reviewer.jobs.child import Work
from reviewer.jobs.keeper import Crew
from reviewer.jobs.outcome import Key, Value

Argument = TypeVar("Argument")
_AHEAD = 3  # tasks sent beyond the one under way, so that a child never waits for the next


class Pool(Crew[Key, Value], Generic[Key, Argument, Value]):
    """Runs `function(argument)` in child processes, tasks begun in the order of submission.

    `function` and `setup` (called once in each fresh child) are importable by name, or `functools.partial` of such;
    arguments and values are plain values that pickle. `workers` defaults to one a core. `time_limit` is in seconds for
    a task, `memory_limit` in bytes for a child.
    """

    def __init__(
        self,
        function: Callable[[Argument], Value],
        workers: int | None = None,
        time_limit: float | None = None,
        memory_limit: int | None = None,
        setup: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(Work(function, setup, time_limit, memory_limit), workers or os.cpu_count() or 1, _AHEAD)

    def submit(self, key: Key, argument: Argument) -> None:
        """Queue a task; its outcome will bear `key`."""
        self._tasks.add(key, argument)
