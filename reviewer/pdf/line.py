"""A line of characters as words: where each stands, which way it runs, where each of its characters ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import add, le, neg, sub
from typing import NamedTuple

from reviewer.model import Direction
from reviewer.pdf.order import Piece

_WORD = re.compile(r"\S{1,32}")  # longer runs become words that abut, so that a byte still tells the characters apart
_CODES = {direction: code for code, direction in enumerate(Direction)}
_OPPOSITE = {
    Direction.RIGHT: Direction.LEFT,
    Direction.LEFT: Direction.RIGHT,
    Direction.UP: Direction.DOWN,
    Direction.DOWN: Direction.UP,
}

Corners = tuple[float, float, float, float]
Slack = tuple[float, float]
"""Shares of the height of a line's boxes: what is empty above the letters, and below."""
Columns = tuple[tuple[float, ...], ...]
"""The boxes of a line's characters as columns: x0, y0, x1, y1."""
Word = tuple[int, int, Corners, int, bytes]
"""A word of a line piece: start and end among its characters, corners, place of its direction, edges."""


class Line(NamedTuple):
    """A line piece with its words in columns; starts and ends count from the piece's first character."""

    piece: Piece
    starts: list[int]
    ends: list[int]
    corners: list[float]
    directions: bytes
    edges: bytes


def line_of(text: str, boxes: Sequence[Corners], direction: Direction, block: int, slack: Slack) -> Line:
    """A line piece; its text has one space where the line has white space, and none at the ends."""
    columns = tuple(zip(*boxes, strict=True))
    spans = [match.span() for match in _WORD.finditer(text)]
    if _is_level(columns, direction):
        return _level_line(" ".join(text.split()), spans, columns, block, slack)
    words = list(_words(spans, boxes, direction, slack))
    starts, ends = _offsets([word[:2] for word in words])
    _, _, corners, directions, edges = zip(*words, strict=True)
    piece = _piece(tuple(zip(*corners, strict=True)), direction, block, " ".join(text.split()))
    return Line(piece, starts, ends, list(chain.from_iterable(corners)), bytes(directions), b"".join(edges))


def _offsets(spans: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Where words start and end in a piece, which has one space where the line has white space."""
    starts: list[int] = []
    ends: list[int] = []
    last, length = spans[0][0], 0
    for start, end in spans:
        length += start > last
        starts.append(length)
        length += end - start
        ends.append(length)
        last = end
    return starts, ends


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


def _level_line(text: str, spans: Sequence[tuple[int, int]], columns: Columns, block: int, slack: Slack) -> Line:
    """A line of the common kind: as from `_words`, in a third of the time."""
    x0, y0, x1, y1 = columns
    _, top, _, bottom = tight((x0[0], y0[0], x1[0], y1[0]), Direction.RIGHT, slack, y1[0] - y0[0])
    corners: list[float] = []
    edges: list[int] = []
    for start, end in spans:
        low, high = x0[start], x1[end - 1]
        scale = 255 / ((high - low) or 1.0)
        shift = 0.5 - low * scale
        edges += [int(edge * scale + shift) for edge in x1[start:end]]
        corners += (low, top, high, bottom)
    piece = Piece(min(corners[::4]), max(corners[2::4]), top, bottom, Direction.RIGHT, block, text)
    return Line(piece, *_offsets(spans), corners, bytes(len(spans)), bytes(edges))


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
        corners = tight((min(x0), min(y0), max(x1), max(y1)), direction, slack, lowest)
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


def tight(corners: Corners, direction: Direction, slack: Slack, height: float) -> Corners:
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
