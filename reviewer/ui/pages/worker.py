"""What runs inside the PDF worker: draw a piece of a page, read the outline of a file. No Qt here, since a spawned
process loads this module; and MuPDF is loaded by the worker alone, not by the process of the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.model import Box, Heading


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


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of the PDF at `path` is wanted."""

    path: str


def load() -> None:
    """Load MuPDF, so that the first page need not wait for it."""
    import reviewer.pdf.render  # noqa: F401


def serve(request: Piece | Outline) -> Drawing | tuple[Heading, ...]:
    """Do what is asked for. Raises ReviewerError where it can't be done."""
    return draw(request) if isinstance(request, Piece) else _outline(request)


def draw(piece: Piece) -> Drawing:
    """Draw a piece. Raises ReviewerError where the file can't be read or the page can't be drawn."""
    from reviewer.pdf.render import render

    return Drawing(*render(Path(piece.path), piece.page, piece.zoom, _clip(piece)))


def _outline(wanted: Outline) -> tuple[Heading, ...]:
    from reviewer.pdf.outline import read_outline

    return read_outline(Path(wanted.path))


def _clip(piece: Piece) -> Box | None:
    if piece.tile is None:
        return None
    x, y, width, height = (value / piece.zoom for value in piece.tile)
    return Box(x, y, x + width, y + height)
