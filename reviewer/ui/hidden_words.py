"""Hidden text in words: why it is not seen, how much there is of each kind, and where it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from reviewer.model import Box, Hidden, HiddenKind, Page
from reviewer.ui.by_locale import number

_EDGE = 12.0  # points of a page within which a place beside it is shown


def _tr(text: str) -> str:
    return QCoreApplication.translate("Hidden", text)


def kind_words(kind: HiddenKind) -> str:
    """Why such words are not seen."""
    return {
        HiddenKind.PAPER: _tr("in the colour of what is under it"),
        HiddenKind.INKLESS: _tr("drawn without ink"),
        HiddenKind.TINY: _tr("too small to read"),
        HiddenKind.OUTSIDE: _tr("outside the page"),
        HiddenKind.BOX: _tr("under a filled box"),
        HiddenKind.IMAGE: _tr("under an image"),
        HiddenKind.REDACTION: _tr("under a redaction that was not applied"),
    }[kind]


def summary(found: Sequence[Hidden]) -> str:
    """The hidden text of a document: "12 hidden words: 9 under a filled box, 3 outside the page"."""
    counts = Counter[HiddenKind]()
    for one in found:
        counts[one.kind] += len(one.text.split())
    total = counts.total()
    words = _tr("1 hidden word") if total == 1 else _tr("{n} hidden words").format(n=number(total))
    if len(counts) == 1:
        return f"{words} {kind_words(found[0].kind)}"
    kinds = ", ".join(f"{number(counts[kind])} {kind_words(kind)}" for kind in HiddenKind if counts[kind])
    return f"{words}: {kinds}"


def place_on(page: Page, box: Box) -> Box:
    """A box, or what is nearest to it on its page."""
    x0, x1 = _between(box.x0, box.x1, page.width)
    y0, y1 = _between(box.y0, box.y1, page.height)
    return Box(x0, y0, x1, y1)


def _between(low: float, high: float, end: float) -> tuple[float, float]:
    return min(max(low, 0.0), end - _EDGE), max(min(high, end), _EDGE)
