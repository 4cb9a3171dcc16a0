"""What is painted over pages: hits and passages, in points of the page as displayed; `span` says where in its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from reviewer.model import Box, PassageId, Span
from reviewer.store.searches import SetId


@dataclass(frozen=True, slots=True)
class PaintedHit:
    """Words found on a page. `colour` counts the terms of a query from 0, so that each has a colour of its own.

    `continues`: it is the rest of the hit before, which runs over a page break.
    """

    page: int
    boxes: tuple[Box, ...]
    current: bool = False
    colour: int = 0
    continues: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class PaintedTerm:
    """Words of a set of terms that are lit on every page, in the set's colour (`#rrggbb`)."""

    page: int
    boxes: tuple[Box, ...]
    colour: str
    owner: SetId
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class PaintedPassage:
    """The part of a passage that stands on one page, with the colour (`#rrggbb`) and key ("1", or "") of each tag."""

    id: PassageId
    page: int
    boxes: tuple[Box, ...]
    colours: tuple[str, ...]
    keys: tuple[str, ...] = ()
    tooltip: str = ""
    span: Span | None = None

    @property
    def wordless(self) -> bool:
        """Whether it is an area, in whose place no words are meant."""
        return self.span is not None and self.span.start == self.span.end

    @property
    def area(self) -> float:
        """Square points; where passages overlap, the smallest one is meant by a click."""
        return sum((box.x1 - box.x0) * (box.y1 - box.y0) for box in self.boxes)

    def covers(self, x: float, y: float) -> bool:
        """Whether the point stands in one of the boxes."""
        return any(contains(box, x, y) for box in self.boxes)


Marked = TypeVar("Marked", PaintedHit, PaintedTerm, PaintedPassage)


def by_page(marks: Iterable[Marked]) -> dict[int, list[Marked]]:
    """The marks of each page."""
    pages: dict[int, list[Marked]] = {}
    for mark in marks:
        pages.setdefault(mark.page, []).append(mark)
    return pages


def contains(box: Box, x: float, y: float) -> bool:
    """Whether the point stands in the box."""
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1
