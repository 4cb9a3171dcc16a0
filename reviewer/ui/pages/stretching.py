"""The words of a passage with one of its ends moved, as plain values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from reviewer.model import Span
from reviewer.ui.pages.selection import Content, Place, Selection, Unit, step, unit_at

_TAIL = re.compile(r"[^\w\s]*\s+|\W*")  # what closes a word, up to the next one
_HEAD = re.compile(r"\s+[^\w\s]*\Z")  # what opens a word that is not there any more
_LONGEST_HEAD = 40  # code points


class End(StrEnum):
    """One of the two ends of a passage, in reading order."""

    FIRST = "first"
    LAST = "last"


def place_of(spans: Sequence[Span], end: End) -> Place:
    """Where an end stands."""
    return Place(spans[0].page, spans[0].start) if end is End.FIRST else Place(spans[-1].page, spans[-1].end)


def snapped(content: Content, place: Place, end: End) -> Place:
    """The place moved outwards to the edge of the word that it is in."""
    start, stop = unit_at(content(place.page).text, place.offset, Unit.WORD)
    return Place(place.page, start if end is End.FIRST else stop)


def stretched(content: Content, spans: Sequence[Span], end: End, place: Place) -> list[Span]:
    """The spans (one a page, in page order) with one end moved to a place.

    What they leave out at page breaks, such as footers, stays out. They stay as they are where nothing would be left.
    """
    if end is End.LAST:
        kept = [span for span in spans if (span.page, span.start) < (place.page, place.offset)]
        if kept and len(kept) < len(spans):
            place = min(place, place_of(kept, end))
        made = [*kept[:-1], *Selection(place_of(kept[-1:], End.FIRST), place).spans(content)] if kept else []
    else:
        kept = [span for span in spans if (span.page, span.end) > (place.page, place.offset)]
        if kept and len(kept) < len(spans):
            place = max(place, place_of(kept, end))
        made = [*Selection(place, place_of(kept[:1], End.LAST)).spans(content), *kept[1:]] if kept else []
    return made or list(spans)


def by_a_word(content: Content, pages: int, spans: Sequence[Span], end: End, way: int) -> list[Span]:
    """The spans with one end a word further on (`way` 1) or back (-1), over page breaks."""
    place = place_of(spans, end)
    while (there := _stepped(content, pages, place, end, way)) != place:
        if (made := stretched(content, spans, end, there)) != list(spans):
            return made
        place = there
    return list(spans)


def _stepped(content: Content, pages: int, place: Place, end: End, way: int) -> Place:
    """One word on or back, without what closed the word that is left out, or opened it."""
    there = step(content, pages, place, Unit.WORD, way)
    text = content(there.page).text
    if end is End.FIRST and way > 0 and (tail := _TAIL.match(text, there.offset)):
        return Place(there.page, tail.end())
    if end is End.LAST and way < 0 and (head := _HEAD.search(text[: there.offset], there.offset - _LONGEST_HEAD)):
        return Place(there.page, head.start())
    return there
