"""The outline of a PDF: the headings that its maker put beside the pages ("bookmarks")."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pymupdf

from reviewer.errors import ProcessingError
from reviewer.model import Box, Heading
from reviewer.pdf.open import ERRORS, open_pdf
from reviewer.pdf.words import clean

MOST_HEADINGS = 2_000
_DEEPEST = 20  # levels; what is deeper stands on the last one
_LONGEST = 300  # characters of a title


def read_outline(path: Path) -> tuple[Heading, ...]:
    """The headings of a PDF from top to bottom, MOST_HEADINGS of them at most.

    Raises ProcessingError where the file or its outline can't be read.
    """
    try:
        with open_pdf(path) as document:
            return tuple(islice(_headings(document), MOST_HEADINGS))
    except ERRORS as error:
        raise ProcessingError("The outline was not read", "it is damaged", "Use the page numbers") from error


def _headings(document: pymupdf.Document) -> Iterator[Heading]:
    """Walks with a list of its own: how deep an outline is, is up to its maker."""
    waiting = [(document.outline, 0)]
    while waiting:
        entry, level = waiting.pop()
        if entry is None or not entry.this.m_internal:  # a file without outline has an empty one
            continue
        yield _heading(document, entry, level)
        waiting += [(entry.next, level), (entry.down, min(level + 1, _DEEPEST))]


def _heading(document: pymupdf.Document, entry: pymupdf.Outline, level: int) -> Heading:
    title = " ".join(clean(entry.title or "").split())[:_LONGEST]
    number = entry.page + 1 if not entry.is_external and 0 <= entry.page < document.page_count else 0
    return Heading(level, title, number, _place(document[number - 1], entry) if number else None)


def _place(page: pymupdf.Page, entry: pymupdf.Outline) -> Box | None:
    """The point that a heading leads to, as a box without size on the page as displayed."""
    x, y = round(entry.x, 2), round(entry.y, 2)  # MuPDF has turned them as it turns the page
    return Box(x, y, x, y) if (x or y) and pymupdf.Point(x, y) in page.rect else None
