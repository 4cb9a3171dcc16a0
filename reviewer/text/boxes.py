"""From offsets in a page's text to boxes on the page, and from places on the page to offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import attrgetter

from reviewer.model import Box, Direction, PageText, Word

_end = attrgetter("end")
_start = attrgetter("start")
_LEVEL = (Direction.RIGHT, Direction.LEFT)
_THIN = 0.5  # points
_FORWARD = (Direction.RIGHT, Direction.DOWN)


def boxes_of(content: PageText, start: int, end: int) -> tuple[Box, ...]:
    """The boxes of `text[start:end]`, in reading order: one for each piece of a line."""
    merged: list[tuple[Word, Box]] = []
    for word in _words_between(content.words, start, end):
        box = _part(word, max(start, word.start), min(end, word.end))
        if merged and _continues(content.text, *merged[-1], word, box):
            merged[-1] = word, _union(merged[-1][1], box)
        else:
            merged.append((word, box))
    return tuple(box for _, box in merged)


def text_in(content: PageText, boxes: Sequence[Box]) -> tuple[tuple[int, int], ...]:
    """The runs of characters whose centre lies in one of the boxes; runs that only white space parts are one."""
    runs: list[tuple[int, int]] = []
    for word in content.words:
        for box in boxes:
            start, end = _inside(word, box)
            if start == end or (runs and end <= runs[-1][1]):
                continue
            if runs and not content.text[runs[-1][1] : start].strip():
                runs[-1] = runs[-1][0], end
            else:
                runs.append((start, end))
    return tuple(runs)


def offset_at(content: PageText, x: float, y: float) -> int:
    """The offset nearest to a point: before or after the character that it touches, whichever side is nearer."""
    if not content.words:
        return 0
    word = min(content.words, key=lambda word: _distance(word, x, y))
    share = _share(word, x, y)
    return word.start + sum(1 for middle in _middles(word.edges) if middle < share)


def word_at(content: PageText, offset: int) -> tuple[int, int]:
    """The run of characters without white space around an offset, or just before it; empty in between."""
    text = content.text
    start = end = min(max(offset, 0), len(text))
    while end < len(text) and not text[end].isspace():
        end += 1
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    return start, end


def _words_between(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    return words[bisect_right(words, start, key=_end) : bisect_left(words, end, key=_start)] if start < end else ()


def _part(word: Word, start: int, end: int) -> Box:
    """The box of some characters of a word. One without width of its own shares the glyph that ends there."""
    last = word.edges[end - word.start - 1]
    before = start - word.start
    while before and word.edges[before - 1] == last:
        before -= 1
    low, high = (word.edges[before - 1] / 255 if before else 0.0), (last / 255 if end < word.end else 1.0)
    if word.direction not in _FORWARD:
        low, high = 1 - high, 1 - low
    box = word.box
    if word.direction in _LEVEL:
        x0, x1 = _stretch(box.x0, box.x1, low, high)
        return Box(x0, box.y0, x1, box.y1)
    y0, y1 = _stretch(box.y0, box.y1, low, high)
    return Box(box.x0, y0, box.x1, y1)


def _stretch(begin: float, end: float, low: float, high: float) -> tuple[float, float]:
    """The stretch from share `low` to share `high`; never too thin to see, as for glyphs that declare no width."""
    length = end - begin
    thin = max(0.0, _THIN - (high - low) * length) / 2
    return round(begin + low * length - thin, 2), round(begin + high * length + thin, 2)


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of these; there is one at least."""
    return reduce(_union, boxes)


def _union(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))


def _continues(text: str, before: Word, box: Box, word: Word, part: Box) -> bool:
    """Whether a word goes on in the line piece of the one before: same line, same height of letters, next place."""
    if before.direction != word.direction or "\n" in text[before.end : word.start]:
        return False
    low, high, thickness = _across(before.direction, box)
    next_low, next_high, next_thickness = _across(word.direction, part)
    if min(high, next_high) - max(low, next_low) < 0.75 * max(thickness, next_thickness):
        return False
    gap = _gap(before.direction, box, part)
    return -0.5 * thickness <= gap <= thickness


def _across(direction: Direction, box: Box) -> tuple[float, float, float]:
    low, high = (box.y0, box.y1) if direction in _LEVEL else (box.x0, box.x1)
    return low, high, high - low


def _gap(direction: Direction, box: Box, following: Box) -> float:
    """How far the second box begins after the first ends, along the direction."""
    match direction:
        case Direction.RIGHT:
            return following.x0 - box.x1
        case Direction.LEFT:
            return box.x0 - following.x1
        case Direction.DOWN:
            return following.y0 - box.y1
        case Direction.UP:
            return box.y0 - following.y1


def _middles(edges: bytes) -> Iterator[float]:
    """The middle of each character, as a share of its word."""
    before = 0
    for edge in edges:
        yield (before + edge) / 510
        before = edge


def _share(word: Word, x: float, y: float) -> float:
    """Where a point stands along a word: 0 at its beginning, 1 at its end."""
    box = word.box
    low, high, at = (box.x0, box.x1, x) if word.direction in _LEVEL else (box.y0, box.y1, y)
    share = (at - low) / ((high - low) or 1)
    return share if word.direction in _FORWARD else 1 - share


def _inside(word: Word, box: Box) -> tuple[int, int]:
    """The characters of a word whose centre lies in a box; from the word's start to its start when there are none."""
    middle = (word.box.y0 + word.box.y1) / 2 if word.direction in _LEVEL else (word.box.x0 + word.box.x1) / 2
    low, high, _ = _across(word.direction, box)
    if not low <= middle <= high:
        return word.start, word.start
    first, last = sorted((_share(word, box.x0, box.y0), _share(word, box.x1, box.y1)))
    hit = [number for number, at in enumerate(_middles(word.edges)) if first <= at <= last]
    return (word.start + hit[0], word.start + hit[-1] + 1) if hit else (word.start, word.start)


def _distance(word: Word, x: float, y: float) -> float:
    """How far a point is from a word; across the line counts four times, so that a line keeps its margin."""
    box = word.box
    aside = max(box.x0 - x, 0.0, x - box.x1)
    above = max(box.y0 - y, 0.0, y - box.y1)
    return aside + 4 * above if word.direction in _LEVEL else above + 4 * aside
