"""The repair of a query that can't be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import QueryError
from reviewer.search.fields import Fields
from reviewer.search.parser import parse
from reviewer.search.repair import read

FIELDS = Fields(["Review Batch"])


def repair_of(query: str) -> str:
    with pytest.raises(QueryError) as caught:
        read(query, FIELDS)
    return caught.value.repair


@pytest.mark.parametrize(
    ("query", "mended"),
    [
        ('"unclosed', '"unclosed"'),
        ('(memo "opt out)', '(memo "opt out")'),
        ("(x", "(x)"),
        ("exemption:5 w/3 a", "exemption:b5 w/3 a"),
        ('exemption:"7C" a', 'exemption:"b7c" a'),
        ("a w/s", "a"),
        ("((memo OR draft) AND x", "((memo OR draft) AND x)"),
        ("x)", "x"),
        ("attorney AND", "attorney"),
        ("OR attorney", "attorney"),
        ("memo (attorney OR) client", "memo (attorney) client"),
        ("memo () client", "memo client"),
        ("memo -- client", "memo client"),
        ("fro:smith", "from:smith"),
        ('"revew batch":b12', '"Review Batch":b12'),
        ("subject: memo", "subject:memo"),
        ("sbject:(memo draft", "subject:(memo draft)"),
        ("has:attachmnt memo", "has:attachment memo"),
        ('"attorney client"~', '"attorney client"~5'),
        ("receive~5 memo", "receive~2 memo"),
    ],
)
def test_a_fault_is_mended_where_that_is_certain(query: str, mended: str) -> None:
    assert repair_of(query) == mended


@pytest.mark.parametrize(
    "query",
    ["bogus:attorney", "a AND OR b", "a w/0 b", "NOT", "()", '"', "date:31/02/2011", "=wor*", "*", " ", "a(" * 9],
)
def test_what_is_doubtful_is_left_to_the_reviewer(query: str) -> None:
    assert repair_of(query) == ""


PIECES = ["memo", "a", "(", ")", '"', " ", "AND", "OR", "NOT", "w/5", "from:", "fro:", "~", "="]


@given(st.lists(st.sampled_from(PIECES)))
def test_a_repair_can_be_read(pieces: list[str]) -> None:
    query = " ".join(pieces)
    try:
        read(query, FIELDS)
    except QueryError as error:
        assert not error.repair or (error.repair != query and parse(error.repair, FIELDS))
