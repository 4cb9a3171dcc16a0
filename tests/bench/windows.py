"""The real window for the bench, and the heart beat that tells how long events had to wait."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter, thread_time

import psutil
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from reviewer.ui import theme
from reviewer.ui.main_window import MainWindow
from reviewer.ui.session import Session
from tests.bench.figures import spread

PATIENCE = 60.0  # seconds


@contextmanager
def window() -> Iterator[MainWindow]:
    """The window as the program opens it."""
    app = QApplication.instance() or QApplication([])
    session = Session()
    theme.apply(app, theme.LIGHT)
    shown = MainWindow(session)
    shown.show()
    gc.freeze()
    shown.workspace.reader.images.start()
    try:
        yield shown
    finally:
        shown.close()


def until(done: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Let events run until something holds, for so many seconds at most."""
    deadline = perf_counter() + patience
    awake = QTimer(interval=5)
    awake.start()
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if perf_counter() > deadline:
            raise TimeoutError


def pause(seconds: float) -> None:
    """Let events run for a while."""
    end = perf_counter() + seconds
    until(lambda: perf_counter() > end)


class HeartBeat(QObject):
    """A timer of a millisecond; the time between two of its beats is how long any other event would have waited.

    How much of it the window's thread worked is told too: the rest is the machine's, which may be busy with others.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self.work: list[float] = []
        self._last, self._worked = 0.0, 0.0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self.gaps, self.work = [], []
        self._last, self._worked = perf_counter(), thread_time()
        self._timer.start()

    def stop(self, what: str) -> None:
        """Print the gaps since the start."""
        self._timer.stop()
        ms = [gap * 1000 for gap in self.gaps]
        over = sum(gap > 50 for gap in ms)
        print(
            f"  {what:<48} p50 {spread(ms, 0.5):6.1f}  p99 {spread(ms, 0.99):6.1f}  max {max(ms):6.1f} ms"
            f"  over 50 ms: {over} of {len(ms)}; of work alone max {max(self.work) * 1000:6.1f} ms",
            flush=True,
        )

    def _beat(self) -> None:
        now, worked = perf_counter(), thread_time()
        self.gaps.append(now - self._last)
        self.work.append(worked - self._worked)
        self._last, self._worked = now, worked


def megabytes() -> tuple[float, list[float]]:
    """Resident memory of this process, and of each of its children."""
    me = psutil.Process()
    return me.memory_info().rss / 2**20, [child.memory_info().rss / 2**20 for child in me.children(recursive=True)]


def print_memory(when: str) -> None:
    """Print the memory of the window's process and of its workers."""
    own, children = megabytes()
    rest = ", ".join(f"{size:.0f}" for size in children)
    print(f"  memory {when:<41} window {own:5.0f} MB" + (f", its workers {rest} MB" if rest else ""), flush=True)
