"""Words that a page does not show leave its text and are told by kind; what only looks hidden stays."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from reviewer.model import Box, Hidden, HiddenKind
from reviewer.pdf.reread import page_text_again
from reviewer.pdf.words import read_page
from tests import make

OPEN = "The programme is voluntary."


def read(path: Path) -> tuple[str, tuple[Hidden, ...]]:
    with pymupdf.open(path) as document:
        found = read_page(document[0], 1)
    return found.content.content.text, found.hidden


@pytest.mark.parametrize("rotation", [0, 90])
@pytest.mark.parametrize("kind", HiddenKind)
def test_hidden_words_are_told_by_kind_and_leave_the_text(tmp_path: Path, kind: HiddenKind, rotation: int) -> None:
    path = make.with_hidden_words(tmp_path / "hidden.pdf", kind, rotation)
    text, (hidden,) = read(path)
    assert text == OPEN and page_text_again(path, 1) == OPEN
    assert (hidden.page, hidden.kind, hidden.text) == (1, kind, "withheld memo")
    x, y = 700 if kind is HiddenKind.OUTSIDE else 72, 200
    left, top = (x, y) if rotation == 0 else (792 - y, x)
    assert abs((hidden.box.x0 if rotation == 0 else hidden.box.y0) - (left if rotation == 0 else top)) < 1
    assert _touches(hidden.box, left, top)


def _touches(box: Box, x: float, y: float) -> bool:
    return box.x0 - 1 <= x <= box.x1 + 1 and box.y0 - 1 <= y <= box.y1 + 1


@pytest.mark.parametrize(
    "how",
    ["white on black", "box before", "drawn again", "highlight", "pale box", "frame", "white cells"],
)
def test_what_is_seen_is_not_hidden(tmp_path: Path, how: str) -> None:
    text, hidden = read(make.with_open_words(tmp_path / "open.pdf", how))
    assert text == f"{OPEN}\nopen memo"
    assert hidden == ()


@pytest.mark.parametrize("over", [True, False])
def test_the_text_layer_of_a_scan_is_not_hidden(tmp_path: Path, over: bool) -> None:
    assert read(make.searchable_scan(tmp_path / "scan.pdf", over=over)) == (OPEN, ())


def test_a_box_over_a_scan_hides_the_words_of_its_layer(tmp_path: Path) -> None:
    path = make.searchable_scan(tmp_path / "scan.pdf", f"{OPEN}\nwithheld memo")
    with pymupdf.open(path) as made:
        made[0].draw_rect(pymupdf.Rect(60, 88, 300, 112), fill=(0, 0, 0))
        path.write_bytes(made.tobytes())
    text, (hidden,) = read(path)
    assert text == OPEN
    assert (hidden.kind, hidden.text) == (HiddenKind.BOX, "withheld memo")


def test_a_part_of_a_word_under_a_box_is_hidden_and_parts_the_word(tmp_path: Path) -> None:
    path = make.write_pdf(tmp_path / "part.pdf", ["abcdefghi"])
    width = pymupdf.get_text_length("abc", fontsize=12)
    with pymupdf.open(path) as made:
        made[0].draw_rect(pymupdf.Rect(72 + width, 70, 72 + 2 * width, 90), fill=(0, 0, 0), width=0)
        path.write_bytes(made.tobytes())
    text, (hidden,) = read(path)
    assert text == "abc ghi" and hidden.text == "def"


def test_a_page_of_many_paths_is_read_in_time(tmp_path: Path) -> None:
    boxes = b"".join(b"%d %d 9 9 re f\n" % (9 * (n % 60), 9 * (n // 60 % 80)) for n in range(100_000))
    text = b"BT /F 12 Tf 72 700 Td (withheld memo) Tj ET\n"
    font = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    path = make.bare_pdf(tmp_path / "paths.pdf", text + boxes, [], font)
    text_found, (hidden,) = read(path)
    assert text_found == "" and (hidden.kind, hidden.text) == (HiddenKind.BOX, "withheld memo")
