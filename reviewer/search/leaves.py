"""Where the words, patterns and phrases of a query stand; what was found once is kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from reviewer.search.fields import SEPARATOR
from reviewer.search.inverted import Words
from reviewer.search.phrases import Match, Part, phrase_starts, uneven_matches
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
        self._merged: dict[tuple[Leaf, ...], Sequence[int]] = {}
        self._longs: dict[tuple[Leaf, ...], Matches] = {}

    def documents(self, leaf: Leaf) -> set[int]:
        """The numbers of the documents in which a leaf stands."""
        return set(self.tally((leaf,)))

    def tally(self, leaves: tuple[Leaf, ...]) -> Tally:
        """How many matches of any of the leaves each document holds, each match counted once."""
        if leaves not in self._tallies:
            words = self._single_words(leaves)
            if len(words) <= _FEW:
                singles = [self._word_tally(word) for word in words]
            else:
                singles = [per_document(self._single_positions(leaves, words), self._words.bases)]
            self._tallies[leaves] = total([*singles, self._long_matches(leaves).per_document(self._words.bases)])
        return self._tallies[leaves]

    def first(self, leaves: tuple[Leaf, ...], start: int, end: int, most: int) -> list[Match]:
        """The first matches from one position on and before another, at most so many, in reading order."""
        words = self._single_words(leaves)
        few = len(words) <= _FEW
        lists = map(self._words.positions, words) if few else (self._single_positions(leaves, words),)
        found = [(position,) for positions in lists for position in between(positions, start, end, most)]
        return sorted([*found, *self._long_matches(leaves).between(start, end, most)])[:most]

    def spellings(self, leaf: Word | Pattern) -> list[str]:
        """The words that a word or pattern stands for."""
        if isinstance(leaf, Word):
            return [term(leaf)]
        if leaf not in self._spellings:
            self._spellings[leaf] = spelled(self._words, leaf)
        return self._spellings[leaf]

    def _single_words(self, leaves: Sequence[Leaf]) -> set[str]:
        """The words that the words and patterns among the leaves stand for."""
        return {word for leaf in leaves if not isinstance(leaf, Phrase) for word in self.spellings(leaf)}

    def _single_positions(self, leaves: tuple[Leaf, ...], words: Collection[str]) -> Sequence[int]:
        if leaves not in self._merged:
            self._merged[leaves] = self._words.all_positions(words)
        return self._merged[leaves]

    def _word_tally(self, word: str) -> Tally:
        if word not in self._word_tallies:
            self._word_tallies[word] = per_document(self._words.positions(word), self._words.bases)
        return self._word_tallies[word]

    def _long_matches(self, leaves: tuple[Leaf, ...]) -> Matches:
        """Matches of two positions and more: phrases, and words that a hyphen breaks."""
        if leaves not in self._longs:
            broken = Matches({}, _pairs(self._words.all_broken(self._single_words(leaves))))
            phrases = [self._phrase_matches(leaf) for leaf in leaves if isinstance(leaf, Phrase)]
            self._longs[leaves] = Matches.union([broken, *phrases])
        return self._longs[leaves]

    def _phrase_matches(self, phrase: Phrase) -> Matches:
        parts = [self._part(part) for part in phrase.parts]
        starts = phrase_starts(parts)
        return Matches({len(parts): starts}, uneven_matches(parts, self._words.bridges))

    def _part(self, leaf: Word | Pattern) -> Part:
        spellings = self.spellings(leaf)
        whole = self._words.positions(spellings[0]) if len(spellings) == 1 else self._words.all_positions(spellings)
        return Part.of(whole, _pairs(self._words.all_broken(spellings)))


def _pairs(flat: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(flat[::2], flat[1::2], strict=True)
