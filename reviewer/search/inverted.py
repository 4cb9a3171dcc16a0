"""Documents turned inside out: where each word stands. Built for the index and, of one document, for its marks.

Every token of every document has a position: a whole number that grows by one from token to token, over lines and
pages, and skips one between documents. What follows a token is what stands at the next position; besides,
- a broken word stands at two positions, those of its halves;
- a bridge leads from the position after a page's body to that of the next page's body, over running lines between.

The texts of fields stand after the pages, one position apart, as words of their own: each with its field before it.
A word of pages that has capitals or accents stands twice: folded, and as `exact_form`.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, compress
from operator import ne
from typing import Protocol

from reviewer.search import analysis, running
from reviewer.search.fields import SEPARATOR
from reviewer.search.positions import Positions, positions
from reviewer.search.ways import Ways

POSITION = "I"  # four bytes each
EXACT = f"={SEPARATOR}"
"""Stands before exact forms, as a field stands before its words."""

_MARK = "\x1e"  # between a folded word and what it was; in no word


def exact_form(folded: str, written: str) -> str:
    """How a word stands among the exact forms, which all begin with the folded word."""
    return f"{EXACT}{folded}{_MARK}{written}"


def field_of(word: str) -> str:
    """What stands before a word of a field; "" for one of pages."""
    return word[: word.find(SEPARATOR) + 1]


def order(word: str) -> tuple[str, str]:
    """The order of words in an index: those of pages first, then field by field."""
    return field_of(word), word


def new_positions(values: Iterable[int] = ()) -> array[int]:
    """Positions, ascending."""
    return array(POSITION, values)


class Words(Protocol):
    """What matching asks of a body of documents."""

    @property
    def bases(self) -> Sequence[int]:
        """The position of each document's first token, ascending."""

    @property
    def pages(self) -> Sequence[int]:
        """The position of each page's first token, ascending; a page without tokens has that of the next."""

    @property
    def end(self) -> int:
        """The position after all tokens."""

    @property
    def ways(self) -> Ways:
        """The ways from token to token."""

    def positions(self, words: Collection[str]) -> Positions:
        """Where any of the words stands whole, ascending."""

    def broken(self, words: Collection[str]) -> Sequence[tuple[int, int]]:
        """Where any of the words stands broken by a hyphen: the positions of both halves."""

    def vocabulary(self, pattern: re.Pattern[str], field: str = "") -> list[str]:
        """The words of pages or of a field, whole or broken, that a pattern matches from first to last letter."""


@dataclass(frozen=True, slots=True)
class _Body:
    """The text of a page without running lines, from position `first` up to `after`."""

    first: int
    after: int
    text: str


class Inverted:
    """Positions of all words of some documents, kept in memory. Documents are numbered from 0 as they are added."""

    def __init__(self) -> None:
        self.words: defaultdict[str, array[int]] = defaultdict(new_positions)
        self.halves: defaultdict[str, array[int]] = defaultdict(new_positions)
        self.bases = new_positions()
        self.pages = new_positions()
        self.bridges: dict[int, int] = {}
        self.end = 0

    def add(self, pages: Sequence[str], fields: Iterable[tuple[str, str]] = ()) -> None:
        """Take up a document, given the texts of its pages in order, and those of its fields.

        With each of the latter comes what is to stand before its words.
        """
        self.bases.append(self.end)
        before: _Body | None = None
        for text, (start, end) in zip(pages, running.bodies(pages), strict=True):
            self.pages.append(self.end)
            first = self.end + (len(analysis.tokens(text[:start])) if start else 0)
            self._add_text(text)
            after = self.end - (len(analysis.tokens(text[end:])) if end < len(text) else 0)
            if after > first:
                body = _Body(first, after, text[start:end])
                if before:
                    self._join(before, body)
                before = body
        for field, text in fields:
            self.end += 1
            self._add_text(text, field)
        self.end += 1

    def _add_text(self, text: str, field: str = "") -> None:
        end, last = self.end, ("", "")
        for piece in analysis.pieces(text):
            found = analysis.tokens(piece)
            written = found if field else analysis.exact_tokens(piece)
            if last[0] and found:
                self._add_broken(last, (found[0], written[0]), (end - 1, end), field)
            self._add_words(found, written, end, field)
            end += len(found)
            last = (found[-1], written[-1]) if found else ("", "")
        self.end = end

    def _add_words(self, found: Sequence[str], written: Sequence[str], start: int, field: str) -> None:
        words = self.words
        for position, word in enumerate(found, start):
            words[field + word].append(position)
        if not field:
            for number in compress(range(len(found)), map(ne, found, written)):
                words[exact_form(found[number], written[number])].append(start + number)

    def _add_broken(
        self, first: tuple[str, str], second: tuple[str, str], at: tuple[int, int], field: str = ""
    ) -> None:
        word, form = first[0] + second[0], first[1] + second[1]
        self.halves[field + word].extend(at)
        if not field and form != word:
            self.halves[exact_form(word, form)].extend(at)

    def _join(self, before: _Body, body: _Body) -> None:
        """Let the body of a page follow on the body of the page before."""
        if body.first > before.after:
            self.bridges[before.after] = body.first
        if analysis.ends_in_hyphen(before.text) and analysis.starts_with_token(body.text):
            first = analysis.tokens(before.text)[-1], analysis.exact_tokens(before.text)[-1]
            second = analysis.tokens(body.text)[0], analysis.exact_tokens(body.text)[0]
            self._add_broken(first, second, (before.after - 1, body.first))

    @property
    def ways(self) -> Ways:
        """See `Words`."""
        return Ways(positions(self.bases), self.end, self.bridges)

    def positions(self, words: Collection[str]) -> Positions:
        """See `Words`."""
        return positions(sorted(chain.from_iterable(self.words.get(word, ()) for word in words)))

    def broken(self, words: Collection[str]) -> Sequence[tuple[int, int]]:
        """See `Words`."""
        flat = list(chain.from_iterable(self.halves.get(word, ()) for word in words))
        return list(zip(flat[::2], flat[1::2], strict=True))

    def vocabulary(self, pattern: re.Pattern[str], field: str = "") -> list[str]:
        """See `Words`."""
        return [word for word in self.words.keys() | self.halves.keys() if pattern.fullmatch(word)]
