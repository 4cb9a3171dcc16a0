"""Starts the window. Nothing of Qt is imported before it is known that a window can be opened."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from reviewer import settings
from reviewer.ui.screen import why_no_window
from reviewer.version import version

__all__ = ["run", "why_no_window"]


def run(matter: Path | None = None) -> int:
    """Open the window, on a matter if one is named, and stay until it is closed; hand back the exit status."""
    reason = why_no_window()
    if reason:
        print(reason, file=sys.stderr)
        return 1
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from reviewer.ui import crash, language, theme
    from reviewer.ui.help_window import HelpKey
    from reviewer.ui.icons import icon
    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.session import Session

    known = settings.load()
    os.environ["QT_SCALE_FACTOR"] = scale_factor(known.scale)
    app = QApplication(sys.argv[:1])
    language.speak(app, language.chosen(known.language))
    app.setApplicationName("Reviewer")
    app.setApplicationVersion(version())
    app.setDesktopFileName("reviewer")
    crash.watch()
    HelpKey(app)
    session = Session()
    theme.wear(session.settings.theme)
    app.styleHints().colorSchemeChanged.connect(lambda: theme.wear(session.settings.theme))
    app.setWindowIcon(icon("ph.scales-fill", theme.LIGHT.accent))
    window = MainWindow(session)
    window.show()
    gc.freeze()  # what is loaded stays; to look through it again and again takes 60 ms each time
    QTimer.singleShot(0, window.workspace.reader.images.start)
    if matter is not None:
        QTimer.singleShot(0, lambda: session.open(matter))
    return app.exec()


def scale_factor(percent: int) -> str:
    """The factor by which Qt enlarges everything: what the environment asks for, times the user's wish."""
    try:
        given = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    except ValueError:
        given = 1.0
    return str(given * percent / 100)
