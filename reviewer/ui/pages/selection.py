"""Text selection as plain values: places in the text of pages, spans between them, steps from one to the next."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reviewer.model import Box, Direction, PageText, Span, Word
from reviewer.text.sentences import breaks

Content = Callable[[int], PageText]
_LONGEST_SENTENCE = 900  # code points
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Unit(StrEnum):
    """What a step or a click takes at once."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    LINE = "line"
    LINE_END = "line end"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place between two characters: page from 1, offset in code points."""

    page: int
    offset: int


@dataclass(frozen=True, slots=True)
class Selection:
    """From the place where it began to the place that moves, in either order."""

    anchor: Place
    head: Place

    @property
    def ends(self) -> tuple[Place, Place]:
        """The two places in reading order."""
        return min(self.anchor, self.head), max(self.anchor, self.head)

    def on(self, page: int, content: Content) -> Span | None:
        """The part on one page, without white space at its ends; None where nothing is left."""
        first, last = self.ends
        if not first.page <= page <= last.page:
            return None
        text = content(page).text
        start = first.offset if page == first.page else 0
        end = last.offset if page == last.page else len(text)
        chosen = text[start:end]
        start += len(chosen) - len(chosen.lstrip())
        end = start + len(chosen.strip())
        return Span(page, start, end) if end > start else None

    def spans(self, content: Content) -> list[Span]:
        """The parts on all pages, in order."""
        first, last = self.ends
        found = (self.on(page, content) for page in range(first.page, last.page + 1))
        return [span for span in found if span]


def unit_at(text: str, offset: int, unit: Unit) -> tuple[int, int]:
    """Start and end of the word (without punctuation), sentence or line at an offset; of nothing for a character."""
    if unit is Unit.WORD:
        return _word_at(text, offset)
    if unit is Unit.SENTENCE:
        return _sentence_at(text, offset)
    return line_at(text, offset) if unit is Unit.LINE else (offset, offset)


def _sentence_at(text: str, offset: int) -> tuple[int, int]:
    """The sentence, or the line where no sentence is in sight, as in a table."""
    places = [0, *(found.at for found in breaks(text)), len(text)]
    after = min(bisect_right(places, offset), len(places) - 1)
    start, end = places[after - 1], places[after]
    end = start + len(text[start:end].rstrip())
    return (start, end) if end - start <= _LONGEST_SENTENCE else line_at(text, offset)


def line_at(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the line at an offset, without its line feed."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def _word_at(text: str, offset: int) -> tuple[int, int]:
    start, end = line_at(text, offset)
    for word in _WORD.finditer(text, start, end):
        if word.start() <= offset <= word.end():
            return word.span()
    return offset, min(offset + 1, end)


def widened(selection: Selection, unit: Unit, content: Content) -> Selection:
    """The selection, stretched at both ends to whole words, sentences or lines."""
    first, last = selection.ends
    start = Place(first.page, unit_at(content(first.page).text, first.offset, unit)[0])
    end = Place(last.page, unit_at(content(last.page).text, last.offset, unit)[1])
    return Selection(end, start) if selection.head < selection.anchor else Selection(start, end)


def step(content: Content, pages: int, place: Place, unit: Unit, way: int, goal: Box | None = None) -> Place:
    """The place one unit on (`way` 1) or back (-1), on the next page where this one ends.

    `goal`: a step by line stays below or above this caret.
    """
    offset = _step_on_page(content(place.page), place.offset, unit, way, goal)
    if offset is not None:
        return Place(place.page, offset)
    page = place.page + way
    if not 1 <= page <= pages:
        return place
    text = content(page).text
    edge = 0 if way > 0 else len(text)
    return Place(page, near(content(page), line_at(text, edge), goal) if unit is Unit.LINE and goal else edge)


def _step_on_page(content: PageText, offset: int, unit: Unit, way: int, goal: Box | None) -> int | None:
    text = content.text
    if unit is Unit.LINE_END:
        return line_at(text, offset)[way > 0]
    if unit is Unit.LINE:
        return _step_line(content, offset, way, goal)
    if unit is Unit.WORD:
        return _step_word(text, offset, way)
    return offset + way if 0 <= offset + way <= len(text) else None


def _step_word(text: str, offset: int, way: int) -> int | None:
    """On to the end of the next word, or back to the start of the one before."""
    if way > 0:
        word = next((word for word in _WORD.finditer(text, offset) if word.end() > offset), None)
        return word.end() if word else None
    starts = [word.start() for word in _WORD.finditer(text) if word.start() < offset]
    return starts[-1] if starts else None


def _step_line(content: PageText, offset: int, way: int, goal: Box | None) -> int | None:
    start, end = line_at(content.text, offset)
    beyond = end + 1 if way > 0 else start - 1
    if not 0 <= beyond <= len(content.text):
        return None
    return near(content, line_at(content.text, beyond), goal)


def near(content: PageText, line: tuple[int, int], goal: Box | None) -> int:
    """The offset in a line that stands nearest to a caret, along the line."""
    if goal is None:
        return line[0]
    carets = ((offset, caret(content, offset)) for offset in range(line[0], line[1] + 1))
    return min((_distance(box, goal), offset) for offset, box in carets if box or offset == line[0])[1]


def _distance(one: Box | None, other: Box) -> float:
    if one is None:
        return float("inf")
    return abs(one.y0 - other.y0) if one.y0 == one.y1 else abs(one.x0 - other.x0)


def caret(content: PageText, offset: int) -> Box | None:
    """Where a caret stands: a box without width across the text at an offset; None where no word touches it."""
    words = content.words
    index = bisect_left(words, offset, key=lambda word: word.end)
    if index == len(words) or words[index].start > offset:
        return None
    word = words[index]
    return _across(word, word.edges[offset - word.start - 1] / 255 if offset > word.start else 0.0)


def _across(word: Word, share: float) -> Box:
    """The line across a word at a share of its length."""
    box = word.box
    if word.direction in (Direction.LEFT, Direction.UP):
        share = 1 - share
    if word.direction in (Direction.UP, Direction.DOWN):
        y = box.y0 + (box.y1 - box.y0) * share
        return Box(box.x0, y, box.x1, y)
    x = box.x0 + (box.x1 - box.x0) * share
    return Box(x, box.y0, x, box.y1)
