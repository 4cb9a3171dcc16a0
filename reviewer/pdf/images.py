"""Images as PDF pages, one an image, as large as its resolution says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from reviewer.errors import ProcessingError

_LONGEST = 1200.0  # points; a page is not larger than a poster
_SHORTEST = 36.0


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded image (PNG or JPEG) as it is to be seen, with its size in points on paper."""

    data: bytes
    width: float
    height: float


def images_to_pdf(pictures: Iterable[Picture], path: Path) -> None:
    """Write a PDF with a page for each picture. Raises ProcessingError when one can't be drawn or there is none."""
    with pymupdf.open() as document:
        for picture in pictures:
            scale = _scale(picture)
            page = document.new_page(width=picture.width * scale, height=picture.height * scale)
            try:
                page.insert_image(page.rect, stream=picture.data)
            except (RuntimeError, ValueError) as error:
                raise ProcessingError("The image was not read", "it is damaged", "Ask for it again") from error
        if not document.page_count:
            raise ProcessingError("The image was not read", "it holds no picture", "Ask for it again")
        document.save(path, garbage=1, deflate=True, no_new_id=True)


def _scale(picture: Picture) -> float:
    """Brings pictures without a sensible resolution to a sensible size."""
    longest = max(picture.width, picture.height)
    return min(1.0, _LONGEST / longest) if longest > _SHORTEST else _SHORTEST / longest
