"""Which documents a query finds, and where its hits are: one engine for counts and for marks.

A hit is a match of a word, a phrase or parts near one another (`near.py`) that the query does not negate, in a document
that it finds. What is sought in fields gives no hits. A hit is written as the positions of its tokens; two matches at
the same positions are one hit (`cross-` / `claim`, found by `crossclaim` and by `"cross claim"`; `AG`, found by `ag`
and by `=AG`), and two at overlapping but different positions are two.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
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
        self._wanted = wanted(query)

    def counts(self) -> dict[int, int]:
        """For each document that the query finds, how many hits it holds (none for a query of NOT alone)."""
        found = self._leaves.tally(self._wanted)
        return {document: found.get(document, 0) for document in sorted(self._documents(self._query))}

    def first(self, document: int, most: int) -> list[Match]:
        """The first hits in a document that the query finds, at most so many, in reading order."""
        return self._leaves.first(self._wanted, *self._leaves.within(document), most)

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
