"""Plain text: decoded, typeset as a PDF rendition, then read like any other document."""

from __future__ import annotations

from reviewer.errors import ProcessingError
from reviewer.model import FileType, OcrMode
from reviewer.pdf.read import read_pdf
from reviewer.pdf.rendition import text_to_pdf
from reviewer.processing.formats.pdf import with_stamps
from reviewer.processing.reading import ReadFile, Reading

_LIMIT = 8 << 20
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def extract(reading: Reading) -> ReadFile:
    """Read a text file. Raises ProcessingError when it is too large to be a paper."""
    if reading.path.stat().st_size > _LIMIT:
        raise ProcessingError("The file was not read", "it is a text of more than 8 MB", "Split it, then import again")
    text, flags = decode(reading.path.read_bytes())
    if not text_to_pdf(text, reading.rendition):
        flags += ("some characters could not be drawn: no font holds them",)
    pages = read_pdf(reading.rendition, (), OcrMode.OFF, reading.rendition).pages
    return ReadFile(FileType.TEXT, tuple(map(with_stamps, pages)), rendition=True, flags=flags)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text from bytes: by its mark, as UTF-8, else as Windows-1252; a guess and a loss are flagged."""
    marked = data.startswith(_UTF_16)
    try:
        return data.decode("utf-16" if marked else "utf-8-sig"), ()
    except UnicodeDecodeError:
        text = data.decode("utf-16" if marked else "cp1252", "replace")
    guess = () if marked else ("encoding guessed: Windows-1252",)
    loss = ("some bytes are no text and were left out",) if "\ufffd" in text else ()
    return text, guess + loss
