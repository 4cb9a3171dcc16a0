"""PDFs that are locked, cut off or hostile cost themselves alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import psutil
import pymupdf
import pytest

from reviewer.model import OcrMode
from reviewer.processing import intake
from reviewer.processing.intake import Import, Options, carry_out
from reviewer.store import documents, matter
from tests.make import cut, endless_forms, huge_image, hungry_text, locked_pdf, scan, write_pdf
from tests.processing.importing import AUTHOR, bring_in

MB = 1 << 20


def test_a_locked_pdf_waits_for_its_password(source: Path, matter_folder: Path) -> None:
    locked_pdf(source / "locked.pdf", ["The words behind\nthe password."], "secret", "owner")
    _, found = bring_in(matter_folder, source)
    assert found.reasons == {"locked.pdf": "it is locked by a password"}
    assert "import again" in found.exceptions[0].detail
    _, found = bring_in(matter_folder, source, passwords=("wrong", "Secret"))
    assert found.reasons == {"locked.pdf": "none of the passwords opens it"}
    report, found = bring_in(matter_folder, source, passwords=("wrong", "secret"))
    assert (report.imported, report.exceptions, found.exceptions) == (1, 0, [])
    assert found.text("locked.pdf") == "The words behind\nthe password."


def test_what_is_drawn_needs_no_password_and_the_original_keeps_it(source: Path, matter_folder: Path) -> None:
    locked_pdf(source / "locked.pdf", ["The words behind\nthe password."], "secret")
    _, found = bring_in(matter_folder, source, passwords=("secret",))
    with matter.opened(matter_folder, read_only=True) as store:
        drawn = documents.pdf_path(store, found.documents[0].id)
    text = subprocess.run(["pdftotext", drawn, "-"], capture_output=True, check=True, encoding="utf-8").stdout
    assert text.split() == ["The", "words", "behind", "the", "password."]
    (original,) = (matter_folder / "originals").rglob("*.pdf")
    assert original.read_bytes() == (source / "locked.pdf").read_bytes()


def test_scanned_pages_behind_a_password_are_read(source: Path, matter_folder: Path) -> None:
    path = scan(source / "scan.pdf", ["The sheriff objects to the programme."])
    with pymupdf.open(path) as made:
        path.write_bytes(made.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner"))
    report, found = bring_in(matter_folder, source, passwords=("secret",), ocr=OcrMode.AUTO)
    assert (report.imported, report.pages_ocred) == (1, 1)
    assert "sheriff objects" in found.text("scan.pdf")


def test_a_pdf_that_anybody_may_open_needs_no_password(source: Path, matter_folder: Path) -> None:
    locked_pdf(source / "open.pdf", ["Printing is forbidden, reading is not."], "", "owner")
    _, found = bring_in(matter_folder, source)
    assert found.text("open.pdf") == "Printing is forbidden, reading is not."


def test_cut_files_are_told_as_repaired_or_listed(source: Path, matter_folder: Path) -> None:
    whole = write_pdf(source / "whole.pdf", [f"Page {number} of the memo.\n" * 20 for number in range(1, 9)])
    for share in (0.95, 0.6, 0.3):
        cut(source / f"cut at {share:.0%}.pdf", whole, share)
    report, found = bring_in(matter_folder, source)
    assert report.seen == report.imported + report.exceptions == 4
    assert found.by_path["whole.pdf"].flags == ()
    assert "cut at 95%.pdf" in found.by_path
    for path, document in found.by_path.items():
        if path != "whole.pdf":
            assert document.flags[0] == "repaired: the file is damaged, pages may be missing"
    assert "cut at 30%.pdf" in found.reasons
    assert all("damaged beyond repair" in reason for reason in found.reasons.values())


def test_a_huge_image_is_read_within_bounds(source: Path, matter_folder: Path) -> None:
    """Field case 32: 900 million pixels in less than a megabyte."""
    assert huge_image(source / "huge.pdf").stat().st_size < 1.1 * MB
    write_pdf(source / "small.pdf", ["All is well."])
    matter.close(matter.create(matter_folder))
    own = psutil.Process()
    with matter.opened(matter_folder) as store:
        before, most = own.memory_info().rss, [0]
        running = Import(store, [source], AUTHOR, Options(ocr=OcrMode.AUTO))
        report = carry_out(running, lambda state: most.append(own.memory_info().rss))
        found = {document.path: document for document in documents.every(store)}
    assert max(most) - before < 50 * MB
    assert report.seen == report.imported + report.exceptions == 2
    assert found["small.pdf"].pages == 1


def test_a_file_that_never_ends_costs_itself_alone(
    source: Path, matter_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "TIME_LIMIT", 4.0)
    endless_forms(source / "endless.pdf")
    for number in range(8):
        write_pdf(source / f"fine {number}.pdf", [f"Paper {number}"])
    report, found = bring_in(matter_folder, source)
    assert (report.imported, report.exceptions) == (8, 1)
    assert list(found.reasons) == ["endless.pdf"]
    assert found.reasons["endless.pdf"].startswith("reading it took more than")


def test_a_file_that_eats_memory_costs_itself_alone(
    source: Path, matter_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MEMORY_LIMIT", 400 * MB)
    hungry_text(source / "hungry.pdf")
    write_pdf(source / "fine.pdf", ["All is well."])
    report, found = bring_in(matter_folder, source)
    assert "fine.pdf" in found.by_path
    assert found.reasons == {"hungry.pdf": "reading it took more than 2 GB of memory"}
    assert report.seen == 2
