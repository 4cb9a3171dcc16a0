"""Files inside PDFs: all of them, once each, within bounds, under names that are never paths."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pymupdf
import pytest

from reviewer.errors import ReviewerError
from reviewer.model import Item
from reviewer.pdf import attachments
from reviewer.pdf.attachments import Bounds, take_out
from reviewer.pdf.open import open_pdf
from tests import make

SHARED = Path(__file__).parents[3] / "shared" / "corpus"
PLENTY = Bounds(1000, 1 << 24)


def taken(path: Path, folder: Path, bounds: Bounds = PLENTY, password: str = "") -> list[Item]:
    with open_pdf(path, (password,) if password else ()) as document:
        return take_out(document, folder, bounds)


def test_attached_files_come_out_as_they_went_in(tmp_path: Path) -> None:
    files = {
        "memo.txt": b"The memo.",
        "../../etc/passwd": b"root",
        "C:\\x\\CON.pdf": b"%PDF",
        "Pièce №5.bin": bytes(999),
    }
    found = taken(make.with_files(tmp_path / "cover.pdf", files), tmp_path / "in")
    assert {one.name: one.path.read_bytes() for one in found} == files
    assert sorted((tmp_path / "in").iterdir()) == sorted(one.path for one in found)


def test_a_file_that_is_pinned_twice_is_one(tmp_path: Path) -> None:
    (one,) = taken(make.with_pinned_file(tmp_path / "pins.pdf", "sums.csv", b"1,2", pins=3), tmp_path / "in")
    assert (one.name, one.path.read_bytes(), one.reason) == ("sums.csv", b"1,2", "")


def test_a_pdf_without_files_leaves_no_folder(tmp_path: Path) -> None:
    assert taken(make.write_pdf(tmp_path / "plain.pdf", ["words"]), tmp_path / "in") == []
    assert not (tmp_path / "in").exists()


def test_a_password_opens_the_attachments_too(tmp_path: Path) -> None:
    path = make.with_files(tmp_path / "cover.pdf", {"memo.txt": b"The memo."})
    with pymupdf.open(path) as made:
        locked = made.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="key", owner_pw="key")
    path.write_bytes(locked)
    (one,) = taken(path, tmp_path / "in", password="key")
    assert one.path.read_bytes() == b"The memo."


def test_files_that_unpack_beyond_bounds_are_stopped(tmp_path: Path) -> None:
    path = make.with_files(tmp_path / "bomb.pdf", {"a.txt": b"small", "b.bin": bytes(8 << 20), "c.txt": b"also small"})
    small, bomb, last = taken(path, tmp_path / "in", Bounds(1000, 1 << 20))
    assert (small.reason, bomb.reason, last.reason) == ("", attachments.TOO_LARGE, "")
    assert sum(file.stat().st_size for file in (tmp_path / "in").iterdir()) == 15


def test_too_many_files_are_told(tmp_path: Path) -> None:
    path = make.with_files(tmp_path / "many.pdf", {f"{n}.txt": b"x" for n in range(5)})
    found = taken(path, tmp_path / "in", Bounds(3, 1 << 20))
    assert [one.reason for one in found] == ["", "", "", attachments.TOO_MANY]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("<</Names[(a)<</F(a.txt)>>]>>", [("a.txt", attachments.ELSEWHERE)]),
        ("<</Names[(a)(b.txt)]>>", [("b.txt", attachments.ELSEWHERE)]),
        ("<</Names[(a)<</F(a.txt)/EF<</F 99 0 R>>>>(odd)]>>", [("a.txt", attachments.ELSEWHERE)]),
        ("<</Names 12/Kids<</A 1>>>>", []),
        ("[1 2 3]", []),
    ],
)
def test_what_is_not_inside_says_so(tmp_path: Path, tree: str, expected: list[tuple[str, str]]) -> None:
    path = make.write_pdf(tmp_path / "odd.pdf", ["words"])
    with pymupdf.open(path) as made:
        made.xref_set_key(made.pdf_catalog(), "Names", f"<</EmbeddedFiles {tree}>>")
        data = made.tobytes()
    path.write_bytes(data)
    assert [(one.name, one.reason) for one in taken(path, tmp_path / "in")] == expected


def test_a_name_tree_that_bites_its_tail_ends(tmp_path: Path) -> None:
    path = make.with_files(tmp_path / "loop.pdf", {"a.txt": b"once"})
    with pymupdf.open(path) as made:
        node = made.get_new_xref()
        names = made.xref_get_key(made.pdf_catalog(), "Names/EmbeddedFiles/Names")[1]
        made.update_object(node, f"<</Names{names}/Kids[{node} 0 R {node} 0 R]>>")
        made.xref_set_key(made.pdf_catalog(), "Names/EmbeddedFiles", f"{node} 0 R")
        data = made.tobytes()
    path.write_bytes(data)
    assert [one.name for one in taken(path, tmp_path / "in")] == ["a.txt"]


COUNTED_OTHERWISE = {
    "qpdf_form-fields-and-annotations-shared.pdf": 1,  # one file, pinned in five places
    "tika_testPDF_multiFormatEmbFiles.pdf": 4,  # one entry with four files of their own: Windows, Unix, DOS, Mac
    "tika_testPDFFileEmbInAnnotation_noContents.pdf": 1,  # poppler finds no page in it, so it finds no pin
}


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus is not beside the checkout")
def test_the_corpus_holds_the_files_that_poppler_finds(tmp_path: Path) -> None:
    with (SHARED / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        facts = {row["path"]: row["facts"] or "" for row in csv.DictReader(file, delimiter="\t")}
    counts = {Path(path).name: re.search(r"attachments=(\d+)", text) for path, text in facts.items()}
    known = {name: int(match[1]) for name, match in counts.items() if match}
    assert len(known) == 8
    for path in sorted((SHARED / "pdf").glob("*.pdf")):
        try:
            found = taken(path, tmp_path / path.name)
        except ReviewerError:
            assert path.name not in known
            continue
        assert len(found) == COUNTED_OTHERWISE.get(path.name, known.get(path.name, 0)), path.name
        assert not any(one.reason for one in found)
