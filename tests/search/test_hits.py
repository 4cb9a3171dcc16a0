"""Hits on the pages: field cases 3 to 6, 10 to 16, and what a snippet shows."""

import unicodedata

import pytest

from reviewer.model import Span
from reviewer.search.hits import Pages, hits_in, snippets, terms_of
from reviewer.search.parser import parse


def quoted(query: str, *pages: str) -> list[list[str]]:
    """The words of each hit, page by page."""
    texts = dict(enumerate(pages, 1))
    return [[texts[span.page][span.start : span.end] for span in hit] for hit in hits_in(parse(query), texts)]


@pytest.mark.parametrize("word", ["office", "file", "scientific", "scientiﬁc"])
def test_ligatures_are_read_as_letters(word: str) -> None:
    [[found]] = quoted(word, "oﬃce ﬁle scientiﬁc")
    assert unicodedata.normalize("NFKC", found) == unicodedata.normalize("NFKC", word)


def test_a_word_broken_by_a_hyphen_is_found_whole_in_phrases_and_by_its_parts() -> None:
    page = "driving cli-\nmate change, the attor-\nney work product and a cross-\nclaim"
    assert quoted("climate", page) == [["cli-\nmate"]]
    assert quoted("attorney", page) == [["attor-\nney"]]
    assert quoted('"the attorney work product"', page) == [["the attor-\nney work product"]]
    assert quoted("cross-claim", page) == quoted("crossclaim", page) == [["cross-\nclaim"]]
    assert quoted('crossclaim OR "cross claim"', page) == [["cross-\nclaim"]], "the same place is one hit"


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011", "\u00ad"])
def test_every_hyphen_breaks_words(hyphen: str) -> None:
    assert len(quoted("attorney", f"the attor{hyphen} \n ney")) == 1


def test_a_soft_hyphen_inside_a_line_is_not_there() -> None:
    assert quoted("attorney", "at\u00adtor\u00adney") == [["at\u00adtor\u00adney"]]


def test_a_line_end_parts_words() -> None:
    assert quoted('"dynamic languages"', "dynamic\nlanguages") == [["dynamic\nlanguages"]]
    assert quoted("dynamiclanguages", "dynamic\nlanguages") == []
    assert quoted("dynamiclanguages", "dynamic -\nlanguages") == [], "a dash is no hyphen"


def running(number: int, body: str) -> str:
    return f"Smith v. Jones\nPage {number} of 6\n{body}\nPRIVILEGED\nABC-000123{number}"


def test_a_phrase_steps_over_running_lines_between_pages() -> None:
    pages = [running(number, f"words of page {number}") for number in (1, 2, 3)]
    pages += [running(4, "it was a waiver of the attorney"), running(5, "client privilege, said the attor-")]
    pages += [running(6, "ney general")]
    [hit] = hits_in(parse('"attorney client privilege"'), dict(enumerate(pages, 1)))
    assert [span.page for span in hit] == [4, 5]
    assert quoted('"attorney client privilege"', *pages) == [["attorney", "client privilege"]]
    assert quoted('"the attorney general"', *pages) == [["the attor", "ney general"]]
    assert len(quoted("privileged", *pages)) == 6, "running lines are found as words"
    assert quoted("ABC-0001234", *pages) == [["ABC-0001234"]]
    assert quoted('"attorney privileged"', *pages) == [["attorney\nPRIVILEGED"]], "and read as they stand"


def test_a_phrase_runs_over_a_page_break_without_running_lines() -> None:
    assert quoted('"one two three four"', "x one two", "", "three four") == [["one two", "three four"]]


def test_words_between_break_a_phrase() -> None:
    assert quoted('"attorney client"', "attorney the of client") == []


COUNTS = {
    '"to be or not to be"': 1,
    "not": 1,
    "will": 1,
    "9": 2,
    "5(b)(1)": 1,
    "02091-C-71": 1,
    "ABC-0001234": 3,
    "ABC 0001234": 4,
    "ABC-000*": 2,
    "abc0001234.0002": 1,
    "1234": 0,
    "resume": 2,
    "résumé": 2,
    "café": 2,
    "don't": 2,
    "don’t": 2,
    "john": 1,
    "smith@example.com": 1,
    "john.smith@example.com": 1,
    "next": 1,
    "privilege": 1,
}


@pytest.mark.parametrize("query", COUNTS)
def test_counts_are_exact(query: str) -> None:
    page = (
        "To be, or not to be? I will pay $9.9 under 5(b)(1), docket 02091-C-71.\n"
        "ABC-0001234 ABC_0001234 abc0001234.0002 resume RÉSUMÉ don't don’t\n"
        f"{unicodedata.normalize('NFC', 'café')} {unicodedata.normalize('NFD', 'café')} "
        "<john.smith@example.com> privilege.Next"
    )
    assert len(quoted(query, page)) == COUNTS[query]


def test_overlapping_matches_are_hits_of_their_own() -> None:
    assert quoted('"a a" OR a', "a a a") == [["a"], ["a a"], ["a"], ["a a"], ["a"]]


def test_a_document_that_the_query_does_not_find_has_no_hits() -> None:
    assert quoted("attorney NOT client", "attorney client") == []
    assert quoted("NOT client", "attorney") == []


def test_pages_keep_their_numbers() -> None:
    assert hits_in(parse("b"), {7: "a", 9: "a b"}) == [(Span(9, 2, 3),)]


def test_a_snippet_shows_whole_words_around_its_hit() -> None:
    page = "the beginning " * 9 + "said the attor-\nney  work\nproduct of\tcounsel " + "the end " * 20
    texts = {3: page}
    hits = hits_in(parse('"attorney work product"'), texts)
    [snippet] = snippets(hits, texts.__getitem__, around=30)
    [(start, end)] = snippet.marks
    assert snippet.text[start:end] == "attor- ney work product"
    assert snippet.text == "the beginning said the attor- ney work product of counsel the end the end"
    assert (snippet.page, snippet.hit) == (3, 0)


def test_each_snippet_marks_its_own_hit() -> None:
    texts = {1: "a  b\n\na c", 2: "a"}
    found = snippets(hits_in(parse("a"), texts), texts.__getitem__)
    assert [(snippet.page, snippet.hit) for snippet in found] == [(1, 0), (1, 1), (2, 2)]
    assert [snippet.text[slice(*snippet.marks[0])] for snippet in found] == ["a", "a", "a"]


def test_each_hit_belongs_to_its_term() -> None:
    texts = {1: "the memo of the attorney", 2: "client, a memo, attorney"}
    query = parse('memo OR "attorney client" OR attorney NOT zebra')
    hits = hits_in(query, texts)
    words = [" ".join(texts[span.page][span.start : span.end] for span in hit) for hit in hits]
    assert list(zip(words, terms_of(query, Pages(texts), hits), strict=True)) == [
        ("memo", 0),
        ("attorney", 2),
        ("attorney client", 1),
        ("memo", 0),
        ("attorney", 2),
    ]
