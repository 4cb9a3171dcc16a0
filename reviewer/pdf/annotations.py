"""Marks and comments that a PDF came with: highlights, notes, shapes, replies (ISO 32000-1, 12.5.6).

Links, fields of forms, and the windows that comments pop up in are none; files pinned to a page are attachments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from math import isfinite

import pymupdf
from pymupdf import mupdf

from reviewer.dates import pdf_date
from reviewer.model import Annotation, AnnotationKind, Box, PageContent
from reviewer.pdf import objects
from reviewer.pdf.objects import Object, entry
from reviewer.pdf.open import ERRORS
from reviewer.text.marked import ON_WORDS, on_words

MOST = 5_000  # in one document; a busy draft has some hundreds
LONGEST = 20_000  # characters of a comment
_MOST_TEXT = 2_000_000  # characters of all comments; places count as much as they take
_BOX = 20
_LONGEST_NAME = 200
_MOST_ON_PAGE = 100_000  # of all kinds: tables of contents hold many links
_MOST_QUADS = 500

_KINDS = {
    "Highlight": AnnotationKind.HIGHLIGHT,
    **dict.fromkeys(("Underline", "Squiggly"), AnnotationKind.UNDERLINE),
    "StrikeOut": AnnotationKind.STRIKEOUT,
    **dict.fromkeys(("Text", "FreeText", "Caret"), AnnotationKind.NOTE),
    **dict.fromkeys(("Line", "Square", "Circle", "Polygon", "PolyLine", "Ink", "Stamp"), AnnotationKind.SHAPE),
}
_TAG = re.compile(r"<[^<>]*>")


def read_annotations(document: pymupdf.Document, pages: Sequence[PageContent]) -> tuple[list[Annotation], bool]:
    """The marks and comments on the pages of an open PDF, within bounds, and whether there are more.

    A mark whose words stand apart in the text of its page becomes several.
    """
    found: list[Annotation] = []
    room = _MOST_TEXT
    for mark in _all(objects.file_of(document), pages):
        room -= len(mark.comment) + _BOX * len(mark.boxes)
        if room < 0 or len(found) == MOST:
            return found, True
        found.append(mark)
    return found, False


def _all(file: Object, pages: Sequence[PageContent]) -> Iterator[Annotation]:
    for content in pages:
        for mark in objects.marks(file, content.page.number, _MOST_ON_PAGE):
            try:
                yield from _read(mark, file, content)
            except ERRORS:  # an entry that MuPDF can't read: the mark says nothing
                continue


def _read(mark: Object, file: Object, content: PageContent) -> Iterator[Annotation]:
    kind, number = _KINDS.get(objects.name(entry(mark, "Subtype"))), content.page.number
    comment = _comment(mark)
    if kind is None or not (comment or kind in ON_WORDS):
        return
    author = " ".join(objects.text(entry(mark, "T"), _LONGEST_NAME).split())
    found = Annotation(number, kind, author, _date(mark), comment, None, _boxes(mark, file, content, kind))
    yield from on_words(found, content.content)


def _comment(mark: Object) -> str:
    """What the mark says: its contents, else its rich text without the tags, else the name of a rubber stamp."""
    said = objects.text(entry(mark, "Contents"), LONGEST)
    rich = said or objects.text(entry(mark, "RC"), 4 * LONGEST)
    said = said or unescape(_TAG.sub(" ", rich)).strip()[:LONGEST]
    stamp = objects.name(entry(mark, "Name")) if objects.name(entry(mark, "Subtype")) == "Stamp" else ""
    return said or (stamp[:_LONGEST_NAME] if stamp.isalpha() else "")


def _date(mark: Object) -> str:
    """When the mark was changed last, or else made; some write dates that are none."""
    written = (objects.text(entry(mark, key), 64) for key in ("M", "CreationDate"))
    return next(filter(None, map(pdf_date, written)), "")


def _boxes(mark: Object, file: Object, content: PageContent, kind: AnnotationKind) -> tuple[Box, ...]:
    """Where the mark stands on the page as displayed: a box a quadrilateral, else the rectangle; none off the page."""
    corners = _numbers(entry(mark, "QuadPoints"), 8 * _MOST_QUADS) if kind in ON_WORDS else []
    quads = [corners[place : place + 8] for place in range(0, len(corners) - 7, 8)]
    rect = _numbers(entry(mark, "Rect"), 4)
    matrix = _to_displayed(file, content.page.number)
    placed = [_box(points, matrix, content) for points in quads or ([rect] if len(rect) == 4 else [])]
    return tuple(box for box in placed if box)


def _numbers(thing: Object, most: int) -> list[float]:
    return [float(mupdf.pdf_to_real(item)) for item in objects.items(thing, most)]


def _to_displayed(file: Object, page: int) -> Object:
    """From the space of a page (from 1) to the page as displayed: rotation, crop and unit applied."""
    box, matrix = mupdf.FzRect(), mupdf.FzMatrix()
    mupdf.pdf_page_obj_transform(mupdf.pdf_lookup_page_obj(file, page - 1), box, matrix)
    return matrix


def _box(points: Sequence[float], matrix: Object, content: PageContent) -> Box | None:
    """The outline of points, cut at the edges of the page; None where nothing of it is on the page."""
    placed = [
        (matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f)
        for x, y in zip(points[::2], points[1::2], strict=True)
    ]
    if not all(isfinite(value) for point in placed for value in point):
        return None
    xs = sorted(min(max(x, 0.0), content.page.width) for x, _ in placed)
    ys = sorted(min(max(y, 0.0), content.page.height) for _, y in placed)
    box = Box(round(xs[0], 2), round(ys[0], 2), round(xs[-1], 2), round(ys[-1], 2))
    return box if box.x0 < box.x1 and box.y0 < box.y1 else None
