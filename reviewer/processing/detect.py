"""What kind of file this is, told by its content; its name only names what we don't read."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from reviewer.errors import ProcessingError
from reviewer.model import FileType

_HEAD = 4096
_PDF = b"%PDF"  # a dash and a version follow, but not always
_PDF_WITHIN = 1024  # bytes; readers of PDF allow as much before its first line
_SYSTEM_FILES = {".ds_store", "thumbs.db", "desktop.ini", ".localized"}
_KNOWN_TO_COME = {
    b"PK\x03\x04": "an Office file or a ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old Office file or an Outlook message",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xff\xd8\xff": "a JPEG image",
    b"\x89PNG": "a PNG image",
    b"GIF8": "a GIF image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"BM": "a BMP image",
    b"!BDN": "an Outlook mailbox",
}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
_TEXT_SUFFIXES = {"", ".txt", ".text", ".log", ".md"}


def detect(path: Path, name: str) -> FileType:
    """The kind of the file at `path`, called `name` in the production.

    Raises ProcessingError with the reason why it can't be read: empty, a system file, a kind that isn't read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise ProcessingError("The file was not read", "it is empty", "Ask for it again")
    if PurePosixPath(name).name.lower() in _SYSTEM_FILES or PurePosixPath(name).name.startswith("._"):
        raise ProcessingError("The file was not read", "it is a file of the operating system", "")
    is_text = _is_text(head) and PurePosixPath(name).suffix.lower() in _TEXT_SUFFIXES
    if head.startswith(_PDF) or (_PDF in head[:_PDF_WITHIN] and not is_text):
        return FileType.PDF
    if is_text:
        return FileType.TEXT
    raise ProcessingError("The file was not read", _why_not(head, PurePosixPath(name).suffix.lower()))


def _is_text(head: bytes) -> bool:
    """Whether bytes look like text: UTF-16 with its mark, or no NUL and hardly a control character."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\x00" not in head and controls * 50 <= len(head)


def _why_not(head: bytes, suffix: str) -> str:
    """Why a file is not read, in words; `suffix` is that of its name."""
    for magic, words in _KNOWN_TO_COME.items():
        if head.startswith(magic):
            return f"it is {words}, a kind that is not read yet"
    if suffix == ".pdf":
        return "its name ends in .pdf, but it holds no PDF"
    if suffix in _TEXT_SUFFIXES - {""}:
        return f"its name ends in {suffix}, but it holds no text"
    return f"it is a {suffix} file, a kind that is not read yet" if suffix else "nothing tells what kind of file it is"
