"""Counting by document, matches in small form, and lexicons, against plain Python."""

import re
from array import array
from collections import Counter
from fnmatch import fnmatchcase

from hypothesis import given
from hypothesis import strategies as st

from reviewer.search.lexicon import Lexicon
from reviewer.search.matches import Matches, per_document
from reviewer.search.positions import positions as placed
from reviewer.search.positions import runs

WILD = {"*": "[^\n\x1f]*", "?": "[^\n\x1f]"}
positions = st.sets(st.integers(0, 60)).map(sorted)
bases = st.sets(st.integers(1, 60), max_size=8).map(lambda found: array("I", [0, *sorted(found)]))
matches = st.sets(
    st.lists(st.integers(0, 60), min_size=1, max_size=3, unique=True).map(lambda found: (*sorted(found),))
)
words = st.sets(st.text("abz\u00e9", min_size=1, max_size=4)).map(sorted)


@given(positions, bases)
def test_positions_are_counted_by_document(found: list[int], bases: array) -> None:
    expected = Counter(max(number for number, base in enumerate(bases) if base <= position) for position in found)
    counts = per_document(placed(found), placed(bases))
    assert {number: count for number, count in enumerate(counts.tolist()) if count} == expected


@given(st.lists(matches, min_size=1, max_size=3), positions, bases, st.integers(0, 60), st.integers(0, 60))
def test_matches_are_the_same_in_small_form(parts: list, run: list[int], bases: array, start: int, size: int) -> None:
    twos = Matches(runs(placed(run), placed(run) + 1))
    found = Matches.union([*(Matches.of([], part) for part in parts), twos])
    expected = sorted(set().union(*parts) | {(first, first + 1) for first in run})
    assert found.between(0, 100, 1000) == expected
    inside = [match for match in expected if start <= match[0] < start + size]
    assert found.between(start, start + size, 4) == inside[:4]
    assert sum(found.per_document(placed(bases)).tolist()) == len(expected)


@given(words, st.text("abz\u00e9*?", min_size=1, max_size=4))
def test_a_lexicon_finds_what_a_pattern_means(held: list[str], pattern: str) -> None:
    places = array("Q", [number for word in range(len(held)) for number in (10 * word, 10 * word + 4)])
    lexicon = Lexicon("\n".join(held), places)
    found = lexicon.spelled(re.compile("".join(WILD.get(c) or re.escape(c) for c in pattern)))
    assert found == [word for word in held if fnmatchcase(word, pattern)]
    assert list(lexicon.places(found)) == [(10 * held.index(word), 10 * held.index(word) + 4) for word in found]


@given(words, st.sampled_from(["a|b.*", "a{2}", "ab?.*", "(a|z)b*", "az+", "b."]))
def test_a_lexicon_finds_what_a_regular_expression_means(held: list[str], pattern: str) -> None:
    lexicon = Lexicon("\n".join(held), array("Q", [0] * 2 * len(held)))
    assert lexicon.spelled(re.compile(pattern)) == [word for word in held if re.fullmatch(pattern, word)]
