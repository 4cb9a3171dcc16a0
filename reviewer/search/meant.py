"""What a query was probably meant to be: words that stand nowhere, with the likeliest word of the index in their place.

A likely word differs by one letter left out, put in, exchanged or swapped with its neighbour; the most frequent wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.search.inverted import Words
from reviewer.search.query import Query, Word, leaves

LEAST = 4  # letters; of a shorter word almost every other one is a neighbour
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def meant(index: Sequence[Words], query: Query, written: str) -> str:
    """The query as it was probably meant, given how it is written; "" where nothing likelier is known."""
    likelier = ""
    for word in sorted(_words(query), key=lambda word: -word.start):
        if not _count(index, word.text) and (best := _best(index, word.text)):
            likelier = likelier or written
            likelier = likelier[: word.start] + best + likelier[word.end :]
    return likelier


def _words(query: Query) -> Iterator[Word]:
    """The words on pages, each as often as it is written."""
    for leaf in leaves(query):
        if type(leaf) is Word and leaf.field is None and len(leaf.text) >= LEAST:
            yield leaf


def _best(index: Sequence[Words], word: str) -> str:
    counts = {near: _count(index, near) for near in set(_neighbours(word))}
    return max(sorted(counts), key=counts.__getitem__) if any(counts.values()) else ""


def _count(index: Sequence[Words], word: str) -> int:
    return sum(len(segment.positions([word])) for segment in index)


def _neighbours(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]
