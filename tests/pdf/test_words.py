"""Page text and the places of its words, on the field cases."""

from __future__ import annotations

import pickle
from pathlib import Path

import pymupdf
import pytest

from reviewer.model import Box, Direction, PageContent, PageText, TextSource
from reviewer.pdf.words import page_content
from reviewer.text import boxes_of, find_quote
from tests import make


def read(path: Path, number: int = 1) -> PageContent:
    with pymupdf.open(path) as document:
        return page_content(document[number - 1], number)


def ink(path: Path) -> Box:
    """Where the first page is not white, at 72 dots an inch: pixels are points."""
    with pymupdf.open(path) as document:
        pixmap = document[0].get_pixmap(colorspace=pymupdf.csGRAY)
    dark = [divmod(place, pixmap.stride) for place, value in enumerate(pixmap.samples) if value < 128]
    rows, columns = [row for row, _ in dark], [column for _, column in dark]
    return Box(min(columns), min(rows), max(columns) + 1, max(rows) + 1)


def off(one: Box, other: Box) -> float:
    pairs = ((one.x0, other.x0), (one.y0, other.y0), (one.x1, other.x1), (one.y1, other.y1))
    return max(abs(a - b) for a, b in pairs)


def marked(content: PageText, quote: str) -> tuple[Box, ...]:
    return boxes_of(content, *find_quote(content.text, quote)[0])


@pytest.mark.parametrize("cropped", [False, True])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_mark_covers_the_ink_on_rotated_and_cropped_pages(tmp_path: Path, rotation: int, cropped: bool) -> None:
    path = make.one_word(tmp_path / "word.pdf", rotation, cropped)
    found = read(path)
    assert found.content.text == "Witness"
    assert off(boxes_of(found.content, 0, 7)[0], ink(path)) <= 4
    sides = (350, 250) if cropped else (400, 300)
    assert (found.page.width, found.page.height) == (sides if rotation in (0, 180) else sides[::-1])
    assert found.page.rotation == rotation


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_part_of_a_word_is_marked_on_rotated_pages_too(tmp_path: Path, rotation: int) -> None:
    whole = read(make.one_word(tmp_path / "whole.pdf", rotation, True)).content
    begin = ink(make.one_word(tmp_path / "part.pdf", rotation, True, "Wit"))
    assert off(boxes_of(whole, 0, 3)[0], begin) <= 4


def test_columns_drawn_row_by_row_are_read_one_after_the_other(tmp_path: Path) -> None:
    lines = read(make.two_columns(tmp_path / "columns.pdf")).content.text.split("\n")
    assert [line[:2] for line in lines] == ["L0", "L1", "L2", "L3", "R0", "R1", "R2", "R3"]


def test_ligatures_stay_as_they_are_and_the_mark_covers_the_glyph(tmp_path: Path) -> None:
    path = make.ligatures(tmp_path / "ligatures.pdf")
    content = read(path).content
    assert "o\ufb03ce" in content.text and "scienti\ufb01c" in content.text
    (box,) = marked(content, "office")
    with pymupdf.open(path) as document:
        glyphs = [c for c in document[0].get_texttrace()[0]["chars"] if c[0] == 0xFB03]
    left, _, right, _ = glyphs[0][3]
    assert box.x0 < left and right < box.x1
    (part,) = boxes_of(content, content.text.index("\ufb03"), content.text.index("\ufb03") + 1)
    assert abs(part.x0 - left) < 0.5 and abs(part.x1 - right) < 0.5


def test_a_hyphen_at_the_end_of_a_line_stays_in_the_text_and_has_two_boxes(tmp_path: Path) -> None:
    content = read(make.hyphens(tmp_path / "hyphens.pdf")).content
    assert "cli-\nmate" in content.text and "attor-\nney" in content.text and "cross-\nclaim" in content.text
    for quote in ("climate", "attorney", "attorney work product", "cross-claim", "crossclaim"):
        assert len(marked(content, quote)) == 2
    assert find_quote(content.text, "workproduct") == []


def test_the_end_of_a_line_is_white_space(tmp_path: Path) -> None:
    content = read(make.line_end(tmp_path / "line.pdf")).content
    assert find_quote(content.text, "dynamic languages") != []
    assert find_quote(content.text, "dynamiclanguages") == []


def test_header_comes_first_and_footer_and_stamp_last(tmp_path: Path) -> None:
    path = make.page_break(tmp_path / "break.pdf")
    assert read(path, 4).content.text.endswith("waiver of the attorney\nPage 4\nABC-0000004")
    assert read(path, 5).content.text.startswith("In re Secure Programme\nclient privilege")


def test_a_page_without_text_says_so(tmp_path: Path) -> None:
    found = read(make.write_pdf(tmp_path / "empty.pdf", [""]))
    assert found.page.text_source is TextSource.NONE
    assert (found.content.text, len(found.content.words)) == ("", 0)
    assert boxes_of(found.content, 0, 10) == ()


def test_control_characters_never_reach_the_text(tmp_path: Path) -> None:
    path = tmp_path / "nul.pdf"
    with pymupdf.open() as made:
        page = made.new_page()
        page.insert_text((72, 100), "plain words")
        stream = made.get_new_xref()
        made.update_object(stream, "<<>>")
        cmap = b"1 beginbfrange <70> <70> <0000> endbfrange 1 beginbfrange <6C> <6C> <D800> endbfrange"
        made.update_stream(stream, b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange " + cmap + b" endcmap")
        made.xref_set_key(page.get_fonts()[0][0], "ToUnicode", f"{stream} 0 R")
        made.save(path)
    text = read(path).content.text
    assert text.encode() and "\x00" not in text
    assert text.endswith("words")


def test_content_travels_between_processes_as_it_is(tmp_path: Path) -> None:
    content = read(make.two_columns(tmp_path / "columns.pdf")).content
    again = pickle.loads(pickle.dumps(content))
    assert again == content
    assert len(pickle.dumps(content)) < 40 * len(content.words)


def test_text_that_runs_upwards_is_marked_along_its_way(tmp_path: Path) -> None:
    path = tmp_path / "up.pdf"
    with pymupdf.open() as made:
        made.new_page(width=300, height=300).insert_text((100, 200), "Exhibit", fontsize=14, rotate=90)
        made.save(path)
    content = read(path).content
    assert content.words[0].direction is Direction.UP
    assert off(boxes_of(content, 0, 7)[0], ink(path)) <= 4
    first, last = boxes_of(content, 0, 1)[0], boxes_of(content, 6, 7)[0]
    assert last.y1 < first.y0


def test_words_of_absurd_height_do_no_harm(tmp_path: Path) -> None:
    contents = b"BT /F 12 Tf 72 700 Td (Here) Tj 1 0 0 99999999999 72 72 Tm (H) Tj ET"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    path = make.bare_pdf(tmp_path / "far.pdf", contents, [font], b"<</Font<</F 5 0 R>>>>")
    assert "Here" in read(path).content.text
