"""A text layer that is not where the words are is told; one that is, or that is nobody's, is not."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from reviewer.pdf.layer import misplaced
from tests import make

WORDS = (
    "The programme is voluntary, and a county that wants to stay out may say so.\n"
    "The agency says that it can not leave.\n"
    "On the 3rd of March 2009 the county wrote to the office of the principal counsel,\n"
    "which has not answered so far. Three letters were sent after that one.\n"
    "They were returned."
)


def off(path: Path) -> tuple[int, ...]:
    with pymupdf.open(path) as document:
        return misplaced(document, range(1, len(document) + 1))


@pytest.mark.parametrize("over", [True, False])
def test_a_layer_in_its_place_is_not_flagged(tmp_path: Path, over: bool) -> None:
    assert off(make.searchable_scan(tmp_path / "scan.pdf", WORDS, over=over)) == ()


@pytest.mark.parametrize("shift", [-30, 3, 40])
def test_a_layer_that_is_shifted_is_flagged(tmp_path: Path, shift: float) -> None:
    assert off(make.searchable_scan(tmp_path / "scan.pdf", WORDS, shift=shift)) == (() if shift == 3 else (1,))


def test_a_layer_that_is_upside_down_is_flagged(tmp_path: Path) -> None:
    assert off(make.searchable_scan(tmp_path / "scan.pdf", WORDS, turned=True)) == (1,)


def test_each_page_that_does_not_match_is_named(tmp_path: Path) -> None:
    good = make.searchable_scan(tmp_path / "good.pdf", WORDS)
    bad = make.searchable_scan(tmp_path / "bad.pdf", WORDS, shift=40)
    with pymupdf.open() as made, pymupdf.open(good) as right, pymupdf.open(bad) as wrong:
        for number in range(1, 9):
            made.insert_pdf(wrong if number in (3, 4, 8) else right)
        assert misplaced(made, range(1, 9)) == (3, 4, 8)
