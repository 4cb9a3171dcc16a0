"""Office files from before 2007 (DOC, XLS, PPT) and others that LibreOffice turns into what we read.

Without LibreOffice the cells of an XLS are read all the same; a DOC or a PPT is refused in words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import olefile

from reviewer.errors import PasswordNeeded, ProcessingError
from reviewer.processing.formats.office import docx, libreoffice, pptx, xls, xlsx
from reviewer.processing.formats.office.parts import refuse_locked
from reviewer.processing.paper import Paper

Read = Callable[[Path, str, Path], Paper]

_STREAMS = {"WordDocument": ".doc", "Workbook": ".xls", "Book": ".xls", "PowerPoint Document": ".ppt"}
_BECOMES: dict[str, tuple[str, Read]] = {
    **dict.fromkeys((".doc", ".dot", ".wpd", ".wps"), ("docx", docx.read)),
    **dict.fromkeys((".xls", ".xlt", ".xlsb"), ("xlsx", xlsx.read)),
    **dict.fromkeys((".ppt", ".pps", ".pot"), ("pptx", pptx.read)),
}
_LOCKED = PasswordNeeded("The file was not read", "it is locked by a password", "Ask for a copy without one")


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read an old Office file. Raises ProcessingError, PasswordNeeded."""
    refuse_locked(path)
    suffix = _kind(path) or PurePosixPath(name).suffix.lower()
    if suffix not in _BECOMES:
        raise ProcessingError("The file was not read", "it is not an Office file", "Ask for a PDF of it")
    if suffix == ".xls":
        xls.refuse_locked(path)
        if libreoffice.program() is None:
            return xls.read(path, name, staging)
    to, read_made = _BECOMES[suffix]
    with libreoffice.converted(path, suffix, to) as made:
        paper = read_made(made, name, staging)
    return replace(paper, flags=("read through LibreOffice", *paper.flags))


def _kind(path: Path) -> str:
    """The suffix of the kind that the streams of an OLE file tell; "" where they tell none. Raises PasswordNeeded."""
    try:
        if not olefile.isOleFile(str(path)):
            return ""
        with olefile.OleFileIO(str(path)) as ole:
            kind = next((suffix for stream, suffix in _STREAMS.items() if ole.exists(stream)), "")
            locked = kind in _IS_LOCKED and _IS_LOCKED[kind](ole)
    except Exception as error:  # olefile lets many errors of damaged files through
        raise ProcessingError("The file was not read", "it is damaged", "Ask for it again") from error
    if locked:
        raise _LOCKED
    return kind


def _is_locked_doc(ole: olefile.OleFileIO) -> bool:
    """The bit fEncrypted of FibBase: MS-DOC 2.5.2."""
    head = ole.openstream("WordDocument").read(12)
    return len(head) == 12 and bool(head[11] & 1)


def _is_locked_ppt(ole: olefile.OleFileIO) -> bool:
    """The token of CurrentUserAtom: MS-PPT 2.3.2."""
    token = ole.openstream("Current User").read(16)[12:16] if ole.exists("Current User") else b""
    return token == b"\xdf\xc4\xd1\xf3" or bool(ole.exists("EncryptedSummary"))


_IS_LOCKED = {".doc": _is_locked_doc, ".ppt": _is_locked_ppt}
