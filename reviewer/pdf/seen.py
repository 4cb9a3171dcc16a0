"""Whether characters are seen: a page is drawn with them and without, and the difference measured by their own ink."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property

from PIL import Image, ImageChops
from pymupdf import mupdf

from reviewer.pdf.line import Corners
from reviewer.pdf.painting import drawn, ink

_ZOOM, _MOST_PIXELS = 1.5, 2_500_000
_INKED = 2.0  # of 255, on the average of a box: less is no ink
_FLAT, _DARK = 24, 96  # of 255: differences that nobody sees, and light that shows no print


class Seen:
    """The page, and the texts of some numbers on it, which are in doubt."""

    def __init__(self, painted: mupdf.FzDisplayList, doubted: Set[int]) -> None:
        self._painted, self._doubted = painted, doubted
        bounds = mupdf.fz_bound_display_list(painted)
        area = max((bounds.x1 - bounds.x0) * (bounds.y1 - bounds.y0), 1.0)
        self._zoom = min(_ZOOM, (_MOST_PIXELS / area) ** 0.5)
        self._left, self._top = bounds.x0, bounds.y0

    def share(self, box: Corners) -> float | None:
        """How much of the ink of the texts in doubt makes a difference in a box, 0 to 1; None where they have none."""
        ink = self._mean(self._ink, box)
        return self._mean(self._difference, box) / ink if ink >= _INKED else None

    def is_flat(self, box: Corners) -> bool:
        """Whether a box is of one colour on the page as it is seen."""
        low, high = self._extremes(box)
        return high - low < _FLAT

    def is_dark(self, box: Corners) -> bool:
        """Whether a box is dark throughout on the page as it is seen."""
        return self._extremes(box)[1] < _DARK

    def _extremes(self, box: Corners) -> tuple[int, int]:
        """The least and the most light in a box, 0 to 255: all of it where there is no box."""
        x0, y0, x1, y1 = self._pixels(self._page, box)
        if not (x1 >= x0 and y1 >= y0):
            return 0, 255
        part = self._page.crop((int(x0), int(y0), max(int(x1), int(x0) + 1), max(int(y1), int(y0) + 1)))
        low, high = part.convert("L").getextrema()
        return int(low), int(high)  # type: ignore[arg-type]

    @cached_property
    def _page(self) -> Image.Image:
        return drawn(self._painted, self._zoom)

    @cached_property
    def _difference(self) -> Image.Image:
        without = drawn(self._painted, self._zoom, lambda number: number not in self._doubted)
        red, green, blue = ImageChops.difference(self._page, without).split()
        return ImageChops.lighter(ImageChops.lighter(red, green), blue).convert("F")

    @cached_property
    def _ink(self) -> Image.Image:
        alone = ink(self._painted, self._zoom, self._doubted.__contains__)
        return ImageChops.invert(alone.convert("L")).convert("F")

    def _mean(self, image: Image.Image, box: Corners) -> float:
        x0, y0, x1, y1 = self._pixels(image, box)
        if not (x1 - x0 >= 0.1 and y1 - y0 >= 0.1):  # nor where a damaged file gives no number
            return 0.0
        found = image.resize((1, 1), Image.Resampling.BOX, box=(x0, y0, x1, y1)).getpixel((0, 0))
        return float(found)  # type: ignore[arg-type]

    def _pixels(self, image: Image.Image, box: Corners) -> Corners:
        """A box in pixels, within the image."""
        x0, y0, x1, y1 = box
        lefts = [min(max((x - self._left) * self._zoom, 0.0), float(image.width)) for x in (x0, x1)]
        tops = [min(max((y - self._top) * self._zoom, 0.0), float(image.height)) for y in (y0, y1)]
        return lefts[0], tops[0], lefts[1], tops[1]
