"""A page that is damaged, or claimed and not there, costs itself alone: the others are read, and it is told."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from reviewer.errors import ProcessingError
from reviewer.model import OcrMode
from reviewer.pdf.read import read_pdf
from reviewer.pdf.render import render
from tests import make


@pytest.mark.parametrize("page", ["null", "(no page)", "<</Type/Pages/Kids[]/Count 0>>", "<</Type/Page/MediaBox 7>>"])
def test_a_page_that_is_none_costs_itself_alone(tmp_path: Path, page: str) -> None:
    path = make.write_pdf(tmp_path / "three.pdf", ["One.", "Two.", "Three."])
    with pymupdf.open(path) as made:
        made.update_object(made[1].xref, page)
        data = made.tobytes(garbage=0)
    path.write_bytes(data)
    found = read_pdf(path, OcrMode.OFF)
    texts = [content.content.text for content in found.pages]
    assert texts[0] == "One." and "Three." in texts
    for number in found.damaged:
        with pytest.raises(ProcessingError):
            render(path, number, 1.0)
