"""What is told beside an answer."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from reviewer.model import Box, Hidden, HiddenKind
from reviewer.search.advice import hints
from reviewer.search.fields import Fields
from reviewer.search.worker import search_matter
from reviewer.store import matter
from reviewer.store.matter import Store
from tests import make


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("advice")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIEWER_HOME", str(folder / "home"))
        made = matter.create(folder / "Case.matter")
        make.add_document(made, make.extraction(["the attorney wrote a memo to the client"], "ABC-"), "one.pdf")
        make.add_document(made, make.extraction(["a client of the clinic"], subject="press"), "two.pdf")
        yield made
        matter.close(made)


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ("attorney clinic", ["the word 'attorney' alone: 1 document", "the word 'clinic' alone: 1 document",
                             "Words side by side must all be in a document; write OR between them for any of them"]),
        ("attorney w/2 client*", ["the word 'attorney' alone: 1 document", "a word like 'client*' alone: 2 documents"]),
        ('"memo of client"', ["the word 'memo' alone: 1 document", "the word 'of' alone: 1 document",
                              "the word 'client' alone: 2 documents"]),
        ("zebra AND (subject:press OR NOT zebras~1)", ["the word 'zebra' alone: none",
                              "the word 'press' in the subject alone: 1 document",
                              "a word at most 1 letter different from 'zebras' alone: none"]),
        ("client AND date:1999", ["the word 'client' alone: 2 documents", "the date 1999 alone: none"]),
        ("zebra", []),
        ("ABC-0000001", ["the phrase 'abc 0000001' alone: none", "the word 'abc' alone: none",
                         "the word '0000001' alone: none", "the word 'abc0000001' alone: none",
                         "bates:abc-0000001 finds 1 by the numbers of pages",
                         "bates:0000001 finds 1 by the numbers of pages",
                         "bates:abc0000001 finds 1 by the numbers of pages"]),
        ("1", ["bates:1 finds 1 by the numbers of pages"]),
    ],
)  # fmt: skip
def test_a_search_without_result_tells_what_its_parts_find_alone(store: Store, query: str, notes: list[str]) -> None:
    found = search_matter(store, query)
    assert found.documents == ()
    assert list(found.notes) == notes


def test_a_distance_without_a_number_is_told() -> None:
    [hint] = hints("memo w/ client", Fields())
    assert hint == "'w/' without a number is a word like any other; w/5 finds words that near one another"


def test_words_that_stand_in_hidden_text_too_are_told(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("hidden")
    made = matter.create(folder / "Case.matter")
    secret = (Hidden(1, HiddenKind.BOX, "the withheld memo", Box(0, 0, 9, 9)),)
    make.add_document(made, replace(make.extraction(["a memo"], "ABC-"), hidden=secret), "one.pdf")
    assert search_matter(made, "memo").notes == (
        "memo also stands in the hidden text of 1 document: search for hidden:memo",
    )
    assert 'search for hidden:"withheld memo"' in "; ".join(search_matter(made, '"withheld memo"').notes)
    assert search_matter(made, "NOT withheld").notes == search_matter(made, "a").notes == ()
    found = search_matter(made, "hidden:withheld")
    assert found.results[0].hidden and found.results[0].hidden.box == Box(0, 0, 9, 9)
    matter.close(made)


def test_an_answer_with_results_has_only_hints(store: Store) -> None:
    assert search_matter(store, "the client").notes == ()
    assert search_matter(store, "client or clinic").documents == ()
    [note] = search_matter(store, "receive~ OR client").notes
    assert note == "'receive~' finds what is spelled alike; for its other forms write stem:receive"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("a and b", "'and' in small letters is a word like any other; AND is written in capitals"),
        ("a or b", "OR is written in capitals"),
        ("#smith", "'#smith' finds the word alone, not what sounds alike"),
        ("fast& car", "'fast&' finds the word alone"),
        ('+a +"b c"', "+ changes nothing"),
        ("'attorney client' memo", "A phrase stands in double quotes"),
        ("‘attorney client’", "A phrase stands in double quotes"),
    ],
)
def test_what_others_write_otherwise_is_told(query: str, words: str) -> None:
    assert words in next(hints(query, Fields()))


@pytest.mark.parametrize(
    "query", ['"a and b"', "a AND b", "#5", "AT&T", "a +5 b", "C++ 5+5", "attorney~1", "don't parents' house"]
)
def test_what_is_written_as_here_needs_no_hint(query: str) -> None:
    assert list(hints(query, Fields())) == []
