"""Every file is counted: imported, or an exception with a reason in plain words."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path

import pytest

from reviewer.errors import MatterError, NotFound, ProcessingError
from reviewer.processing.intake import Import, Options
from reviewer.store import matter
from tests.make import cut, locked_pdf, write_pdf
from tests.processing.importing import AUTHOR, bring_in, holding

JARGON = re.compile(r"Error|errno|None|MuPDF|code=|0x|xref|trailer|traceback", re.IGNORECASE)


def fingerprint(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Bytes, times and modes of all files of a folder."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
            path.stat().st_mode,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def ten_files(folder: Path) -> None:
    """Field case 26: a truncated PDF, a locked PDF, an empty file, an unknown type, six good ones."""
    for number in range(1, 6):
        write_pdf(folder / f"good {number}.pdf", [f"Paper {number}, ABC-{number:07d}"] * number)
    (folder / "good 6.txt").write_text("A note for the file.\n", encoding="utf-8")
    cut(folder / "truncated.pdf", folder / "good 5.pdf", 0.3)
    locked_pdf(folder / "locked.pdf", ["Behind a password."], "secret")
    (folder / "empty.pdf").touch()
    (folder / "drawing.dwg").write_bytes(b"AC1032\x00\x00\x01\x02" * 50)


def test_of_ten_files_six_come_in_and_four_have_reasons(source: Path, matter_folder: Path) -> None:
    ten_files(source)
    before = fingerprint(source)
    report, found = bring_in(matter_folder, source)
    assert (report.seen, report.imported, report.exceptions) == (10, 6, 4)
    assert (report.documents, report.pages, report.duplicates) == (6, 1 + 2 + 3 + 4 + 5 + 1, 0)
    assert sorted(found.by_path) == [f"good {number}.{'txt' if number == 6 else 'pdf'}" for number in range(1, 7)]
    assert found.reasons == {
        "drawing.dwg": "it is a .dwg file, a kind that is not read yet",
        "empty.pdf": "it is empty",
        "locked.pdf": "it is locked by a password",
        "truncated.pdf": found.reasons["truncated.pdf"],
    }
    assert "damaged beyond repair" in found.reasons["truncated.pdf"]
    assert fingerprint(source) == before


def test_hashes_are_those_of_the_files_and_the_copies_can_not_be_written(source: Path, matter_folder: Path) -> None:
    ten_files(source)
    _, found = bring_in(matter_folder, source)
    for document in found.documents:
        data = (source / document.path).read_bytes()
        assert document.sha256 == hashlib.sha256(data).hexdigest()
        assert document.md5 == hashlib.md5(data).hexdigest()
        (copy,) = (matter_folder / "originals").rglob(f"{document.sha256}*")
        assert copy.read_bytes() == data
        assert not copy.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    assert not list((matter_folder / "originals").glob("incoming-*"))


def test_importing_again_changes_nothing_and_tries_exceptions_again(source: Path, matter_folder: Path) -> None:
    ten_files(source)
    first, before = bring_in(matter_folder, source)
    (source / "empty.pdf").unlink()
    write_pdf(source / "empty.pdf", ["No longer empty"])
    again, found = bring_in(matter_folder, source)
    assert (first.imported, again.imported, again.exceptions) == (6, 7, 3)
    assert len(found.exceptions) == 3, "a file that was put in the place of one that failed is the same file"
    assert [document for document in found.documents if document.path != "empty.pdf"] == before.documents
    assert found.text("empty.pdf") == "No longer empty"


def test_one_folder_named_in_different_ways_is_one(source: Path, matter_folder: Path) -> None:
    write_pdf(source / "a.pdf", ["one"])
    link = source.parent / "by another name"
    link.symlink_to(source, target_is_directory=True)
    for name in (source, source / ".." / source.name, source / "a.pdf", link):
        report, found = bring_in(matter_folder, name)
        assert (report.seen, report.imported, len(found.documents)) == (1, 1, 1)


def test_duplicates_are_counted_and_kept(source: Path, matter_folder: Path) -> None:
    write_pdf(source / "a.pdf", ["The same paper"])
    for name in ("b.pdf", "c.pdf"):
        (source / name).write_bytes((source / "a.pdf").read_bytes())
    (source / "a.txt").write_text("The same note")
    (source / "b.txt").write_text("The same note")
    report, found = bring_in(matter_folder, source)
    assert (report.imported, report.documents, report.duplicates) == (5, 5, 3)
    numbers = {path: document.control_number for path, document in found.by_path.items()}
    assert {path: found.by_path[path].duplicate_of for path in numbers} == {
        "a.pdf": "",
        "b.pdf": numbers["a.pdf"],
        "c.pdf": numbers["a.pdf"],
        "a.txt": "",
        "b.txt": numbers["a.txt"],
    }
    assert len(list((matter_folder / "originals").rglob("*.pdf"))) == 1


def test_stamps_run_on_from_document_to_document(source: Path, matter_folder: Path) -> None:
    number = 0
    for name, count in (("a.pdf", 3), ("b.pdf", 1), ("c.pdf", 2)):
        pages = []
        for _ in range(count):
            number += 1
            pages.append("Body of the paper" + "\n" * 37 + f"ABC-{number:07d}")
        write_pdf(source / name, pages)
    _, found = bring_in(matter_folder, source)
    ranges = [(document.bates_begin, document.bates_end) for document in found.documents]
    assert ranges == [
        ("ABC-0000001", "ABC-0000003"),
        ("ABC-0000004", "ABC-0000004"),
        ("ABC-0000005", "ABC-0000006"),
    ]
    assert [page.bates for pages in found.pages.values() for page in pages] == [f"ABC-{n:07d}" for n in range(1, 7)]


def test_a_source_that_is_not_there_leaves_no_trace(source: Path, matter_folder: Path, tmp_path: Path) -> None:
    write_pdf(source / "a.pdf", ["one"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFound, match=r"gone was not imported: there is nothing at that path\. Check the path"):
        bring_in(matter_folder, source, tmp_path / "gone")
    with pytest.raises(ProcessingError, match=r"empty was not imported: it holds no files\. Choose another folder"):
        bring_in(matter_folder, source, tmp_path / "empty")
    with pytest.raises(MatterError, match="it belongs to the matter itself"):
        bring_in(matter_folder, source, matter_folder / "originals")
    with matter.opened(matter_folder, read_only=True) as store:
        assert store.db.execute("SELECT count(*) FROM intake").fetchone() == (0,)
        assert store.db.execute("SELECT count(*) FROM production").fetchone() == (0,)


def test_a_matter_inside_the_source_is_left_out(source: Path) -> None:
    write_pdf(source / "a.pdf", ["one"])
    link = source.parent / "link"
    link.symlink_to(source, target_is_directory=True)
    report, _ = bring_in(source / "Case.matter", source)
    again, _ = bring_in(link / "Case.matter", source)
    assert (report.seen, again.seen) == (1, 1)


def test_a_matter_open_for_reading_takes_nothing_in(source: Path, matter_folder: Path) -> None:
    write_pdf(source / "a.pdf", ["one"])
    holder = matter.create(matter_folder)
    reader = matter.open_or_read(matter_folder)
    with pytest.raises(MatterError, match=r"Nothing was imported: .* has had it open since"):
        Import(reader, [source], AUTHOR, Options())
    matter.close(reader)
    matter.close(holder)
    assert holding(matter_folder).documents == []


def test_reasons_are_in_plain_words(source: Path, matter_folder: Path) -> None:
    ten_files(source)
    (source / "page.pdf").write_bytes(b"Not found")
    (source / "memo.txt").write_bytes(os.urandom(3000) + b"\x00")
    (source / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0 and so on")
    (source / "sheet.xlsx").write_bytes(b"PK\x03\x04 and so on")
    (source / "no suffix").write_bytes(b"\x00\x01\x02\x03")
    (source / "photo.jpg").write_bytes(b"\xff\xd8\xff and so on")
    _, found = bring_in(matter_folder, source)
    assert found.reasons["page.pdf"] == "its name ends in .pdf, but it holds no PDF"
    assert found.reasons["memo.txt"] == "its name ends in .txt, but it holds no text"
    assert found.reasons["Thumbs.db"] == "it is a file of the operating system"
    assert found.reasons["no suffix"] == "nothing tells what kind of file it is"
    assert not any(JARGON.search(entry.reason + entry.detail) for entry in found.exceptions)
    assert all(entry.stage and entry.reason for entry in found.exceptions)
