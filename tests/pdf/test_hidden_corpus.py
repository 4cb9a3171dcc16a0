"""The bad redactions of the corpus, each looked at: what lies under the boxes is told, and nothing that is seen."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from reviewer.model import HiddenKind
from reviewer.pdf.open import open_pdf
from reviewer.pdf.words import read_page

PDFS = Path(__file__).parents[3] / "shared" / "corpus" / "pdf"

BOX, PAPER, OUTSIDE = HiddenKind.BOX, HiddenKind.PAPER, HiddenKind.OUTSIDE
REDACTED = {
    "hidden_text_on_visible_text": {(BOX, "TROOPPER, LLC")},  # a white box, and the name typed over it
    "no_bad_redactions.8.1": {(PAPER, "03/23/2019")},  # the stamp of the redaction, in black on its own box
    "ok_words": {(PAPER, "Privilege")},  # as above
    "rectangles_yes_2": {(PAPER, "def")},  # black on a box that was drawn before
}

pytestmark = pytest.mark.corpus


def hidden(path: Path) -> list[tuple[HiddenKind, str]]:
    with open_pdf(path) as document:
        return [(one.kind, one.text) for n in range(len(document)) for one in read_page(document[n], n + 1).hidden]


@pytest.mark.parametrize("path", sorted(PDFS.glob("xray_*.pdf")), ids=lambda path: path.stem)
def test_what_redactions_hide(path: Path) -> None:
    name = path.stem.removeprefix("xray_")
    if name != "bad_cross_hatched_redactions":
        assert set(hidden(path)) == REDACTED.get(name, set())


def test_words_under_hatched_boxes_are_told_and_those_between_are_not() -> None:
    path = PDFS / "xray_bad_cross_hatched_redactions.pdf"
    with pymupdf.open(path) as document:
        content, told, _ = read_page(document[0], 1)
    words = " ".join(one.text for one in told)
    assert {one.kind for one in told} == {BOX} and len(words.split()) == 90
    for withheld in ("Yuriy Lutsenko (11/6/19);", "Nasirov (12/10/19);", "Alexander Levin", "cell site"):
        assert withheld in words and withheld not in content.content.text
    for seen in ("the e-mail account of Victoria Toensing", "electronic devices", "; and the iPhone of Victoria"):
        assert seen in " ".join(content.content.text.split())


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("aleph_500_pages.pdf", BOX, "ello,"),
        ("pdfminer_pr-00530-ml-lines.pdf", PAPER, "VerDate Sep<11>2014"),
        ("pdfminer_simple3.pdf", OUTSIDE, "World"),
        ("pdfplumber_issue-912.pdf", OUTSIDE, "193 DT.16.12.2015 RICE PAYMENT"),
        ("tabula_us-020.pdf", BOX, "EXECUTIVE SUMMARY"),
        ("unst_reliance.pdf", BOX, "Corporate"),
    ],
)
def test_other_files_that_hide_words(name: str, kind: HiddenKind, words: str) -> None:
    with open_pdf(PDFS / name) as document:
        assert (kind, words) in [(one.kind, one.text) for one in read_page(document[0], 1).hidden]


def test_the_layers_of_scans_hide_nothing() -> None:
    scans = [*sorted(PDFS.glob("jfk_*.pdf"))[::8], PDFS / "unst_pdf-with-ocr-text.pdf"]
    assert len(scans) > 5
    assert {path.name: hidden(path) for path in scans if hidden(path)} == {}
