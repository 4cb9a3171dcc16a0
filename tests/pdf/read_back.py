"""What a child does with one file of the corpus: marks random spans on each page and reads them back.

Reading back asks PyMuPDF alone: the characters whose centre lies in the boxes. So it shares nothing with the code that
made the boxes but MuPDF's own places of characters.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from reviewer.errors import ReviewerError
from reviewer.model import Box
from reviewer.pdf.open import open_pdf
from reviewer.pdf.words import FLAGS, page_content
from reviewer.text import boxes_of

SPANS = 50
LENGTHS = (1, 3, 10, 40, 200)
_ROUNDING = 0.05  # points: a byte tells where a character of a word ends

OVERPRINTED = "a glyph is drawn over the span, or stands between the glyphs of its line"
NARROW = "a glyph has next to no width: it stands for several characters, or is thinner than the thinnest mark"
NO_CAUSE = "no cause"


@dataclass(frozen=True)
class Glyph:
    """A character as PyMuPDF places it on the displayed page; its line, and its place in the line."""

    character: str
    box: pymupdf.Rect
    line: int
    place: int

    def lies_in(self, box: Box | pymupdf.Rect) -> bool:
        """Whether its middle lies in a box."""
        x, y = (self.box.x0 + self.box.x1) / 2, (self.box.y0 + self.box.y1) / 2
        return box.x0 - _ROUNDING <= x <= box.x1 + _ROUNDING and box.y0 - _ROUNDING <= y <= box.y1 + _ROUNDING


Lines = list[list[Glyph]]


@dataclass(frozen=True)
class ReadBack:
    """How many pages the file has, how many spans were read back, and the causes of those that differ."""

    pages: int
    spans: int
    causes: tuple[str, ...]


def read_back(path: Path) -> ReadBack:
    """Check every page of a PDF; raises ReviewerError when it can't be opened."""
    chance = random.Random(path.name)
    spans, causes = 0, []
    with open_pdf(path) as document:
        for number in range(document.page_count):
            try:
                page = document[number]
                text = page_content(page, number + 1).content.text
            except RuntimeError:  # a damaged page; test_corpus_pages looks after these
                continue
            spans += SPANS if text else 0
            causes += [f"page {number + 1}: {cause}" for cause in _differences(page, chance)] if text else []
        return ReadBack(document.page_count, spans, tuple(causes))


def open_or_reason(path: Path) -> int | str:
    """The number of pages, or why there are none."""
    try:
        with open_pdf(path) as document:
            return int(document.page_count)
    except ReviewerError as error:
        return str(error)


def _differences(page: pymupdf.Page, chance: random.Random) -> Iterator[str]:
    content = page_content(page, 1).content
    lines = list(_lines(page))
    for _ in range(SPANS):
        start = chance.randrange(len(content.text))
        end = min(len(content.text), start + chance.choice(LENGTHS))
        boxes = boxes_of(content, start, end)
        read = [glyph for line in lines for glyph in line if any(glyph.lies_in(box) for box in boxes)]
        cause = _cause(content.text[start:end], read, lines)
        if cause:
            yield cause


def _lines(page: pymupdf.Page) -> Iterator[list[Glyph]]:
    found = page.get_text("rawdict", flags=FLAGS)["blocks"]
    for number, line in enumerate(line for block in found for line in block["lines"]):
        characters = [character for span in line["spans"] for character in span["chars"]]
        boxes = [(pymupdf.Rect(one["bbox"]) * page.rotation_matrix).normalize() for one in characters]
        yield [
            Glyph(one["c"], box, number, place) for place, (one, box) in enumerate(zip(characters, boxes, strict=True))
        ]


def _cause(text: str, read: list[Glyph], lines: Lines) -> str | None:
    """Why the glyphs read are not those of the text, white space aside; None when they are."""
    wanted = Counter(map(_known, "".join(text.split())))
    found = Counter(_known(glyph.character) for glyph in read if not glyph.character.isspace())
    if wanted == found:
        return None
    if wanted - found:
        return NO_CAUSE
    more = [glyph for glyph in read if _known(glyph.character) in found - wanted]
    if any(_is_among(glyph, read, lines) for glyph in more):
        return OVERPRINTED
    return NARROW if any(glyph.box.width < 0.5 for glyph in read) else NO_CAUSE


def _is_among(glyph: Glyph, read: list[Glyph], lines: Lines) -> bool:
    """Whether a glyph stands where the words of another line stand, or over or under one of its own line."""
    for number in {other.line for other in read}:
        places = [other.place for other in read if other.line == number and other is not glyph]
        if number == glyph.line:
            others = [lines[number][place].box for place in places]
            if any(box.x0 <= (glyph.box.x0 + glyph.box.x1) / 2 <= box.x1 for box in others if not box.is_empty):
                return True
        elif glyph.lies_in(_hull(lines[number], min(places), max(places))):
            return True
    return any(_is_between(glyph.box, one.box, other.box) for one in read for other in read)


def _is_between(box: pymupdf.Rect, left: pymupdf.Rect, right: pymupdf.Rect) -> bool:
    """Whether a glyph stands between two that are no farther apart than they are high, on the same height."""
    near = left.x1 <= (box.x0 + box.x1) / 2 <= right.x0 <= left.x1 + max(left.height, right.height)
    return near and max(left.y0, right.y0) <= (box.y0 + box.y1) / 2 <= min(left.y1, right.y1)


def _hull(line: list[Glyph], first: int, last: int) -> pymupdf.Rect:
    """Where some glyphs of a line stand, to the ends of their words."""
    while first > 0 and not line[first - 1].character.isspace():
        first -= 1
    while last + 1 < len(line) and not line[last + 1].character.isspace():
        last += 1
    hull = pymupdf.Rect(line[first].box)
    for glyph in line[first : last + 1]:
        hull |= glyph.box
    return hull


def _known(character: str) -> str:
    """A character as it may stand in a text: what is no character is unknown."""
    category_is_bad = not character.isspace() and (ord(character) < 32 or 127 <= ord(character) < 160)
    no_character = (
        0xD800 <= ord(character) < 0xE000 or 0xFDD0 <= ord(character) < 0xFDF0 or ord(character) & 0xFFFE == 0xFFFE
    )
    return "\ufffd" if category_is_bad or no_character else character
