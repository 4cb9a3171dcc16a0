"""PDF: the produced file is its own rendition, unless it was locked; files inside it are documents of their own."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer import bates
from reviewer.model import FileType, PageContent
from reviewer.pdf.attachments import Bounds
from reviewer.pdf.beside import read_beside
from reviewer.pdf.layer import MOST_TOLD
from reviewer.pdf.open import needs_password, open_pdf
from reviewer.pdf.read import PdfFile, read_opened
from reviewer.processing.inside import MOST_ITEMS, room_for
from reviewer.processing.reading import ReadFile, Reading, ReadPage
from reviewer.processing.scans import garbage_flags


def extract(reading: Reading) -> ReadFile:
    """Read a PDF. Raises PasswordNeeded, ProcessingError."""
    bounds = Bounds(MOST_ITEMS, room_for(reading.path.stat().st_size))
    with open_pdf(reading.path, reading.passwords) as document:
        locked = reading.passwords and needs_password(reading.path)
        found = read_opened(document, reading.ocr, reading.rendition if locked else None)
        beside = read_beside(document, found.pages, reading.staging, bounds)
    return ReadFile(
        FileType.PDF,
        tuple(map(with_stamps, found.pages)),
        found.scanned,
        title=found.claims.title,
        author=found.claims.author,
        created=found.claims.created,
        rendition=found.unlocked,
        flags=(*found.claims.flags, *page_flags(found), *beside.flags),
        fields={"form": beside.form} if beside.form else {},
        items=beside.attachments,
        annotations=beside.annotations,
        hidden=found.hidden,
    )


def page_flags(found: PdfFile) -> tuple[str, ...]:
    """What is odd about the pages of a PDF, in words."""
    garbage = garbage_flags(page for page in found.pages if page.page.number not in found.scanned)
    damaged = tuple(f"page {number} is damaged and could not be read" for number in found.damaged)
    return (*damaged, *garbage, *_misplaced(found.misplaced))


def _misplaced(pages: Sequence[int]) -> tuple[str, ...]:
    """The flag of a file some of whose pages have a text layer that is not where the words are."""
    if not pages:
        return ()
    named = ", ".join(map(str, pages[:MOST_TOLD])) + (" and others" if len(pages) > MOST_TOLD else "")
    return (f"text layer does not match the page: {'page' if len(pages) == 1 else 'pages'} {named}",)


def with_stamps(content: PageContent) -> ReadPage:
    """A page with the Bates numbers that may be stamped on it."""
    return ReadPage(content, tuple(bates.candidates(content.content, content.page.width, content.page.height)))
