"""A reviewer corrects a run of Bates numbers: pages, documents and citations follow, and it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reviewer.errors import MatterError, NotFound, ReviewerError
from reviewer.model import DocumentId, Span
from reviewer.review import coding as verbs
from reviewer.review.numbering import correct_bates, plan_bates
from reviewer.store import coding, documents, history, ledger, matter
from reviewer.store.matter import Store
from tests import make

PAGES = 5


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A document of five pages, ABC-0000001 to ABC-0000005, with a passage over the break of pages 2 and 3."""
    made = make.coded_matter(tmp_path / "Case.matter", [f"Page {number} has words." for number in range(1, PAGES + 1)])
    verbs.tag_spans(made, "Ana", documents.ids(made)[0], [Span(2, 7, 11), Span(3, 0, 6)], ["Admission"])
    yield made
    matter.close(made)


def document(store: Store) -> DocumentId:
    return documents.ids(store)[0]


def state(store: Store) -> tuple[list[str], str, str, list[str]]:
    """The numbers of the pages, of the document, and those that passages are cited by."""
    found = documents.load(store, document(store))
    numbers = [page.bates for page in documents.pages(store, document(store))]
    return numbers, found.bates_begin, found.bates_end, [passage.bates for passage in coding.passages(store)]


def numbers(prefix: str, *counters: int) -> list[str]:
    return [f"{prefix}{counter:07d}" for counter in counters]


def test_pages_document_and_citations_follow(store: Store) -> None:
    correct_bates(store, "Ana", document(store), 3, 5, "ABC-0000007")
    assert state(store) == (
        numbers("ABC-", 1, 2, 7, 8, 9),
        "ABC-0000001",
        "ABC-0000009",
        ["ABC-0000002 – ABC-0000007"],
    )
    assert [str(gap.missing) for gap in ledger.read(store).gaps] == ["ABC-0000003 – ABC-0000006"]
    assert history.undoable(store, "Ana").name == "Correct Bates numbers of DOC-000001, pages 3–5"


def test_numbers_are_taken_away(store: Store) -> None:
    correct_bates(store, "Ana", document(store), 1, 2, "")
    assert state(store) == (["", "", *numbers("ABC-", 3, 4, 5)], "ABC-0000003", "ABC-0000005", ["ABC-0000003"])
    correct_bates(store, "Ana", document(store), 1, PAGES, "  ")
    assert state(store) == ([""] * PAGES, "", "", [""])


@given(st.lists(st.tuples(st.integers(1, PAGES), st.integers(1, PAGES), st.sampled_from(["", "X-1", "ABC-0000001"]))))
@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_and_redo_bring_everything_back(store: Store, steps: list[tuple[int, int, str]]) -> None:
    seen = [state(store)]
    for one, other, number in steps:
        correct_bates(store, "Ana", document(store), min(one, other), max(one, other), number)
        if state(store) != seen[-1]:
            seen.append(state(store))
    for before in reversed(seen[:-1]):
        history.undo(store, "Ana")
        assert state(store) == before
    for after in seen[1:]:
        history.redo(store, "Ana")
        assert state(store) == after
    for before in reversed(seen[:-1]):
        history.undo(store, "Ana")
        assert state(store) == before
    assert history.broken_link(store) is None


def test_what_has_its_number_already_is_no_step(store: Store) -> None:
    before = history.undoable(store, "Ana")
    correct_bates(store, "Ana", document(store), 2, 3, "ABC-0000002")
    assert history.undoable(store, "Ana") == before


def test_the_plan_tells_what_is_odd_and_changes_nothing(store: Store) -> None:
    before = state(store)
    planned = plan_bates(store, document(store), 2, 3, "ABC-0000004")
    assert [(one.page, one.before, one.after, one.odd) for one in planned] == [
        (1, "ABC-0000001", "ABC-0000001", ""),
        (2, "ABC-0000002", "ABC-0000004", "gap: ABC-0000002 – ABC-0000003 are on no page of this document"),
        (3, "ABC-0000003", "ABC-0000005", ""),
        (4, "ABC-0000004", "ABC-0000004", "goes back, after ABC-0000005"),
        (5, "ABC-0000005", "ABC-0000005", ""),
    ]
    assert plan_bates(store, document(store), 4, 5, "XY 0001")[3].odd == "another prefix or width than ABC-0000003"
    assert state(store) == before


def test_a_number_of_another_document_is_warned_of_and_given(store: Store) -> None:
    other = make.add_document(store, make.extraction(["One.", "Two."], "XY-"), "other.pdf")
    found = correct_bates(store, "Ana", document(store), 4, 5, "XY-0000002")
    assert found[3].odd == f"stands on {other} too" and found[4].odd == ""
    assert state(store)[0] == [*numbers("ABC-", 1, 2, 3), *numbers("XY-", 2, 3)]


@pytest.mark.parametrize(
    ("first", "last", "number", "error", "told"),
    [
        (1, 2, "ABC", ReviewerError, "“ABC” is not a Bates number: a prefix and digits are wanted"),
        (1, 2, "see page 4; then 5", ReviewerError, "is not a Bates number"),
        (0, 2, "ABC-1", NotFound, "Page 0 was not found: the document has 5 pages"),
        (2, 6, "ABC-1", NotFound, "Page 6 was not found: the document has 5 pages"),
        (3, 2, "ABC-1", ReviewerError, "Nothing was numbered: page 2 stands before page 3"),
    ],
)
def test_what_can_not_be_is_refused(
    store: Store, first: int, last: int, number: str, error: type[ReviewerError], told: str
) -> None:
    before = state(store)
    with pytest.raises(error, match=told.replace("(", r"\(")):
        correct_bates(store, "Ana", document(store), first, last, number)
    assert state(store) == before


def test_a_suffix_counts_pages(store: Store) -> None:
    correct_bates(store, "Ana", document(store), 1, 3, "ABC-0001.001")
    assert state(store)[0][:3] == ["ABC-0001.001", "ABC-0001.002", "ABC-0001.003"]


def test_what_two_reviewers_did_to_one_page_is_not_mixed_up(store: Store) -> None:
    correct_bates(store, "Ana", document(store), 1, 1, "A-1")
    history.undo(store, "Ana")
    correct_bates(store, "Ben", document(store), 2, 2, "B-2")
    correct_bates(store, "Ben", document(store), 1, 1, "B-1")
    before = state(store)
    with pytest.raises(MatterError, match="another reviewer has changed the same since"):
        history.redo(store, "Ana")
    assert state(store) == before
    history.undo(store, "Ben")
    history.redo(store, "Ana")
    kept = dict(store.db.execute("SELECT page, bates FROM numbering").fetchall())
    assert [kept.get(page, f"ABC-{page:07d}") for page in range(1, PAGES + 1)] == state(store)[0]


def test_a_number_is_looked_for_by_its_index(store: Store) -> None:
    looked_for = "page.bates <> '' AND page.bates IN (SELECT value FROM json_each('[]'))"
    plan = store.db.execute(f"EXPLAIN QUERY PLAN SELECT 1 FROM page WHERE {looked_for}").fetchall()
    assert any("page_bates" in row[3] for row in plan)
