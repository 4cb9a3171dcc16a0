"""The parts of a query that can be taken away one by one, and a query made of parts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import QueryError
from reviewer.search.hits import hits_in
from reviewer.search.parser import parse
from reviewer.search.parts import joined, parts


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("memo", ("memo",)),
        ("memo draft", ("memo", "draft")),
        ("(memo) AND (draft OR note)", ("memo", "draft OR note")),
        ("((memo AND draft) AND (a OR b)) AND -zebra", ("memo", "draft", "a OR b", "-zebra")),
        ("memo OR draft note", ("memo OR draft note",)),
        ('subject:(opt out) "plain words" NOT tag:hot', ("subject:(opt out)", '"plain words"', "NOT tag:hot")),
        ("(a OR b) (c d)", ("a OR b", "c", "d")),
        ("a w/5 b memo", ("a w/5 b", "memo")),
        ("(a OR b) pre/3 c AND memo~1", ("(a OR b) pre/3 c", "memo~1")),
    ],
)
def test_a_query_has_parts(query: str, expected: tuple[str, ...]) -> None:
    assert parts(query) == expected


def test_what_cannot_be_read_has_no_parts() -> None:
    with pytest.raises(QueryError):
        parts('memo AND "draft')


@settings(deadline=None)
@given(st.recursive(
    st.sampled_from(["a", "b", "c", '"a b"', "c*"]),
    lambda inner: st.one_of(
        st.builds("({} OR {})".format, inner, inner),
        st.builds("({} AND {})".format, inner, inner),
        st.builds("({} {})".format, inner, inner),
        st.builds("NOT {}".format, inner),
    ),
    max_leaves=6,
))  # fmt: skip
def test_the_parts_together_are_the_query(query: str) -> None:
    again = joined(parts(query))
    for text in ("", "a", "b", "a b", "b c", "a b cc", "c b a"):
        assert hits_in(parse(again), {1: text}) == hits_in(parse(query), {1: text})


def test_words_near_one_another_stay_together_in_brackets() -> None:
    assert joined(["a w/5 b", "memo", "NOT c"]) == "(a w/5 b) AND memo AND (NOT c)"
