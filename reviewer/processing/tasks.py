"""The tasks of an import's workers, and the way to them.

MuPDF is loaded by the workers alone: the process of the window asks for work without it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reviewer.jobs import give_way
from reviewer.languages import ENGLISH
from reviewer.model import OcrMode
from reviewer.processing.reading import ReadFile, ReadPage
from reviewer.store.intake import StoredFile
from reviewer.store.matter import ORIGINALS


@dataclass(frozen=True, slots=True)
class Request:
    """One file to import: where it is, its path in the production, the matter's folder, how to read it."""

    source: Path
    name: str
    matter: Path
    ocr: OcrMode = OcrMode.AUTO
    in_place: bool = False
    passwords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Produced:
    """The files that a row of a load file names for one document; `name` is how the chief of them is shown.

    `images` in the order of the pages, None for one that was not found; `text` where its TEXT file is to be used.
    """

    images: tuple[Path | None, ...]
    native: Path | None
    text: Path | None
    name: str
    matter: Path
    ocr: OcrMode = OcrMode.AUTO
    in_place: bool = False
    passwords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one file, and where its rendition is kept, in the matter's folder, if it has one."""

    stored: StoredFile
    file: ReadFile
    rendition: str

    @property
    def drawn(self) -> str:
        """The PDF that is drawn: the rendition, else the produced file."""
        return self.rendition if self.file.rendition else self.stored.original


@dataclass(frozen=True, slots=True)
class Scans:
    """Pages (from 1) of the PDF at `path` to be read by OCR in a language."""

    path: Path
    pages: tuple[int, ...]
    language: str = ENGLISH


Task = Request | Produced | Scans
INCOMING = "incoming-"
"""What the names of files begin with while they are copied into the folder of originals."""


def clear_incoming(matter: Path) -> None:
    """Take away what an import that was killed left half-copied in a matter."""
    for path in (matter / ORIGINALS).glob(f"{INCOMING}*"):
        with suppress(OSError):  # on Windows a worker of that import may hold it for a moment longer
            path.unlink()


def get_ready(behind: bool = False) -> None:
    """Load what a worker needs, which takes half a second. `behind`: it gives way to other processes."""
    if behind:
        give_way()
    from reviewer.processing import extract, produced  # noqa: F401


def carry_out(task: Task) -> Read | list[ReadPage]:
    """What a worker does with a task. Raises ProcessingError; MatterError when the disk is full."""
    from reviewer.processing.extract import read, read_by_ocr
    from reviewer.processing.produced import read_produced

    if isinstance(task, Produced):
        return read_produced(task)
    return read(task) if isinstance(task, Request) else read_by_ocr(task)
