"""Waiting for the window while it works, for pictures of it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer.ui.message_bar import MessageBar

PATIENCE = 90  # seconds


def wait(done: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    deadline = monotonic() + PATIENCE
    while not done():
        if monotonic() > deadline:
            raise SystemExit(f"the window did not get there in time: {_sentence()}")
        QTest.qWait(20)


def _sentence() -> str:
    """What the window says in its bar of messages."""
    return next((bar.words for bar in QApplication.allWidgets() if isinstance(bar, MessageBar)), "")
