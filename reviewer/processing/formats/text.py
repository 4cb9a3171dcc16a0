"""Plain text: decoded, drawn on pages of a PDF rendition, then read like any other document."""

from __future__ import annotations

from reviewer.errors import ProcessingError
from reviewer.model import Extraction, FileType
from reviewer.pdf.rendition import text_to_pdf
from reviewer.processing import face
from reviewer.processing.formats.pdf import read_pages
from reviewer.processing.reading import Reading
from reviewer.store.matter import RENDITIONS

_LIMIT = 64 << 20


def extract(reading: Reading) -> Extraction:
    """Read a text file. Raises ProcessingError when it is too large to be a paper."""
    if reading.path.stat().st_size > _LIMIT:
        raise ProcessingError("The file was not read", "it is a text of more than 64 MB", "Split it, then import again")
    text, flags = decode(reading.path.read_bytes())
    text_to_pdf(text, reading.rendition)
    pages = read_pages(reading.rendition, reading)
    found = face.header(text)
    date, source = face.date(text, "")
    return Extraction(
        FileType.TEXT,
        title=face.title("", found, reading.name),
        author=found.sender,
        sender=found.sender,
        to=found.to,
        cc=found.cc,
        bcc=found.bcc,
        subject=found.subject,
        date=date,
        date_source=source,
        rendition=f"{RENDITIONS}/{reading.rendition.parent.name}/{reading.rendition.name}",
        flags=flags,
        pages=pages,
    )


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text from bytes: by its mark, as UTF-8, else as Windows-1252, which is flagged as a guess."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), ("encoding guessed: Windows-1252",)
