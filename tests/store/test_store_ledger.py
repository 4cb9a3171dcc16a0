"""The ledger adds up, for each production and in all; gaps and breaks in Bates numbers are found."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import astuple, replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.bates import BatesNumber, parse
from reviewer.model import Box, Extraction, FileType, Hidden, HiddenKind, Page, PageContent, TextSource
from reviewer.store import intake, ledger, matter, volumes
from reviewer.store.bates_runs import breaks, gaps, runs
from reviewer.store.intake import Found, SeenFile, StoredFile
from reviewer.store.matter import Store
from tests.make import page_text


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = matter.create(tmp_path / "Case.matter")
    yield made
    matter.close(made)


def see(store: Store, root: str, name: str) -> intake.Waiting:
    """Note a file of a production down."""
    production = intake.add_production(store, Path("/") / root, "")
    return intake.waiting(store, intake.add_seen(store, production, [SeenFile(name, f"/{root}/{name}", 1, 0)]))[0]


def take_in(
    store: Store, entry: intake.Waiting, content: str = "", pages: str = "L", date: str = "", bates: str = ""
) -> None:
    """Make a document of a file, with a page for each letter: Layer, Ocr or None; Bates numbers go up from `bates`.

    The content "three" hides words.
    """
    hidden = (Hidden(1, HiddenKind.BOX, "a name", Box(0, 0, 9, 9)),) if content == "three" else ()
    sources = {"L": TextSource.LAYER, "O": TextSource.OCR, "N": TextSource.NONE}
    number = parse(bates)
    made = tuple(
        PageContent(
            Page(place, 612, 792, 0, "", str(number + (place - 1)) if number else "", sources[letter]), page_text("x")
        )
        for place, letter in enumerate(pages, 1)
    )
    intake.add_document(
        store, entry, StoredFile("o", content, content), Extraction(FileType.PDF, date=date, pages=made, hidden=hidden)
    )


files = st.tuples(
    st.sampled_from(["A", "B", "C"]),
    st.sampled_from(["imported", "exception", "waiting"]),
    st.text("LON", max_size=3),
    st.sampled_from(["one", "two", "three"]),
    st.sampled_from(["", "2009-03-04"]),
    st.sampled_from(["it is empty", "it is damaged"]),
    st.integers(0, 2),
)


@settings(max_examples=12, deadline=None)
@given(st.lists(files, max_size=12))
def test_all_adds_up_for_each_production_and_in_all(seen: list[tuple[str, str, str, str, str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = matter.create(Path(folder) / "Case.matter")
        try:
            for number, (root, state, pages, content, date, reason, inside) in enumerate(seen):
                entry = see(store, root, f"{number}.pdf")
                if state == "imported":
                    take_in(store, entry, content, pages, date)
                    intake.add_inside(store, entry, [Found("x", "", "it is locked")] * inside, apart=True)
                elif state == "exception":
                    intake.add_exception(store, entry, "reading", reason)
            check_sums(store)
        finally:
            matter.close(store)


def check_sums(store: Store) -> None:
    chosen = [None, *(production.id for production in ledger.productions(store))]
    for production in chosen:
        found = ledger.counts(store, production)
        assert found.seen == found.imported + found.exceptions + found.waiting
        assert found.seen == len(ledger.files(store, production))
        assert found.waiting == len(ledger.files(store, production, "waiting"))
        assert found.exceptions == sum(entry.files for entry in ledger.reasons(store, production))
        for entry in ledger.reasons(store, production):
            assert entry.files == len(ledger.exceptions(store, production, entry.reason))
        assert found.imported == len(ledger.imported(store, production))
        assert found.duplicates == len(ledger.duplicates(store, production))
        assert found.without_date == len(ledger.without_date(store, production))
        assert found.with_hidden == len(ledger.with_hidden(store, production))
        assert (found.pages_ocred > 0) == bool(ledger.read_by_ocr(store, production))
        assert (found.pages_without_text > 0) == bool(ledger.without_text(store, production))
    each = [astuple(ledger.counts(store, production)) for production in chosen[1:]]
    whole = astuple(ledger.counts(store))
    assert [sum(column) for column in zip(*each, strict=True)] == (list(whole) if each else [])


def test_a_container_is_held_against_what_was_read(store: Store) -> None:
    box = see(store, "A", "box.zip")
    take_in(store, box)
    intake.declare(store, box, 4)
    ids = intake.add_inside(store, box, [Found("in/one.txt", "s/1"), Found("two.txt", "", "it is locked")], apart=True)
    inner = intake.waiting(store, ids)[0]
    take_in(store, inner)
    intake.add_inside(store, inner, [Found("deep/three.txt", "", "it is damaged")], apart=False)
    (found,) = ledger.containers(store)
    assert (found.path, found.declared, found.imported, found.exceptions, found.waiting) == ("box.zip", 4, 1, 1, 0)
    assert found.missing == 2
    crumbs = {failed.crumbs for failed in ledger.exceptions(store)}
    assert crumbs == {("box.zip", "in/one.txt", "deep/three.txt"), ("box.zip", "two.txt")}


def test_gaps_and_breaks_of_a_production(store: Store) -> None:
    for name, pages, bates in (
        ("1.pdf", "LLL", "ABC-0001"),
        ("2.pdf", "LL", "ABC-0004"),
        ("3.pdf", "L", "ABC-0010"),
        ("4.pdf", "L", "ABC-0008"),
        ("5.pdf", "LL", "XY 000001"),
    ):
        take_in(store, see(store, "A", name), name, pages, bates=bates)
    take_in(store, see(store, "B", "6.pdf"), "6", "L", bates="ABC-0006")
    one = ledger.read(store, 1)
    assert [(str(run.range), run.first, run.last) for run in one.runs] == [
        ("ABC-0001 – ABC-0005", "DOC-000001", "DOC-000002"),
        ("ABC-0010", "DOC-000003", "DOC-000003"),
        ("ABC-0008", "DOC-000004", "DOC-000004"),
        ("XY 000001 – XY 000002", "DOC-000005", "DOC-000005"),
    ]
    assert [(str(gap.missing), gap.after, gap.before) for gap in one.gaps] == [
        ("ABC-0006 – ABC-0007", "DOC-000002", "DOC-000004"),
        ("ABC-0009", "DOC-000004", "DOC-000003"),
    ]
    assert [(str(entry.before), str(entry.after), entry.goes_back) for entry in one.breaks] == [
        ("ABC-0010", "ABC-0008", True),
        ("ABC-0008", "XY 000001", False),
    ]
    assert [str(gap.missing) for gap in ledger.read(store).gaps] == ["ABC-0007", "ABC-0009"]
    assert ledger.read(store).breaks == one.breaks, "another production is no break"


@given(st.lists(st.integers(1, 40), max_size=30))
def test_gaps_are_the_numbers_that_are_not_there(numbers: list[int]) -> None:
    stamped = [(1, "DOC-1", f"ABC-{number:06d}") for number in numbers]
    missing = {
        number for gap in gaps(runs(stamped)) for number in range(gap.missing.begin.number, gap.missing.end.number + 1)
    }
    assert missing == set(range(min(numbers, default=0), max(numbers, default=0))) - set(numbers)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=20))
def test_runs_hold_every_number_in_order(numbers: list[int]) -> None:
    found = runs([(1, "DOC-1", f"ABC-{number:06d}") for number in numbers])
    held = [number for run in found for number in range(run.range.begin.number, run.range.end.number + 1)]
    assert held == numbers
    falls = sum(after <= before for before, after in pairwise(numbers))
    assert len(breaks(found)) == falls


def test_suffixes_go_on_and_have_no_gaps() -> None:
    found = runs([(1, "DOC-1", text) for text in ("ABC0001.01", "ABC0001.02", "ABC0002.01", "no number")])
    assert [str(run.range) for run in found] == ["ABC0001.01 – ABC0001.02", "ABC0002.01"]
    assert not breaks(found) and not gaps(found)


def test_numbers_run_on_when_they_outgrow_their_width() -> None:
    (run,) = runs([(1, "DOC-1", text) for text in ("A9998", "A9999", "A10000", "A10001")])
    assert run.range.end == replace(BatesNumber("A", 9998, 4), number=10001)


def test_what_does_not_add_up_in_a_load_file_is_of_its_production(store: Store) -> None:
    see(store, "A", "1.pdf")
    see(store, "B", "2.pdf")
    told = volumes.VolumeFinding("missing file", "IMG/1.tif is named and not there", 3, "ABC-1")
    volumes.note_load_file(store, 2, volumes.LoadFile("/B/b.dat", "{}", "[]", False), [told])
    assert (ledger.findings(store), ledger.findings(store, 1), ledger.findings(store, 2)) == ([told], [], [told])


def test_a_parent_that_a_load_file_names_is_no_way_in(store: Store) -> None:
    parent, child = see(store, "A", "mail.msg"), see(store, "A", "IMG/2.tif")
    store.db.execute("UPDATE intake SET parent_id = ? WHERE id = ?", [parent.id, child.id])
    intake.add_exception(store, child, "reading", "it is empty")
    assert [failed.crumbs for failed in ledger.exceptions(store)] == [("IMG/2.tif",)]
