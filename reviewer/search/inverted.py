"""Documents turned inside out: where each word stands. Built for the index and, of one document, for its marks.

Every token of every document has a position: a whole number that grows by one from token to token, over lines and
pages, and skips one between documents. What follows a token is what stands at the next position; besides,
- a broken word stands at two positions, those of its halves;
- a bridge leads from the position after a page's body to that of the next page's body, over running lines between.

The texts of fields stand after the pages, one position apart, as words of their own: each with its field before it.
A word of pages that has capitals or accents stands twice: folded, and as `exact_form`. Exemption marks of pages stand
as `mark_form` besides. Where sentences, paragraphs and values begin is kept as `units.py` has it.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import Protocol

from reviewer import exemptions
from reviewer.search import analysis, running
from reviewer.search.fields import SEPARATOR
from reviewer.search.positions import Positions, positions
from reviewer.search.units import Body, Flat, Unit, beginnings, stretches
from reviewer.search.ways import Ways

POSITION = "I"  # four bytes each
EXACT = f"={SEPARATOR}"
"""Stands before exact forms, as a field stands before its words."""

MARKS = f"({SEPARATOR}"
"""Stands before exemption marks, likewise."""

_MARK = "\x1e"  # between a folded word and what it was; in no word


def exact_form(folded: str, written: str) -> str:
    """How a word stands among the exact forms, which all begin with the folded word."""
    return f"{EXACT}{folded}{_MARK}{written}"


def mark_form(code: str, length: int) -> str:
    """How an exemption mark of so many tokens stands among words, at the position of the first."""
    return f"{MARKS}{code}{_MARK}{length}"


def mark_length(form: str) -> int:
    """How many tokens an exemption mark has that stands so among words."""
    return int(form.rpartition(_MARK)[2])


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

    def units(self, unit: Unit) -> Flat:
        """The stretches of the sentences, paragraphs or values."""

    def positions(self, words: Collection[str]) -> Positions:
        """Where any of the words, which are of pages or of the same field, stands whole, ascending."""

    def broken(self, words: Collection[str]) -> Sequence[tuple[int, int]]:
        """Where any of the words stands broken by a hyphen: the positions of both halves."""

    def vocabulary(self, pattern: re.Pattern[str], field: str = "") -> list[str]:
        """The words of pages or of a field, whole or broken, that a pattern matches from first to last letter."""


class Inverted:
    """Positions of all words of some documents, kept in memory. Documents are numbered from 0 as they are added."""

    def __init__(self) -> None:
        self._written: defaultdict[str, array[int]] = defaultdict(new_positions)
        self._marked: defaultdict[str, array[int]] = defaultdict(new_positions)
        self.halves: defaultdict[str, array[int]] = defaultdict(new_positions)
        self.bases = new_positions()
        self.pages = new_positions()
        self.bridges: dict[int, int] = {}
        self.stretches = {unit: new_positions() for unit in Unit}
        self.end = 0

    @cached_property
    def words(self) -> Mapping[str, array[int]]:
        """The positions of each word, once all documents are added: each way of writing it is folded only once."""
        found: defaultdict[str, list[array[int]]] = defaultdict(list)
        for written, places in self._written.items():
            folded, exact = analysis.fold(written), analysis.exact(written)
            found[folded].append(places)
            if exact != folded:
                found[exact_form(folded, exact)].append(places)
        return {word: _joined(lists) for word, lists in found.items()} | self._marked

    def add(self, pages: Sequence[str], fields: Iterable[tuple[str, str]] = ()) -> None:
        """Take up a document, given the texts of its pages in order, and those of its fields.

        With each of the latter comes what is to stand before its words.
        """
        self.bases.append(base := self.end)
        bodies: list[Body] = []
        for text, (start, end) in zip(pages, running.bodies(pages), strict=True):
            self.pages.append(self.end)
            first = self.end + (len(analysis.written_tokens(text[:start])) if start else 0)
            self._add_text(text)
            self._add_marks(text)
            after = self.end - (len(analysis.written_tokens(text[end:])) if end < len(text) else 0)
            if after > first:
                bodies.append(Body(first, after, text[start:end]))
        for before, body in pairwise(bodies):
            self._join(before, body)
        self._add_units(bodies, base)
        for field, text in fields:
            self.end += 1
            start = self.end
            self._add_text(text, field)
            self._add_units([Body(start, self.end, text)], start)
        self.end += 1

    def _add_units(self, bodies: Sequence[Body], start: int) -> None:
        """Note where the sentences and paragraphs of a text stand, which begins at position `start`, and the text."""
        begun = beginnings(bodies)
        paragraphs = [position for position, paragraph in begun.items() if paragraph]
        self.stretches[Unit.SENTENCE].extend(stretches(bodies, list(begun), start, self.end))
        self.stretches[Unit.PARAGRAPH].extend(stretches(bodies, paragraphs, start, self.end))
        self.stretches[Unit.VALUE].extend((start, start))

    def _add_marks(self, text: str) -> None:
        """Note the exemption marks of a page, whose words stand last."""
        if found := exemptions.marks(text):
            begins, ends = zip(*analysis.token_spans(text), strict=True)
            base = self.end - len(begins)
            for mark in found:
                first, last = bisect_right(ends, mark.start), bisect_left(begins, mark.end)
                self._marked[mark_form(mark.code, last - first)].append(base + first)

    def _add_text(self, text: str, field: str = "") -> None:
        end, last = self.end, ""
        for piece in analysis.pieces(text):
            found = analysis.written_tokens(piece)
            if last and found:
                self._add_broken(last, found[0], (end - 1, end), field)
            self._add_words(found, end, field)
            end += len(found)
            last = found[-1] if found else ""
        self.end = end

    def _add_words(self, found: Sequence[str], start: int, field: str) -> None:
        words = self._marked if field else self._written
        names = [field + analysis.fold(word) for word in found] if field else found
        for position, name in enumerate(names, start):
            words[name].append(position)

    def _add_broken(self, first: str, second: str, at: tuple[int, int], field: str = "") -> None:
        word = analysis.fold(first) + analysis.fold(second)
        form = analysis.exact(first) + analysis.exact(second)
        self.halves[field + word].extend(at)
        if not field and form != word:
            self.halves[exact_form(word, form)].extend(at)

    def _join(self, before: Body, body: Body) -> None:
        """Let the body of a page follow on the body of the page before."""
        if body.first > before.after:
            self.bridges[before.after] = body.first
        if analysis.ends_in_hyphen(before.text) and analysis.starts_with_token(body.text):
            first, second = analysis.written_tokens(before.text)[-1], analysis.written_tokens(body.text)[0]
            self._add_broken(first, second, (before.after - 1, body.first))

    def units(self, unit: Unit) -> Flat:
        """See `Words`."""
        return self.stretches[unit]

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


def _joined(lists: Sequence[array[int]]) -> array[int]:
    """Positions that ascend, from lists of such."""
    return lists[0] if len(lists) == 1 else new_positions(sorted(chain.from_iterable(lists)))
