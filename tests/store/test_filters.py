"""Filters: what passes, how many each choice holds under the others, and copies that are hidden by families."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reviewer.model import Box, DocumentId, Extraction, FileType, Hidden, HiddenKind, Span
from reviewer.review import coding as verbs
from reviewer.store import documents, filters, matter
from reviewer.store.filters import (
    CERTAIN,
    EVERYTHING,
    FACETS,
    FLAGGED,
    HIDDEN_TEXT,
    IN_DOUBT,
    NO_DATE,
    NOTHING_HIDDEN,
    REVIEWED,
    SOUND,
    UNREVIEWED,
    Filter,
)
from reviewer.store.matter import Store
from tests.findings.finding import find
from tests.make import add_child, add_document, add_mail, extraction

SENT = {"date_source": "sent"}


def put(store: Store, name: str, found: Extraction, sha256: str = "") -> DocumentId:
    return documents.by_control_number(store, add_document(store, found, name, sha256)).id


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Six documents: two mails, a sheet, three PDFs; one is tagged twice, two are reviewed."""
    made = matter.create(tmp_path_factory.mktemp("filters") / "Case.matter")
    verbs.seed_codebook(made, "Ana")
    add_mail(made, "1.eml", "One", sender="ana@x.org", date="2009-03-03T09:00Z", subject="Opting out", **SENT)
    add_mail(made, "2.eml", "Two", sender="ben@x.org", date="2010-11-03T09:00Z", subject="50% of all", **SENT)
    sheet = replace(extraction(["Sums"], date="2009-03-20", date_source="modified"), type=FileType.SHEET)
    put(made, "3.xlsx", sheet)
    put(made, "4.pdf", extraction(["Memo"], title="Memo", date="2009-??-??", date_source="on its face"))
    hidden = (Hidden(1, HiddenKind.BOX, "a name", Box(0, 0, 9, 9)), Hidden(1, HiddenKind.TINY, "x", Box(0, 0, 9, 9)))
    put(made, "5.pdf", extraction(["Form"], title="Form_a", hidden=hidden))
    put(made, "6.pdf", extraction(["Late"], title="Late", date=">2010", date_source="created", flags=("repaired",)))
    ids = documents.ids(made)
    verbs.tag_spans(made, "Ana", ids[3], [Span(1, 0, 4)], ["Admission", "Hot"])
    verbs.tag_spans(made, "Ana", ids[3], [Span(1, 0, 2)], ["Admission"])
    verbs.mark_reviewed(made, "Ana", [ids[0], ids[3]], True)
    yield made
    matter.close(made)


def passing(store: Store, chosen: Filter) -> list[int]:
    """The places of the documents that pass, from 1."""
    everybody = documents.ids(store)
    return [everybody.index(document) + 1 for document in documents.ids_sorted(store, "production", chosen=chosen)]


@pytest.mark.parametrize(
    ("chosen", "places"),
    [
        (EVERYTHING, [1, 2, 3, 4, 5, 6]),
        (Filter(containing="0%"), [2]),
        (Filter(containing="form_"), [5]),
        (Filter(types=frozenset({"Email"})), [1, 2]),
        (Filter(without=frozenset({"Hot"})), [1, 2, 3, 5, 6]),
        (Filter(among=frozenset()), []),
        (Filter(among=frozenset(map(DocumentId, (2, 5, 99)))), [2, 5]),
        (Filter(types=frozenset({"Email", "Spreadsheet"})), [1, 2, 3]),
        (Filter(custodians=frozenset({"Custodian"})), [1, 2, 3, 4, 5, 6]),
        (Filter(custodians=frozenset({"'; DROP TABLE document; --"})), []),
        (Filter(tags=frozenset({"Hot"})), [4]),
        (Filter(tags=frozenset({"Hot", "Admission"}), reviewed=frozenset({UNREVIEWED})), []),
        (Filter(reviewed=frozenset({REVIEWED})), [1, 4]),
        (Filter(reviewed=frozenset({UNREVIEWED})), [2, 3, 5, 6]),
        (Filter(dates=frozenset({NO_DATE})), [5]),
        (Filter(flagged=frozenset({FLAGGED})), [6]),
        (Filter(flagged=frozenset({SOUND}), types=frozenset({"PDF"})), [4, 5]),
        (Filter(hidden=frozenset({HIDDEN_TEXT})), [5]),
        (Filter(hidden=frozenset({NOTHING_HIDDEN}), types=frozenset({"PDF"})), [4, 6]),
        (Filter(dates=frozenset({IN_DOUBT})), [3, 6]),
        (Filter(dates=frozenset({CERTAIN, NO_DATE})), [1, 2, 4, 5]),
        (Filter(since="2009-03", until="2009-03"), [1, 3]),
        (Filter(since="2009", until="2009-03"), [1, 3, 4]),
        (Filter(since="2009-03-04"), [2, 3, 6]),
        (Filter(until="2009"), [1, 3, 4]),
        (Filter(since="2010-12", until="2010"), [6]),
        (Filter(since="2009-03", types=frozenset({"PDF"}), dates=frozenset({NO_DATE})), []),
    ],
)
def test_what_passes(store: Store, chosen: Filter, places: list[int]) -> None:
    assert passing(store, chosen) == places
    assert filters.count(store, chosen) == len(places)


def test_each_choice_has_its_count_under_the_other_choices(store: Store) -> None:
    assert filters.counts(store, EVERYTHING, "types") == {"Email": 2, "PDF": 3, "Spreadsheet": 1}
    assert filters.counts(store, EVERYTHING, "tags") == {"Admission": 1, "Hot": 1}
    assert filters.counts(store, EVERYTHING, "without") == {"Admission": 5, "Hot": 5}
    assert filters.counts(store, EVERYTHING, "flagged") == {FLAGGED: 1, SOUND: 5}
    assert filters.counts(store, EVERYTHING, "hidden") == {HIDDEN_TEXT: 1, NOTHING_HIDDEN: 5}
    assert filters.counts(store, EVERYTHING, "dates") == {CERTAIN: 3, IN_DOUBT: 2, NO_DATE: 1}
    chosen = Filter(types=frozenset({"Email"}), reviewed=frozenset({REVIEWED}))
    assert filters.counts(store, chosen, "types") == {"Email": 1, "PDF": 1}
    assert filters.counts(store, chosen, "reviewed") == {REVIEWED: 1, UNREVIEWED: 1}
    assert filters.counts(store, chosen, "tags") == {}
    gone = Filter(types=frozenset({"Email"}), dates=frozenset({NO_DATE}))
    assert filters.counts(store, gone, "types") == {"Email": 0, "PDF": 1}


def test_months_are_counted_whatever_the_range(store: Store) -> None:
    whole = {"2009-00": 1, "2009-03": 2, "2010-11": 1, "2010-99": 1}
    assert filters.months(store, EVERYTHING) == filters.months(store, Filter(since="2010", until="2010")) == whole
    assert filters.months(store, Filter(types=frozenset({"Email"}))) == {"2009-03": 1, "2010-11": 1}


_values = {
    "types": ["Email", "PDF", "Spreadsheet"],
    "custodians": ["Custodian", "Nobody"],
    "tags": ["Hot", "Admission"],
    "without": ["Hot", "Admission"],
    "reviewed": [REVIEWED, UNREVIEWED],
    "dates": [CERTAIN, IN_DOUBT, NO_DATE],
    "flagged": [FLAGGED, SOUND],
    "hidden": [HIDDEN_TEXT, NOTHING_HIDDEN],
}
_filters = st.builds(
    Filter,
    containing=st.sampled_from(["", "o", "zzz"]),
    since=st.sampled_from(["", "2009", "2009-03"]),
    until=st.sampled_from(["", "2009", "2010-11"]),
    **{facet: st.frozensets(st.sampled_from(values), max_size=2) for facet, values in _values.items()},
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(_filters, st.sampled_from(FACETS))
def test_the_count_of_a_choice_is_what_the_list_shows_when_it_is_chosen(
    store: Store, chosen: Filter, facet: str
) -> None:
    for name, count in filters.counts(store, chosen, facet).items():
        assert count == len(passing(store, filters.choosing(chosen, facet, {name})))


def test_copies_are_left_out_by_whole_families_and_counted(tmp_path: Path) -> None:
    """Field case 24: an attachment that came twice stays with each of its mails."""
    store = matter.create(tmp_path / "Copies.matter")
    said = {"sender": "ana@x.org", "to": "ben@x.org", "subject": "Opting out", "date": "2009-03-03T09:00Z"}
    sent, received = (add_mail(store, f"{n}.eml", "Attached.", {"message-id": n}, **said) for n in ("sent", "received"))
    other = add_mail(store, "other.eml", "Attached once more.", **said)
    children = [add_child(store, mail, "memo.pdf", extraction(["Memo"]), "memo") for mail in (sent, received, other)]
    loose = [put(store, f"{n}.pdf", extraction(["Memo"]), "memo") for n in (1, 2)]
    find(store)
    shown = documents.ids_sorted(store, "production", chosen=Filter(no_copies=True))
    assert shown == [sent, children[0], other, children[2], loose[0]]
    assert filters.copies(store, EVERYTHING) == filters.copies(store, Filter(no_copies=True)) == 3
    assert filters.copies(store, Filter(types=frozenset({"Email"}))) == 1
    assert documents.ids_sorted(store, "production") == documents.ids(store)
    matter.close(store)
