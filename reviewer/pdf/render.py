"""Pages as images, for the view and the thumbnails."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pymupdf

from reviewer.errors import ProcessingError

MOST_PIXELS = 36_000_000
"""An image larger than this is drawn smaller: 6,000 x 6,000 pixels are 108 MB."""

Image = tuple[int, int, int, bytes]
"""Width and height in pixels, bytes a row, and the bytes as RGB."""


def render(path: Path, number: int, zoom: float) -> Image:
    """Page `number` (from 1) of a PDF as displayed, annotations included; `zoom` is pixels a point.

    Raises ProcessingError when it can't be drawn.
    """
    try:
        page = _opened(path, path.stat().st_mtime_ns)[number - 1]
        pixmap = pixels(page, zoom)
    except (RuntimeError, ValueError, IndexError, OSError) as error:  # MuPDF's errors are RuntimeErrors
        raise ProcessingError("This page could not be drawn", "the file is damaged") from error
    return pixmap.width, pixmap.height, pixmap.stride, pixmap.samples


def pixels(page: pymupdf.Page, zoom: float) -> pymupdf.Pixmap:
    """A page as RGB pixels, `zoom` of them a point, or fewer where that were too many."""
    area = max(page.rect.width * page.rect.height, 1.0)
    scale = min(zoom, (MOST_PIXELS / area) ** 0.5)
    return page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)


@lru_cache(maxsize=2)
def _opened(path: Path, modified: int) -> pymupdf.Document:
    """The document last drawn from stays open, until its file changes."""
    return pymupdf.open(path, filetype="pdf")
