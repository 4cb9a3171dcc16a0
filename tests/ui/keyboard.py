"""A screen of its own (Xvfb) with the program on it, which is driven by keys alone and seen by its pixels."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

PATIENCE = 90.0  # seconds; the machine may be busy
PAUSE = 0.1  # seconds between two looks
SIZE = "1280x800x24"
Seen = TypeVar("Seen")


def until(look: Callable[[], Seen]) -> Seen:
    """What is seen as soon as there is something."""
    deadline = monotonic() + PATIENCE
    while not (seen := look()):
        assert monotonic() < deadline, "it did not come to pass in time"
        sleep(PAUSE)
    return seen


@dataclass(frozen=True)
class Screen:
    """Keys go, by XTEST, to the window that has the focus; there is no window manager, so `focus` gives it."""

    environment: dict[str, str]
    picture: Path

    def focus(self, title: str) -> None:
        """Wait for a window with a title, and for it to have the focus."""
        until(lambda: self._focused(title))

    def gone(self, title: str) -> bool:
        """Whether no window has a title."""
        return not self._windows(title)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other: `ctrl+f`, `Return`."""
        self._do("key", "--delay", "40", *keys)

    def type(self, words: str) -> None:
        """Type words into what has the focus, in place of what stands there."""
        self.press("ctrl+a")
        self._do("type", "--delay", "15", words)

    def lit(self, colour: tuple[int, int, int]) -> int:
        """Where the first pixel of a colour is on the screen; 0: nowhere."""
        return self.picture.read_bytes().find(bytes(reversed(colour))) + 1

    def _focused(self, title: str) -> bool:
        windows = self._windows(title)
        if not windows:
            return False
        self._do("windowfocus", windows[-1])
        return self._do("getwindowfocus").strip() == windows[-1]

    def _windows(self, title: str) -> list[str]:
        return self._do("search", "--onlyvisible", "--name", f"^{re.escape(title)}$").split()

    def _do(self, *words: str) -> str:
        return subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True).stdout


@contextmanager
def screen(environment: dict[str, str], place: Path) -> Iterator[Screen]:
    """An Xvfb that keeps its picture in a folder."""
    place.mkdir()
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", "-fbdir", str(place)]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen({**environment, "DISPLAY": f":{number}"}, place / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait(PATIENCE)


@contextmanager
def program(shown: Screen, place: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program on a screen, as a user starts it; it is ended if it does not end by itself."""
    running = subprocess.Popen([sys.executable, "-m", "reviewer"], cwd=place, env=shown.environment)
    try:
        yield running
    finally:
        running.terminate()
        running.wait(PATIENCE)
