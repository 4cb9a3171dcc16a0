"""What runs inside a child process: take a request, do it, reply.

A child writes nothing to standard output or error (with `--json` the parent's is JSON alone, and libraries are noisy),
leaves Ctrl+C to its parent, and ends when its parent ends.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Generator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from time import monotonic
from typing import IO, Any

from reviewer.errors import ReviewerError
from reviewer.jobs.outcome import Failure, FailureKind

READY, PROGRESS, DONE = "ready", "progress", "done"
STOP = b""  # the request to end a generator at its next yield
_ROOM = 1 << 30  # address space for libraries and thread stacks, beyond the memory that the task may use
_ORPHAN_GRACE = 2.0  # seconds past the time limit after which a child ends itself: only an orphan gets there
_PROGRESS_EVERY = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Work:
    """What a child is for.

    Functions are importable by name. `time_limit`: seconds without a reply or progress; `memory_limit`: bytes.
    """

    function: Callable[[Any], Any]
    setup: Callable[[], object] | None = None
    time_limit: float | None = None
    memory_limit: int | None = None

    def __post_init__(self) -> None:
        pickle.dumps((self.function, self.setup))  # what can't be handed to a child fails here, at the caller


def main(requests: Connection, replies: Connection, work: Work) -> None:
    """Serve requests until the parent closes the pipe or dies."""
    _be_quiet()
    multiprocessing.current_process().daemon = False  # so it may have children: they end with it as it does
    _limit_memory(work.memory_limit)
    inbox: SimpleQueue[bytes] = SimpleQueue()
    stop = threading.Event()
    threading.Thread(target=_listen, args=(requests, inbox, stop), daemon=True).start()
    function = _set_up(work)
    gc.freeze()  # what is loaded stays, and need not be looked through again and again
    replies.send((READY, None))
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 (a device, not a path)
        session = _Session(function, replies, stop, work.time_limit, nowhere)
        while True:
            session.serve(inbox.get())


def _be_quiet() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        with contextlib.suppress(OSError):  # a windowed program has no such stream
            os.dup2(nowhere, stream)


def _limit_memory(limit: int | None) -> None:
    """Let a sudden huge allocation fail here; slow growth is seen by the parent. Windows has no such limit."""
    if limit is None:
        return
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit + _ROOM, hard))


def _listen(requests: Connection, inbox: SimpleQueue[bytes], stop: threading.Event) -> None:
    """Drain the pipe at all times, so that the parent never waits to send; its end means that the parent is gone."""
    try:
        while True:
            message = requests.recv_bytes()
            if message == STOP:
                stop.set()
            else:
                inbox.put(message)
    except (EOFError, OSError):
        os._exit(0)


def _set_up(work: Work) -> Callable[[Any], Any]:
    """The function to serve; when the set-up fails, one that gives that failure for each request."""
    try:
        if work.setup:
            work.setup()
        return work.function
    except ReviewerError as error:
        refusal: object = error
    except Exception as error:
        refusal = _fault(error)
    return lambda _: refusal


@dataclass(frozen=True, slots=True)
class _Session:
    """Serves requests one after the other."""

    function: Callable[[Any], Any]
    replies: Connection
    stop: threading.Event
    time_limit: float | None
    nowhere: IO[str]

    def serve(self, argument: bytes) -> None:
        self._set_alarm()
        _reply(self.replies, self._attempt(argument))
        faulthandler.cancel_dump_traceback_later()

    def _set_alarm(self) -> None:
        """The parent keeps the time limit; this ends an orphan that hangs in C, where no Python thread can act."""
        if self.time_limit:
            faulthandler.dump_traceback_later(self.time_limit + _ORPHAN_GRACE, exit=True, file=self.nowhere)

    def _attempt(self, argument: bytes) -> object:
        try:
            value = self.function(pickle.loads(argument))
            return self._drive(value) if isinstance(value, Generator) else value
        except ReviewerError as error:
            return error
        except MemoryError:
            return Failure(FailureKind.OUT_OF_MEMORY, "It needed more memory than it may use")
        except BaseException as error:
            return _fault(error)

    def _drive(self, steps: Generator[object, None, object]) -> object:
        """Run a generator to its end; what it yields is progress, and the place where a stop acts."""
        told, last = 0.0, None
        while not self.stop.is_set():
            try:
                last = next(steps)
            except StopIteration as end:
                self.replies.send((PROGRESS, last))  # the last one may have been held back
                return end.value
            if monotonic() - told >= _PROGRESS_EVERY:
                self.replies.send((PROGRESS, last))
                self._set_alarm()
                told = monotonic()
        steps.close()
        return Failure(FailureKind.CANCELLED, "It was cancelled")


def _fault(error: BaseException) -> Failure:
    """A fault of the program, in words without the exception's own text, which may quote a document."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {os.path.basename(frames[-1].filename)}, line {frames[-1].lineno}" if frames else ""  # noqa: PTH119
    detail = "".join(traceback.format_exception(error))
    return Failure(FailureKind.FAILED, f"The program failed on it ({type(error).__name__}{place})", detail)


def _reply(replies: Connection, value: object) -> None:
    try:
        message = pickle.dumps((DONE, value), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # pickle raises whatever the value raises
        message = pickle.dumps((DONE, _fault(error)))
    replies.send_bytes(message)
