"""The text of a page and the place of each character, as displayed: rotation and crop applied.

MuPDF gives lines of characters with boxes in the space of the page before rotation. Here they become words, each with
one byte a character that says where the character ends, and the text is made from the words.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from operator import add, itemgetter, le, neg, sub
from typing import Any, NamedTuple

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

_RISE, _DROP = 0.92, 0.27  # of the font size: letters with accents and descenders take no more
_MOST_SLACK = 0.4  # of the height, so that the middle of a box stays in it
_STRAIGHT = 0.999  # cosine: text that is not parallel to an edge of the page keeps its boxes
_character, _box = itemgetter("c"), itemgetter("bbox")

Corners = tuple[float, float, float, float]
Slack = tuple[float, float]
"""Shares of the height of a line's boxes: what is empty above the letters, and below."""
Matrix = tuple[float, float, float, float, float, float]
Columns = tuple[tuple[float, ...], ...]
"""The boxes of a line's characters as columns: x0, y0, x1, y1."""
Word = tuple[int, int, Corners, int, bytes]
"""A word of a line piece: start and end among its characters, corners, place of its direction, edges."""


class _Line(NamedTuple):
    """A line piece with its words in columns; starts and ends count from the piece's first character."""

    piece: Piece
    starts: list[int]
    ends: list[int]
    corners: list[float]
    directions: bytes
    edges: bytes


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
    matrix: Matrix | None = tuple(page.rotation_matrix) if page.rotation else None
    with _no_collection():
        lines = list(_lines(textpage.extractRAWDICT(), matrix))
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


def _lines(found: dict[str, Any], matrix: Matrix | None) -> Iterator[_Line]:
    for number, block in enumerate(found["blocks"]):
        for line in block.get("lines", ()):
            characters = list(chain.from_iterable([span["chars"] for span in line["spans"]]))
            text = _UNCLEAN.sub(_UNKNOWN, "".join(map(_character, characters)))
            if not text or text.isspace():
                continue
            slacks = _slacks(line)
            one_font = slacks.count(slacks[0]) == len(slacks)
            boxes = list(map(_box, characters)) if one_font else _tight_boxes(line, slacks)
            if matrix is not None:
                boxes = _turned(boxes, matrix)
            direction = _direction(line["dir"], line["wmode"], matrix)
            yield _line(text, boxes, direction, number, slacks[0] if one_font else (0.0, 0.0))


def _turned(boxes: Sequence[Corners], matrix: Matrix) -> list[Corners]:
    a, b, c, d, e, f = matrix
    turned = []
    for x0, y0, x1, y1 in boxes:
        xs, ys = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e)), sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
        turned.append((xs[0], ys[0], xs[1], ys[1]))
    return turned


def _direction(along: tuple[float, float], vertical: int, matrix: Matrix | None) -> Direction:
    x, y = (0.0, 1.0) if vertical else along
    if matrix is not None:
        a, b, c, d, _, _ = matrix
        x, y = a * x + c * y, b * x + d * y
    if abs(x) >= abs(y):
        return Direction.RIGHT if x >= 0 else Direction.LEFT
    return Direction.DOWN if y > 0 else Direction.UP


def _slacks(line: dict[str, Any]) -> list[Slack]:
    """The slack of each span of a line."""
    if line["wmode"] or max(map(abs, line["dir"])) < _STRAIGHT:
        return [(0.0, 0.0)]
    return [_slack_of(span["ascender"], -span["descender"]) for span in line["spans"]]


def _tight_boxes(line: dict[str, Any], slacks: Sequence[Slack]) -> list[Corners]:
    """The boxes of a line's characters, each without the slack of its own font."""
    direction = _direction(line["dir"], 0, None)
    level = direction in (Direction.RIGHT, Direction.LEFT)
    tight = []
    for span, slack in zip(line["spans"], slacks, strict=True):
        for x0, y0, x1, y1 in map(_box, span["chars"]):
            tight.append(_tight((x0, y0, x1, y1), direction, slack, y1 - y0 if level else x1 - x0))
    return tight


@lru_cache(maxsize=1024)
def _slack_of(rise: float, drop: float) -> Slack:
    """The slack of a font that claims so much, of its size, above and below the base line; many claim too much."""
    height = rise + drop or 1.0
    above, below = max(0.0, (rise - _RISE) / height), max(0.0, (drop - _DROP) / height)
    return min(above, _MOST_SLACK), min(below, _MOST_SLACK)


def _tight(corners: Corners, direction: Direction, slack: Slack, height: float) -> Corners:
    """A box without its slack; `height` is that of the lowest of its characters."""
    x0, y0, x1, y1 = corners
    above, below = slack[0] * height, slack[1] * height
    match direction:
        case Direction.RIGHT:
            return x0, y0 + above, x1, y1 - below
        case Direction.DOWN:
            return x0 + below, y0, x1 - above, y1
        case Direction.LEFT:
            return x0, y0 + below, x1, y1 - above
        case Direction.UP:
            return x0 + above, y0, x1 - below, y1


def _line(text: str, boxes: Sequence[Corners], direction: Direction, block: int, slack: Slack) -> _Line:
    """A line piece; its text has one space where the line has white space, and none at the ends."""
    columns = tuple(zip(*boxes, strict=True))
    spans = [match.span() for match in _WORD.finditer(text)]
    level = _is_level(columns, direction)
    words = list(_level(spans, columns, slack) if level else _words(spans, boxes, direction, slack))
    starts: list[int] = []
    ends: list[int] = []
    last, length = spans[0][0], 0
    for start, end, *_ in words:
        length += start > last
        starts.append(length)
        length += end - start
        ends.append(length)
        last = end
    _, _, corners, directions, edges = zip(*words, strict=True)
    piece = _piece(tuple(zip(*corners, strict=True)), direction, block, " ".join(text.split()))
    return _Line(piece, starts, ends, list(chain.from_iterable(corners)), bytes(directions), b"".join(edges))


def _piece(columns: Columns, direction: Direction, block: int, text: str) -> Piece:
    x0, y0, x1, y1 = min(columns[0]), min(columns[1]), max(columns[2]), max(columns[3])
    match direction:
        case Direction.RIGHT:
            return Piece(x0, x1, y0, y1, direction, block, text)
        case Direction.DOWN:
            return Piece(y0, y1, -x1, -x0, direction, block, text)
        case Direction.LEFT:
            return Piece(-x1, -x0, -y1, -y0, direction, block, text)
        case Direction.UP:
            return Piece(-y1, -y0, x0, x1, direction, block, text)


def _is_level(columns: Columns, direction: Direction) -> bool:
    """Whether a line is of the common kind: from left to right, letters of one height, none over its neighbour."""
    x0, y0, x1, y1 = columns
    if direction is not Direction.RIGHT or y0.count(y0[0]) != len(y0) or y1.count(y1[0]) != len(y1):
        return False
    return all(map(le, x1, x0[1:])) or (all(map(le, x0, x0[1:])) and all(map(le, x1, _quarters(x0, x1))))


def _level(spans: Sequence[tuple[int, int]], columns: Columns, slack: Slack) -> Iterator[Word]:
    """The words of a line of the common kind: as `_words`, in a third of the time."""
    x0, y0, x1, y1 = columns
    _, top, _, bottom = _tight((x0[0], y0[0], x1[0], y1[0]), Direction.RIGHT, slack, y1[0] - y0[0])
    for start, end in spans:
        low, high = x0[start], x1[end - 1]
        scale = 255 / ((high - low) or 1.0)
        shift = 0.5 - low * scale
        edges = bytes([int(edge * scale + shift) for edge in x1[start:end]])
        yield start, end, (low, top, high, bottom), 0, edges


def _words(
    spans: Sequence[tuple[int, int]], boxes: Sequence[Corners], direction: Direction, slack: Slack
) -> Iterator[Word]:
    """The words of a line. Where characters do not run along the direction, words are cut into runs that do."""
    middles = list(map(add, *_along(tuple(zip(*boxes, strict=True)), direction)))  # doubled
    for start, end, way in _runs(spans, middles, direction):
        columns = tuple(zip(*boxes[start:end], strict=True))
        begins, ends = _along(columns, way)
        ends = _parted(begins, ends)
        low = min(begins)
        scale = 255 / ((max(ends) - low) or 1.0)
        edges = bytes([int((edge - low) * scale + 0.5) for edge in ends])
        x0, y0, x1, y1 = columns
        lowest = min(map(sub, y1, y0) if direction in (Direction.RIGHT, Direction.LEFT) else map(sub, x1, x0))
        corners = _tight((min(x0), min(y0), max(x1), max(y1)), direction, slack, lowest)
        yield start, end, corners, _CODES[way], edges


def _along(columns: Columns, direction: Direction) -> tuple[Sequence[float], Sequence[float]]:
    """Where each character begins and ends along a direction, growing."""
    x0, y0, x1, y1 = columns
    match direction:
        case Direction.RIGHT:
            return x0, x1
        case Direction.DOWN:
            return y0, y1
        case Direction.LEFT:
            return list(map(neg, x1)), list(map(neg, x0))
        case Direction.UP:
            return list(map(neg, y1)), list(map(neg, y0))


def _parted(begins: Sequence[float], ends: Sequence[float]) -> Sequence[float]:
    """Ends, moved to half way between the middles of two neighbours that overlap by more than a quarter."""
    limits = _quarters(begins, ends)
    if all(map(le, ends, limits)):
        return ends
    middles = list(map(add, begins, ends))  # doubled
    moved = [
        end if end <= limit else (middle + following) / 4
        for end, limit, middle, following in zip(ends, limits, middles, middles[1:], strict=False)
    ]
    return [*moved, ends[-1]]


def _quarters(begins: Sequence[float], ends: Sequence[float]) -> list[float]:
    """How far the character before may reach into each character, from the second on: a quarter of it."""
    return [begin + (end - begin) / 4 for begin, end in zip(begins[1:], ends[1:], strict=True)]


def _runs(
    spans: Sequence[tuple[int, int]], middles: Sequence[float], direction: Direction
) -> Iterator[tuple[int, int, Direction]]:
    """Words cut into runs of characters that go one way: along the direction, or against it (Hebrew, Arabic)."""
    for start, end in spans:
        while start < end:
            against = start + 1 < end and middles[start + 1] < middles[start]
            last = start + 1
            while last < end and (middles[last] < middles[last - 1]) == against:
                last += 1
            yield start, last, _OPPOSITE[direction] if against else direction
            start = last


def _assemble(lines: Sequence[_Line]) -> PageText:
    """The text of lines in reading order, and its words in small form."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    offset = 0
    for before, line in zip([None, *lines], lines, strict=False):
        joint = _joint(before.piece, line.piece) if before else ""
        offset += len(joint)
        starts += [start + offset for start in line.starts]
        ends += [end + offset for end in line.ends]
        parts += (joint, line.piece.text)
        offset = ends[-1]
    corners = list(map(round, map((100.0).__mul__, chain.from_iterable([line.corners for line in lines]))))
    directions, edges = (b"".join([line.directions for line in lines]), b"".join([line.edges for line in lines]))
    return PageText("".join(parts), PackedWords(pack_columns(starts, ends, corners, directions, edges)))


def _joint(before: Piece, piece: Piece) -> str:
    """What parts two pieces: nothing within a word, a space on the same line, else a line feed."""
    if not before.beside(piece):
        return "\n"
    return "" if piece.begin - before.end < _TOUCH * (before.bottom - before.top) else " "
