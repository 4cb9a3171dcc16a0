"""Documents written as a volume and read back: the same documents, Bates numbers, families, fields."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.export.load_file import export_load_file
from reviewer.model import Document, DocumentId
from reviewer.processing.volumes import VolumeChoice
from reviewer.store import documents, matter
from tests.command import commands
from tests.make import write_pdf
from tests.processing.importing import bring_in
from tests.processing.volumes_made import family

LETTER = """From: a@example.com
To: b@example.com
Subject: Two; “quoted” with a \\ in it
Message-ID: <1@example.com>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain

See the note.
--x
Content-Type: text/plain; name="n.txt"
Content-Disposition: attachment; filename="n.txt"

A note.
--x--
"""


def bare(document: Document) -> Document:
    """A document without what depends on when and from where it came in."""
    return replace(document, id=DocumentId(0), path="", date_source="")


def held(folder: Path) -> list[tuple[Document, list[str], dict[int, str], dict[str, str]]]:
    """Each document with the Bates numbers and texts of its pages, and its fields."""
    with matter.opened(folder, read_only=True) as store:
        return [
            (
                bare(one),
                [page.bates for page in documents.pages(store, one.id)],
                documents.page_texts(store, one.id),
                documents.fields(store, one.id),
            )
            for one in documents.every(store)
        ]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    source, out = tmp_path / "production", tmp_path / "out"
    out.mkdir()
    (source / "loose").mkdir(parents=True)
    write_pdf(source / "loose" / "plain.pdf", ["No number", "on these"])
    (source / "loose" / "mail.eml").write_text(LETTER, encoding="utf-8")
    family(source / "volume")
    first, again = tmp_path / "First.matter", tmp_path / "Again.matter"
    bring_in(first, source / "volume", volume=VolumeChoice())
    bring_in(first, source / "loose")
    with matter.opened(first, read_only=True) as store:
        result = export_load_file(store, out / "ours.dat")
    assert (result.rows, result.warnings) == (6, ())
    report, _ = bring_in(again, out, volume=VolumeChoice())
    assert (report.seen, report.imported) == (6, 6)
    assert held(again) == held(first)
    with (out / "ours.dat").open(encoding="utf-8-sig", newline="") as file:  # and by Python's own reader
        rows = list(csv.reader(file, delimiter="\x14", quotechar="þ", doublequote=False))
    assert [row[0] for row in rows[1:]] == [one.control_number for one, *_ in held(first)]


def test_what_stands_in_the_way_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    source, out = tmp_path / "production", tmp_path / "out"
    out.mkdir()
    source.mkdir()
    write_pdf(source / "a.pdf", ["a"])
    bring_in(tmp_path / "M.matter", source)
    with matter.opened(tmp_path / "M.matter", read_only=True) as store:
        for name, chosen in (("x.csv", None), ("x.dat", set[DocumentId]()), ("no/x.dat", None)):
            with pytest.raises(ReviewerError, match="Nothing was exported"):
                export_load_file(store, out / name, chosen)
        documents.pdf_path(store, DocumentId(1)).unlink()
        with pytest.raises(ReviewerError):
            export_load_file(store, out / "x.dat")
        assert not list(out.iterdir())
        (out / "IMAGES").mkdir()
        with pytest.raises(ReviewerError, match="IMAGES is there already"):
            export_load_file(store, out / "x.dat")


def test_commands(tmp_path: Path) -> None:
    asked = commands(tmp_path)
    load_file = family(tmp_path / "volume")
    (tmp_path / "volume" / "stray.pdf").write_bytes(b"%PDF")
    (tmp_path / "out").mkdir()
    asked.ok("new", "M")
    done = asked.ok("import", "M", load_file.parent.parent, "--ocr", "off", "--json")
    assert done.json["seen"] == done.json["imported"] == 3
    assert done.err.startswith("vol.dat is a load file of 3 rows (") and "“stray.pdf” is not named" in done.err
    checked = asked.ok("check", "M", "--json").json
    assert checked["ok"] and [(one["kind"], one["what"][:12]) for one in checked["findings"]] == [
        ("file present and not named", "“stray.pdf” "),
        ("order of day and month", "“03/04/2011”"),
    ]
    assert "6 files seen" in asked.ok("import", "M", "volume", "--as-files").out
    asked.ok("export", "M", "load-file", "out/ours.dat", "--query", "attachment")
    assert (tmp_path / "out" / "IMAGES" / "ABC0003.pdf").is_file()
    second = load_file.with_name("second.dat")
    second.write_bytes(load_file.read_bytes())
    assert "Rows that failed: " in asked.ok("import", "M", second).err
    assert "columns" in asked("import", "M", load_file, "--columns", "no.json").sentence
