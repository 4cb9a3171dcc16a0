"""How queries are read, and how those that can't be read are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import QueryError
from reviewer.search.fields import Fields
from reviewer.search.parser import LONGEST, parse
from reviewer.search.query import in_fields, patterns, read_as, wanted

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
    "re: attorney": "documents with the word 're' and with the word 'attorney'",
    "C:\\temp": "documents with the phrase 'c temp'",
    "std::list a:b 5:x": "documents with the phrase 'std list' and with the phrase 'a b' and with the phrase '5 x'",
    '"from:smith"': "documents with the phrase 'from smith'",
    "from:Smith memo": "documents with the word 'smith' in the sender and with the word 'memo'",
    "FROM:(smith OR jones)": "documents with the word 'smith' in the sender or with the word 'jones' in the sender",
    'subject:"opt out" -cc:press': "documents with the phrase 'opt out' in the subject and without the word 'press' in"
    " the copied (Cc)",
    "custodian:principal*": "documents with a word like 'principal*' in the custodian",
    "to:(a -b) c": "documents (with the word 'a' in the recipients and without the word 'b' in the recipients) and with"
    " the word 'c'",
    "to:a.b@c.org": "documents with the phrase 'a b c org' in the recipients",
    '"File  extension":pdf': "documents with the word 'pdf' in the field 'FILE_EXTENSION'",
    "file_extension:pdf": "documents with the word 'pdf' in the field 'FILE_EXTENSION'",
    "fileextension:pdf": "documents with the word 'pdf' in the field 'FILE_EXTENSION'",
    "étape:1": "documents with the word '1' in the field 'Etape'",
    "date_field:1": "documents with the word '1' in the field 'Date'",
    "date:2009": "documents with the date 2009",
    "date:2009-1-5": "documents with the date 2009-01-05",
    "date:2009-10..2010-03": "documents with a date of 2009-10 to 2010-03",
    'date:"2009 .. 2009-03"': "documents with a date of 2009 to 2009-03",
    "-date:2009..": "documents without a date of 2009 or later",
    "date:(..2009 OR 2012)": "documents with a date of 2009 or earlier or with the date 2012",
    "bates:abc-1..ABC-0050": "documents with a page numbered ABC-1 to ABC-0050",
    "bates:TOM0001-TOM0022": "documents with a page numbered TOM0001 to TOM0022",
    'bates:"ABC-0001234 – 36"': "documents with a page numbered ABC-0001234 to ABC-0001236",
    "bates:ABC-7..": "documents with a page numbered ABC-7 or higher",
    "bates:..ABC-7": "documents with a page numbered ABC-7 or lower",
    "bates:ABC*": "documents with a page numbered like ABC*",
    "has:attachments NOT has:hidden_text": "documents with an attachment and without hidden text",
}
FIELDS = Fields(["FILE_EXTENSION", "Etape", "Date", "#"])

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
    "bogus:attorney": (0, "there is no field 'bogus'. The fields are from, to"),
    "a subjetc:b": (2, "there is no field 'subjetc'. Did you mean subject:?"),
    '"fil extension":b': (0, 'Did you mean "File extension":?'),
    "re:attorney": (0, "no field 're'"),
    "mailto:a@b.org": (0, "no field 'mailto'"),
    "a from:": (2, "'from:' needs a word"),
    "from: smith": (0, "Write it without a space"),
    "from:NOT": (0, "'from:' needs a word"),
    "from:(a to:b)": (8, "inside another field"),
    "from:to:b": (0, "'from:' needs a word"),
    "from:(a": (5, "not closed"),
    "from:*": (5, "too broad"),
    "from:@": (5, "no letter or digit"),
    "date:aaa": (5, "'aaa' is not a date. Write it like 2009"),
    "a date:2011-13-45": (12, "there is no month 13"),
    "date:2011-02-30": (13, "2011-02 has 28 days"),
    "date:31/02/2011": (5, "'31/02/2011' is not a date"),
    "date:2009..2010-0": (16, "there is no month 0"),
    "date:2010..2009-12": (5, "runs backwards"),
    "date:..": (5, "names no date"),
    "date:0000": (5, "no year 0"),
    'date:"2009 .. x"': (14, "'x' is not a date"),
    "bates:ABC": (6, "'ABC' is no Bates number"),
    "bates:ABC-9..ABC-1": (6, "no range"),
    "bates:ABC-9..XYZ-10": (6, "no range"),
    "bates:..foo": (8, "'foo' is no Bates number"),
    "bates:*": (6, "any number"),
    "has:attachmnt": (4, "Did you mean has:attachment?"),
    "has:x": (4, "'x' is nothing that a document has"),
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
    assert read_as(parse(query, FIELDS)) == READ[query]


@pytest.mark.parametrize("query", REFUSED, ids=lambda query: query[:30])
def test_a_refusal_points_at_the_bad_part(query: str) -> None:
    position, why = REFUSED[query]
    with pytest.raises(QueryError, match="The query can't be read") as refused:
        parse(query, Fields(["File extension"]))
    assert refused.value.position == position
    assert why in str(refused.value)


PIECES = [
    "to:",
    "date:",
    "bates:",
    "has:",
    "note:",
    "tag",
    "2009",
    "-10",
    "..",
    "ABC-1",
    *'ab9 "“”()*?-:/.~!=ANDORT\u0301é\u00ad\n',
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        return
    assert read_as(query).startswith("documents ")
    for leaf in (*wanted(query), *in_fields(query), *patterns(query)):
        assert 0 <= leaf.start < leaf.end <= len(text)


def test_parts_know_where_they_stand() -> None:
    word, phrase = parse('  Attorney OR "b c"').parts
    assert (word.start, word.end) == (2, 10)
    assert [(part.text, part.start, part.end) for part in phrase.parts] == [("b", 15, 16), ("c", 17, 18)]


def test_what_is_negated_is_no_hit() -> None:
    assert [leaf.text for leaf in wanted(parse("a NOT (b NOT c) -d"))] == ["a", "c"]
