"""Reading order by geometry: columns, tables, headers and footers; poppler as the reference on real pages."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import Direction
from reviewer.pdf.order import Piece, reading_order
from reviewer.pdf.words import page_content
from tests import make

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "pdf"
PROSE = "words that fill the column well"
Place = tuple[float, float, str]


def piece(x: float, y: float, text: str, direction: Direction = Direction.RIGHT) -> Piece:
    return Piece(x, x + 6 * len(text), y, y + 12, direction, 0, text)


def ordered(*places: Place) -> list[str]:
    pieces = [piece(*place) for place in places]
    return [pieces[number].text for number in reading_order(pieces)]


def columns(lefts: list[float], rows: int = 4, by_row: bool = True) -> list[Place]:
    """Columns of running text, drawn row by row or column by column; each line says its column and row."""
    cells = [(column, row) for row in range(rows) for column in range(len(lefts))]
    drawn = cells if by_row else sorted(cells)
    return [(lefts[column], 100 + 14 * row, f"{column}{row} {PROSE}") for column, row in drawn]


def labels(found: list[str]) -> list[str]:
    return [text[:2] for text in found]


def test_one_column_stays_as_it_is() -> None:
    lines = [(72.0, 100.0 + 14 * row, f"{row} {PROSE}") for row in range(20)]
    assert ordered(*lines) == [text for _, _, text in lines]


@pytest.mark.parametrize("by_row", [True, False])
@pytest.mark.parametrize("lefts", [[50, 320], [40, 300, 560]])
def test_columns_are_read_one_after_the_other(lefts: list[float], by_row: bool) -> None:
    wanted = [f"{column}{row}" for column in range(len(lefts)) for row in range(4)]
    assert labels(ordered(*columns(lefts, by_row=by_row))) == wanted


def test_a_title_over_columns_comes_before_them() -> None:
    title = (50.0, 60.0, "A title that stands over both of the columns of the newsletter of May")
    assert labels(ordered(*columns([50, 320]), title)) == ["A ", "00", "01", "02", "03", "10", "11", "12", "13"]


def test_header_footer_and_stamp_stand_first_and_last_whenever_they_were_drawn() -> None:
    marks = [(500.0, 770.0, "ABC-0000001"), (280.0, 740.0, "Page 1"), (72.0, 30.0, "Header")]
    found = ordered(*marks, *columns([50, 320]))
    assert (found[0], found[-2], found[-1]) == ("Header", "Page 1", "ABC-0000001")
    assert labels(found[1:-2]) == ["00", "01", "02", "03", "10", "11", "12", "13"]


def test_a_table_stays_in_rows() -> None:
    cells = [(72.0 + 120 * column, 100.0 + 14 * row, f"{row}{column}") for row in range(6) for column in range(4)]
    assert ordered(*cells) == [text for _, _, text in cells]


def test_cells_of_several_lines_stay_whole() -> None:
    left, right = columns([50, 320], rows=9, by_row=False)[:9], columns([50, 320], rows=9, by_row=False)[9:]
    drawn = [*left[:3], *right[:3], *left[3:6], *right[3:6], *left[6:], *right[6:]]
    assert labels(ordered(*drawn)) == [text[:2] for _, _, text in drawn]


def test_text_that_runs_another_way_comes_last() -> None:
    stamp = piece(10, 10, "arXiv", Direction.UP)
    pieces = [stamp, *(piece(72, 100 + 14 * row, PROSE) for row in range(3))]
    assert reading_order(pieces) == [1, 2, 3, 0]


PLACES = st.tuples(st.integers(0, 600), st.integers(0, 780), st.sampled_from(["a", PROSE, "12.5", "two words"]))


@given(st.lists(PLACES, max_size=40))
def test_nothing_is_lost_or_doubled(places: list[tuple[int, int, str]]) -> None:
    pieces = [piece(*place) for place in places]
    assert sorted(reading_order(pieces)) == list(range(len(pieces)))


@given(st.randoms(use_true_random=False))
def test_one_column_is_read_downwards_however_it_was_drawn(chance: random.Random) -> None:
    lines = [(72.0, 100.0 + 14 * row, f"{row:02d} {PROSE}") for row in range(12)]
    drawn = chance.sample(lines, len(lines))
    assert ordered(*drawn) == [text for _, _, text in lines]


def test_a_word_cut_between_pieces_stays_one_word(tmp_path: Path) -> None:
    path = make.lines_pdf(tmp_path / "table.pdf", [[(72, 100, "Date"), (200, 100, "Author"), (330, 100, "Claim")]])
    with pymupdf.open(path) as document:
        assert page_content(document[0], 1).content.text == "Date Author Claim"


@pytest.mark.corpus
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is the reference")
@pytest.mark.parametrize(
    ("name", "page", "least"),
    [
        ("pypdf_multicolumn.pdf", 1, 0.79),  # poppler puts the head of the right column before the abstract
        ("unst_multi-column.pdf", 1, 0.9),
        ("unst_multi-column.pdf", 2, 0.9),
        ("pdfminer_naacl06-shinyama.pdf", 1, 0.9),
        ("pdfminer_naacl06-shinyama.pdf", 2, 0.8),
        ("tabula_eu-004.pdf", 1, 0.95),
        ("tabula_eu-014.pdf", 1, 0.95),
        ("tabula_us-007-2.pdf", 1, 0.95),
        ("tabula_us-024-2.pdf", 1, 0.95),
        ("tabula_labor.pdf", 1, 0.88),
        ("doctor_ca6_1-3.pdf", 1, 0.95),
        ("doctor_ca3_003112692106.pdf", 2, 0.95),
        ("tika_testPDFTwoTextBoxes.pdf", 1, 0.95),
    ],
)
def test_real_pages_are_read_as_poppler_reads_them(name: str, page: int, least: float) -> None:
    with pymupdf.open(CORPUS / name) as document:
        ours = page_content(document[page - 1], page).content.text
    command = ["pdftotext", "-f", str(page), "-l", str(page), str(CORPUS / name), "-"]
    theirs = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    one, other = (re.findall(r"\w+", re.sub(r"-\n+", "", text)) for text in (ours, theirs))
    assert SequenceMatcher(None, one, other, autojunk=False).ratio() >= least
