"""Areas of pages that stand for themselves, without words."""

from __future__ import annotations

from math import isfinite

from reviewer.errors import ReviewerError
from reviewer.model import Area, Box, Mark, Page, PageText, Span
from reviewer.text import offset_at

_LEAST = 1.0  # points, either way


def area_mark(area: Area, page: Page, content: PageText) -> Mark:
    """The mark of an area on its page, cut at the page's edges; it comes in the text where the nearest words stand.

    Raises ReviewerError where nothing of it is on the page.
    """
    box = _on(page, area.box)
    at = offset_at(content, box.x0, box.y0)
    return Mark(Span(page.number, at, at), (box,), page.width, page.height, page.rotation)


def _on(page: Page, box: Box) -> Box:
    corners = (box.x0, box.y0, box.x1, box.y1)
    (x0, x1), (y0, y1) = sorted((box.x0, box.x1)), sorted((box.y0, box.y1))
    cut = Box(max(x0, 0.0), max(y0, 0.0), min(x1, page.width), min(y1, page.height))
    if not all(map(isfinite, corners)) or min(cut.x1 - cut.x0, cut.y1 - cut.y0) < _LEAST:
        why = f"the area is not on page {page.number}, which is {page.width:g} by {page.height:g} points"
        raise ReviewerError("Nothing was tagged", why, "Name an area within the page")
    return Box(*(round(edge, 2) for edge in (cut.x0, cut.y0, cut.x1, cut.y1)))
