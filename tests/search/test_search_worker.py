"""The questions that the window and the command line ask, in one's own process and in the worker's."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.errors import QueryError
from reviewer.jobs import Worker
from reviewer.model import DocumentId, Span
from reviewer.search import worker
from reviewer.search.found import Order
from reviewer.search.requests import Codes, MarksOf, Search, Sync
from reviewer.search.sampling import Sample, drawn
from reviewer.search.worker import check_index, hits_of, marks_of, search_matter
from reviewer.settings import cache_folder
from reviewer.store import documents, matter
from reviewer.store.matter import Store
from reviewer.words import VARIABLE
from tests import make


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("REVIEWER_HOME", str(tmp_path / "home"))
    store = matter.create(tmp_path / "Case.matter")
    make.add_document(store, make.extraction(["a memo on attorney", "client privilege"], "ABC-"), "one.pdf")
    make.add_document(store, make.extraction(["the memo", "a press release"]), "two.pdf")
    yield store
    matter.close(store)


def test_a_search_brings_the_index_up_to_date_first(store: Store) -> None:
    assert search_matter(store, "memo").documents == tuple(documents.ids(store))
    make.add_document(store, make.extraction(["another memo, memo"]), "three.pdf")
    found = search_matter(store, "memo")
    assert (len(found.documents), found.hits) == (3, 4)
    assert found.read_as == "documents with the word 'memo'"


def test_what_is_kept_of_a_search_is_english_whatever_the_window_speaks(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "es")
    found = search_matter(store, "memo", sample=Sample(1, 7))
    assert found.told.read_as == "a random sample (1 document, seed 7) of the 2 documents with the word 'memo'"
    assert found.said == "una muestra aleatoria (1 documento, semilla 7) de los 2 documentos con la palabra 'memo'"
    assert search_matter(store, "memo zebra").notes[0] == "Solo la palabra 'memo': 2 documentos"


def test_results_show_snippets_with_page_and_bates(store: Store) -> None:
    found = search_matter(store, '"attorney client privilege" OR press', limit=1)
    assert (len(found.documents), found.hits, len(found.results)) == (2, 2, 1)
    [snippet] = found.results[0].snippets
    assert (snippet.page, snippet.bates, snippet.label) == (1, "ABC-0000001", "1")
    assert snippet.text == "a memo on attorney"
    [hit] = hits_of(store, found.query, found.results[0].document)
    assert hit == (Span(1, 10, 18), Span(2, 0, 16))


def test_a_query_that_cannot_be_read_costs_no_indexing(store: Store) -> None:
    with pytest.raises(QueryError):
        search_matter(store, "memo AND")
    assert not cache_folder().exists()


def test_an_index_that_follows_the_matter_is_sound(store: Store) -> None:
    assert list(check_index(store)) == []


def test_the_worker_answers_as_one_does_oneself(store: Store) -> None:
    folder = str(store.folder)
    requests = [Sync(folder), Search(folder, "memo OR privilege", 10), MarksOf(folder, "memo", DocumentId(1))]
    requests += [Search(folder, "memo AND", 10)]
    with Worker(worker.answer) as index_worker:
        for request in requests:
            index_worker.send(request)
        answers = {}
        while index_worker.pending:
            answers.update((outcome.key, outcome.value) for outcome in index_worker.results(20))
    assert answers[requests[0]] == (2, 2)
    assert answers[requests[1]] == search_matter(store, "memo OR privilege", 10)
    assert answers[requests[2]] == marks_of(store, "memo", DocumentId(1))
    assert isinstance(answers[requests[3]], QueryError) and answers[requests[3]].position == 5


def test_the_worker_knows_the_exemption_codes_of_the_matter(store: Store) -> None:
    make.add_document(store, make.extraction(["withheld (b)(7)(C)", "RELEASE IN PART B5"]), "marked.pdf")
    folder = str(store.folder)
    with Worker(worker.answer) as index_worker:
        index_worker.send(Sync(folder))
        index_worker.send(Codes(folder))
        answers = {}
        while index_worker.pending:
            answers.update((outcome.key, outcome.value) for outcome in index_worker.results(20))
    assert answers == {Sync(folder): (3, 3), Codes(folder): ("b5", "b7c")}


def test_documents_are_listed_in_the_order_that_is_asked_for(store: Store) -> None:
    for date, text in (("2010-05", "memo memo memo"), ("2009-01-02", "memo memo")):
        make.add_document(store, replace(make.extraction([text]), date=date), f"{date}.pdf")
    listed = {order: search_matter(store, "memo", order=order).documents for order in Order}
    assert listed == {
        Order.PRODUCTION: (1, 2, 3, 4),
        Order.OLDEST: (4, 3, 1, 2),
        Order.NEWEST: (3, 4, 1, 2),
        Order.HITS: (3, 4, 1, 2),
    }


def test_a_sample_is_drawn_of_what_is_found_or_of_the_matter(store: Store) -> None:
    for number in range(8):
        make.add_document(store, make.extraction(["memo" if number % 2 else "note"]), f"{number}.pdf")
    numbers = documents.control_numbers(store)
    whole = search_matter(store, "", sample=Sample(4, 7))
    assert set(whole.documents) == drawn(Sample(4, 7), numbers) and whole.drawn_from == 10
    of_memos = search_matter(store, "memo", sample=Sample(50, 7, percent=True))
    memos = search_matter(store, "memo").documents
    assert set(of_memos.documents) == drawn(Sample(3, 7), {document: numbers[document] for document in memos})
    assert of_memos.hits == sum(result.hits for result in of_memos.results) == 3
    assert of_memos.read_as == "a random sample (50 %, seed 7) of the 6 documents with the word 'memo'"
