"""Hits as spans on pages, and snippets of the text around them. Page numbers count from 1, offsets in code points."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, partial
from itertools import chain, groupby

from reviewer.model import Hit, Span
from reviewer.search import analysis
from reviewer.search.found import Snippet
from reviewer.search.inverted import Inverted
from reviewer.search.matching import Matching
from reviewer.search.query import Asked, Leaf, Query, in_fields, wanted
from reviewer.search.ways import Match

AROUND = 60  # code points before and after a hit


def hits_in(
    query: Query,
    page_texts: Mapping[int, str],
    fields: Iterable[tuple[str, str]] = (),
    named: Set[Leaf | Asked] = frozenset(),
) -> list[Hit]:
    """The hits of a query in a document, in reading order; none when the query does not find the document.

    A hit has one span on each page that it touches. Their number is the one that `search` counts for the document.
    `fields` are as `Inverted.add` takes them, `named` the parts of the query for which the store names the document.
    """
    return Pages(page_texts, fields).hits(query, named)


class Pages:
    """The pages of a document, to be asked for the hits of several queries."""

    def __init__(self, page_texts: Mapping[int, str], fields: Iterable[tuple[str, str]] = ()) -> None:
        self._texts, self._numbers = page_texts, sorted(page_texts)
        self._words = Inverted()
        self._words.add([page_texts[number] for number in self._numbers], fields)

    def hits(self, query: Query, named: Set[Leaf | Asked] = frozenset()) -> list[Hit]:
        """As `hits_in`."""
        beside = {part: {0} if part in named else set() for part in in_fields(query)}
        matching = Matching(query, self._words, beside)
        found = matching.first(0, matching.counts().get(0, 0))
        placed = spans(found, self._words.pages, lambda page: self._texts[self._numbers[page - 1]])
        return [tuple(replace(span, page=self._numbers[span.page - 1]) for span in hit) for hit in placed]


def terms_of(query: Query, pages: Pages, hits: Sequence[Hit]) -> tuple[int, ...]:
    """For each hit of a query in a document, the place of the term that it is a hit of among `wanted`, from 0.

    A hit of several terms belongs to the first.
    """
    terms = wanted(query)
    owners: dict[Hit, int] = {}
    for place, term in enumerate(terms if len(terms) > 1 else ()):
        for hit in pages.hits(term):
            owners.setdefault(hit, place)
    return tuple(owners.get(hit, 0) for hit in hits)


def spans(found: Iterable[Match], pages: Sequence[int], page_text: Callable[[int], str]) -> list[Hit]:
    """The spans that matches cover. `pages` holds the position of the first token of each page, from page 1 on.

    Only the texts of pages that hold a hit are asked for, and looked through as far as the last one.
    """
    runs = [[(page, list(run)) for page, run in groupby(match, partial(bisect_right, pages))] for match in found]
    needed: defaultdict[int, int] = defaultdict(int)
    for page, run in chain.from_iterable(runs):
        needed[page] = max(needed[page], run[-1] - pages[page - 1] + 1)
    tokens = cache(lambda page: analysis.token_spans(page_text(page), needed[page]))

    def span(page: int, positions: Sequence[int]) -> Span:
        first, last = (tokens(page)[position - pages[page - 1]] for position in (positions[0], positions[-1]))
        return Span(page, first[0], last[1])

    return [tuple(span(page, run) for page, run in hit) for hit in runs]


def snippets(hits: Sequence[Hit], page_text: Callable[[int], str], around: int = AROUND) -> list[Snippet]:
    """The text around the first hits of a document; a hit over a page break is shown on the page where it starts.

    White space is shown as single spaces. Bates number and label of the page are left empty, for the caller to fill.
    """
    return [_snippet(hit[0], page_text(hit[0].page), around, place) for place, hit in enumerate(hits)]


def _snippet(span: Span, text: str, around: int, place: int) -> Snippet:
    before = _squeezed(_from_word(text, max(0, span.start - around), span.start)).lstrip()
    shown = _squeezed(text[span.start : span.end])
    after = _squeezed(_to_word(text, span.end, min(len(text), span.end + around))).rstrip()
    marks = ((len(before), len(before) + len(shown)),)
    return Snippet(span.page, "", "", before + shown + after, marks, place)


def _from_word(text: str, start: int, end: int) -> str:
    """The text from the first whole word."""
    if start and not text[start - 1].isspace():
        start += len(text[start:end].split(maxsplit=1)[0]) if text[start:end].strip() else 0
    return text[start:end]


def _to_word(text: str, start: int, end: int) -> str:
    """The text up to the last whole word."""
    if end < len(text) and not text[end].isspace():
        words = text[start:end].rsplit(maxsplit=1)
        return text[start : end - len(words[-1])] if words else ""
    return text[start:end]


def _squeezed(text: str) -> str:
    words = " ".join(text.split())
    before = " " if text[:1].isspace() and words else ""
    after = " " if text[-1:].isspace() and words else ""
    return before + words + after
