"""How queries are read, and how those that can't be read are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import QueryError
from reviewer.search.parser import LONGEST, parse
from reviewer.search.query import patterns, read_as, wanted

READ = {
    "attorney": "documents with the word 'attorney'",
    "attorney client": "documents with the word 'attorney' and with the word 'client'",
    "attorney AND client": "documents with the word 'attorney' and with the word 'client'",
    "a OR b c": "documents with the word 'a' or (with the word 'b' and with the word 'c')",
    "(a OR b) c": "documents (with the word 'a' or with the word 'b') and with the word 'c'",
    "a NOT b": "documents with the word 'a' and without the word 'b'",
    "a -b": "documents with the word 'a' and without the word 'b'",
    "a-b": "documents with the phrase 'a b'",
    'a -"b c"': "documents with the word 'a' and without the phrase 'b c'",
    "NOT a": "documents without the word 'a'",
    "NOT (a OR b)": "documents other than those with the word 'a' or with the word 'b'",
    "NOT(a)": "documents without the word 'a'",
    "not": "documents with the word 'not'",
    "will": "documents with the word 'will'",
    "9": "documents with the word '9'",
    "5(b)(1)": "documents with the phrase '5 b 1'",
    "(5(b)(1))": "documents with the phrase '5 b 1'",
    '"to be or not to be"': "documents with the phrase 'to be or not to be'",
    "“Attorney Client”": "documents with the phrase 'attorney client'",
    "don't": "documents with the phrase 'don t'",
    "don’t": "documents with the phrase 'don t'",
    "02091-C-71": "documents with the phrase '02091 c 71'",
    "ABC_0001234": "documents with the phrase 'abc 0001234'",
    "abc0001234.0002": "documents with the phrase 'abc0001234 0002'",
    "ABC-000*": "documents with the phrase 'abc 000*'",
    "john.smith@example.com": "documents with the phrase 'john smith example com'",
    "Résumé*": "documents with a word like 'resume*'",
    "wom?n": "documents with a word like 'wom?n'",
    "*a": "documents with a word like '*a'",
    '"who knew?"': "documents with the phrase 'who knew'",
    '"wom?n rights"': "documents with the phrase 'wom?n rights'",
    "foo(bar OR baz)": "documents with the word 'foo' and (with the word 'bar' or with the word 'baz')",
    "10:30": "documents with the phrase '10 30'",
    "https://example.com/a": "documents with the phrase 'https example com a'",
}

REFUSED = {
    "": (0, "empty"),
    "   ": (0, "empty"),
    "attorney AND": (9, "'AND' needs something after it"),
    "NOT": (0, "'NOT' needs something after it"),
    "a OR OR b": (2, "'OR' needs something after it"),
    "AND a": (0, "'AND' needs something before it"),
    '"unclosed': (0, "not closed"),
    'a "b c" "d': (8, "not closed"),
    "(x": (0, "not closed"),
    "a (b (c)": (2, "not closed"),
    "x)": (1, "was not opened"),
    "a () b": (2, "holds nothing"),
    "(a AND)": (3, "'AND' needs something after it"),
    "*": (0, "too broad"),
    "a ?????*": (2, "too broad"),
    '"a * b"': (3, "too broad"),
    "a & b": (2, "no letter or digit"),
    "- a": (0, "no letter or digit"),
    '"..."': (0, "no letter or digit"),
    "bogus:attorney": (0, "field ('bogus')"),
    'a subject:"b c"': (2, "field ('subject')"),
    "date:31/02/2011": (0, "field ('date')"),
    "a w/5 b": (2, "near one another"),
    "a /5 b": (2, "near one another"),
    "a pre/5 b": (2, "near one another"),
    '"a b"~5': (5, "near one another"),
    "a word~1": (2, "spelled alike"),
    "privileg!": (0, "the ending !"),
    "=Résumé": (0, "the exact mode"),
    "/ab+c/": (0, "regular expressions"),
    "(" * 200 + "a": (101, "too deep"),
    '"' + "a " * (LONGEST + 1) + '"': (0, "a phrase may have"),
}


@pytest.mark.parametrize("query", READ)
def test_a_query_is_read_and_said_in_words(query: str) -> None:
    assert read_as(parse(query)) == READ[query]


@pytest.mark.parametrize("query", REFUSED, ids=lambda query: query[:30])
def test_a_refusal_points_at_the_bad_part(query: str) -> None:
    position, why = REFUSED[query]
    with pytest.raises(QueryError, match="The query can't be read") as refused:
        parse(query)
    assert refused.value.position == position
    assert why in str(refused.value)


@given(st.text(alphabet='ab9 "“”()*?-:/.~!=ANDORT\u0301é\u00ad\n', max_size=40))
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        return
    assert read_as(query).startswith("documents ")
    for leaf in (*wanted(query), *patterns(query)):
        assert 0 <= leaf.start < leaf.end <= len(text)


def test_parts_know_where_they_stand() -> None:
    word, phrase = parse('  Attorney OR "b c"').parts
    assert (word.start, word.end) == (2, 10)
    assert [(part.text, part.start, part.end) for part in phrase.parts] == [("b", 15, 16), ("c", 17, 18)]


def test_what_is_negated_is_no_hit() -> None:
    assert [leaf.text for leaf in wanted(parse("a NOT (b NOT c) -d"))] == ["a", "c"]
