"""Files found inside others: where their bytes wait, how deep they may be nested, which containers make no family."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from reviewer.model import FileType, Item
from reviewer.store.intake import Found
from reviewer.store.matter import STAGING

DEEPEST = 12  # a file in a file in a file ...; people nest three or four deep, bombs forty
MOST_ITEMS = 100_000
MOST_BYTES = 8 << 30  # of all items of a file together: more than a laptop's disk bears
MOST_TIMES = 250  # as large as the file that holds them; real papers shrink ten times, bombs a thousand times
FREE_BYTES = 256 << 20  # that may be unpacked whatever the ratio
APART = {FileType.ARCHIVE, FileType.MAILBOX}
"""Containers that only hold files together: what is in them is no family, unless they came inside a mail themselves."""

_STEP = 20  # files taken away at once
_CONTROLS = re.compile("[\x00-\x1f\x7f]")


def room_for(size: int) -> int:
    """How many bytes may be unpacked of a file of so many bytes."""
    return min(MOST_BYTES, max(FREE_BYTES, size * MOST_TIMES))


def found_inside(item: Item, depth: int, matter: Path) -> Found:
    """What the ledger notes of an item of a file that stands `depth` deep; its name is only ever shown."""
    name = _CONTROLS.sub(" ", item.name).encode("utf-8", "backslashreplace").decode() or "(no name)"
    if item.reason or depth >= DEEPEST:
        return Found(name, "", item.reason or f"it is nested more than {DEEPEST} deep")
    return Found(name, item.path.relative_to(matter).as_posix())


def clear_staging(matter: Path, awaited: Set[str]) -> Iterator[bool]:
    """Take away the bytes of items that no file of the ledger waits for: they were read, or an import was killed.

    Step by step, since there may be thousands.
    """
    kept = {matter / Path(source).parent for source in awaited}
    for folder in (matter / STAGING).glob("*"):
        if folder not in kept:
            yield from _cleared(folder)


def _cleared(folder: Path) -> Iterator[bool]:
    for number, path in enumerate(folder.iterdir() if folder.is_dir() else ()):
        if not path.is_dir():
            with suppress(OSError):  # on Windows a worker of an import that was killed may hold it for a moment longer
                path.unlink()
        if number % _STEP == 0:
            yield True
    rmtree(folder, ignore_errors=True)
    yield True
