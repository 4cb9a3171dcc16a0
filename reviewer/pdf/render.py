"""Pages as images, for the view and the thumbnails."""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from pathlib import Path

import pymupdf

from reviewer.errors import ProcessingError
from reviewer.model import Box
from reviewer.pdf.open import ERRORS

MOST_PIXELS = 36_000_000
"""An image larger than this is drawn smaller: 6,000 x 6,000 pixels are 108 MB."""

_OPEN_FOR = 1_000  # pages
_drawn = count()

Image = tuple[int, int, int, bytes]
"""Width and height in pixels, bytes a row, and the bytes as RGB."""


def render(path: Path, number: int, zoom: float, clip: Box | None = None) -> Image:
    """Page `number` (from 1) of a PDF as displayed, or the part in `clip`; `zoom` is pixels a point.

    Raises ProcessingError when it can't be drawn.
    """
    try:
        pixmap = pixels(_page(path, number), zoom, clip)
    except (*ERRORS, OSError) as error:
        raise ProcessingError("This page could not be drawn", "the file is damaged") from error
    return pixmap.width, pixmap.height, pixmap.stride, pixmap.samples


def pixels(page: pymupdf.Page, zoom: float, clip: Box | None = None) -> pymupdf.Pixmap:
    """A page, or the part in `clip`, as RGB pixels, `zoom` of them a point, or fewer where that were too many."""
    shown = pymupdf.Rect(clip.x0, clip.y0, clip.x1, clip.y1) if clip else page.rect
    scale = min(zoom, (MOST_PIXELS / max(shown.width * shown.height, 1.0)) ** 0.5)
    matrix = pymupdf.Matrix(scale, scale)
    return page.get_pixmap(matrix=matrix, colorspace=pymupdf.csRGB, alpha=False, clip=shown)


def _page(path: Path, number: int) -> pymupdf.Page:
    if number < 1:
        raise IndexError(number)  # PyMuPDF would count from the end
    return _opened(path, path.stat().st_mtime_ns, next(_drawn) // _OPEN_FOR)[number - 1]


@lru_cache(maxsize=1)
def _opened(path: Path, modified: int, turn: int) -> pymupdf.Document:
    """The document last drawn from stays open, until its file changes or `turn` does: MuPDF keeps what it
    has read of a page, some 50 KB, for as long as the document is open."""
    return pymupdf.open(path, filetype="pdf")
