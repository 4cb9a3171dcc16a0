"""Many passages get, lose and exchange tags in one step; two tags become one; undo brings all back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import NotFound, ReviewerError
from reviewer.model import DocumentId, PassageId, Span, Tag, TagId, TagKind
from reviewer.review import retag
from reviewer.review.coding import add_tag, tag_spans
from reviewer.store import coding, history, matter
from reviewer.store.matter import Store
from tests.make import coded_matter

ANA = "Ana"
TAGS = ("Admission", "Hot", "Responsive")
Borne = dict[PassageId, frozenset[str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A page with eight passages: each set of three tags once."""
    made = coded_matter(tmp_path_factory.mktemp("retag") / "Case.matter", ["word " * 8])
    for number in range(8):
        names = [name for place, name in enumerate(TAGS) if number >> place & 1]
        tag_spans(made, ANA, DocumentId(1), [Span(1, 5 * number, 5 * number + 4)], names)
    yield made
    matter.close(made)


def borne(store: Store) -> Borne:
    return {one.id: frozenset(one.tags) for one in coding.passages(store)}


def moved(tags: frozenset[str], old: str, new: str) -> frozenset[str]:
    return tags - {old} | {new} if old in tags else tags


CHANGES: dict[str, tuple[Callable[..., int], Callable[[frozenset[str], str, str], frozenset[str]]]] = {
    "put on": (lambda *given: retag.put_on(*given[:-1]), lambda tags, name, _: tags | {name}),
    "take off": (lambda *given: retag.take_off(*given[:-1]), lambda tags, name, _: tags - {name}),
    "exchange": (retag.exchange, moved),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.sampled_from(sorted(CHANGES)), st.permutations(TAGS), st.sets(st.integers(1, 8)))
def test_a_change_touches_the_chosen_passages_alone_and_is_one_step(
    store: Store, change: str, names: list[str], chosen: set[int]
) -> None:
    before, (verb, meant) = borne(store), CHANGES[change]
    ids = [PassageId(one) for one in sorted(chosen)]
    changed = verb(store, ANA, ids, names[0], names[1])
    after = borne(store)
    assert after == {one: meant(tags, names[0], names[1]) if one in chosen else tags for one, tags in before.items()}
    assert changed == sum(before[one] != after[one] for one in before)
    history.undo(store, ANA)
    assert borne(store) == before
    history.redo(store, ANA)
    assert borne(store) == after
    history.undo(store, ANA)


def test_a_merge_moves_passages_and_tags_under_it_and_undo_brings_it_back(store: Store) -> None:
    before, codebook = borne(store), coding.tags(store)
    child = add_tag(store, ANA, Tag(TagId(0), "Statement", TagKind.ADMISSION, "#123456", parent="Admission"))
    assert retag.merge(store, ANA, "admission", "Hot") == 4
    assert borne(store) == {one: moved(tags, "Admission", "Hot") for one, tags in before.items()}
    assert {tag.name for tag in coding.tags(store)} == {tag.name for tag in codebook} - {"Admission"} | {"Statement"}
    assert coding.tag_by_name(store, "Statement").parent == "Hot"
    named = history.undo(store, ANA)
    assert named and named.name == "Merge tag “Admission” into “Hot”"
    assert borne(store) == before
    assert coding.tag_by_name(store, "Statement") == child
    assert retag.merge(store, ANA, "Admission", "Statement") == 4
    assert coding.tag_by_name(store, "Statement").parent == ""
    for _ in range(2):
        history.undo(store, ANA)
    assert (borne(store), coding.tags(store)) == (before, codebook)
    assert history.broken_link(store) is None


def test_a_tag_is_not_merged_into_itself_nor_into_one_that_is_not_there(store: Store) -> None:
    latest = history.undoable(store, ANA)
    with pytest.raises(ReviewerError, match="both tags are “Hot”"):
        retag.merge(store, ANA, "Hot", "hot")
    with pytest.raises(ReviewerError, match="both tags are “Hot”"):
        retag.exchange(store, ANA, [PassageId(1)], "Hot", "HOT")
    with pytest.raises(NotFound):
        retag.merge(store, ANA, "Hot", "Cold")
    assert history.undoable(store, ANA) == latest
