"""Where the words, patterns and phrases of a query stand; what was found once is kept."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from reviewer.search.fields import SEPARATOR
from reviewer.search.inverted import Words
from reviewer.search.phrases import Match, Part, phrase_matches
from reviewer.search.query import Leaf, Pattern, Phrase, Word, term


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
        self._tallies: dict[str, dict[int, int]] = {}
        self._phrases: dict[Phrase, set[Match]] = {}

    def documents(self, leaf: Leaf) -> set[int]:
        """The numbers of the documents in which a leaf stands."""
        single = set().union(*map(self.per_document, self.single_words((leaf,))))
        return single | self.starts_per_document(self.long_matches((leaf,))).keys()

    def starts_per_document(self, matches: Iterable[Match]) -> dict[int, int]:
        """How many of the matches stand in each document that holds one."""
        return _per_document(sorted(match[0] for match in matches), self._words.bases)

    def spellings(self, leaf: Word | Pattern) -> list[str]:
        """The words that a word or pattern stands for."""
        if isinstance(leaf, Word):
            return [term(leaf)]
        if leaf not in self._spellings:
            self._spellings[leaf] = spelled(self._words, leaf)
        return self._spellings[leaf]

    def single_words(self, leaves: Sequence[Leaf]) -> set[str]:
        """The words that the words and patterns among the leaves stand for."""
        return {word for leaf in leaves if not isinstance(leaf, Phrase) for word in self.spellings(leaf)}

    def per_document(self, word: str) -> dict[int, int]:
        """How often a word stands whole, for each document that holds it."""
        if word not in self._tallies:
            self._tallies[word] = _per_document(self._words.positions(word), self._words.bases)
        return self._tallies[word]

    def long_matches(self, leaves: Sequence[Leaf]) -> set[Match]:
        """Matches of two positions and more: phrases, and words that a hyphen breaks."""
        broken = (_pairs(self._words.broken(word)) for word in self.single_words(leaves))
        phrases = (self._phrase_matches(leaf) for leaf in leaves if isinstance(leaf, Phrase))
        return set(chain.from_iterable(broken)).union(*phrases)

    def _phrase_matches(self, phrase: Phrase) -> set[Match]:
        if phrase not in self._phrases:
            parts = [self._part(part) for part in phrase.parts]
            self._phrases[phrase] = phrase_matches(parts, self._words.bridges)
        return self._phrases[phrase]

    def _part(self, leaf: Word | Pattern) -> Part:
        spellings = self.spellings(leaf)
        whole: Sequence[int] = ()
        if len(spellings) == 1:
            whole = self._words.positions(spellings[0])
        elif spellings:
            whole = sorted(chain.from_iterable(map(self._words.positions, spellings)))
        return Part.of(whole, chain.from_iterable(_pairs(self._words.broken(word)) for word in spellings))


def _per_document(positions: Sequence[int], bases: Sequence[int]) -> dict[int, int]:
    """How many of the positions, which ascend, stand in each document."""
    if len(positions) <= 2 * len(bases):  # one by one is quickest unless there are many in a document
        return Counter(map(partial(bisect_right, bases[1:]), positions))
    found, at = {}, 0
    while at < len(positions):
        document = bisect_right(bases, positions[at]) - 1
        end = bisect_left(positions, bases[document + 1], at) if document + 1 < len(bases) else len(positions)
        found[document], at = end - at, end
    return found


def _pairs(flat: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(flat[::2], flat[1::2], strict=True)
