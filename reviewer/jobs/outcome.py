"""What comes of work that is done in a child process."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import Generic, TypeVar

from reviewer.errors import ReviewerError

Key = TypeVar("Key")
Value = TypeVar("Value")


class FailureKind(StrEnum):
    """Why a child process has no result to give."""

    CRASHED = "crashed"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that gave no result.

    `message` is for the user and quotes no document. `detail` is the traceback of a fault of the program, if any; its
    last line may quote a document, so it never goes into a log.
    """

    kind: FailureKind
    message: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Key, Value]):
    """What came of the task `key`: its value, the ReviewerError that it raised, or why there is neither."""

    key: Key
    value: Value | ReviewerError | Failure


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` (0: unknown), and what it works at."""

    done: int
    total: int = 0
    note: str = ""


class Pace:
    """How fast a count goes up, over the last `window` seconds."""

    def __init__(self, window: float = 20.0) -> None:
        self._window = window
        self._samples: deque[tuple[float, int]] = deque([(monotonic(), 0)])

    def note(self, done: int) -> None:
        """Record that `done` are done by now."""
        now = monotonic()
        self._samples.append((now, done))
        while len(self._samples) > 2 and self._samples[1][0] < now - self._window:
            self._samples.popleft()

    @property
    def rate(self) -> float:
        """Units a second; 0.0 while nothing is known."""
        (began, first), (_, last) = self._samples[0], self._samples[-1]
        elapsed = monotonic() - began
        return max(last - first, 0) / elapsed if elapsed > 0 else 0.0

    def seconds_left(self, total: int) -> float | None:
        """Seconds until `total` at this pace, or None while that can't be told."""
        left, rate = max(total - self._samples[-1][1], 0), self.rate
        return left / rate if rate > 0 and total > 0 else None
