"""Many passages at once: field case 33, and what of it was there already."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import NotFound
from reviewer.model import DocumentId, Span
from reviewer.review.bulk import Tagged, passages_at, tag_all
from reviewer.review.coding import seed_codebook, tag_spans
from reviewer.store import coding, history, matter
from reviewer.store.matter import Store
from tests import make

ANA = "Ana Ruiz"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = matter.create(tmp_path / "Case.matter")
    seed_codebook(store, ANA)
    yield store
    matter.close(store)


def state(store: Store) -> list[tuple[object, ...]]:
    tables = ("passage", "passage_mark", "passage_tag")
    return [row for table in tables for row in store.db.execute(f"SELECT * FROM {table} ORDER BY id")]


def test_5000_passages_are_one_step_and_undo_never_touches_what_is_not_shown(store: Store) -> None:
    """Field case 33."""
    make.add_document(store, make.extraction(["memo " * 500] * 10, "ABC-"))
    empty = state(store)
    hits = [(Span(page, at, at + 4),) for page in range(1, 11) for at in range(0, 2500, 5)]
    passages = passages_at(store, ANA, DocumentId(1), hits)
    assert tag_all(store, ANA, "Hot", passages) == Tagged(5000, 0)
    tagged = state(store)
    shown = coding.passages(store, ["Hot"])
    assert len(shown) == 5000 and {one.quote.exact for one in shown} == {"memo"}
    assert (shown[501].pages, shown[501].bates) == ((2,), "ABC-0000002")
    assert [operation.name for operation in history.operations(store, 1)] == ["Tag 5,000 passages “Hot”"]
    assert history.undo(store, ANA) and state(store) == empty
    assert history.undo(store, ANA) is None and state(store) == empty
    assert history.redo(store, ANA) and state(store) == tagged
    assert history.undo(store, ANA) and state(store) == empty
    assert history.broken_link(store) is None


def test_a_passage_at_the_same_words_gets_the_tag_and_comes_back_by_undo(store: Store) -> None:
    make.add_document(store, make.extraction(["the memo of the", "client, a memo"]))
    over = (Span(1, 9, 15), Span(2, 0, 6))
    mine = tag_spans(store, ANA, DocumentId(1), over, ["Admission"], "as he said")
    before = state(store)
    passages = passages_at(store, ANA, DocumentId(1), [(Span(1, 4, 8),), over, (Span(2, 10, 14),)])
    assert tag_all(store, ANA, "hot", passages) == Tagged(2, 1)
    assert {one.tags for one in coding.passages(store, ["Hot"])} == {("Hot",), ("Admission", "Hot")}
    assert coding.passage(store, mine.id).note == "as he said"
    assert tag_all(store, ANA, "Hot", passages) == Tagged(0, 0)
    for _ in range(2):
        history.undo(store, ANA)
    assert state(store) == before


def test_an_unknown_tag_changes_nothing(store: Store) -> None:
    make.add_document(store, make.extraction(["the memo"]))
    before = history.operations(store)
    with pytest.raises(NotFound):
        tag_all(store, ANA, "Nonesuch", passages_at(store, ANA, DocumentId(1), [(Span(1, 4, 8),)]))
    assert history.operations(store) == before
