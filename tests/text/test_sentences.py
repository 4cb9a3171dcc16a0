"""Where sentences and paragraphs begin."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.sentences import breaks

SENTENCES = [
    ["He left. ", "She stayed! ", "Why? ", "Nobody knows."],
    ["Mr. Smith and Dr. Jones of the U.S. Government met. ", "They spoke."],
    ["Smith v. Jones, No. 5, held so; see e.g. Doe, i.e. the other. ", "It was plain."],
    ["Acme Inc. filed at 5 p.m. on Jan. 5, 2009. ", "J. K. Rowling wrote."],
    ["It went to Acme Inc. ", "The rest is known."],
    ["It cost $3.14 in all. ", "(He paid.) ", '"Really?" he asked. ', "“Yes.” ", "Good."],
    ["the end of it. and on"],
    ["1. The first.\n", "2. The second."],
    ["From: A\n", "To: B\n", "Subject: Mr. C\nhas words"],
    ["One line\n\n", "and another"],
    ["Wait… ", "What?"],
]
PARAGRAPHS = {
    "One ends.\n\nTwo begins": ["One ends.\n\n", "Two begins"],
    "A line of the usual length that goes on\nand ends here.\nThe next paragraph has a line of this length": [
        "A line of the usual length that goes on\nand ends here.\n",
        "The next paragraph has a line of this length",
    ],
    "A line of the usual length that ends so.\nThe next one goes on with it and is as long.": [
        "A line of the usual length that ends so.\nThe next one goes on with it and is as long."
    ],
    "as follows:\n(a) one;\n(b) two": ["as follows:\n", "(a) one;\n", "(b) two"],
    "under Rule\n26. It says": ["under Rule\n26. It says"],
    "He said:\n• this\n• that": ["He said:\n", "• this\n", "• that"],
}


def cut(text: str, places: list[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise([0, *places, len(text)])]


@pytest.mark.parametrize("sentences", SENTENCES)
def test_a_text_is_cut_into_its_sentences(sentences: list[str]) -> None:
    text = "".join(sentences)
    assert cut(text, [found.at for found in breaks(text)]) == sentences


@pytest.mark.parametrize(("text", "paragraphs"), PARAGRAPHS.items())
def test_a_text_is_cut_into_its_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert cut(text, [found.at for found in breaks(text) if found.paragraph]) == paragraphs


@given(st.text(alphabet="ab A.?!\n :;1()-\"'", max_size=80))
def test_sentences_begin_at_words_after_white_space(text: str) -> None:
    places = [found.at for found in breaks(text)]
    assert places == sorted(set(places))
    assert all(text[at - 1].isspace() and not text[at].isspace() for at in places)


def test_a_hostile_text_is_cut_soon() -> None:
    for text in ("\n" * 10**6, ". " * 10**5, "A.\n" * 10**5, ':\n"' * 10**5, ".)" * 10**5, "a\n " + " " * 10**6 + "b"):
        assert sum(1 for _ in breaks(text)) < 10**6
