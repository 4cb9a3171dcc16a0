"""How queries are read, and how those that can't be read are refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import QueryError
from reviewer.search.fields import Fields
from reviewer.search.operands import LONGEST
from reviewer.search.parser import parse
from reviewer.search.query import in_fields, patterns, wanted
from reviewer.search.wording import read_as

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
    "ABC_0001234": "documents with the phrase 'abc 0001234' or with the word 'abc0001234'",
    "ABC0001234 a": "documents (with the word 'abc0001234' or with the phrase 'abc 0001234') and with the word 'a'",
    "May-2009": "documents with the phrase 'may 2009'",
    "ABC-000123*": "documents with the phrase 'abc 000123*'",
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
READ |= {
    "Attorney w/5 client": "documents where 'attorney' is within 5 words of 'client', in either order",
    "a /5 b": "documents where 'a' is within 5 words of 'b', in either order",
    '"a b"~5': "documents where 'a' is within 5 words of 'b', in either order",
    "a W/1 b": "documents where 'a' is within 1 word of 'b', in either order",
    "a pre/5 b": "documents where 'a' is at most 5 words before 'b'",
    "a +5 b": "documents where 'a' is at most 5 words before 'b'",
    "+5 +a": "documents with the word '5' and with the word 'a'",
    "a not w/5 b": "documents where 'a' stands without 'b' within 5 words",
    "a NOT PRE/5 b": "documents where 'a' stands without 'b' at most 5 words after it",
    '(a OR b*) w/3 (c || "d e")': "documents where ('a' or a word like 'b*') is within 3 words of"
    " ('c' or the phrase 'd e'), in either order",
    "a w/5 b pre/6 c": "documents where ('a' is within 5 words of 'b', in either order) is at most 6 words before 'c'",
    "(a AND b) w/5 c": "documents (where 'a' is within 5 words of 'c', in either order) and (where 'b' is within 5"
    " words of 'c', in either order)",
    "a pre/5 (b c)": "documents (where 'a' is at most 5 words before 'b') and (where 'a' is at most 5 words before"
    " 'c')",
    "a w/s b": "documents where 'a' is in the same sentence as 'b'",
    "a /p (b OR c*)": "documents where 'a' is in the same paragraph as ('b' or a word like 'c*')",
    "a +s b": "documents where 'a' is before 'b' in the same sentence",
    "a pre/para b": "documents where 'a' is before 'b' in the same paragraph",
    "a not /sent b": "documents where 'a' stands without 'b' in the same sentence",
    "+s a": "documents with the word 's' and with the word 'a'",
    '"a b c"~5': "documents where 'a', 'b' and 'c' stand together with at most 5 other words among them, in any order",
    'NOT from:"a b c"~1': "documents other than those where 'a', 'b' and 'c' in the sender stand together with at most"
    " 1 other word among them, in any order",
    "subject:(a w/3 b)": "documents where 'a' is within 3 words of 'b' in the subject, in either order",
    "subject:a w/3 subject:b": "documents where 'a' is within 3 words of 'b' in the subject, in either order",
    "subject:((a pre/3 b) w/s c)": "documents where ('a' is at most 3 words before 'b') is in the same sentence as 'c'"
    " in the subject",
    "exemption:b5": "documents with the exemption mark (b)(5)",
    "exemption:(b)(7)(C)": "documents with the exemption mark (b)(7)(C)",
    "exemption:(B6 OR b7)": "documents with the exemption mark (b)(6) or with the exemption mark (b)(7) or a part of"
    " it",
    "exemption:* -has:exemption": "documents with an exemption mark and without an exemption mark",
    "exemption:1.4 w/5 memo": "documents where the exemption mark 1.4 or a part of it is within 5 words of 'memo', in"
    " either order",
    "a w/5 b c": "documents (where 'a' is within 5 words of 'b', in either order) and with the word 'c'",
    "NOT a w/5 b": "documents other than those where 'a' is within 5 words of 'b', in either order",
    "privileg!": "documents with a word like 'privileg*'",
    '"stop!"': "documents with the word 'stop'",
    "receive~1": "documents with a word at most 1 letter different from 'receive'",
    "receive~": "documents with a word at most 2 letters different from 'receive'",
    "ba%nana": "documents with a word at most 1 letter different from 'banana' after its first 2",
    "100%": "documents with the word '100'",
    "/20(09|10)/": "documents with a word of the shape /20(09|10)/",
    "/etc/passwd": "documents with the phrase 'etc passwd'",
    "=Résumé": "documents with the word 'Résumé' with these capitals and accents",
    "=“Attorney General”": "documents with the phrase 'Attorney General' with these capitals and accents",
    "stem:Applied": "documents with a form of the English word 'applied'",
    "stem:(file OR from:apply)": "documents with a form of the English word 'file' or with a form of the English word"
    " 'apply' in the sender",
    'subject:(stem:"file reports") file': "documents with the phrase 'file reports' or other English forms of its words"
    " in the subject and with the word 'file'",
    "a & b": "documents with the word 'a' and with the word 'b'",
    "a && !b": "documents with the word 'a' and without the word 'b'",
    "a % b": "documents with the word 'a' and without the word 'b'",
    "AT&T R&D": "documents with the phrase 'at t' and with the phrase 'r d'",
    '+a +"b c" -d': "documents with the word 'a' and with the phrase 'b c' and without the word 'd'",
    "date:[2009 TO 2010-03]": "documents with a date of 2009 to 2010-03",
    "date:{2009 TO *}": "documents with a date of 2009 or later",
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
    "a w/5": (2, "'w/5' needs something after it"),
    "w/5 b": (0, "'w/5' needs something before it"),
    "(not w/5 b)": (1, "'not w/5' needs something before it"),
    "(AND b)": (1, "'AND' needs something before it"),
    "a w/5 NOT b": (2, "'w/5' needs something after it"),
    "a w/0 b": (2, "must name 1 to 1000 words"),
    "a w/9999 b": (2, "must name 1 to 1000 words"),
    "a w/s": (2, "'w/s' needs something after it"),
    "/p b": (0, "'/p' needs something before it"),
    "(a b) w/5 (c d)": (1, "AND may stand on one side of 'w/5'"),
    "(a b) not w/5 c": (1, "not in what must be absent. Write (a w/5 c) AND (b w/5 c)"),
    "(a -b) w/5 c": (3, "words, phrases and groups of OR, and this is something else"),
    "a w/5 (b OR -c)": (7, "groups of OR"),
    "from:a w/5 b": (7, "from: is a field"),
    "from:a w/5 to:b": (7, "Write from:(a w/5 b)"),
    "a w/5 date:2009": (2, "date: is a field"),
    "date:(2009 w/5 2010)": (11, "Join them by AND"),
    '"a"~5': (3, "for 2 to 8 words, and this has 1"),
    '"a b c d e f g h i"~5': (19, "for 2 to 8 words, and this has 9"),
    "exemption:b10": (10, "'b10' is no exemption code. Write it like b5"),
    "exemption:7c": (10, "Did you mean exemption:b7c?"),
    'exemption:"b5 b6"~2': (10, "is no exemption code"),
    '"a b"~': (5, "'~' must name"),
    " w/5 ".join("a" * 60): (2 + 6 * 50, "more than 50 operators"),
    "a b~3": (2, "may differ in 1 or 2 letters. Write 1 or 2 after the ~"),
    "a-b~1": (0, "spelled alike, of more than a word"),
    "a*~1": (0, "without * and ?"),
    "ab~2": (0, "too broad"),
    "12~~24": (0, "ranges of numbers"),
    "=Attorn*": (7, "an exact word takes no '*'. Write the word out"),
    "from:=Smith": (5, "on pages only, not in the sender"),
    "date:=2009": (5, "not searched for shapes"),
    "/a(b/": (0, "a bracket is not closed"),
    "/a)b/": (0, "a bracket is closed that was not opened"),
    "/*a/": (0, "nothing before it to repeat"),
    "/(a)\\1/": (0, "'\\1' is not known"),
    "/[b-a]/": (0, "'[b-a]' can't be read"),
    "/a{3,2}/": (0, "runs backwards"),
    "/((a{99}){99}){99}/": (0, "too large"),
    "stem: apply": (0, "Write it without a space"),
    "(a AND)": (3, "'AND' needs something after it"),
    "*": (0, "too broad"),
    "a ?????*": (2, "too broad"),
    '"a * b"': (3, "too broad"),
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
    " w/3 ",
    " not w/2 ",
    "+4 ",
    "stem:",
    "..",
    "ABC-1",
    *'ab9 "“”()*?-:/.~!=%&|+[]{}\\ANDORT\u0301é\u00ad\n',
]


@settings(deadline=None)
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
