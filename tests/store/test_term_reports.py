"""Sets of documents, unique and total figures, and reports that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.model import DocumentId
from reviewer.review import coding
from reviewer.store import matter, term_reports
from reviewer.store.diary import entries
from reviewer.store.matter import Store
from reviewer.store.state import state
from reviewer.store.term_reports import Term, TermReport, documents_of, figures, set_of
from tests import make

SETS = st.frozensets(st.integers(1, 300).map(DocumentId))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make.coded_matter(tmp_path / "Case.matter", ["a memo"])
    yield made
    matter.close(made)


@settings(deadline=None)
@given(SETS)
def test_a_set_gives_its_documents_again(chosen: frozenset[DocumentId]) -> None:
    assert documents_of(set_of(chosen)) == sorted(chosen)


@settings(deadline=None)
@given(st.lists(st.tuples(SETS, SETS, st.booleans(), st.booleans()), max_size=6))
def test_unique_and_total_figures_are_those_of_plain_sets(
    lists: list[tuple[frozenset[DocumentId], frozenset[DocumentId], bool, bool]],
) -> None:
    terms = [
        Term(line, "", "", 0, set_of(found), set_of(found | family), "bad" if bad else "", 0, on)
        for line, (found, family, on, bad) in enumerate(lists)
    ]
    chosen = {line: found for line, (found, _, on, bad) in enumerate(lists) if on and not bad}
    got = figures(terms)
    assert set(got.unique) == set(chosen)
    for line, found in chosen.items():
        others = frozenset().union(*(other for place, other in chosen.items() if place != line))
        assert documents_of(got.unique[line]) == sorted(found - others)
    assert documents_of(got.found) == sorted(frozenset().union(*chosen.values()))
    assert documents_of(got.family) == sorted(frozenset().union(*(lists[line][0] | lists[line][1] for line in chosen)))


def made(store: Store, **other: object) -> TermReport:
    terms = (Term(1, "memo", "documents with the word 'memo'", 3, set_of([DocumentId(1)]), set_of([DocumentId(1)])),
             Term(3, "memo AND", error="The query can't be read", position=5))  # fmt: skip
    report = TermReport("2026-03-03T14:00:00+00:00", "Ana", "0.1", state(store), False, terms)
    return replace(report, **other)  # type: ignore[arg-type]


def test_a_report_is_kept_whole_with_what_is_switched_off(store: Store) -> None:
    report = made(store)
    kept = term_reports.keep(store, report)
    assert term_reports.load(store, kept) == replace(report, id=kept)
    term_reports.count_terms(store, kept, {1: False})
    again = term_reports.load(store, kept)
    assert again and [term.counted for term in again.terms] == [False, True]
    later = term_reports.keep(store, made(store, author="Ben"))
    assert [(one.id, one.author, one.terms) for one in term_reports.listed(store)] == [
        (later, "Ben", ()),
        (kept, "Ana", ()),
    ]
    assert term_reports.load(store, 99) is None
    told = [(entry.author, entry.search.query, entry.search.documents, entry.search.report) for entry in entries(store)]
    assert told == [
        ("Ana", f"Term report {kept}: 2 terms", 1, kept),
        ("Ben", f"Term report {later}: 2 terms", 1, later),
    ]


def test_a_report_is_stale_once_the_matter_holds_something_else(store: Store) -> None:
    text, coded = made(store), made(store, by_coding=True)
    assert not term_reports.is_stale(store, text) and not term_reports.is_stale(store, coded)
    coding.tag_quote(store, "Ana", "DOC-000001", 1, "memo", "Admission")
    assert not term_reports.is_stale(store, text) and term_reports.is_stale(store, coded)
    make.add_document(store, make.extraction(["another"]), "two.pdf")
    assert term_reports.is_stale(store, text)
