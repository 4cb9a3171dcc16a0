"""Plain text as pages: every word comes back."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.pdf.rendition import text_to_pdf
from reviewer.pdf.words import page_content


def read_back(text: str) -> list[str]:
    """The texts of the pages of a rendition."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "text.pdf"
        text_to_pdf(text, path)
        with pymupdf.open(path) as made:
            return [page_content(page, number).content.text for number, page in enumerate(made, 1)]


def letters(text: str) -> str:
    return "".join(text.split())


ORDINARY = st.text(st.characters(codec="cp1252", exclude_categories=["C"]) | st.sampled_from("\n\t "), max_size=300)


@settings(max_examples=60, deadline=None)
@given(ORDINARY)
def test_every_word_of_a_western_text_comes_back(text: str) -> None:
    assert " ".join(" ".join(read_back(text)).split()) == " ".join(_shown(text).split()) or _cut(text)


def _shown(text: str) -> str:
    return text.replace("\u00ad", "-")


def _cut(text: str) -> bool:
    """Whether a word is wider than a line, so that it is cut."""
    return any(len(word) > 80 for word in text.split()) and letters("".join(read_back(text))) == letters(_shown(text))


@pytest.mark.parametrize(
    "text",
    [
        "會議記錄 第五號",
        "Протокол заседания",
        "Πρακτικά",
        "회의록",
        "naïve café – “quoted” … €5",
        "ﬁle oﬃce",
        "한국어 日本語",
    ],
)
def test_other_scripts_come_back(text: str) -> None:
    assert " ".join(read_back(text)[0].split()) == text


@pytest.mark.parametrize("text", ["שלום לכולם", "مرحبا بالعالم"])
def test_scripts_from_right_to_left_keep_their_letters(text: str) -> None:
    found = unicodedata.normalize("NFKC", letters(read_back(text)[0]))
    assert sorted(found) == sorted(letters(text))


def test_long_lines_are_wrapped_within_the_page() -> None:
    text = "word " * 400 + "x" * 300
    with TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        text_to_pdf(text, path)
        with pymupdf.open(path) as made:
            content = page_content(made[0], 1)
    assert letters(content.content.text) == letters(text)
    assert max(word.box.x1 for word in content.content.words) < 612 - 36
    assert (content.page.width, content.page.height) == (612, 792)


def test_form_feeds_end_pages_and_many_lines_go_on() -> None:
    assert read_back("one\ftwo\f\fthree") == ["one", "two", "", "three"]
    pages = read_back("\n".join(f"line {number}" for number in range(200)))
    assert len(pages) > 2
    assert "\n".join(pages).split("\n") == [f"line {number}" for number in range(200)]


def test_an_empty_text_is_an_empty_page() -> None:
    assert read_back("") == [""]


def test_control_characters_do_no_harm() -> None:
    assert letters("".join(read_back("a\x00b\x1bc\ud800d"))) == "abcd"


def test_tabs_make_columns_that_are_read_in_rows() -> None:
    assert read_back("Date\tFrom\tTo\n2010\tH\tJake")[0].split() == ["Date", "From", "To", "2010", "H", "Jake"]
