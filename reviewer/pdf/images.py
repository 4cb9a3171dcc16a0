"""Images as PDF pages, one an image, as large as its resolution says; and PDFs put together with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from reviewer.errors import ProcessingError
from reviewer.pdf.open import ERRORS, open_pdf

_LONGEST = 1200.0  # points; a page is not larger than a poster
_SHORTEST = 36.0
_LETTER = pymupdf.paper_rect("letter")


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded image (PNG or JPEG) as it is to be seen, with its size in points on paper."""

    data: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PdfPart:
    """A PDF all of whose pages are taken, and passwords to try on it."""

    path: Path
    passwords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """A page that is not there: an empty sheet of Letter holds its place."""


def images_to_pdf(pictures: Iterable[Picture], path: Path) -> None:
    """Write a PDF with a page for each picture. Raises ProcessingError when one can't be drawn or there is none."""
    assemble(pictures, path)


def assemble(parts: Iterable[Picture | PdfPart | Blank], path: Path) -> None:
    """Write one PDF of pictures, a page each, of PDFs, and of blank pages.

    Raises ProcessingError when a part can't be read or there is none; PasswordNeeded.
    """
    with pymupdf.open() as document:
        for part in parts:
            _add(document, part)
        if not document.page_count:
            raise ProcessingError("The image was not read", "it holds no picture", "Ask for it again")
        document.save(path, garbage=1, deflate=True, no_new_id=True)


def _add(document: pymupdf.Document, part: Picture | PdfPart | Blank) -> None:
    try:
        if isinstance(part, PdfPart):
            with open_pdf(part.path, part.passwords) as other:
                document.insert_pdf(other)
        elif isinstance(part, Blank):
            document.new_page(width=_LETTER.width, height=_LETTER.height)
        else:
            scale = _scale(part)
            page = document.new_page(width=part.width * scale, height=part.height * scale)
            page.insert_image(page.rect, stream=part.data)
    except ERRORS as error:
        raise ProcessingError("The image was not read", "it is damaged", "Ask for it again") from error


def _scale(picture: Picture) -> float:
    """Brings pictures without a sensible resolution to a sensible size."""
    longest = max(picture.width, picture.height)
    return min(1.0, _LONGEST / longest) if longest > _SHORTEST else _SHORTEST / longest
