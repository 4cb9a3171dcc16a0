"""The printed term report and search diary: the figures of the store, how queries were read, who may see them."""

from __future__ import annotations

import csv
import io
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from reviewer.errors import ReviewerError
from reviewer.export.export import FORMATS, Order, export, export_order
from reviewer.model import DocumentId
from reviewer.store import diary, term_reports
from reviewer.store.diary import Searched
from reviewer.store.matter import Store
from reviewer.store.state import state
from reviewer.store.term_reports import Term, TermReport, set_of
from tests.export.export_matter import add, page_content

FORMULA = "=cmd|' /C calc'!A0"


def report(store: Store, *off: int) -> TermReport:
    first, second, third = (set_of([DocumentId(number)]) for number in (1, 2, 3))
    terms = (
        Term(1, "memo", "documents with the word 'memo'", 1204, first | second, first | second | third),
        Term(2, FORMULA, "documents with the phrase 'cmd c calc a0'", 7, second, second),
        Term(4, "memo AND", error="The query can't be read: a word is missing after AND.", position=8),
        Term(5, "0012", "documents with the word '0012'", 0, 0, 0),
    )
    chosen = tuple(replace(term, counted=term.line not in off) for term in terms)
    return TermReport("2026-03-03T14:05:00+00:00", "Ana Ruiz", "0.1.0", state(store), False, chosen)


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def paper(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_a_report_has_a_line_a_term_and_totals(store: Store, tmp_path: Path) -> None:
    result = export(store, "term-report", tmp_path / "terms.csv", report=report(store))
    assert result.rows == 5 and not result.warnings
    assert rows(tmp_path / "terms.csv") == [
        ["Line", "Term", "Read as", "Documents", "Hits", "With family", "Unique", "In totals"],
        ["1", "memo", "documents with the word 'memo'", "2", "1204", "3", "1", "counted"],
        ["2", f"'{FORMULA}", "documents with the phrase 'cmd c calc a0'", "1", "7", "1", "0", "counted"],
        ["4", "memo AND", "The query can't be read: a word is missing after AND. It goes wrong at character 9.",
         "", "", "", "", "not read"],
        ["5", "0012", "documents with the word '0012'", "0", "0", "0", "0", "counted"],
        ["", "All terms that are counted", "", "2", "", "3", "", ""],
    ]  # fmt: skip


def test_terms_that_are_switched_off_are_listed_and_not_counted(store: Store, tmp_path: Path) -> None:
    export(store, "term-report", tmp_path / "terms.csv", report=report(store, 1))
    found = rows(tmp_path / "terms.csv")
    assert (found[1][3:], found[2][6]) == (["2", "1204", "3", "", "switched off"], "1")
    assert found[-1][3:6] == ["1", "", "1"]


def test_counts_of_a_workbook_are_numbers_and_all_else_is_text(store: Store, tmp_path: Path) -> None:
    export(store, "term-report", tmp_path / "terms.xlsx", report=report(store))
    book = openpyxl.load_workbook(tmp_path / "terms.xlsx")
    cells = list(book["List"].iter_rows(min_row=2, values_only=True))
    assert cells[0][3:7] == (2, 1204, 3, 1) and cells[1][1] == FORMULA and cells[3][1] == "0012"
    assert {cell.data_type for row in book["List"].iter_rows() for cell in row} <= {"s", "n"}
    about = [row[0] for row in book["About"].iter_rows(values_only=True)]
    assert "Made 2026-03-03 14:05 UTC by Ana Ruiz, Reviewer 0.1.0" in about
    held = state(store)
    assert f"The matter held {held.documents} documents; SHA-256 of what they held: {held.digest}" in about
    assert "4 terms: 3 counted, 0 switched off, 1 not read" in about
    assert any(line.startswith("Attorney work product") for line in about)
    assert any("longest run of letters and digits" in line for line in about)


def test_the_latest_kept_report_is_written_and_told_to_be_stale(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ReviewerError, match="no term report is kept"):
        export(store, "term-report", tmp_path / "terms.pdf")
    term_reports.keep(store, replace(report(store), author="Ben"))
    term_reports.keep(store, report(store))
    export(store, "term-report", tmp_path / "terms.pdf")
    fresh = paper(tmp_path / "terms.pdf")
    assert "by Ana Ruiz" in fresh and "STALE" not in fresh and "Attorney work product" in fresh
    add(store, "later.pdf", [page_content(1, "later")])
    export(store, "term-report", tmp_path / "terms.pdf")
    assert "STALE: the matter has changed since the report was made" in paper(tmp_path / "terms.pdf")


def test_the_diary_is_a_statement_of_method(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ReviewerError, match="the search diary has no entry yet"):
        export(store, "search-diary", tmp_path / "diary.csv")
    held = state(store)
    for author, query in (("Ana", "memo"), ("Ben", '"opt out"')):
        diary.note(store, author, Searched(query, f"documents with {query}", 3, 17, held.documents), held)
    diary.note(store, "Ana", Searched("press", "documents with press", 1, 1, held.documents - 1), held)
    export(store, "search-diary", tmp_path / "diary.csv")
    head, *lines = rows(tmp_path / "diary.csv")
    assert head[:4] == ["Time", "Reviewer", "Query as written", "Read as"]
    assert [line[1:3] for line in lines] == [["Ana", "memo"], ["Ben", '"opt out"'], ["Ana", "press"]]
    assert lines[0][4:8] == ["3", "17", str(held.documents), held.digest[:12]]
    assert lines[2][6] == f"{held.documents - 1} searchable of {held.documents}"
    export(store, "search-diary", tmp_path / "diary.pdf")
    text = paper(tmp_path / "diary.pdf")
    for words in ("Search diary: statement of method", "Sanctuary v. Agency & Others", "3 searches", "by Ana, Ben"):
        assert words in text


@pytest.mark.parametrize("suffix", FORMATS)
def test_both_are_written_in_each_format_by_a_job(store: Store, tmp_path: Path, suffix: str) -> None:
    diary.note(store, "Ana", Searched("memo", "documents with the word 'memo'", 1, 2, 4), state(store))
    for kind, chosen in (("term-report", report(store)), ("search-diary", None)):
        list(export_order(Order(store.folder, kind, tmp_path / f"{kind}{suffix}", report=chosen)))
        assert (tmp_path / f"{kind}{suffix}").stat().st_size > 200


def test_they_take_no_tags_and_documents(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ReviewerError, match="the search diary is of the whole matter"):
        export(store, "search-diary", tmp_path / "diary.csv", ["Hot"])
    with pytest.raises(ReviewerError, match="the term report is of the whole matter"):
        export(store, "term-report", tmp_path / "terms.csv", documents=[DocumentId(1)])
