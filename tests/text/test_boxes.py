"""From offsets to boxes and back, on words laid out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import Box, Direction, PageText, Word
from reviewer.text import boxes_of, offset_at, text_in, word_at
from tests import make

LETTERS = st.text("ab éא漢\n", min_size=1, max_size=60)


@given(LETTERS, st.data())
def test_the_text_in_the_boxes_of_a_span_is_the_span(text: str, data: st.DataObject) -> None:
    content = make.page_text(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    read = "".join(text[first:last] for first, last in text_in(content, boxes_of(content, start, end)))
    assert "".join(read.split()) == "".join(text[start:end].split())


@given(LETTERS, st.data())
def test_the_offset_at_a_character_is_the_character(text: str, data: st.DataObject) -> None:
    content = make.page_text(text)
    offset = data.draw(st.integers(0, len(text) - 1))
    for box in boxes_of(content, offset, offset + 1):
        middle = (box.y0 + box.y1) / 2
        assert offset_at(content, box.x0 + 0.5, middle) == offset
        assert offset_at(content, box.x1 - 0.5, middle) == offset + 1


def test_one_box_for_each_line() -> None:
    content = make.page_text("the attorney client\nprivilege of the county")
    boxes = boxes_of(content, 4, 29)
    assert boxes == (Box(96, 72, 186, 84), Box(72, 84, 126, 96))


def test_cells_that_are_far_apart_have_a_box_each() -> None:
    content = make.page_text("date          author")
    assert len(boxes_of(content, 0, 20)) == 2


def test_offsets_beyond_the_text_mark_what_is_there() -> None:
    content = make.page_text("memo")
    assert boxes_of(content, 2, 99) == boxes_of(content, 2, 4) != ()
    assert boxes_of(content, 4, 9) == boxes_of(content, 3, 3) == ()


def word(direction: Direction) -> PageText:
    edges = bytes([64, 128, 191, 255])
    level = direction in (Direction.RIGHT, Direction.LEFT)
    return PageText("abcd", (Word(0, 4, Box(0, 0, 40, 10) if level else Box(0, 0, 10, 40), edges, direction),))


@pytest.mark.parametrize(
    ("direction", "first"),
    [
        (Direction.RIGHT, (0, 0, 10, 10)),
        (Direction.LEFT, (30, 0, 40, 10)),
        (Direction.DOWN, (0, 0, 10, 10)),
        (Direction.UP, (0, 30, 10, 40)),
    ],
)
def test_characters_run_along_the_direction(direction: Direction, first: tuple[float, ...]) -> None:
    content = word(direction)
    (box,) = boxes_of(content, 0, 1)
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx(first, abs=0.1)
    assert text_in(content, [box]) == ((0, 1),)
    assert offset_at(content, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) in (0, 1)
    assert offset_at(content, *{"right": (39, 5), "left": (1, 5), "down": (5, 39), "up": (5, 1)}[direction]) == 4


def test_a_character_without_width_shares_the_glyph_before_it() -> None:
    content = PageText("ffi", (Word(0, 3, Box(0, 0, 12, 10), bytes([255, 255, 255])),))
    assert boxes_of(content, 0, 1) == boxes_of(content, 1, 2) == boxes_of(content, 0, 3) == (Box(0, 0, 12, 10),)


def test_a_glyph_without_width_can_be_seen() -> None:
    content = PageText("x", (Word(0, 1, Box(50, 0, 50, 10), bytes([0])),))
    (box,) = boxes_of(content, 0, 1)
    assert box.x0 < 50 < box.x1


def test_a_point_outside_the_words_goes_to_the_nearest_line() -> None:
    content = make.page_text("first line\nsecond")
    assert offset_at(content, 500, 78) == 10
    assert offset_at(content, 0, 90) == 11
    assert offset_at(content, 500, 700) == 17
    assert offset_at(PageText("", ()), 5, 5) == 0


def test_a_word_is_what_stands_between_white_space() -> None:
    content = make.page_text("the cross-claim went")
    assert word_at(content, 4) == word_at(content, 10) == word_at(content, 15) == (4, 15)
    assert word_at(content, 99) == (16, 20)
    assert word_at(make.page_text("a  b"), 2) == (2, 2)
