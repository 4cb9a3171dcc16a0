"""From the start of the process to the first painted window: `python -m reviewer`, beside an empty window of Qt.

The child process runs the same entry as `python -m reviewer`. A filter on the application's events notes when the first
window has painted, tells its parent the time, and ends.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import time

from tests.bench.figures import TIMES, line

EMPTY = "from PySide6.QtWidgets import QApplication, QWidget; app = QApplication([]); shown = QWidget(); shown.show()"
OURS = "import sys; sys.argv = ['reviewer']; from reviewer.__main__ import main; main()"
WATCH = """
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType() and watched.isWindow():
            QTimer.singleShot(0, tell)
        return False
def tell():
    import os, time
    print(time.time(), flush=True)
    os._exit(0)
def run(*_):
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    begin()
begin, QApplication.exec = QApplication.exec, run
"""


def main(corpus: Path) -> None:
    bare = min(shown_after(f"{WATCH}{EMPTY}; app.exec()") for _ in range(TIMES))
    ours = min(shown_after(f"{WATCH}{OURS}") for _ in range(TIMES))
    line("an empty window of Qt", bare, bare)
    line("Reviewer's window", ours, bare)


def shown_after(program: str) -> float:
    """Seconds from the start of a process that runs the program until its window is painted."""
    begin = time()
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return float(done.stdout) - begin
