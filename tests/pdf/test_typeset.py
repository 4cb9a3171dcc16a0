"""HTML is typeset so that each of its words is read back from the PDF, inside the margins."""

from __future__ import annotations

import subprocess
import time
from html import escape
from pathlib import Path

import lxml.html
import pymupdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import ProcessingError
from reviewer.pdf.typeset import MARGIN, html_to_pdf
from reviewer.pdf.words import page_content

# Letters of scripts that are used in the United States; each word is of one script, as words are.
_SCRIPTS = (
    "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789",
    "àéîõüçñßøœšžłğ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "漢字仮名交文章漢語",
    "かなカナひらがなカタカナ",
    "한국어문서검토",
    "กขคงจฉชซญฐณดตถ",
    "कखगघचछजझटठडढ",
    "ԱԲԳԴԵԶաբգդ",
    "აბგდევზთ",
)
_SIGNS = st.sampled_from(["", "", "", ",", ".", ";", ")", "'s", "&", "<"])
_WORD = st.sampled_from(_SCRIPTS).flatmap(
    lambda letters: st.text(letters, min_size=1, max_size=6 if letters[0] in "漢か" else 24)
)
_WORDS = st.lists(st.builds(str.__add__, _WORD, _SIGNS), min_size=1, max_size=12)


def _paragraph(words: list[str]) -> str:
    return f"<p>{escape(' '.join(words))}</p>"


def _mark(words: list[str]) -> str:
    return f"<p>so <b>{escape(' '.join(words))}</b> <i>it</i> <del>was</del></p>"


def _list(items: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _table(cells: list[str]) -> str:
    rows = (cells[start : start + 7] for start in range(0, len(cells), 7))
    return (
        "<table border=1>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        + "</table>"
    )


_HTML = st.recursive(
    st.builds(_paragraph, _WORDS) | st.builds(_mark, _WORDS),
    lambda inner: st.builds(_list, st.lists(inner, max_size=4)) | st.builds(_table, st.lists(inner, max_size=16)),
    max_leaves=12,
)


def _read_back(html: str, path: Path, images: dict[str, bytes] | None = None) -> list[str]:
    """The text of each page; every word of it lies inside the margins."""
    html_to_pdf(html, images or {}, path)
    with pymupdf.open(path) as made:
        contents = [page_content(page, page.number + 1) for page in made]
    for content in contents:
        for word in content.content.words:
            assert word.box.x0 >= MARGIN - 0.5
            assert word.box.x1 <= content.page.width - MARGIN + 0.5
            assert word.box.y1 <= content.page.height - MARGIN + 2
    return [content.content.text.replace("\u200e", "") for content in contents]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_HTML, min_size=1, max_size=3).map("".join))
def test_every_word_is_found_again(tmp_path: Path, html: str) -> None:
    read = set(" ".join(_read_back(html, tmp_path / "made.pdf")).split())
    assert _words_of(html) <= read


def _words_of(html: str) -> set[str]:
    paragraphs = lxml.html.fromstring(f"<div>{html}</div>").iter("p")
    return {word for paragraph in paragraphs for word in paragraph.text_content().split()}


def test_a_wide_table_is_parted_not_clipped(tmp_path: Path) -> None:
    cells = [[f"c{row}x{column}longword" for column in range(40)] for row in range(5)]
    html = "<table border=1>" + "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in cells) + "</table>"
    text = " ".join(_read_back(html, tmp_path / "made.pdf"))
    assert text.split().count("c4x39longword") == 1
    assert {word for row in cells for word in row} == set(text.split())


def test_a_cell_taller_than_a_page_goes_on(tmp_path: Path) -> None:
    words = [f"w{number}" for number in range(3000)]
    pages = _read_back(f"<table><tr><td>{' '.join(words)}</td><td>beside</td></tr></table>", tmp_path / "made.pdf")
    assert len(pages) > 2
    assert [word for word in " ".join(pages).split() if word != "beside"] == words


def test_cells_over_rows_keep_the_columns(tmp_path: Path) -> None:
    html = "<table border=1><tr><td rowspan=2>one<td>two<tr><td>three<tr><td colspan=2>four</table>"
    html_to_pdf(html, {}, tmp_path / "made.pdf")
    with pymupdf.open(tmp_path / "made.pdf") as made:
        left = {word[4]: word[0] for word in made[0].get_text("words")}
    assert left["three"] == pytest.approx(left["two"])
    assert left["four"] == pytest.approx(left["one"])


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "deep" + "</div>" * 100_000,
        "<table><tr><td>" * 3000 + "deep",
        "<table><tr><td>" * 200 + "deep" + "</table>" * 200,
        "<b>" * 20_000 + "deep",
        "<ul><li>" * 1000 + "deep",
        "<table><tr><td colspan=999999999 rowspan=999999999>deep<tr><td>x</table>",
        "&#0;&#xd800;&#x110000;<p <p <<>> deep",
        "<img src='/etc/passwd'><img src='file:///etc/passwd'><iframe src='/etc/passwd'></iframe>deep",
        "<p>" * 50_000 + "deep",
    ],
)
def test_hostile_html_ends_and_keeps_its_words(tmp_path: Path, html: str) -> None:
    began = time.perf_counter()
    text = " ".join(_read_back(html, tmp_path / "made.pdf"))
    assert "deep" in text
    assert "root:" not in text
    assert time.perf_counter() - began < 20  # a second or two; a hang would be hours


def test_a_word_wider_than_the_page_is_cut_between_its_parts(tmp_path: Path) -> None:
    address = "https://example.org/" + "/".join(f"part{number}" for number in range(100))
    lines = _read_back(f"<p>{address}</p>", tmp_path / "made.pdf")[0].split("\n")
    assert "".join(lines).replace(" ", "") == address
    assert all(f"part{number}" in lines[0] + " ".join(lines) for number in range(100))


def test_too_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProcessingError, match="more than"):
        html_to_pdf("<br>x" * 8_000_000, {}, tmp_path / "made.pdf")


def test_images_are_shown_scaled_to_the_page(tmp_path: Path) -> None:
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 3000, 400), False)
    pixmap.clear_with(120)
    drawn = html_to_pdf(
        "<p>above</p><img src='a.png'><p>below</p>", {"a.png": pixmap.tobytes("png")}, tmp_path / "x.pdf"
    )
    assert drawn
    with pymupdf.open(tmp_path / "x.pdf") as made:
        box = pymupdf.Rect(made[0].get_image_info()[0]["bbox"])
        assert made[0].get_image_info()[0]["width"] == 3000
    assert box.x1 <= 612 - MARGIN + 0.1
    assert box.width == pytest.approx(612 - 2 * MARGIN, abs=1)


def test_an_image_that_is_none_is_told_and_named(tmp_path: Path) -> None:
    assert not html_to_pdf("<img src='a' alt='the seal'>", {"a": b"no image"}, tmp_path / "x.pdf")
    with pymupdf.open(tmp_path / "x.pdf") as made:
        assert made[0].get_text().split() == ["[the", "seal]"]


def test_an_empty_text_is_one_empty_page(tmp_path: Path) -> None:
    assert _read_back("", tmp_path / "x.pdf") == [""]


def test_a_rule_of_class_page_begins_a_page(tmp_path: Path) -> None:
    assert _read_back("one<hr class='page'>two", tmp_path / "x.pdf") == ["one", "two"]


def test_equal_html_gives_equal_bytes(tmp_path: Path) -> None:
    html_to_pdf("<p>one <b>two</b> שלום</p>", {}, tmp_path / "a.pdf")
    html_to_pdf("<p>one <b>two</b> שלום</p>", {}, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_poppler_reads_the_words_too(tmp_path: Path) -> None:
    html = "<p>The office filed Überprüfung, шестой, 漢字, 😀 &amp;amp; attorney</p>"
    html_to_pdf(html, {}, tmp_path / "x.pdf")
    read = subprocess.run(["pdftotext", tmp_path / "x.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert read.split() == ["The", "office", "filed", "Überprüfung,", "шестой,", "漢字,", "😀", "&amp;", "attorney"]
