"""What runs inside the PDF worker: draw a piece of a page. No Qt here, since a spawned process loads this module; and
MuPDF is loaded by the worker alone, not by the process of the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.model import Box


@dataclass(frozen=True, slots=True)
class Piece:
    """A page of a PDF, or a tile of it, to be drawn at `zoom` device pixels a point.

    `tile` is x, y, width, height in device pixels from the top left of the page; None is the whole page.
    """

    path: str
    page: int
    zoom: float
    tile: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The pixels of a piece: RGB, 8 bits each, `stride` bytes a row."""

    width: int
    height: int
    stride: int
    pixels: bytes


def load() -> None:
    """Load MuPDF, so that the first page need not wait for it."""
    import reviewer.pdf.render  # noqa: F401


def draw(piece: Piece) -> Drawing:
    """Draw a piece. Raises ReviewerError where the file can't be read or the page can't be drawn."""
    from reviewer.pdf.render import render

    return Drawing(*render(Path(piece.path), piece.page, piece.zoom, _clip(piece)))


def _clip(piece: Piece) -> Box | None:
    if piece.tile is None:
        return None
    x, y, width, height = (value / piece.zoom for value in piece.tile)
    return Box(x, y, x + width, y + height)
