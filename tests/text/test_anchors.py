"""Passages found again when the text of their pages has changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import Quote, Span
from reviewer.text import quote_of, reanchor

MEMO = "The agency told the states that joining was voluntary. An internal memo said it would be mandatory."


def anchored(old: dict[int, str], spans: list[Span], new: dict[int, str]) -> list[str] | None:
    found = reanchor(spans, quote_of(old, spans), new)
    return None if found is None else [new[span.page][span.start : span.end] for span in found]


def test_the_same_text_keeps_its_place() -> None:
    spans = [Span(1, 19, 31)]
    assert reanchor(spans, quote_of({1: MEMO}, spans), {1: MEMO}) == tuple(spans)


def test_moved_words_are_found_by_their_quote() -> None:
    start = MEMO.index("joining was voluntary")
    spans = [Span(1, start, start + 21)]
    assert anchored({1: MEMO}, spans, {1: "A new header.\n" + MEMO}) == ["joining was voluntary"]
    assert anchored({1: MEMO}, spans, {1: MEMO.replace("joining was", "joining\nwas")}) == ["joining\nwas voluntary"]


def test_among_equal_words_the_context_decides() -> None:
    old = "the memo of May was withheld; the memo of June was released"
    start = old.index("memo of June")
    spans = [Span(1, start, start + 4)]
    new = "the memo of June was released; the memo of May was withheld"
    assert reanchor(spans, quote_of({1: old}, spans), {1: new}) == (Span(1, 4, 8),)


def test_words_that_ocr_reads_differently_are_found_by_likeness() -> None:
    start = MEMO.index("An internal memo")
    spans = [Span(1, start, len(MEMO))]
    new = MEMO.replace("internal memo said", "lnternal rnemo sald").replace("The agency", "Tne  agency")
    assert anchored({1: MEMO}, spans, {1: new}) == ["An lnternal rnemo sald it would be mandatory."]


def test_words_are_looked_for_on_other_pages() -> None:
    spans = [Span(1, 0, 10)]
    assert reanchor(spans, quote_of({1: MEMO}, spans), {1: "a cover sheet", 2: MEMO}) == (Span(2, 0, 10),)


def test_a_passage_over_a_page_break_is_found_in_parts() -> None:
    old = {4: "a waiver of the attorney\nPage 4", 5: "Header\nclient privilege by law"}
    spans = [Span(4, 2, 24), Span(5, 7, 23)]
    new = {4: "a  waiver of the attorney\nPage 4", 5: "Another header\nclient privilege by law"}
    assert anchored(old, spans, new) == ["waiver of the attorney", "client privilege"]


def test_what_is_gone_is_not_found() -> None:
    spans = [Span(1, 19, 53)]
    quote = quote_of({1: MEMO}, spans)
    assert reanchor(spans, quote, {1: "Wholly other words stand here, about fish and chips."}) is None
    assert reanchor(spans, quote, {1: ""}) is None
    assert reanchor(spans, quote, {}) is None
    assert reanchor([], Quote("", "", ""), {1: MEMO}) is None


@given(st.text("abc de\n", max_size=60), st.text("abc de\n", max_size=60), st.data())
def test_what_is_found_lies_in_the_text(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    spans = [Span(1, start, data.draw(st.integers(start, len(old))))]
    for span in reanchor(spans, quote_of({1: old}, spans), {1: new}) or ():
        assert 0 <= span.start <= span.end <= len(new)
