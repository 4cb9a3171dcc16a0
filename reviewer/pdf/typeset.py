"""HTML typeset as a PDF on Letter pages, so that every word of it is found again in the PDF. Lengths are points.

MuPDF's own `Story` is not used: it clips wide tables, loses cells that are taller than a page and what is nested deep,
and draws some scripts with glyphs that can't be read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pymupdf

from reviewer.errors import ProcessingError
from reviewer.pdf.faces import is_drawable
from reviewer.pdf.flow import Band, Room, bands
from reviewer.pdf.markup import blocks
from reviewer.pdf.sheets import Sheets

PAGE = pymupdf.paper_rect("letter")
MARGIN = 54.0
_TEXT_LIMIT = 32 << 20  # characters: more is no paper, and would take minutes
_PAGE_LIMIT = 20_000
_SLACK = 10.0  # a picture in a cell has its padding too


def html_to_pdf(html: str, images: Mapping[str, bytes], path: Path) -> bool:
    """Typeset HTML (see `markup.py`) at `path`; `images` are what its `<img src="name">` show.

    Hands back whether there was a glyph for every character and every image could be drawn. Raises ProcessingError when
    it is too long, OSError.
    """
    if len(html) > _TEXT_LIMIT:
        raise ProcessingError("The file was not typeset", f"it has more than {_TEXT_LIMIT >> 20} million characters")
    with pymupdf.open() as document:
        sheets = Sheets(document, PAGE, images)
        room = Room(PAGE.width - 2 * MARGIN, PAGE.height - 2 * MARGIN - _SLACK, sheets.size)
        for number, page in enumerate(_pages(bands(blocks(html), room))):
            if number >= _PAGE_LIMIT:
                raise ProcessingError("The file was not typeset", f"it would fill more than {_PAGE_LIMIT:,} pages")
            sheets.add_page(_drawn(page))
        sheets.close()
        document.subset_fonts()
        path.write_bytes(document.tobytes(garbage=3, deflate=True, no_new_id=True))
    return not sheets.missing and all(map(is_drawable, set(html)))


def _pages(found: Iterable[Band]) -> Iterator[list[Band]]:
    """Bands on pages; there is one page at least. Empty bands are left out where a page begins."""
    page: list[Band] = []
    room, count = PAGE.height - 2 * MARGIN, 0
    for band in found:
        if page and (band.turn or band.height > room):
            yield page
            page, room, count = [], PAGE.height - 2 * MARGIN, count + 1
        if not band.turn and (band.drawn or page):
            page.append(band)
            room -= band.height
    if page or not count:
        yield page


def _drawn(page: Iterable[Band]) -> str:
    """The operators of a page: its bands one under the other."""
    drawn, y = [], PAGE.height - MARGIN
    for band in page:
        if band.drawn:
            drawn.append(f"q 1 0 0 1 {MARGIN:.2f} {y:.3f} cm {band.drawn}Q\n")
        y -= band.height
    return "".join(drawn)
