"""What a query was probably meant to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.search.inverted import Inverted
from reviewer.search.meant import meant
from reviewer.search.parser import parse


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("mandatery", "mandatory"),
        ("mandtory AND volutnary", "mandatory AND voluntary"),
        ('"county jail" (mandatoryy OR vuluntary)', '"county jail" (mandatory OR voluntary)'),
        ("countx", "county"),
        ("mandatory", ""),
        ("qqqqqq", ""),
        ("vo", ""),
        ("from:mandatery NOT volutnary", ""),
    ],
)
def test_words_that_stand_nowhere_are_put_right(query: str, expected: str) -> None:
    words = Inverted()
    words.add(["It is mandatory, not voluntary. County county counts"])
    assert meant([words], parse(query), query) == expected


@given(st.text("abcd", min_size=4, max_size=8), st.text("abcd", min_size=4, max_size=8))
def test_a_likelier_word_is_one_step_away(word: str, there: str) -> None:
    words = Inverted()
    words.add([there])
    found = meant([words], parse(word), word)
    assert found in ("", there)
    if word != there and len(word) == len(there) and sum(a != b for a, b in zip(word, there, strict=True)) == 1:
        assert found == there
