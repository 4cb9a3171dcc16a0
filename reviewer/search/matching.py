"""Which documents a query finds, and where its hits are: one engine for counts and for marks.

A hit is a match of a word, a pattern or a phrase of the query that is not negated, in a document that the query finds.
It is written as the positions of its tokens; two matches at the same positions are one hit (`cross-` / `claim`, found
by `crossclaim` and by `"cross claim"`), and two at overlapping but different positions are two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from reviewer.search.inverted import Words
from reviewer.search.phrases import Match, Part, phrase_matches
from reviewer.search.query import And, Leaf, Not, Or, Pattern, Phrase, Query, Word, wanted


def counts(query: Query, words: Words) -> dict[int, int]:
    """For each document that a query finds, by number, how many hits it holds (none for a query of NOT alone)."""
    matching = _Matching(words)
    leaves = wanted(query)
    total: Counter[int] = Counter()
    for word in matching.single_words(leaves):
        total.update(matching.per_document(word))
    total.update(_per_document(sorted(match[0] for match in matching.long_matches(leaves)), words.bases))
    return {document: total[document] for document in sorted(matching.documents(query))}


def matches(query: Query, words: Words) -> list[Match]:
    """All hits of a query, in order; `words` holds one document."""
    matching = _Matching(words)
    if not matching.documents(query):
        return []
    leaves = wanted(query)
    short = {(position,) for word in matching.single_words(leaves) for position in words.positions(word)}
    return sorted(short | matching.long_matches(leaves))


def wildcard(pattern: str) -> re.Pattern[str]:
    """A pattern with `*` and `?` as a regular expression that never runs over the end of a line."""
    parts = {"*": "[^\n]*", "?": "[^\n]"}
    return re.compile("".join(parts.get(character) or re.escape(character) for character in pattern))


class _Matching:
    """Answers about parts of a query over the same documents; what was found once is kept."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._spellings: dict[Pattern, list[str]] = {}
        self._tallies: dict[str, dict[int, int]] = {}
        self._phrases: dict[Phrase, set[Match]] = {}

    def documents(self, query: Query) -> set[int]:
        """The numbers of the documents that a query finds."""
        match query:
            case Not(part):
                return set(range(len(self._words.bases))) - self.documents(part)
            case And(parts):
                return set.intersection(*map(self.documents, parts))
            case Or(parts):
                return set().union(*map(self.documents, parts))
            case _:
                return self._with_leaf(query)

    def _with_leaf(self, leaf: Leaf) -> set[int]:
        found = set().union(*map(self.per_document, self.single_words((leaf,))))
        return found | _per_document(sorted(match[0] for match in self.long_matches((leaf,))), self._words.bases).keys()

    def spellings(self, leaf: Word | Pattern) -> list[str]:
        """The words that a word or pattern stands for."""
        if isinstance(leaf, Word):
            return [leaf.text]
        if leaf not in self._spellings:
            self._spellings[leaf] = self._words.vocabulary(wildcard(leaf.text))
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
    found, at = {}, 0
    while at < len(positions):
        document = bisect_right(bases, positions[at]) - 1
        end = bisect_left(positions, bases[document + 1], at) if document + 1 < len(bases) else len(positions)
        found[document], at = end - at, end
    return found


def _pairs(flat: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(flat[::2], flat[1::2], strict=True)
