"""Segments built by several processes hold what one process would have put into the index."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.model import DocumentId
from reviewer.search import index as indexes
from reviewer.search.building import built_apart
from reviewer.search.index import open_index, search, sync
from reviewer.search.requests import Search, Sync
from reviewer.search.worker import answer
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


def test_the_index_worker_goes_on_between_its_steps(store: matter.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewer.search.index.BATCH", 500)
    folder = str(store.folder)
    steps = [answer(Sync(folder))]
    while steps[-1] != (DOCUMENTS, DOCUMENTS):
        steps.append(answer(Sync(folder)))
        assert answer(Search(folder, "client", 1)).searched == steps[-1][0]
    assert len(steps) > 2 and steps == sorted(steps)
    make.add_document(store, make.extraction(["a client more"]), "more.pdf")
    assert answer(Sync(folder)) == (DOCUMENTS + 1, DOCUMENTS + 1)
    assert len(answer(Search(folder, "client", 1)).documents) == DOCUMENTS + 1


def test_what_a_program_that_died_was_building_is_taken_away(store: matter.Store, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    left, others = tmp_path / f"building-{gone.pid}-x", tmp_path / f"building-{os.getpid()}-x"
    left.mkdir()
    others.mkdir()
    list(built_apart([], tmp_path))
    assert not left.exists() and others.exists()
