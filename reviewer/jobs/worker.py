"""A lasting child process that answers requests one after the other, the page view's for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from reviewer.jobs.child import Work
from reviewer.jobs.keeper import Crew
from reviewer.jobs.outcome import Value

Request = TypeVar("Request")


class Worker(Crew[Request, Value], Generic[Request, Value]):
    """Answers each request with `function(request)`; the `key` of an outcome is the request.

    The child starts with the first request, or with `start`, and lives on, so the function may keep files open between
    requests. When the child dies, the request under way gets a Failure and a fresh child goes on with the others.
    Arguments as for Pool.
    """

    def __init__(
        self,
        function: Callable[[Request], Value],
        time_limit: float | None = None,
        memory_limit: int | None = None,
        setup: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(Work(function, setup, time_limit, memory_limit), children=1, ahead=0)

    def send(self, request: Request, replaces: object = None) -> None:
        """Queue a request; with `replaces`, it takes the place of those of an equal value that have not begun."""
        self._tasks.add(request, request, replaces)
