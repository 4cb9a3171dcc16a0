"""Which documents a query finds, and where its hits are: one engine for counts and for marks.

A hit is a match of a word, a pattern or a phrase of the query that is not negated, in a document that the query finds.
What is sought in fields gives no hits. A hit is written as the positions of its tokens; two matches at the same
positions are one hit (`cross-` / `claim`, found by `crossclaim` and by `"cross claim"`), and two at overlapping but
different positions are two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Set
from functools import cached_property
from types import MappingProxyType
from typing import Never

from reviewer.search.inverted import Words
from reviewer.search.leaves import Leaves
from reviewer.search.phrases import Match
from reviewer.search.query import And, Asked, Leaf, Not, Or, Query, wanted

NOTHING: Mapping[Leaf | Asked, Set[Never]] = MappingProxyType({})


class Matching:
    """A query and some documents. Documents are numbered from 0, as `words` numbers them."""

    def __init__(self, query: Query, words: Words, beside: Mapping[Leaf | Asked, Set[int]] = NOTHING) -> None:
        """`beside` has the documents that the store names for parts of the query."""
        self._query, self._words, self._beside = query, words, beside
        self._leaves = Leaves(words)

    def counts(self) -> dict[int, int]:
        """For each document that the query finds, how many hits it holds (none for a query of NOT alone)."""
        total: Counter[int] = Counter()
        for word in self._singles:
            total.update(self._leaves.per_document(word))
        total.update(self._leaves.starts_per_document(self._longs))
        return {document: total[document] for document in sorted(self._documents(self._query))}

    def first(self, document: int, most: int) -> list[Match]:
        """The first hits in a document that the query finds, at most so many, in reading order."""
        start = self._words.bases[document]
        end = self._words.bases[document + 1] if document + 1 < len(self._words.bases) else self._words.end
        found = set(self._longs[bisect_left(self._longs, (start,)) : bisect_left(self._longs, (end,))][:most])
        for word in self._singles:
            if document in self._leaves.per_document(word):
                positions = self._words.positions(word)
                at = bisect_left(positions, start)
                found.update((position,) for position in positions[at : bisect_left(positions, end, at)][:most])
        return sorted(found)[:most]

    @cached_property
    def _singles(self) -> set[str]:
        return self._leaves.single_words(wanted(self._query))

    @cached_property
    def _longs(self) -> list[Match]:
        return sorted(self._leaves.long_matches(wanted(self._query)))

    def _documents(self, query: Query) -> set[int]:
        match query:
            case Not(part):
                return set(range(len(self._words.bases))) - self._documents(part)
            case And(parts):
                return set.intersection(*map(self._documents, parts))
            case Or(parts):
                return set().union(*map(self._documents, parts))
            case Asked():
                return set(self._beside[query])
            case _:
                return self._leaves.documents(query).union(self._beside.get(query, ()))
