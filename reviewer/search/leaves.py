"""Where the words, patterns and phrases of a query stand; what was found once is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import chain, pairwise

from reviewer.search.fields import SEPARATOR
from reviewer.search.inverted import Words
from reviewer.search.phrases import Match, Part, run_starts, uneven_matches
from reviewer.search.query import Leaf, Pattern, Phrase, Word, term
from reviewer.search.tallies import Matches, Tally, between, per_document, total

_FEW = 16  # words, whose positions are not merged


def wildcard(pattern: str) -> re.Pattern[str]:
    """A pattern with `*` and `?` as a regular expression that runs neither over the end of a line nor into a field."""
    parts = {"*": f"[^\n{SEPARATOR}]*", "?": f"[^\n{SEPARATOR}]"}
    return re.compile("".join(parts.get(character) or re.escape(character) for character in pattern))


def spelled(words: Words, pattern: Pattern) -> list[str]:
    """The words that a pattern stands for, as they stand in the index."""
    return words.vocabulary(wildcard(term(pattern)), pattern.field.prefix if pattern.field else "")


class Leaves:
    """Answers about leaves of a query over the same documents."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._spellings: dict[Pattern, list[str]] = {}
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

    def spellings(self, leaf: Word | Pattern) -> list[str]:
        """The words that a word or pattern stands for."""
        if isinstance(leaf, Word):
            return [term(leaf)]
        if leaf not in self._spellings:
            self._spellings[leaf] = spelled(self._words, leaf)
        return self._spellings[leaf]

    def _single_words(self, leaves: Sequence[Leaf]) -> tuple[Set[str], frozenset[str]]:
        """The words that the words and patterns among the leaves stand for: those to look at one by one, since they
        are few or very common, and the rest."""
        words = self._all_words(leaves)
        apart = words if len(words) <= _FEW else words & self._words.common
        return apart, words - apart

    def _all_words(self, leaves: Sequence[Leaf]) -> frozenset[str]:
        spelled = [self.spellings(leaf) for leaf in leaves if not isinstance(leaf, Phrase)]
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
        """Matches of two positions and more: phrases, and words that a hyphen breaks."""
        if leaves not in self._longs:
            broken = Matches({}, _pairs(self._words.all_broken(self._all_words(leaves))))
            phrases = [self._phrase_matches(leaf) for leaf in leaves if isinstance(leaf, Phrase)]
            self._longs[leaves] = Matches.union([broken, *phrases])
        return self._longs[leaves]

    def _phrase_matches(self, phrase: Phrase) -> Matches:
        parts = [self._part(part) for part in phrase.parts]
        starts = run_starts(self._runs(phrase, parts))
        return Matches({len(parts): starts}, uneven_matches(parts, self._words.bridges))

    def _runs(self, phrase: Phrase, parts: Sequence[Part]) -> Iterator[tuple[int, Sequence[int]]]:
        """For places in a phrase where it may go on: where a part stands whole, or two in a row where that is kept."""
        words = [found[0] if len(found := self.spellings(part)) == 1 else "" for part in phrase.parts]
        alone = set(range(len(words)))
        for place, (first, second) in enumerate(pairwise(words)):
            both = self._words.pair(first, second)
            if both is not None:
                alone -= {place, place + 1}
                yield place, both
        yield from ((place, parts[place].whole) for place in alone)

    def _part(self, leaf: Word | Pattern) -> Part:
        spellings = self.spellings(leaf)
        whole = self._words.positions(spellings[0]) if len(spellings) == 1 else self._words.all_positions(spellings)
        return Part.of(whole, _pairs(self._words.all_broken(spellings)))


def _pairs(flat: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(flat[::2], flat[1::2], strict=True)
