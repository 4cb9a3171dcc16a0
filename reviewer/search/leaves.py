"""Where the words, patterns and phrases of a query stand; what was found once is kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from itertools import chain, pairwise

from reviewer.search import analysis
from reviewer.search.inverted import EXACT, Words, exact_form
from reviewer.search.near import Pair, Paired, Places, Runs, Ways, gathered, nearest, pairs, smallest
from reviewer.search.neighbours import single_hits
from reviewer.search.phrases import Match, Part, run_starts, uneven_matches
from reviewer.search.query import Exact, Expanding, Leaf, Near, Or, Phrase, Query, Token, Word, term
from reviewer.search.spelling import spelled
from reviewer.search.tallies import Matches, Tally, between, per_document, total

_FEW = 16  # words, whose positions are not merged


class Leaves:
    """Answers about leaves of a query over the same documents."""

    def __init__(self, words: Words) -> None:
        self._words, self._ways = words, Ways(words.bridges)
        self._spellings: dict[Expanding, list[str]] = {}
        self._word_tallies: dict[str, Tally] = {}
        self._tallies: dict[tuple[Leaf, ...], Tally] = {}
        self._positions: dict[frozenset[str], Sequence[int]] = {}
        self._longs: dict[tuple[Leaf, ...], Matches] = {}

    def documents(self, leaf: Leaf) -> set[int]:
        """The numbers of the documents in which a leaf stands."""
        return set(self.tally((leaf,)))

    def tally(self, leaves: tuple[Leaf, ...]) -> Tally:
        """How many matches of any of the leaves each document holds, each match counted once."""
        if leaves not in self._tallies:
            apart, together = self._single_words(leaves)
            bases, merged = self._words.bases, self._merged(together)
            found = [*map(self._word_tally, apart), per_document(merged, bases)]
            self._tallies[leaves] = total([*found, self._long_matches(leaves).per_document(bases)])
        return self._tallies[leaves]

    def first(self, leaves: tuple[Leaf, ...], start: int, end: int, most: int) -> list[Match]:
        """The first matches from one position on and before another, at most so many, in reading order."""
        apart, together = self._single_words(leaves)
        lists = [*map(self._words.positions, apart), self._merged(together)]
        found = [(position,) for positions in lists for position in between(positions, start, end, most)]
        return sorted([*found, *self._long_matches(leaves).between(start, end, most)])[:most]

    def within(self, document: int) -> tuple[int, int]:
        """The position of the first token of a document, and the one after its last."""
        bases = self._words.bases
        return bases[document], bases[document + 1] if document + 1 < len(bases) else self._words.end

    def _spelled(self, token: Token) -> list[str]:
        """The words that a token stands for; those of an exact one are found otherwise."""
        if isinstance(token, Word):
            return [term(token)]
        if isinstance(token, Exact):
            return []
        if token not in self._spellings:
            self._spellings[token] = spelled(self._words, token)
        return self._spellings[token]

    def _single_words(self, leaves: Sequence[Leaf]) -> tuple[Set[str], frozenset[str]]:
        """The words that the words and patterns among the leaves stand for: those to look at one by one, since they
        are few or very common, and the rest."""
        words = self._all_words(leaves)
        apart = words if len(words) <= _FEW else words & self._words.common
        return apart, words - apart

    def _all_words(self, leaves: Sequence[Leaf]) -> frozenset[str]:
        spelled = [self._spelled(leaf) for leaf in leaves if not isinstance(leaf, Phrase | Near)]
        return frozenset(chain.from_iterable(spelled))

    def _merged(self, words: frozenset[str]) -> Sequence[int]:
        if words not in self._positions:
            self._positions[words] = self._words.all_positions(words) if words else ()
        return self._positions[words]

    def _word_tally(self, word: str) -> Tally:
        if word not in self._word_tallies:
            self._word_tallies[word] = self._words.tally(word)
        return self._word_tallies[word]

    def _long_matches(self, leaves: tuple[Leaf, ...]) -> Matches:
        """All other matches: phrases, words that a hyphen breaks, exact words, and what is near something."""
        if leaves not in self._longs:
            words = self._all_words(leaves)
            broken = Matches({}, _pairs(self._words.all_broken(words)))
            others = [self._built(leaf) for leaf in leaves if isinstance(leaf, Phrase | Exact | Near)]
            self._longs[leaves] = self._without(Matches.union([broken, *others]), words)
        return self._longs[leaves]

    def _without(self, matches: Matches, words: Set[str]) -> Matches:
        """The matches but for those of a single token at which one of the words stands, since it counts already."""
        if not (alone := matches.runs.get(1)):
            return matches
        counted = set(chain.from_iterable(map(self._words.positions, words)))
        rest = [position for position in alone if position not in counted]
        return Matches({**matches.runs, 1: rest}, matches.apart)

    def _built(self, leaf: Phrase | Exact | Near) -> Matches:
        match leaf:
            case Phrase():
                return self._phrase_matches(leaf)
            case Exact():
                whole, broken = self._exact(leaf)
                return Matches({1: whole}, broken)
            case Near(without=True):
                return gathered(self._far(leaf))
            case Near():
                return self._near(leaf)

    def _phrase_matches(self, phrase: Phrase) -> Matches:
        parts = [self._part(part) for part in phrase.parts]
        starts = run_starts(self._runs(phrase, parts))
        return Matches({len(parts): starts}, uneven_matches(parts, self._words.bridges))

    def _runs(self, phrase: Phrase, parts: Sequence[Part]) -> Iterator[tuple[int, Sequence[int]]]:
        """For places in a phrase where it may go on: where a part stands whole, or two in a row where that is kept."""
        words = [found[0] if len(found := self._spelled(part)) == 1 else "" for part in phrase.parts]
        alone = set(range(len(words)))
        for place, (first, second) in enumerate(pairwise(words)):
            both = self._words.pair(first, second)
            if both is not None:
                alone -= {place, place + 1}
                yield place, both
        yield from ((place, parts[place].whole) for place in alone)

    def _part(self, token: Token) -> Part:
        if isinstance(token, Exact):
            return Part.of(*self._exact(token))
        words = self._spelled(token)
        whole = self._words.positions(words[0]) if len(words) == 1 else self._words.all_positions(words)
        return Part.of(whole, _pairs(self._words.all_broken(words)))

    def _exact(self, token: Exact) -> tuple[list[int], list[tuple[int, int]]]:
        """Where a word stands with its capitals and accents: whole, ascending, and broken."""
        folded = analysis.fold(token.text)
        if folded != token.text:
            form = exact_form(folded, token.text)
            return list(self._words.positions(form)), list(_pairs(self._words.broken(form)))
        forms = self._words.vocabulary(re.compile(f"{re.escape(exact_form(folded, ''))}[^\n]*"), EXACT)
        others = set(chain.from_iterable(map(self._words.positions, forms)))
        broken = set(chain.from_iterable(_pairs(self._words.broken(form)) for form in forms))
        whole = [position for position in self._words.positions(folded) if position not in others]
        return whole, [pair for pair in _pairs(self._words.broken(folded)) if pair not in broken]

    def _near(self, leaf: Near) -> Matches:
        """The hits of parts near one another; see `near.py`."""
        left, right = self._places(leaf.left), self._places(leaf.right)
        documents, found = left.documents & right.documents, set[Runs]()
        if not left.shares_words(right):
            bases = self._words.bases
            uneven = {*left.longs.per_document(bases), *right.longs.per_document(bases)}
            even = single_hits(left, right, leaf.most, leaf.ordered, bases, self._ways)
            found.update(hit for hit in even if not uneven or bisect_right(bases, hit[0]) - 1 not in uneven)
            documents &= uneven
        for document in documents:
            sides = [side.inside(*self.within(document)) for side in (left, right)]
            found |= smallest(self._ways.joined(*pair) for pair in self._paired(leaf, nearest, *sides))
        return gathered(found)

    def _far(self, leaf: Near) -> set[Runs]:
        """The matches of the left part that have none of the right part near them."""
        left, right = self._places(leaf.left), self._places(leaf.right)
        found: set[Runs] = set()
        for document in left.documents:
            sides = [side.inside(*self.within(document)) for side in (left, right)]
            near = {first for first, _ in pairs(sides[0], sides[1], leaf.most, self._ways)}
            if not leaf.ordered:
                near.update(second for _, second in pairs(sides[1], sides[0], leaf.most, self._ways))
            found.update(set(sides[0]) - near)
        return found

    def _all_near(self, leaf: Near) -> set[Runs]:
        """All pairs of parts near one another, to be a part of a larger one."""
        left, right = self._places(leaf.left), self._places(leaf.right)
        found: set[Runs] = set()
        for document in left.documents & right.documents:
            sides = [side.inside(*self.within(document)) for side in (left, right)]
            found.update(self._ways.joined(*pair) for pair in self._paired(leaf, pairs, *sides))
        return found

    def _paired(self, leaf: Near, how: Paired, left: Sequence[Runs], right: Sequence[Runs]) -> Iterator[Pair]:
        """The pairs of matches in either order, the earlier one first; in order alone where that is asked."""
        yield from how(left, right, leaf.most, self._ways)
        if not leaf.ordered:
            yield from how(right, left, leaf.most, self._ways)

    def _places(self, part: Query) -> Places:
        leaves = _alternatives(part)
        inner = [leaf for leaf in leaves if isinstance(leaf, Near) and not leaf.without]
        others = tuple(leaf for leaf in leaves if leaf not in inner)
        lists = list(map(self._words.positions, self._all_words(others)))
        nested = [gathered(self._all_near(leaf)) for leaf in inner]
        documents = set(self.tally(others)).union(*(found.per_document(self._words.bases) for found in nested))
        return Places(lists, Matches.union([self._long_matches(others), *nested]), documents)


def _alternatives(part: Query) -> list[Leaf]:
    """The leaves of a part of w/N."""
    if isinstance(part, Or):
        return list(chain.from_iterable(map(_alternatives, part.parts)))
    assert isinstance(part, Leaf)
    return [part]


def _pairs(flat: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(flat[::2], flat[1::2], strict=True)
