"""What a command that only reads a matter leaves in it: a line of the search diary, a term report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

import click

from reviewer.cli.arguments import author
from reviewer.errors import MatterError, MatterLocked
from reviewer.search.found import Found
from reviewer.store import diary, matter
from reviewer.store.matter import Store

_PATIENCE = 1.0  # seconds: another command that leaves something is done by then
Kept = TypeVar("Kept")


def note_search(folder: Path, found: Found) -> None:
    """Note a search in the diary; where the matter can't be written, say so on standard error."""
    keep(folder, "The search was not noted in the search diary", lambda store: _note(store, found))


def keep(folder: Path, failed: str, write: Callable[[Store], Kept]) -> Kept | None:
    """Write into a matter that nobody else holds; else say on standard error what `failed`, and why."""
    until = monotonic() + _PATIENCE
    while True:
        try:
            with matter.opened(folder) as store:
                return write(store)
        except MatterLocked as locked:
            if monotonic() < until:
                sleep(0.05)
                continue
            click.echo(f"{failed}: {locked.why}.", err=True)
        except MatterError as error:
            click.echo(f"{failed}: {error.why or error.what}.", err=True)
        return None


def _note(store: Store, found: Found) -> None:
    diary.note(store, author(), found.told, found.held)
