"""Search over the released e-mails of the corpus: the counts of another program, and the independent reference."""

import csv
from pathlib import Path
from random import Random

import pytest

from reviewer.model import DocumentId
from reviewer.search.hits import hits_in
from reviewer.search.index import Index, Text, open_index, search, update
from reviewer.search.parser import parse
from tests.search import search_reference as reference

VOLUME = Path(__file__).parents[3] / "shared" / "corpus" / "VOL_HRC"
SAMPLE = 250  # documents that the reference reads
QUERIES = 250

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


def test_random_queries_agree_with_the_reference(texts: Texts, tmp_path: Path) -> None:
    random = Random(20)
    sample = {number: texts[number] for number in random.sample(sorted(texts), SAMPLE)}
    read = {number: reference.Text(pages) for number, pages in sorted(sample.items())}
    index = indexed(tmp_path / "sample", sample, 60)
    for _ in range(QUERIES):
        query = random_query(random, list(read.values()), 3)
        expected = {number: len(text.hits(query)) for number, text in read.items() if text.finds(query)}
        assert search(index, reference.written(query)).counts == expected, reference.written(query)
        for number in random.sample(sorted(expected), min(3, len(expected))):
            hits = hits_in(parse(reference.written(query)), dict(enumerate(sample[number], 1)))
            spans = [tuple((span.page, span.start, span.end) for span in hit) for hit in hits]
            assert spans == read[number].hits(query), reference.written(query)


def random_query(random: Random, read: list[reference.Text], depth: int) -> reference.Query:
    kind = random.choice(["word", "pattern", "phrase", "phrase", "not", "and", "or"] if depth else ["word", "phrase"])
    if kind in ("and", "or"):
        return (kind, *(random_query(random, read, depth - 1) for _ in range(random.choice([2, 3]))))
    if kind == "not":
        return (kind, random_query(random, read, depth - 1))
    text = random.choice([text for text in read if text.tokens])
    words = text.phrase(random, random.choice([2, 2, 3, 5]) if kind == "phrase" else 1)
    if kind == "pattern":
        word = words[0]
        at = random.randrange(len(word))
        return ("word", random.choice([word[: at + 1] + "*", "*" + word[at:], word[:at] + "?" + word[at + 1 :] + "*x"]))
    return ("word" if len(words) == 1 else "phrase", *words)
