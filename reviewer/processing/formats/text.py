"""Plain text and Markdown, kept as they are written."""

from __future__ import annotations

from html import escape
from pathlib import Path

from reviewer.errors import ProcessingError
from reviewer.processing.paper import Paper

_LIMIT = 16 << 20
_LOST = "some bytes are no text and were left out"
_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"\xef\xbb\xbf": "utf-8-sig",
}


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read a text. Raises ProcessingError when it is too large to be a paper."""
    if path.stat().st_size > _LIMIT:
        raise ProcessingError("The file was not read", "it is a text of more than 16 MB", "Split it, then import again")
    text, flags = decode(path.read_bytes())
    pages = (f"<pre>{escape(page)}</pre>" for page in text.replace("\r\n", "\n").replace("\r", "\n").split("\f"))
    return Paper('<hr class="page">'.join(pages), flags=flags)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text from bytes: by its mark, as UTF-8, as UTF-16 without a mark, else as Windows-1252; a guess and a loss are
    flagged."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _lossy(data, encoding)
    try:
        if b"\0" not in data:
            return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    head = data[:4096]
    for encoding, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[place::2].count(0) * 3 > len(head):  # most letters of Western text have a byte of zero
            return _lossy(data, encoding, f"encoding guessed: {encoding.upper()}")
    return _lossy(data, "cp1252", "encoding guessed: Windows-1252")


def _lossy(data: bytes, encoding: str, *flags: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    return text, (*flags, _LOST) if "\ufffd" in text else flags
