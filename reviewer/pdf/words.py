"""The text of a page and the place of each character, as displayed: rotation and crop applied.

MuPDF gives lines of characters with boxes in the space of the page before rotation. Here they become words, each with
one byte a character that says where the character ends, and the text is made from the words.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from operator import le
from typing import Any

import pymupdf

from reviewer.model import Direction, Page, PageContent, PageText, TextSource
from reviewer.pdf.order import Piece, reading_order
from reviewer.text import PackedWords, pack_columns

# Each flag is decided here, since PyMuPDF's defaults change between versions. Left out on purpose: dehyphenation (the
# hyphen and the line break stay; search joins the parts) and CIDs for unknown characters (they would look like text).
FLAGS = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP

_UNCLEAN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_UNKNOWN = "\ufffd"
_WORD = re.compile(r"\S{1,32}")  # longer runs become words that abut, so that a byte still tells the characters apart
_CODES = {direction: code for code, direction in enumerate(Direction)}
_OPPOSITE = {
    Direction.RIGHT: Direction.LEFT,
    Direction.LEFT: Direction.RIGHT,
    Direction.UP: Direction.DOWN,
    Direction.DOWN: Direction.UP,
}
_TOUCH = 0.12  # of the height of a line: a gap under it does not part two pieces of a word

Corners = tuple[float, float, float, float]
Token = tuple[str, int, int, Corners, int, bytes]
"""A word of a piece: the piece's text, start and end in it, corners, place of its direction, edges."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line piece, with its words."""

    piece: Piece
    tokens: list[Token]


def page_content(page: pymupdf.Page, number: int, label: str = "") -> PageContent:
    """The page with its text and words; `number` counts from 1. The Bates number is for others to fill in."""
    content = page_text(page, page.get_textpage(flags=FLAGS))
    source = TextSource.LAYER if content.text else TextSource.NONE
    return PageContent(Page(number, *page_size(page), page.rotation, label, "", source), content)


def page_size(page: pymupdf.Page) -> tuple[float, float]:
    """Width and height of a page as displayed, in points."""
    rect = page.rect
    return round(rect.width, 2), round(rect.height, 2)


def page_text(page: pymupdf.Page, textpage: pymupdf.TextPage) -> PageText:
    """The text of a page from what MuPDF, or its OCR, found on it."""
    with _no_collection():
        lines = list(_lines(textpage.extractRAWDICT(), page.rotation_matrix if page.rotation else None))
    return _assemble([lines[number] for number in reading_order([line.piece for line in lines])])


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without garbage collection: a page makes thousands of objects and no cycle, so that a search for cycles costs
    a sixth of the time and finds nothing."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _lines(found: dict[str, Any], matrix: pymupdf.Matrix | None) -> Iterator[_Line]:
    for number, block in enumerate(found["blocks"]):
        for line in block.get("lines", ()):
            characters = list(chain.from_iterable([span["chars"] for span in line["spans"]]))
            if not characters:
                continue
            text = _UNCLEAN.sub(_UNKNOWN, "".join([character["c"] for character in characters]))
            boxes = [character["bbox"] for character in characters]
            if matrix is not None:
                boxes = _turned(boxes, matrix)
            direction = _direction(line["dir"], line["wmode"], matrix)
            tokens = list(_tokens(text, boxes, direction))
            if tokens:
                yield _Line(Piece(_hull([token[3] for token in tokens]), direction, number, text.strip()), tokens)


def _turned(boxes: Sequence[Corners], matrix: pymupdf.Matrix) -> list[Corners]:
    a, b, c, d, e, f = matrix
    turned = []
    for x0, y0, x1, y1 in boxes:
        xs, ys = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e)), sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
        turned.append((xs[0], ys[0], xs[1], ys[1]))
    return turned


def _direction(along: tuple[float, float], vertical: int, matrix: pymupdf.Matrix | None) -> Direction:
    x, y = (0.0, 1.0) if vertical else along
    if matrix is not None:
        x, y = matrix.a * x + matrix.c * y, matrix.b * x + matrix.d * y
    if abs(x) >= abs(y):
        return Direction.RIGHT if x >= 0 else Direction.LEFT
    return Direction.DOWN if y > 0 else Direction.UP


def _tokens(text: str, boxes: Sequence[Corners], direction: Direction) -> Iterator[Token]:
    """The words of a line. Where characters do not run along the direction, words are cut into runs that do."""
    begins, ends = _along(boxes, direction)
    middles = [begin + end for begin, end in zip(begins, ends, strict=True)]  # doubled
    straight = middles == sorted(middles)
    if straight and not all(map(le, ends, [middle / 2 for middle in middles[1:]])):
        ends = _parted(ends, middles)
    for match in _WORD.finditer(text):
        start, end = match.span()
        if straight:
            yield _token(text, boxes, begins, ends, start, end, direction)
        else:
            yield from _runs(text, boxes, middles, start, end, direction)


def _along(boxes: Sequence[Corners], direction: Direction) -> tuple[Sequence[float], Sequence[float]]:
    """Where each character begins and ends along a direction, growing."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    match direction:
        case Direction.RIGHT:
            return x0, x1
        case Direction.DOWN:
            return y0, y1
        case Direction.LEFT:
            return [-x for x in x1], [-x for x in x0]
        case Direction.UP:
            return [-y for y in y1], [-y for y in y0]


def _parted(ends: Sequence[float], middles: Sequence[float]) -> list[float]:
    """Ends moved to where the middles of neighbours fall apart, for characters that overlap by more than half."""
    moved = [
        end if 2 * end <= following else (middle + following) / 4
        for end, middle, following in zip(ends, middles, middles[1:], strict=False)
    ]
    return [*moved, ends[-1]]


def _runs(
    text: str, boxes: Sequence[Corners], middles: Sequence[float], start: int, end: int, direction: Direction
) -> Iterator[Token]:
    """A word cut into runs of characters that go one way: along the direction, or against it (Hebrew, Arabic)."""
    while start < end:
        against = start + 1 < end and middles[start + 1] < middles[start]
        last = start + 1
        while last < end and (middles[last] < middles[last - 1]) == against:
            last += 1
        way = _OPPOSITE[direction] if against else direction
        begins, ends = _along(boxes[start:last], way)
        ends = _parted(ends, [begin + end for begin, end in zip(begins, ends, strict=True)])
        yield _token(text, boxes, begins, ends, start, last, way, start)
        start = last


def _token(
    text: str, boxes: Sequence[Corners], begins: Sequence[float], ends: Sequence[float],
    start: int, end: int, direction: Direction, base: int = 0,
) -> Token:  # fmt: skip
    """One word; `begins` and `ends` count from character `base`."""
    own = ends[start - base : end - base]
    low = min(begins[start - base : end - base])
    scale = 255 / ((max(own) - low) or 1.0)
    edges = bytes([int((edge - low) * scale + 0.5) for edge in own])
    corners = boxes[start] if end == start + 1 else _hull(boxes[start:end])
    return text, start, end, corners, _CODES[direction], edges


def _hull(boxes: Sequence[Corners]) -> Corners:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _assemble(lines: Sequence[_Line]) -> PageText:
    """The text of lines in reading order, and its words in small form."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    corners: list[int] = []
    directions = bytearray()
    edges: list[bytes] = []
    offset = 0
    before: _Line | None = None
    for line in lines:
        joint = _joint(before.piece, line.piece) if before else ""
        last = 0
        for number, (text, start, end, box, direction, ending) in enumerate(line.tokens):
            if number:
                joint = " " if start > last else ""
            last = end
            offset += len(joint)
            parts += (joint, text[start:end])
            starts.append(offset)
            offset += end - start
            ends.append(offset)
            corners += [round(corner * 100) for corner in box]
            directions.append(direction)
            edges.append(ending)
        before = line
    packed = pack_columns(starts, ends, corners, bytes(directions), b"".join(edges))
    return PageText("".join(parts), PackedWords(packed))


def _joint(before: Piece, piece: Piece) -> str:
    """What parts two pieces: nothing within a word, a space on the same line, else a line feed."""
    if not before.beside(piece):
        return "\n"
    return "" if piece.along[0] - before.along[1] < _TOUCH * before.thickness else " "
