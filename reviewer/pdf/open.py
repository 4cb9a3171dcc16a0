"""Opening PDFs that nobody vouches for, and what a file says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from reviewer.errors import PasswordNeeded, ProcessingError

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

ERRORS = (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, IndexError)
"""What MuPDF and its bindings raise on damaged files; IndexError on pages that are claimed and not there."""

_AT_ONCE = 16 << 20  # bytes: such a file is read in one go, since MuPDF reads in hundreds of small steps
_ASK = "Ask for it again"
_GUARDED = "it is protected in a way that only the program which protected it opens"


@dataclass(frozen=True, slots=True)
class Claims:
    """What a PDF says of itself: title, author and creation date as they stand in it, and what is odd about it."""

    title: str
    author: str
    created: str
    flags: tuple[str, ...]
    locked: bool


@contextmanager
def open_pdf(path: Path, passwords: Sequence[str] = ()) -> Iterator[pymupdf.Document]:
    """The PDF at `path`, unlocked by the first password that fits.

    Raises PasswordNeeded when none does, ProcessingError when it can't be read or has no page.
    """
    try:
        document = _opened(path)
    except (*ERRORS, OSError) as error:
        why = _GUARDED if "unknown encryption handler" in str(error.__cause__) else "it is damaged beyond repair"
        raise ProcessingError("The PDF was not read", why, _ASK) from error
    with document:
        _unlock(document, passwords)
        if _page_count(document) < 1:
            raise ProcessingError("The PDF was not read", "it has no pages, or they are damaged beyond repair", _ASK)
        yield document


def claims(document: pymupdf.Document) -> Claims:
    """What an open PDF says of itself."""
    said = {key: _clean(value) for key, value in (document.metadata or {}).items()}
    flags = ("repaired: the file is damaged, pages may be missing",) if document.is_repaired else ()
    locked = bool(said.get("encryption"))
    return Claims(said.get("title", ""), said.get("author", ""), said.get("creationDate", ""), flags, locked)


def save_unlocked(document: pymupdf.Document, path: Path) -> None:
    """Write a copy of an open PDF that needs no password. Raises ProcessingError, and OSError when it can't be kept."""
    try:
        path.write_bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_NONE))
    except ERRORS as error:
        raise ProcessingError("The PDF was not read", "it could not be unlocked for drawing", _ASK) from error


def needs_password(path: Path) -> bool:
    """Whether the PDF at `path` is locked by a password that is not empty.

    A handle of its own is asked: MuPDF tries the empty password on being asked, and forgets the one that fitted.
    """
    with pymupdf.open(path, filetype="pdf") as document:
        return bool(document.needs_pass)


def _opened(path: Path) -> pymupdf.Document:
    if 0 < path.stat().st_size <= _AT_ONCE:
        return pymupdf.open(stream=path.read_bytes(), filetype="pdf")
    return pymupdf.open(path, filetype="pdf")


def _unlock(document: pymupdf.Document, passwords: Sequence[str]) -> None:
    if document.needs_pass and not any(document.authenticate(password) for password in passwords):
        why = "none of the passwords opens it" if passwords else "it is locked by a password"
        raise PasswordNeeded("The PDF was not read", why, "Ask for the password, then import again with it")


def _page_count(document: pymupdf.Document) -> int:
    try:
        return int(document.page_count)
    except ERRORS:
        return 0


def _clean(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return " ".join(text.encode("utf-8", "replace").decode().replace("\x00", " ").split())
