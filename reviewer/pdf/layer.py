"""Whether the text layer of a scan stands where the words stand in its picture.

Where it does, there is ink in the boxes of words and hardly any between them. Where there is no such contrast, other
places are tried: the layer does not match when it fits much better moved away, or upside down. Each page costs some 20
ms, so that of long scans some pages are looked at, and all where one of these does not match.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, product
from typing import Any

import pymupdf
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from reviewer.pdf import glyphs
from reviewer.pdf.corners import around
from reviewer.pdf.line import Corners
from reviewer.pdf.painting import painting, read

_FLAGS = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
_SAMPLE = 40  # pages
MOST_TOLD = 20
"""How many pages of a file are named."""
_FEWEST = 5  # words
_GAP = 1.5  # points between words that are worth a look
_MOST_SIDE = 1500.0  # points: larger pages are drawn smaller
_INK = 40  # of 255, above what is around: ink on a stained page
_FITS, _FITS_ELSEWHERE = 12.0, 24.0  # of 255: contrast of a layer in its place, and least contrast elsewhere to tell
_NEAR, _FAR, _STEP = 6, 84, 2  # pixels


def misplaced(document: pymupdf.Document, numbers: Sequence[int]) -> tuple[int, ...]:
    """The first pages, of those with an inkless text layer (from 1), whose layer does not match: at most `MOST_TOLD`
    and one more. May raise RuntimeError."""
    some = numbers[:: max(1, len(numbers) // _SAMPLE)]
    if not any(_is_misplaced(document[number - 1]) for number in some):
        return ()
    found = (number for number in numbers if _is_misplaced(document[number - 1]))
    return tuple(islice(found, MOST_TOLD + 1))


def _is_misplaced(page: pymupdf.Page) -> bool:
    with painting(page) as painted:
        lines = list(_lines(read(painted, _FLAGS).extractRAWDICT()))
        if sum(map(len, lines)) < _FEWEST or not page.get_image_info():
            return False
        ink, zoom = _ink(page)
    layer = _Layer(lines, ink.size, zoom)
    if layer.contrast(ink, 0, 0) >= _FITS:
        return False
    here = max(layer.contrast(ink, x, y) for x, y in product(range(-_NEAR, _NEAR + 1, _STEP), repeat=2))
    elsewhere = max(layer.best(ink), layer.best(ink.transpose(Image.Transpose.ROTATE_180)))
    return elsewhere > max(_FITS_ELSEWHERE, 2 * here)


def _lines(raw: dict[str, Any]) -> Iterator[list[Corners]]:
    """The boxes of the words of each line, from left to right."""
    for line in glyphs.lines(raw):
        yield sorted(around(glyph.box for glyph in word) for word in glyphs.words(line))


def _ink(page: pymupdf.Page) -> tuple[Image.Image, float]:
    """Where a page is darker than around, as an image, white where it is; and pixels a point."""
    zoom = min(1.0, _MOST_SIDE / max(page.rect.width, page.rect.height, 1.0))
    found = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=False)
    dark = ImageChops.invert(Image.frombytes("L", (found.width, found.height), found.samples, "raw", "L", found.stride))
    around_it = dark.filter(ImageFilter.BoxBlur(12 * zoom))
    return ImageChops.subtract(dark, around_it).point([255 * (light > _INK) for light in range(256)]), zoom


class _Layer:
    """Where a text layer has words, and where it has spaces between them, as masks."""

    def __init__(self, lines: Sequence[Sequence[Corners]], size: tuple[int, int], zoom: float) -> None:
        self._words, self._gaps = Image.new("L", size), Image.new("L", size)
        for line in lines:
            for word in line:
                _fill(self._words, word, zoom)
            for one, other in pairwise(line):
                if other[0] - one[2] > _GAP:
                    _fill(
                        self._gaps, (one[2] + 0.5, max(one[1], other[1]), other[0] - 0.5, min(one[3], other[3])), zoom
                    )

    def contrast(self, ink: Image.Image, x: int, y: int) -> float:
        """How much more ink there is in words than between them, of 255, with the layer moved by some pixels."""
        moved = Image.new("L", ink.size)
        moved.paste(ink, (-x, -y))
        return _mean(moved, self._words) - _mean(moved, self._gaps)

    def best(self, ink: Image.Image) -> float:
        """The contrast with the layer moved to where it fits best: up or down, then to a side."""
        least = _NEAR + _STEP
        moves = [move for move in range(-_FAR, _FAR + 1, _STEP) if abs(move) >= least]
        high, y = max((self.contrast(ink, 0, y), y) for y in (0, *moves))
        return max(high, *(self.contrast(ink, x, y) for x in moves))


def _fill(mask: Image.Image, box: Corners, zoom: float) -> None:
    """Mark the middle of a box, without what may be empty above and below the letters."""
    x0, y0, x1, y1 = (zoom * length for length in box)
    slack = (y1 - y0) / 5
    if x1 > x0 and slack > 0:
        ImageDraw.Draw(mask).rectangle((x0, y0 + slack, x1, y1 - slack), fill=255)


def _mean(image: Image.Image, mask: Image.Image) -> float:
    return float(ImageStat.Stat(image, mask).mean[0]) if mask.getbbox() else 0.0
