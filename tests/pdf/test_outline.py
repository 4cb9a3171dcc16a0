"""Outlines of PDFs, also of those whose maker means harm."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from reviewer.errors import ReviewerError
from reviewer.model import Box
from reviewer.pdf.outline import MOST_HEADINGS, read_outline
from tests.make import cut, write_pdf


def outlined(path: Path, entries: list[list[object]], rotation: int = 0) -> Path:
    with pymupdf.open(write_pdf(path.with_name("plain.pdf"), ["One", "Two", "Three"])) as file:
        for page in file:
            page.set_rotation(rotation)
        file.set_toc(entries)
        file.save(path)
    return path


def test_headings_come_in_order_with_level_page_and_place(tmp_path: Path) -> None:
    to = {"kind": pymupdf.LINK_GOTO, "page": 2, "to": pymupdf.Point(72, 300), "zoom": 0}
    path = outlined(tmp_path / "a.pdf", [[1, "First\nhalf", 1], [2, "Inner", 2], [1, "Away", -1], [1, "Last", 3, to]])
    found = read_outline(path)
    assert [(one.level, one.title, one.page) for one in found] == [
        (0, "First half", 1),
        (1, "Inner", 2),
        (0, "Away", 0),
        (0, "Last", 3),
    ]
    assert found[3].place == Box(72, 300, 72, 300)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_heading_on_a_turned_page_leads_onto_the_page(tmp_path: Path, rotation: int) -> None:
    to = {"kind": pymupdf.LINK_GOTO, "page": 0, "to": pymupdf.Point(72, 300), "zoom": 0}
    path = outlined(tmp_path / "a.pdf", [[1, "First", 1, to]], rotation)
    with pymupdf.open(path) as file:
        xref = file.get_outline_xrefs()[0]
        left, top = map(float, file.xref_get_key(xref, "A/D")[1].split("XYZ")[1].split()[:2])
        page = file[0]
        wanted = pymupdf.Point(left, page.mediabox.height - top) * page.rotation_matrix
    (heading,) = read_outline(path)
    assert heading.place == Box(wanted.x, wanted.y, wanted.x, wanted.y)


def test_a_file_without_outline_has_no_headings(tmp_path: Path) -> None:
    assert read_outline(write_pdf(tmp_path / "a.pdf", ["One"])) == ()


def test_an_outline_without_end_is_cut_off(tmp_path: Path) -> None:
    entries: list[list[object]] = [[1 + number % 60, f"No. {number}", 1] for number in range(MOST_HEADINGS + 60)]
    found = read_outline(outlined(tmp_path / "a.pdf", entries))
    assert len(found) == MOST_HEADINGS
    assert max(one.level for one in found) == 20


def test_a_damaged_file_is_refused_in_words(tmp_path: Path) -> None:
    path = outlined(tmp_path / "a.pdf", [[1, "First", 1]])
    with pytest.raises(ReviewerError, match="not read"):
        read_outline(cut(tmp_path / "cut.pdf", path, 0.2))
