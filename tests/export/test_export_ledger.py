"""The printed ledger: the numbers of the matter, the reasons, and each file that was not read."""

from __future__ import annotations

import csv
import io
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from reviewer.errors import ReviewerError
from reviewer.export import ledger as printed
from reviewer.export import templates
from reviewer.export.export import FORMATS, export
from reviewer.export.table import Column
from reviewer.export.templates import Kind
from reviewer.store import intake, ledger
from reviewer.store.intake import Found, SeenFile
from reviewer.store.matter import Store
from tests.export.export_matter import add, page_content


@pytest.fixture
def mixed(store: Store) -> Store:
    """The matter with a gap in its numbers, and a second production: an archive with a locked file, one damaged."""
    production = intake.add_production(store, Path("/stick/second"), "")
    seen = [SeenFile(name, f"/stick/second/{name}", 1, 0) for name in ("box.zip", "cut.pdf")]
    box, cut = intake.waiting(store, intake.add_seen(store, production, seen))
    intake.declare(store, box, 3)
    intake.add_inside(store, box, [Found("in/locked.pdf", "", "it is locked by a password")], apart=True)
    intake.add_exception(store, box, "reading", "it is empty")
    intake.add_exception(store, cut, "reading", "it is damaged", "Ask for it again")
    add(store, "later.pdf", [page_content(1, "later", "SCP-0000130")])
    return store


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_it_holds_the_numbers_of_the_store_for_each_production(mixed: Store, tmp_path: Path) -> None:
    export(mixed, "ledger", tmp_path / "ledger.csv")
    found = rows(tmp_path / "ledger.csv")
    assert found[0] == ["Production", "Part", "What", "Number", "Detail"]
    for name, production in ((printed.WHOLE, None), *((entry.name, entry.id) for entry in ledger.productions(mixed))):
        counts = ledger.counts(mixed, production)
        numbers = {row[2]: int(row[3]) for row in found if row[0] == name and row[1] in ("Files", "Documents", "Pages")}
        assert (
            numbers["Seen"]
            == counts.seen
            == sum(numbers[what] for what in ("Imported, each a document", "Not read", "Still to be read"))
        )
        assert (numbers["Without a date"], numbers["Pages"]) == (counts.without_date, counts.pages)
    lines = {tuple(row[1:]) for row in found}
    assert ("Bates gaps", "SCP-0000126 – SCP-0000129", "4", "missing between DOC-000001 and DOC-000007") in lines
    assert ("Files in containers", "box.zip", "3", "0 imported, 1 not read, 2 missing") in lines
    one_by_one = [row[2:] for row in found if row[1] == "Files not read, one by one"]
    assert one_by_one == [
        ["box.zip", "", "It is empty"],
        ["box.zip › in/locked.pdf", "", "It is locked by a password"],
        ["cut.pdf", "", "It is damaged. Ask for it again."],
    ]


@pytest.mark.parametrize("suffix", FORMATS)
def test_it_is_written_in_each_format(mixed: Store, tmp_path: Path, suffix: str) -> None:
    result = export(mixed, "ledger", tmp_path / f"ledger{suffix}")
    assert result.rows > 20 and not result.changed and not result.warnings
    assert result.path.stat().st_size > 1000


def test_it_reads_back_from_a_workbook_and_from_paper(mixed: Store, tmp_path: Path) -> None:
    export(mixed, "ledger", tmp_path / "ledger.xlsx")
    export(mixed, "ledger", tmp_path / "ledger.pdf")
    export(mixed, "ledger", tmp_path / "ledger.csv")
    sheet = openpyxl.load_workbook(tmp_path / "ledger.xlsx")["List"]
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] == rows(tmp_path / "ledger.csv")
    paper = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "ledger.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    for words in ("Ledger of the import", "Sanctuary v. Agency & Others", "SCP-0000126", "It is damaged"):
        assert words in paper


def test_an_empty_matter_has_a_ledger_of_zeros_and_an_unknown_column_is_told(store: Store) -> None:
    template = templates.load(Kind.LEDGER)
    with pytest.raises(ReviewerError, match="unknown column “colour”"):
        printed.table(store, replace(template, columns=(Column("colour", "Colour"),)), "2026-01-02")
    for table in ("passage_tag", "passage_mark", "passage", "page", "document", "intake"):
        store.db.execute(f"DELETE FROM {table}")
    found = printed.table(store, template, "2026-01-02")
    assert {row[3] for row in found.rows} == {"0"}
