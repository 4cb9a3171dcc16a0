"""Pages as images."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from reviewer.errors import ProcessingError
from reviewer.model import Box
from reviewer.pdf.render import MOST_PIXELS, render
from tests import make


def test_a_page_has_the_size_that_was_asked_for(tmp_path: Path) -> None:
    path = make.one_word(tmp_path / "word.pdf", 90, True)
    width, height, stride, pixels = render(path, 1, 2.0)
    assert (width, height, stride, len(pixels)) == (500, 700, 1500, 1500 * 700)
    assert min(pixels) < 50


def test_a_part_of_a_page_is_the_part(tmp_path: Path) -> None:
    path = make.one_word(tmp_path / "word.pdf", 0, False)
    width, height, stride, pixels = render(path, 1, 1.0, Box(60, 80, 140, 110))
    _, _, whole, all_pixels = render(path, 1, 1.0)
    assert (width, height) == (80, 30)
    rows = [all_pixels[row * whole + 180 : row * whole + 420] for row in range(80, 110)]
    assert [pixels[row * stride : row * stride + 240] for row in range(30)] == rows


def test_a_page_of_absurd_size_stays_within_bounds(tmp_path: Path) -> None:
    path = make.write_pdf(tmp_path / "large.pdf", ["far"], size=(14_400, 14_400))
    width, height, _, _ = render(path, 1, 4.0)
    assert width * height <= MOST_PIXELS * 1.01


def test_annotations_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "annotated.pdf"
    with pymupdf.open() as made:
        made.new_page().add_rect_annot(pymupdf.Rect(50, 50, 200, 200)).update(fill_color=(0, 0, 0))
        made.save(path)
    assert min(render(path, 1, 0.5)[3]) < 50


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_page_that_is_not_there_is_told(tmp_path: Path, number: int) -> None:
    with pytest.raises(ProcessingError):
        render(make.write_pdf(tmp_path / "one.pdf", ["one"]), number, 1.0)


def test_a_file_that_is_no_pdf_is_told(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"not a PDF")
    with pytest.raises(ProcessingError):
        render(tmp_path / "no.pdf", 1, 1.0)
    with pytest.raises(ProcessingError):
        render(tmp_path / "gone.pdf", 1, 1.0)
