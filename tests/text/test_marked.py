"""Words under marks: a mark drawn over the boxes of some words is on those words."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import Annotation, AnnotationKind, Box, PageText, Span
from reviewer.text import boxes_of
from reviewer.text.marked import on_words, words_under
from tests.make import page_text

LINES = st.lists(st.text("ab ", min_size=1, max_size=12).map(lambda line: f"x{line}x"), min_size=1, max_size=6)


@given(LINES, st.data())
def test_boxes_of_words_lead_back_to_the_words(lines: list[str], data: st.DataObject) -> None:
    content = page_text("\n".join(lines))
    places = [place for place, letter in enumerate(content.text) if not letter.isspace()]
    start, last = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
    ((run, boxes),) = words_under(content, boxes_of(content, start, last + 1))
    assert run == (start, last + 1)
    assert boxes == boxes_of(content, start, last + 1)


@given(st.lists(st.tuples(*[st.floats(-1e9, 1e9)] * 4).map(lambda c: Box(*c)), max_size=5))
def test_any_boxes_give_runs_of_the_text_in_order(boxes: list[Box]) -> None:
    content = page_text("one two\nthree")
    runs = [run for run, _ in words_under(content, boxes) if run]
    assert runs == sorted(runs)
    assert all(0 <= start < end <= len(content.text) for start, end in runs)


def test_marks_apart_are_several_and_a_small_gap_is_none() -> None:
    content = page_text("left one right\nleft two right")
    first, second = (content.text.index(words) for words in ("one", "two"))
    apart = [*boxes_of(content, first, first + 3), *boxes_of(content, second, second + 3)]
    assert [run for run, _ in words_under(content, apart)] == [(first, first + 3), (second, second + 3)]
    ends = [*boxes_of(content, 0, 4), *boxes_of(content, 9, 14)]  # the word "one" in between was missed
    assert [run for run, _ in words_under(content, ends)] == [(0, 14)]


def test_a_note_is_on_no_words_and_an_empty_page_has_none() -> None:
    content = page_text("some words")
    note = Annotation(1, AnnotationKind.NOTE, "", "", "Ask", None, boxes_of(content, 0, 10))
    assert on_words(note, content) == [note]
    mark = replace(note, kind=AnnotationKind.HIGHLIGHT)
    assert on_words(mark, content) == [replace(mark, span=Span(1, 0, 10))]
    assert on_words(mark, PageText("", ())) == [mark]
