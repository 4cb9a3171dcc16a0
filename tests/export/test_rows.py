"""What stands in the rows: citations, pins, order, numbers, and what stays in the office."""

from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.export import rows, templates
from reviewer.export.cells import CELLS, INTERNAL, Cited, folded
from reviewer.export.quotes import QuoteCheck, Verdict
from reviewer.export.table import Column, Table, printable
from reviewer.export.templates import Kind, Template
from reviewer.store import coding, documents
from reviewer.store.matter import Store
from tests.export.export_matter import FORMULA

EXACT = QuoteCheck(Verdict.EXACT, "unchanged")


def cited(store: Store) -> list[Cited]:
    found = []
    for passage in coding.passages(store):
        pages = {page.number: page for page in documents.pages(store, passage.document)}
        document = documents.load(store, passage.document)
        found.append(Cited(passage, document, tuple(pages[number] for number in passage.pages), EXACT))
    return found


def columns(table: Table, *keys: str) -> list[tuple[str, ...]]:
    return [tuple(record[key] for key in keys) for record in table.records()]


def exhibits(store: Store, name: str) -> Table:
    return rows.exhibit_list("M", cited(store), templates.load(Kind.EXHIBIT_LIST, name), "2026-01-02")


def excerpts(store: Store) -> Table:
    return rows.excerpts("M", cited(store), templates.load(Kind.EXCERPTS), "2026-01-02")


def test_a_passage_is_cited_by_the_page_that_holds_its_words(store: Store) -> None:
    assert columns(excerpts(store), "citation", "file_page", "page_label", "page_bates") == [
        ("SCP-0000123", "1", "i", "SCP-0000123"),
        ("SCP-0000124", "2", "ii", "SCP-0000124"),
        ("SCP-0000124 – SCP-0000125", "2–3", "ii; 1", "SCP-0000124; SCP-0000125"),
        ("SCP-0000040", "1", "1", "SCP-0000040"),
        ("SCP-0000040", "1", "1", "SCP-0000040"),
        ("DOC-000003 at 1", "1", "1", ""),
        ("DOC-000004 at 2", "2", "2", ""),
    ]


def test_first_cites_are_full_and_dates_stand_in_two_forms(store: Store) -> None:
    found = columns(excerpts(store), "full_citation", "date", "date_iso", "date_source")
    assert found[0] == (
        "Memorandum on mandatory participation (Oct. 2, 2010), SCP-0000123",
        "Oct. 2, 2010",
        "2010-10-02",
        "face of the document",
    )
    assert found[5][:3] == ("00012_scan.pdf (July 2010), DOC-000003 at 1", "July 2010", "2010-07-??")
    assert found[6][:3] == ("notes.txt, DOC-000004 at 2", "", "")


def test_quotes_are_one_line_and_notes_go_with_them(store: Store) -> None:
    found = columns(excerpts(store), "quote", "tags", "note", "reviewer")
    assert found[0][0] == "The programme will become mandatory in 2013; no county will be able to opt out of it."
    assert found[2] == (
        "no waiver of the attorney client privilege.",
        "Deliberative process",
        "Claimed: (b)(5), deliberative process.",
        "Ana Ruiz",
    )
    assert found[4][0] == FORMULA


def test_exhibits_are_numbered_by_date_and_pinned_by_page(store: Store) -> None:
    assert columns(exhibits(store, "working"), "exhibit", "document", "pin") == [
        ("PX-1", "Press release: “Safer Counties” <final>", "PX-1 at SCP-0000040"),
        ("PX-1", "Press release: “Safer Counties” <final>", "PX-1 at SCP-0000040"),
        ("PX-2", "00012_scan.pdf", "PX-2 at 1"),
        ("PX-3", "Memorandum on mandatory participation", "PX-3 at SCP-0000123"),
        ("PX-3", "Memorandum on mandatory participation", "PX-3 at SCP-0000124"),
        ("PX-3", "Memorandum on mandatory participation", "PX-3 at SCP-0000124 – SCP-0000125"),
        ("PX-4", "notes.txt", "PX-4 at 2"),
    ]


def test_the_federal_form_has_its_columns_and_one_row_an_exhibit(store: Store) -> None:
    table = exhibits(store, "ao187")
    assert [column.label for column in table.columns] == [
        "PLF. NO.",
        "DEF. NO.",
        "DATE OFFERED",
        "MARKED",
        "ADMITTED",
        "DESCRIPTION OF EXHIBITS AND WITNESSES",
    ]
    assert [row[0] for row in table.rows] == ["1", "2", "3", "4"]
    assert {row[1:5] for row in table.rows} == {("", "", "", "")}
    assert table.rows[2][5] == (
        "Memorandum on mandatory participation (Oct. 2, 2010), SCP-0000123 – SCP-0000125 (3 pages);"
        " see SCP-0000123; SCP-0000124; SCP-0000124 – SCP-0000125"
    )


@pytest.mark.parametrize("name", ["ao187", "california"])
def test_a_list_for_filing_shows_nothing_of_the_reviewers(store: Store, name: str) -> None:
    table = exhibits(store, name)
    everything = str(table)
    assert not {column.key for column in table.columns} & INTERNAL
    assert not any(word in everything for word in ("Ana Ruiz", "Deliberative", "Compare the release", "=1+1", "exact"))


def test_lists_that_stay_say_so(store: Store) -> None:
    assert excerpts(store).warning == "Attorney work product – do not produce"
    assert {row["handling"] for row in excerpts(store).records()} == {"Attorney work product – do not produce"}
    assert exhibits(store, "working").warning.startswith("Attorney work product")
    assert exhibits(store, "ao187").warning == ""


def template(*keys: str, filing: bool = False) -> Template:
    return Template(Kind.EXHIBIT_LIST, "List", tuple(Column(key, key) for key in keys), filing)


def test_an_unknown_column_is_an_error() -> None:
    with pytest.raises(ReviewerError, match="unknown column “colour”"):
        rows.exhibit_list("M", [], template("exhibit", "colour"), "2026-01-02")


@pytest.mark.parametrize("key", sorted(INTERNAL))
def test_an_internal_column_is_an_error_in_a_list_for_filing(key: str) -> None:
    with pytest.raises(ReviewerError, match="for filing"):
        rows.exhibit_list("M", [], template("exhibit", key, filing=True), "2026-01-02")


@pytest.mark.parametrize("name", ["excerpts", "working", "ao187", "california"])
def test_shipped_templates_use_known_columns(name: str) -> None:
    kind = Kind.EXCERPTS if name == "excerpts" else Kind.EXHIBIT_LIST
    assert {column.key for column in templates.load(kind, name).columns} <= CELLS.keys()


@pytest.mark.parametrize("text", ["", "[]", '{"kind": "excerpts"}', '{"kind": "x", "columns": [], "rows": "y"}'])
def test_a_template_file_that_is_wrong_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.json").write_text(text)
    with pytest.raises(ReviewerError, match=r"odd\.json can't be used"):
        templates.load_file(tmp_path / "odd.json")


def test_pages_without_a_number_among_numbered_ones(store: Store) -> None:
    over = cited(store)[2]
    bare = replace(over, pages=(over.pages[0], replace(over.pages[1], bates="")))
    assert bare.citation == "SCP-0000124, DOC-000001 at 2–3 (ii – 1)"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("one\n two", "one two"),
        ("cross-\nclaim", "cross-claim"),
        ("a\t\x0b b", "a b"),
        (" x ", "x"),
        ("a - b", "a - b"),
    ],
)
def test_a_quote_on_one_line(raw: str, shown: str) -> None:
    assert folded(raw) == shown


def test_text_that_no_file_may_hold_is_marked() -> None:
    assert printable("a\x00b\ud800c\ufffe\td\U0001f600é") == "a\ufffdb\ufffdc\ufffd\td\U0001f600é"
