"""The parent's handle of one child process. Used by one thread only, never by the caller's."""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
from collections import deque
from dataclasses import dataclass
from time import monotonic
from typing import Any, NoReturn

import psutil

from reviewer.jobs import child
from reviewer.jobs.child import Work
from reviewer.jobs.outcome import Failure, FailureKind

TICK = 0.05  # seconds between looks at limits and at wishes of the caller
_START_LIMIT = 120.0  # seconds for a fresh child to load: slow disks, virus scanners
_MEMORY_EVERY = 0.1  # seconds between looks at a child's memory
_END_LIMIT = 10.0  # seconds to wait for a killed process to go
_GIVING_WAY = 5  # of 0 to 19, as nice(1) counts
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Task:
    """A pickled argument and whose it is; `turn` counts the cancellations before it."""

    key: Any
    argument: bytes
    turn: int = 0
    replaces: object = None


class Lost(Exception):
    """The child ended, or was ended for the reason `failure`."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure


class Child:
    """A running child process and the tasks that were sent to it, the one under way first."""

    def __init__(self, work: Work) -> None:
        """Start the process; OSError where the system has none to give."""
        self._work = work
        self.tasks: deque[Task] = deque()
        self._ready = False
        self._began = self._weighed = monotonic()
        requests, self._requests = _SPAWN.Pipe(duplex=False)
        self._replies, replies = _SPAWN.Pipe(duplex=False)
        self._process = _SPAWN.Process(target=child.main, args=(requests, replies, work), daemon=True)
        try:
            self._process.start()
        except BaseException:
            self._close_pipes()
            raise
        finally:
            requests.close()
            replies.close()

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.is_alive()

    def send(self, task: Task) -> None:
        """Hand over a task; what was lost on the way is seen by `receive`."""
        if not self.tasks:
            self._began = monotonic()
        self.tasks.append(task)
        with contextlib.suppress(OSError):
            self._requests.send_bytes(task.argument)

    def ask_to_stop(self) -> None:
        """Ask the generator under way to end at its next yield."""
        with contextlib.suppress(OSError):
            self._requests.send_bytes(child.STOP)

    def receive(self) -> tuple[str, Any] | None:
        """The next message, or None when a tick went by without one. Raises Lost when the child is gone."""
        try:
            message = self._replies.recv_bytes() if self._replies.poll(TICK) else None
        except (EOFError, OSError):
            raise Lost(self._how_it_ended()) from None
        self._keep_memory_limit()
        if message is None:
            self._keep_time_limit()
            return None
        return self._read(message)

    def _read(self, message: bytes) -> tuple[str, Any]:
        self._began, self._ready = monotonic(), True
        try:
            kind, value = pickle.loads(message)
        except Exception as error:  # unpickling raises whatever the value raises
            why = f"Its result could not be read back ({type(error).__name__})"
            return child.DONE, Failure(FailureKind.FAILED, why)
        return kind, value

    def _keep_time_limit(self) -> None:
        limit = self._work.time_limit if self._ready else _START_LIMIT
        if limit is not None and monotonic() - self._began > limit:
            self._lose(FailureKind.TIMED_OUT, f"It took longer than {limit:g} seconds")

    def _keep_memory_limit(self) -> None:
        limit, now = self._work.memory_limit, monotonic()
        if limit is None or now - self._weighed < _MEMORY_EVERY:
            return
        self._weighed = now
        with contextlib.suppress(psutil.Error):
            if psutil.Process(self._process.pid).memory_info().rss > limit:
                self._lose(FailureKind.OUT_OF_MEMORY, f"It needed more than {limit / 2**20:.0f} MB of memory")

    def _lose(self, kind: FailureKind, message: str) -> NoReturn:
        self.end()
        raise Lost(Failure(kind, message))

    def _how_it_ended(self) -> Failure:
        self._process.join(_END_LIMIT)
        return Failure(
            FailureKind.CRASHED, f"Its process ended unexpectedly ({_exit_in_words(self._process.exitcode)})"
        )

    def end(self) -> None:
        """Kill the process and take leave of it, so that no zombie stays."""
        self._process.kill()
        self._process.join(_END_LIMIT)
        self._close_pipes()

    def _close_pipes(self) -> None:
        self._requests.close()
        self._replies.close()


def _exit_in_words(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return "exit status unknown" if code is None else f"exit status {code}"


def is_running(number: int) -> bool:
    """Whether the system has a process of this number."""
    return bool(psutil.pid_exists(number))


def give_way() -> None:
    """Let other processes go before this one from now on, where cores are short."""
    lower = psutil.BELOW_NORMAL_PRIORITY_CLASS if psutil.WINDOWS else _GIVING_WAY
    with contextlib.suppress(psutil.Error, OSError):  # some systems forbid it: then it goes on as before
        psutil.Process().nice(lower)


def leave_ctrl_c_to_the_main_thread() -> None:
    """Block Ctrl+C in this thread: a child inherits that, so it can't be hit while it starts."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
