"""Which documents a query finds, and where its hits are: one engine for counts and for marks.

A hit is a match of a word, a phrase or parts near one another (`near.py`) that the query does not negate, in a document
that it finds. What is sought in fields gives no hits. A hit is written as the positions of its tokens; two matches at
the same positions are one hit (`cross-` / `claim`, found by `crossclaim` and by `"cross claim"`; `AG`, found by `ag`
and by `=AG`), and two at overlapping but different positions are two.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import reduce
from operator import and_, or_
from types import MappingProxyType
from typing import Never

import numpy as np

from reviewer.search.inverted import Words
from reviewer.search.leaves import Leaves
from reviewer.search.positions import Mask
from reviewer.search.query import And, Asked, Leaf, Not, Or, Query, wanted
from reviewer.search.ways import Match

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
        numbers = np.flatnonzero(self._documents(self._query))
        hits = self._leaves.counts(self._wanted)[numbers] if self._wanted else np.zeros_like(numbers)
        return dict(zip(numbers.tolist(), hits.tolist(), strict=True))

    def first(self, document: int, most: int) -> list[Match]:
        """The first hits in a document that the query finds, at most so many, in reading order."""
        return self._leaves.first(self._wanted, document, most) if self._wanted else []

    def _documents(self, query: Query) -> Mask:
        """Which documents a query finds."""
        match query:
            case Not(part):
                return ~self._documents(part)
            case And(parts):
                return reduce(and_, map(self._documents, parts))
            case Or(parts):
                return reduce(or_, map(self._documents, parts))
            case Asked():
                return self._named(query)
            case _:
                return self._leaves.documents(query) | self._named(query)

    def _named(self, part: Leaf | Asked) -> Mask:
        """Which documents the store names for a part."""
        found = np.full(len(self._words.bases), False)
        found[list(self._beside.get(part, ()))] = True
        return found
