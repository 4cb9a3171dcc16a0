"""When the program itself is at fault: a report without any text of documents, and a dialog that says so."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

from reviewer.settings import config_folder

OURS = Path(__file__).parent.parent


def watch() -> None:
    """From now on, write and show a report of each exception that nobody caught."""
    sys.excepthook = _report


def describe(error: BaseException) -> str:
    """The kind of the error and where in our files it came from; never its message, which may quote a document."""
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, Python {platform.python_version()}, {platform.system()}"]
    frames = traceback.extract_tb(error.__traceback__)
    for frame in frames:
        path = Path(frame.filename)
        if path.is_relative_to(OURS):
            lines.append(f"  {path.relative_to(OURS.parent).as_posix()}:{frame.lineno} {frame.name}")
    return "\n".join([*lines, type(error).__name__])


def write_report(error: BaseException) -> Path:
    """Put the report into the folder of settings; hand back its path."""
    folder = config_folder() / "crashes"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    path.write_text(describe(error), encoding="utf-8")
    return path


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    report = describe(error)
    print(report, file=sys.stderr)
    try:
        place = str(write_report(error))
    except OSError:
        place = ""
    _show(report, place)


def _show(report: str, place: str) -> None:
    box = QMessageBox(QMessageBox.Icon.Critical, "Reviewer", QApplication.translate("crash", "Something went wrong."))
    words = QApplication.translate(
        "crash", "This is a fault of Reviewer, not yours. What you had saved is safe; your last action may not be."
    )
    box.setInformativeText(f"{words}\n\n{place}")
    box.setDetailedText(report)
    box.exec()
