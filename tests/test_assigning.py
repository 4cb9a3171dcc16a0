"""Documents are shared out in whole families, evenly by pages; the search and the filter know to whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import ReviewerError
from reviewer.review.assigning import assign, deal, release
from reviewer.review.matters import new_matter
from reviewer.search.worker import search_matter, sync_matter
from reviewer.store import documents, filters, history
from reviewer.store.assignments import families
from reviewer.store.filters import EVERYTHING, choosing
from reviewer.store.matter import Store
from tests.make import add_child, add_mail, extraction
from tests.ui.papers import add_papers


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = new_matter(tmp_path / "Kestrel.matter", "Kestrel County", "R. Roe")
    add_papers(made)
    return made


def test_what_is_assigned_is_found_filtered_and_taken_back(store: Store) -> None:
    first, second, third = documents.ids(store)
    assign(store, "R", {"Ana Ruiz": [first, second], "B. Lund": [third]})
    sync_matter(store)
    assert set(search_matter(store, 'assigned:"ana ruiz"').documents) == {first, second}
    assert filters.counts(store, EVERYTHING, "assigned") == {"Ana Ruiz": 2, "B. Lund": 1}
    assert documents.ids_sorted(store, "production", chosen=choosing(EVERYTHING, "assigned", ["B. Lund"])) == [third]
    assign(store, "R", {"B. Lund": [second]})
    assert filters.counts(store, EVERYTHING, "assigned") == {"Ana Ruiz": 1, "B. Lund": 2}
    release(store, "R", [first, third])
    assert filters.counts(store, EVERYTHING, "assigned") == {"": 2, "B. Lund": 1}
    for _ in range(3):
        history.undo(store, "R")
    assert filters.counts(store, EVERYTHING, "assigned") == {"": 3}
    assert [each.name for each in history.operations(store)][5] == "Assign 3 documents to Ana Ruiz, B. Lund"


def test_nobody_is_no_reviewer(store: Store) -> None:
    with pytest.raises(ReviewerError, match="no reviewer is named"):
        deal(families(store, documents.ids(store)), [" ", ""])


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A matter of twelve mails, every third with one, two or three attachments, of uneven length."""
    made = new_matter(tmp_path_factory.mktemp("mails") / "Mails.matter", "Mails", "R. Roe")
    for number in range(12):
        mail = add_mail(made, f"{number:02}.eml", "See what is attached.", subject=f"Mail {number}")
        for child in range(number % 3):
            add_child(made, mail, f"{number:02}-{child}.pdf", extraction(["A page."] * (1 + number * child)))
    return made


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["Ana", "Bo", "Cy", "Di"]), min_size=1, unique=True), st.data())
def test_families_stay_together_and_shares_are_even(mails: Store, names: list[str], data: st.DataObject) -> None:
    every = documents.ids(mails)
    chosen = data.draw(st.lists(st.sampled_from(every), min_size=1, unique=True))
    whole = families(mails, chosen)
    dealt = deal(whole, names)
    shares = {name: [document for family in share for document in family.members] for name, share in dealt.items()}
    given_out = [document for share in shares.values() for document in share]
    assert len(given_out) == len(set(given_out)) and set(chosen) <= set(given_out)
    for members, _ in whole:
        assert any(set(members) <= set(share) for share in shares.values())
    even, largest = sum(pages for _, pages in whole) / len(names), max(pages for _, pages in whole)
    for share in shares.values():
        assert abs(sum(one.pages for one in documents.load_many(mails, share)) - even) <= largest
