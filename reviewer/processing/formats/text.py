"""Plain text: decoded, typeset as a PDF rendition, then read like any other document."""

from __future__ import annotations

from reviewer.errors import ProcessingError
from reviewer.model import FileType, OcrMode
from reviewer.pdf.read import read_pdf
from reviewer.pdf.rendition import text_to_pdf
from reviewer.processing.formats.pdf import with_stamps
from reviewer.processing.reading import ReadFile, Reading

_LIMIT = 16 << 20


def extract(reading: Reading) -> ReadFile:
    """Read a text file. Raises ProcessingError when it is too large to be a paper."""
    if reading.path.stat().st_size > _LIMIT:
        raise ProcessingError("The file was not read", "it is a text of more than 16 MB", "Split it, then import again")
    text, flags = decode(reading.path.read_bytes())
    text_to_pdf(text, reading.rendition)
    pages = read_pdf(reading.rendition, (), OcrMode.OFF, reading.rendition).pages
    return ReadFile(FileType.TEXT, tuple(map(with_stamps, pages)), rendition=True, flags=flags)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text from bytes: by its mark, as UTF-8, else as Windows-1252, which is flagged as a guess."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), ("encoding guessed: Windows-1252",)
