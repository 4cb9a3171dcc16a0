"""How a query was read is told in the user's language; what is kept of that is English, and can be told again."""

import pytest

from reviewer.search.fields import Fields
from reviewer.search.parser import parse
from reviewer.search.rewording import in_words, sampled
from reviewer.search.wording import read_as
from reviewer.words import VARIABLE, in_english

QUERIES = (
    "memo",
    '"opt out" AND from:renn',
    "county w/5 (mandatory OR voluntary)",
    "(a OR b) NOT counsel~2",
    '"a b c"~5',
    "a not w/s b",
    "date:2009.. pages:2..5 bates:ABC-1..ABC-50",
    "has:tag stem:apply =Counsel exemption:b7",
)


@pytest.fixture(autouse=True)
def spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "es")


def kept(query: str) -> str:
    with in_english():
        return read_as(parse(query, Fields()))


@pytest.mark.parametrize("query", QUERIES)
def test_what_was_kept_is_told_again(query: str) -> None:
    said = read_as(parse(query, Fields()))
    assert in_words(query, kept(query), Fields()) == said != kept(query)
    english = {"documents", "with", "where", "without", "word", "phrase", "within", "the", "same", "or"}
    assert not english & set(said.replace("'", " ").replace("(", " ").split())


def test_a_sample_is_told_with_its_query() -> None:
    with in_english():
        english = sampled("1 document, seed 7", "6", kept("memo"))
    assert english == "a random sample (1 document, seed 7) of the 6 documents with the word 'memo'"
    assert in_words("memo", english, Fields()) == (
        "una muestra aleatoria (1 documento, semilla 7) de los 6 documentos con la palabra 'memo'"
    )


def test_a_query_that_cannot_be_read_any_more_is_left_as_it_was() -> None:
    assert in_words("nofield:x", "documents with the word 'x' in the field 'nofield'", Fields()).startswith("documents")
