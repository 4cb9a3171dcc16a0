"""What is the same once capitals, accents, quotation marks and line ends are left aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.folding import folded, folded_line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Résumé", "resume"),
        ("cafe\u0301", "CAFÉ"),
        ("don’t", "DON'T"),
        ("“quoted”", '"quoted"'),
        ("oﬃce", "office"),
        ("STRASSE", "straße"),
        ("ΛΌΓΟΣ", "λογος"),
        ("İstanbul", "istanbul"),
        ("opt\n  out ", "Opt out"),
    ],
)
def test_what_is_the_same(one: str, other: str) -> None:
    assert folded_line(one) == folded_line(other)


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded_line(text.upper().lower()) == folded_line(folded_line(text.upper().lower()))
