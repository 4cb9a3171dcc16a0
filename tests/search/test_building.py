"""Segments built by several processes hold what one process would have put into the index."""

from pathlib import Path

import pytest

from reviewer.model import DocumentId
from reviewer.search import index as indexes
from reviewer.search.index import open_index, search, sync
from reviewer.store import matter
from tests import make

DOCUMENTS = 60


@pytest.fixture
def store(tmp_path: Path) -> matter.Store:
    store = matter.create(tmp_path / "Case.matter")
    for number in range(DOCUMENTS):
        pages = [f"of the attor-\nney{number % 7} page {page} of the client" for page in range(3)]
        make.add_document(store, make.extraction(pages), f"{number}.pdf")
    return store


def test_many_texts_are_indexed_by_several_processes(
    store: matter.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = open_index(tmp_path / "one" / "index")
    list(sync(alone, store))
    monkeypatch.setattr("reviewer.search.index.BATCH", 500)
    index = open_index(tmp_path / "other" / "index")
    steps = list(sync(index, store))
    assert steps[0] == (0, DOCUMENTS) and steps[-1] == (DOCUMENTS, DOCUMENTS)
    assert index.hashes == alone.hashes
    assert {path.name for path in (tmp_path / "other").iterdir()} == {"index", "index.lock", "index.key"}
    for query in ("attorney3", '"of the"', "p*", "client NOT ney2"):
        assert search(index, query).counts == search(alone, query).counts
    index.close()
    assert open_index(tmp_path / "other" / "index").hashes == alone.hashes


def test_a_segment_that_fails_is_built_by_the_index_itself(
    store: matter.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer.search.index.BATCH", 500)
    index = open_index(tmp_path / "index")
    monkeypatch.setattr("reviewer.search.index.built_apart", lambda batches, beside: ([] for _ in batches))
    list(sync(index, store))
    assert len(index.hashes) == DOCUMENTS
    assert len(search(index, "client").counts) == DOCUMENTS


def test_documents_that_were_built_apart_are_replaced(store: matter.Store, tmp_path: Path) -> None:
    index = open_index(tmp_path / "index")
    list(sync(index, store))
    indexes.update(index, [indexes.Text(DocumentId(1), "other", ["new words"])])
    assert 1 not in search(index, "client").counts and search(index, "new").counts == {1: 1}
