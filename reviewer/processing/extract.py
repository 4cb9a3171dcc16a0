"""What a worker does with one file: take its bytes in, read it, hand back plain values."""

from __future__ import annotations

import errno
import hashlib
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from shutil import rmtree
from uuid import uuid4

from reviewer.errors import MatterError, ProcessingError, ReviewerError
from reviewer.pdf.read import read_scans
from reviewer.processing.detect import detect
from reviewer.processing.formats import reader
from reviewer.processing.formats.pdf import with_stamps
from reviewer.processing.reading import Reading, ReadPage
from reviewer.processing.tasks import INCOMING, Read, Request, Scans
from reviewer.store.intake import StoredFile
from reviewer.store.matter import ORIGINALS, RENDITIONS, STAGING

_BLOCK = 1 << 20
_LONGEST_SUFFIX = 12
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def read_by_ocr(scans: Scans) -> list[ReadPage]:
    """The pages as OCR reads them; a stamp that the text layer holds is still found: see `merge`."""
    return [with_stamps(content) for content in read_scans(scans.path, scans.pages, scans.language)]


def read(request: Request) -> Read:
    """Take a file into the matter and read it. Raises ProcessingError, and then nothing of it stays in the matter;
    MatterError when the disk is full."""
    try:
        _refuse_special(request.source)
        kind = detect(request.source, request.name)
        with incoming(request.matter) as path, incoming(request.matter) as drawn, _staging(request) as staging:
            sha256, md5 = take(request.source, None if request.in_place else path)
            stored = StoredFile(place(request, sha256), sha256, md5)
            bytes_at = request.source if request.in_place else path
            file = reader(kind)(Reading(bytes_at, request.name, drawn, staging, request.ocr, request.passwords))
            rendition = keep_rendition(drawn, request.matter) if file.rendition else ""
            if not request.in_place:
                keep(path, request.matter / stored.original)
    except OSError as error:
        raise failure(error) from error
    return Read(stored, file, rendition)


def _refuse_special(source: Path) -> None:
    mode = source.lstat().st_mode
    if stat.S_ISLNK(mode):
        raise ProcessingError("The file was not read", "it is a link to another place", "Import that place itself")
    if stat.S_ISDIR(mode):
        raise ProcessingError("The folder was not read", "it can't be listed", "Ask for the right to read it")
    if not stat.S_ISREG(mode):
        raise ProcessingError("The file was not read", "it is a device or a pipe, not a file")


@contextmanager
def incoming(matter: Path) -> Iterator[Path]:
    """A place in the matter for bytes under way; emptied whatever happens."""
    path = matter / ORIGINALS / f"{INCOMING}{uuid4().hex}"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def _staging(request: Request) -> Iterator[Path]:
    """Where a folder may be made for the bytes of files found inside; it stays only if it holds any."""
    folder = request.matter / STAGING / uuid4().hex
    try:
        yield folder
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    if folder.exists() and not any(folder.iterdir()):
        folder.rmdir()


def take(source: Path, target: Path | None) -> tuple[str, str]:
    """Read a file once: its SHA-256 and MD5 (hex), and a copy at `target` where one is wanted."""
    sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    with source.open("rb") as file, target.open("xb") if target else _Nowhere() as copy:
        while block := file.read(_BLOCK):
            sha256.update(block)
            md5.update(block)
            copy.write(block)
    return sha256.hexdigest(), md5.hexdigest()


class _Nowhere:
    """A file that keeps nothing."""

    def __enter__(self) -> _Nowhere:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, block: bytes) -> None:
        pass


def place(request: Request, sha256: str) -> str:
    """Where the produced file is kept: by its hash inside the matter, so that equal files are kept once."""
    if request.in_place:
        return _shown_in_full(request.source)
    suffix = PurePosixPath(request.name).suffix.lower()
    safe = suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) <= _LONGEST_SUFFIX else ""
    return f"{ORIGINALS}/{sha256[:2]}/{sha256}{safe}"


def _shown_in_full(source: Path) -> str:
    try:
        str(source).encode()
    except UnicodeEncodeError as error:
        why, do = "its name holds bytes that are no text", "Rename it, or import it without --in-place"
        raise ProcessingError("The file can't be referred to in place", why, do) from error
    return str(source)


def keep_rendition(drawn: Path, matter: Path) -> str:
    """Keep a rendition under the hash of its bytes, so that one of an older layout is never replaced; its path there"""
    digest = hashlib.sha256(drawn.read_bytes()).hexdigest()
    place = f"{RENDITIONS}/{digest[:2]}/{digest}.pdf"
    keep(drawn, matter / place)
    return place


def keep(incoming: Path, target: Path) -> None:
    """Put bytes in their place, unless equal ones are there; another worker may do so at the same moment."""
    if target.exists():
        return
    target.parent.mkdir(exist_ok=True)
    incoming.chmod(stat.S_IREAD | stat.S_IRGRP)
    try:
        incoming.replace(target)
    except OSError:
        if not target.exists():
            raise


def failure(error: OSError) -> ReviewerError:
    """What an error of the system means: a full disk ends the import, anything else costs the file."""
    if error.errno in _FULL:
        do = "Free some space, then import again: it goes on where it stopped"
        return MatterError("The import stopped", "the disk of the matter is full", do)
    return ProcessingError("The file was not read", _why(error), "Check the drive, then import again")


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "it is not there any more"
    if isinstance(error, PermissionError):
        return "you have no right to read it"
    return (error.strerror or str(error)).lower()
