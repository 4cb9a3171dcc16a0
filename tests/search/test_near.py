"""Words near one another, spelled alike, of a shape, of a stem, and written exactly: what is a hit and what is not."""

import re
from itertools import product
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import QueryError
from reviewer.model import DocumentId
from reviewer.search.hits import hits_in
from reviewer.search.index import Text, open_index, search, update
from reviewer.search.parser import parse
from reviewer.search.shapes import Refused, shape
from tests.search import search_reference as reference


def quoted(query: str, *pages: str) -> list[str]:
    """The words of each hit; a bar parts pages."""
    texts = dict(enumerate(pages, 1))
    return [" | ".join(texts[at.page][at.start : at.end] for at in hit) for hit in hits_in(parse(query), texts)]


NEAR = [
    ("a w/1 b", "a b", ["a b"]),
    ("a w/1 b", "b a", ["b a"]),
    ("a w/2 b", "a x b", ["a x b"]),
    ("a w/5 b", "a 1 2 3 4 b", ["a 1 2 3 4 b"]),
    ("a w/5 b", "a 1 2 3 4 5 b", []),
    ("a pre/5 b", "a 1 2 3 4 b", ["a 1 2 3 4 b"]),
    ("a pre/5 b", "b a", []),
    ("a +2 b", "a x b", ["a x b"]),
    ('"a b"~2', "b x a", ["b x a"]),
    ("a w/5 b", "a a b", ["a b"]),
    ("a w/5 b", "a b a", ["a b", "b a"]),
    ("a w/5 b", "a b b", ["a b"]),
    ("a w/9 a", "a x y", []),
    ("a w/9 a", "a x a", ["a x a"]),
    ('"a b" w/2 c', "a b x c a b", ["a b x c", "c a b"]),
    ('"a b" w/3 (b OR c)', "a b x y b", ["a b x y b"]),
    ("(a OR b) w/2 (c OR \"d e\")", "a d e c x b", ["a d e", "c x b"]),
    ("a w/2 b w/2 c", "a x b c", ["a x b c"]),
    ("a w/1 b w/2 c", "a b 1 c", ["a b 1 c"]),
    ("(a w/5 b) w/2 c", "a b 1 2 b 1 c", ["a b 1 2 b 1 c"]),
    ("a not w/2 b", "a b x x a x x b a", ["a"]),
    ("a not w/1 b", "b a x b x a", ["a"]),
    ("a not pre/1 b", "b a x a b", ["a"]),
    ("a not w/5 b", "x", []),
    ("a OR a not w/1 b", "a", ["a"]),
    ("attor* w/2 client~1", "Attorney's CLIENTS", ["Attorney's CLIENTS"]),
    ("attorney w/2 client", "attor-\nney of client", ["attor-\nney of client"]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "page", "hits"), NEAR)
def test_distance_is_the_difference_of_positions(query: str, page: str, hits: list[str]) -> None:
    assert quoted(query, page) == hits


def test_the_shorter_way_over_a_page_break_counts() -> None:
    pages = [
        f"Smith v. Jones\n{body}\nPage {at} of 2\nPRIVILEGED"
        for at, body in enumerate(["the attorney", "said client"], 1)
    ]
    assert quoted("attorney w/2 client", *pages) == ["attorney | said client"]
    assert quoted("attorney w/1 client", *pages) == []
    assert quoted("attorney w/2 page", *pages) == ["attorney\nPage"], "running lines are words, too"
    assert quoted("one w/4 five", "one two", "", "three four five") == ["one two | three four five"]
    assert quoted("attorney not w/2 client", *pages) == []


def test_a_phrase_of_lucene_and_operators_of_others_are_the_same_search() -> None:
    page = "attorney of the client, client of an attorney; attorney"
    same = ["attorney w/3 client", "attorney /3 client", '"attorney client"~3', "client W/3 attorney"]
    assert len({tuple(quoted(query, page)) for query in same}) == 1
    assert quoted("attorney pre/3 client", page) == quoted("attorney +3 client", page) == ["attorney of the client"]


ONE = [
    ("privileg!", "privilege privileged privy", ["privilege", "privileged"]),
    ("*i?ileg*", "privilege", ["privilege"]),
    ("receive~1", "recieve receiv receives reseive received recceives", ["receiv", "receives", "reseive", "received"]),
    ("receive~", "recieve", ["recieve"]),
    ("re%ceive", "receve deceive", ["receve"]),
    ("/20(09|1[0-2])/", "2009 2010 2013 12009", ["2009", "2010"]),
    ("/R.sum./", "Résumé", ["Résumé"]),
    ("/é+/", "e É", ["e", "É"]),
    ('stem:apply', "apply applies applied application", ["apply", "applies", "applied"]),
    ("apply", "applies", []),
    ('stem:"filed report"', "files reports", ["files reports"]),
    ("=Résumé", "résumé Résumé resume RE\u0301SUME\u0301 Re\u0301sume\u0301", ["Résumé", "Re\u0301sume\u0301"]),
    ("=resume", "résumé Resume resume re-\nsume Re-\nsume", ["resume", "re-\nsume"]),
    ("=Resume", "Re-\nsume resume", ["Re-\nsume"]),
    ('="Attorney General"', "attorney general Attorney General Attorney general", ["Attorney General"]),
    ("=AG", "ag AG Ag", ["AG"]),
    ("=IT w/2 it", "IT is it", ["IT is it"]),
    ("ag OR =AG", "ag AG", ["ag", "AG"]),
    ("=don't", "Don't don't DON’T don’t", ["don't", "don’t"]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "page", "hits"), ONE)
def test_ways_to_ask_for_a_word(query: str, page: str, hits: list[str]) -> None:
    assert quoted(query, page) == hits


IDENTIFIERS = "02091-C-71 ABC-0001234 ABC_0001234 abc0001234.0002"


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("02091-C-71", 1),
        ("02091", 1),
        ("71", 1),
        ("ABC-0001234", 3),
        ('"ABC 0001234"', 3),
        ("ABC0001234", 3),
        ('="ABC 0001234"', 2),
        ("ABC_0001234", 3),
        ("0001234", 2),
        ("abc0001234.0002", 1),
        ("0002", 1),
        ("ABC-000*", 2),
        ("*0001234", 3),
        ("/(abc)?0*1234/", 3),
    ],
)
def test_identifiers_are_found_whole_and_by_part(query: str, hits: int) -> None:
    assert len(quoted(query, IDENTIFIERS)) == hits


letters = st.text("ab", max_size=6)
expressions = st.recursive(
    st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "\\w"]),
    lambda parts: st.one_of(
        st.builds("{}{}".format, parts, parts),
        st.builds("({}|{})".format, parts, parts),
        st.builds("({}){}".format, parts, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{1,}"])),
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(expressions, st.lists(letters, min_size=1, max_size=8))
def test_shapes_are_those_of_regular_expressions(expression: str, words: list[str]) -> None:
    for word in words:
        assert shape(expression).matches(word) == bool(re.fullmatch(expression, word))


@settings(deadline=None)
@given(st.text(r"ab()[]{}|*+?.\^$d1,-", max_size=12))
def test_any_expression_is_read_or_refused(expression: str) -> None:
    try:
        shape(expression).matches("ab1")
    except Refused as refused:
        assert str(refused)


def test_no_expression_takes_time_without_end() -> None:
    start = monotonic()
    page = "a" * 5000 + " " + "a" * 30
    for expression in (
        "(a+)+b",
        "(a|a)*b",
        "(.*)(.*)(.*)(.*)(.*)b",
        "a?" * 30 + "a" * 30 + "b",
        "((a{1,9}){1,9}){1,9}b",
    ):
        assert quoted(f"/{expression}/", page) == []
    assert monotonic() - start < 20


@settings(deadline=None)
@given(st.text("abc", min_size=3, max_size=7), st.text("abc", min_size=1, max_size=8), st.integers(1, 2))
def test_words_spelled_alike_are_those_a_few_letters_away(word: str, other: str, edits: int) -> None:
    assert bool(quoted(f"{word}~{edits}", other)) == reference.differs(word, other, edits)


leaf = st.sampled_from(
    [("word", "a"), ("word", "b"), ("word", "c*"), ("phrase", "a", "b"), ("exact", "A"), ("word", "page")]
)
sides = st.recursive(
    leaf,
    lambda parts: st.one_of(
        st.tuples(st.just("or"), parts, parts),
        st.tuples(st.just("near"), parts, parts, st.integers(1, 6), st.sampled_from(["w", "pre"]), st.booleans()),
    ),
    max_leaves=3,
)
nears = st.tuples(st.just("near"), sides, sides, st.integers(1, 9), st.sampled_from(["w", "pre"]), st.booleans())
bodies = st.lists(
    st.lists(st.sampled_from(["a", "A", "b", "c", "cc", "x"]), max_size=8).map(" ".join), min_size=1, max_size=4
)


@settings(max_examples=300, deadline=None)
@given(bodies, st.sampled_from(["", "b page {}\n"]), st.sampled_from(["", "\nc {} of 9"]), nears)
def test_what_is_near_is_that_of_the_reference(found: list[str], top: str, bottom: str, query: tuple) -> None:
    pages = [top.format(number) + body + bottom.format(number) for number, body in enumerate(found, 1)]
    hits = hits_in(parse(reference.written(query)), dict(enumerate(pages, 1)))
    spans = [tuple((span.page, span.start, span.end) for span in hit) for hit in hits]
    assert spans == reference.Text(pages).hits(query)


def test_a_word_in_no_field_is_told_what_to_write() -> None:
    with pytest.raises(QueryError, match=r"Write \(a w/5 c\) AND \(b w/5 c\)"):
        parse("(a AND b) w/5 (c AND d)")


def test_among_200_000_words_each_way_to_ask_is_answered_or_refused_soon(tmp_path: Path) -> None:
    words = ["".join(letters) for letters in product("aeinorst", repeat=6)]
    assert len(words) > 200_000
    index = open_index(tmp_path / "index")
    update(index, [Text(DocumentId(1), "hash", [" ".join(words)])])
    word = words[len(words) // 3]
    answers = {}
    for query in ("t*", "*a*", "/.*[aeiou]{3}.*/", f"{word}~1", f"{word}~2", f"stem:{word}", f"={word}", "t* w/5 a*"):
        start = monotonic()
        try:
            answers[query] = search(index, query).hits
        except QueryError as refused:
            answers[query] = str(refused).partition(" is ")[2][:9]
        assert monotonic() - start < 10, query
    index.close()
    assert answers["t*"] == answers["*a*"] == answers["t* w/5 a*"] == "too broad"
    assert min(answers[query] for query in (f"{word}~1", f"{word}~2", f"stem:{word}", f"={word}")) >= 1
