"""Search over the released e-mails of the corpus: the counts of another program, and of the pages themselves."""

import csv
from pathlib import Path

import pytest

from reviewer.model import DocumentId
from reviewer.search.hits import hits_in
from reviewer.search.index import Index, Text, open_index, search, update

VOLUME = Path(__file__).parents[3] / "shared" / "corpus" / "VOL_HRC"

pytestmark = pytest.mark.corpus
Texts = dict[DocumentId, list[str]]


@pytest.fixture(scope="module")
def texts() -> Texts:
    paths = sorted((VOLUME / "TEXT").iterdir())
    return {
        DocumentId(number): path.read_text(encoding="utf-8", errors="replace").split("\f")
        for number, path in enumerate(paths, 1)
    }


@pytest.fixture(scope="module")
def index(texts: Texts, tmp_path_factory: pytest.TempPathFactory) -> Index:
    return indexed(tmp_path_factory.mktemp("cache") / "whole", texts, 700)


def indexed(folder: Path, texts: Texts, step: int) -> Index:
    index, numbers = open_index(folder), list(texts)
    for start in range(0, len(numbers), step):
        update(index, [Text(number, "hash", texts[number]) for number in numbers[start : start + step]])
    return index


def test_documents_are_as_another_program_counted_them(index: Index) -> None:
    with (VOLUME / "SEARCH_TRUTH.tsv").open(encoding="utf-8") as file:
        truth = {row["word"]: int(row["documents"]) for row in csv.DictReader(file, delimiter="\t")}
    assert len(truth) == 20
    assert {word: len(search(index, word).counts) for word in truth} == truth


def test_the_list_counts_what_the_pages_show(index: Index, texts: Texts) -> None:
    for query in ("libya OR iran", '"secretary of state"', "confiden* NOT press", "B5 -B6", '"of the" AND cheryl'):
        found = search(index, query)
        shown = {
            number: len(hits_in(found.query, dict(enumerate(pages, 1)))) for number, pages in texts.items()
            if number in found.counts or number % 10 == 0
        }  # fmt: skip
        assert {number: hits for number, hits in shown.items() if number in found.counts} == found.counts
        assert not any(hits for number, hits in shown.items() if number not in found.counts)
