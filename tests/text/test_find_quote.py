"""Quotes: what a passage is called, and where it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import Quote, Span
from reviewer.text import find_quote, normalise, quote_of


def test_a_quote_has_its_words_and_some_context() -> None:
    text = "x" * 50 + "attorney client" + "y" * 50
    assert quote_of({1: text}, [Span(1, 50, 65)]) == Quote("attorney client", "x" * 32, "y" * 32)


def test_a_quote_over_a_page_break_is_joined_by_a_line_feed() -> None:
    texts = {4: "header\nwaiver of the attorney\nPage 4", 5: "header\nclient privilege\nPage 5"}
    quote = quote_of(texts, [Span(4, 21, 29), Span(5, 7, 23)])
    assert quote == Quote("attorney\nclient privilege", "header\nwaiver of the ", "\nPage 5")
    assert quote_of({}, []) == Quote("", "", "")


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("a memo of\n  2010, a memo", "memo of 2010", [(2, 16)]),
        ("a memo, a memo", " memo ", [(2, 6), (10, 14)]),
        ("it said \u201cvoluntary\u201d here", '"voluntary"', [(8, 19)]),
        ("don\u2019t", "don't", [(0, 5)]),
        ('a "plain" one', "\u201cplain\u201d", [(2, 9)]),
        ("the o\ufb03ce", "office", [(4, 8)]),
        ("the office", "o\ufb03ce", [(4, 10)]),
        ("cafe\u0301 bar", "caf\u00e9", [(0, 5)]),
        ("cafe\u0301 bar", "cafe", []),
        ("a\u00a0b", "a b", [(0, 3)]),
        ("attor-\nney work", "attorney work", [(0, 15)]),
        ("cross-\nclaim", "cross-claim", [(0, 12)]),
        ("attor-\nney", "attor-\nney", [(0, 10)]),
        ("a well-known fact", "wellknown", []),
        ("Memo", "memo", []),
        ("memo", "  ", []),
        ("", "memo", []),
    ],
)
def test_a_quote_is_found_where_it_stands(text: str, quote: str, found: list[tuple[int, int]]) -> None:
    assert find_quote(text, quote) == found


@given(st.text(max_size=80), st.data())
def test_any_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, len(text)))]
    following = normalise(text[start + len(piece) :])[0][:1]
    if piece.strip() and not unicodedata.combining(following or " "):
        places = find_quote(text, piece)
        assert any(normalise(text[a:b])[0].strip() == normalise(piece)[0].strip() for a, b in places)


@given(st.text(max_size=80))
def test_plain_form_keeps_track_of_offsets(text: str) -> None:
    plain, offsets = normalise(text)
    assert len(plain) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)
    assert normalise(plain)[0] == plain
