"""The command line as a script calls it: another process, its exit status, what it prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Done:
    """What came of a command."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def sentence(self) -> str:
        """The one sentence or two on standard error; fails where there is anything else."""
        assert self.status == 1, self
        assert self.out == "" and self.err.count("\n") == 1 and self.err.endswith(".\n"), self
        assert "Traceback" not in self.err and "fault of the program" not in self.err, self
        return self.err.rstrip("\n")


@dataclass(frozen=True)
class Commands:
    """Runs commands in a folder, with settings and caches of its own."""

    place: Path
    environment: dict[str, str]

    def __call__(self, *arguments: object, **environment: str) -> Done:
        command = [sys.executable, "-m", "reviewer", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=self.place, env=self.environment | environment, capture_output=True, encoding="utf-8"
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def ok(self, *arguments: object, **environment: str) -> Done:
        done = self(*arguments, **environment)
        assert done.status == 0, done
        return done


def commands(place: Path) -> Commands:
    """Commands run in `place`, where no screen is."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_QPA_FONTDIR")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return Commands(place, kept | {"REVIEWER_HOME": str(place / "home"), "PYTHONPATH": str(ROOT)})
