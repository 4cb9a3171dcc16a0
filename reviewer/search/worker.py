"""What the index worker answers, and the same questions asked in one's own process.

The worker keeps the matter, open for reading only, and its index between requests.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache, lru_cache, partial
from itertools import islice
from pathlib import Path

from reviewer.errors import QueryError
from reviewer.exemptions import CODES
from reviewer.model import DocumentId, Hit, Problem
from reviewer.search import advice, repair
from reviewer.search import index as indexes
from reviewer.search.beside import Beside, ask
from reviewer.search.fields import Fields
from reviewer.search.found import Found, Marks, Order, Result, Snippet
from reviewer.search.hits import Pages, hits_in, snippets, terms_of
from reviewer.search.index import Index, Results, fields_of
from reviewer.search.meant import meant
from reviewer.search.parser import parse
from reviewer.search.query import Marked, Query, in_fields
from reviewer.search.reasons import Reasons
from reviewer.search.requests import Codes, Count, Request, Search, Sync
from reviewer.search.rewording import sampled
from reviewer.search.sampling import Sample, drawn
from reviewer.search.wording import read_as
from reviewer.settings import cache_folder
from reviewer.store import documents, fields, matter, searches
from reviewer.store.matter import Store
from reviewer.store.searches import HighlightSet
from reviewer.store.state import state
from reviewer.words import in_english, say

SNIPPETS = 5  # shown for a document


def answer(request: Request) -> tuple[int, int] | tuple[str, ...] | Found | Marks:
    """Answer a request, in the worker. Raises QueryError when a query can't be read, ReviewerError otherwise."""
    store, index = _opened(request.folder)
    if isinstance(request, Sync):
        return _steps(request.folder).next()
    if isinstance(request, Codes):
        return tuple(code for code in CODES if indexes.search(index, Marked((code,), code, 0, 0)).counts)
    if isinstance(request, Search):
        return _found(store, index, request)
    if isinstance(request, Count):
        return _found(store, index, Search(request.folder, request.query, 0, sample=request.sample))
    return marks_of(store, request.query, request.document)


def read(store: Store, query: str) -> Query:
    """Read a query, with the fields that the matter's documents have. Raises QueryError."""
    return repair.read(query, Fields(fields.names(store)))


def sync_matter(store: Store) -> None:
    """Bring the index of a matter up to date."""
    with _index(store):
        pass


def search_matter(
    store: Store, query: str, limit: int = 50, sample: Sample | None = None, order: Order = Order.PRODUCTION
) -> Found:
    """Bring the index up to date and answer a query. Raises QueryError when the query can't be read."""
    if sample is None or query.strip():
        read(store, query)  # before the work of indexing
    with _index(store) as index:
        return _found(store, index, Search(str(store.folder), query, limit, order, sample))


def hits_of(store: Store, query: str, document: DocumentId) -> tuple[Hit, ...]:
    """All hits of a query in a document, in reading order."""
    parsed = read(store, query)
    named = {part for part, found in ask(store, parsed, document).items() if document in found}
    texts = documents.page_texts(store, document)
    return tuple(hits_in(parsed, texts, fields_of(store, document) if in_fields(parsed) else (), named))


def marks_of(store: Store, query: str, document: DocumentId) -> Marks:
    """All hits of a query in a document (of an empty one: none), which of its terms each belongs to, and what is lit
    on every page."""
    sets = searches.highlight_sets(store)
    if not query.strip() and not sets:
        return Marks()
    hits = hits_of(store, query, document) if query.strip() else ()
    pages = Pages(documents.page_texts(store, document))
    terms = terms_of(read(store, query), pages, hits) if hits else ()
    return Marks(hits, terms, tuple((one.id, tuple(_lit(store, one, pages))) for one in sets))


def _lit(store: Store, one: HighlightSet, pages: Pages) -> list[Hit]:
    """The hits of the terms of a set, in reading order; a term that can't be read has none."""
    known = Fields(fields.names(store))
    found: set[Hit] = set()
    for term in one.terms:
        with suppress(QueryError):
            found.update(pages.hits(parse(term, known)))
    return sorted(found, key=lambda hit: [(span.page, span.start, span.end) for span in hit])


def check_index(store: Store) -> Iterator[Problem]:
    """What is wrong with the index; a missing or old one is no fault, since the next search brings it up to date."""
    with _index(store) as index:
        if index.hashes != fields.hashes(store):
            yield Problem("index", "the index does not hold what the matter holds", "Delete the cache folder")


@contextmanager
def _index(store: Store) -> Iterator[Index]:
    index = indexes.open_index(indexes.index_folder(cache_folder(), store.uuid))
    try:
        for _ in indexes.sync(index, store):
            pass
        yield index
    finally:
        index.close()


class _Steps:
    """Brings an index up to date step by step; what other processes do for it goes on between the steps."""

    def __init__(self, store: Store, index: Index) -> None:
        self._store, self._index = store, index
        self._under_way = indexes.sync(index, store)
        self._under_way.close()

    def next(self) -> tuple[int, int]:
        """How many documents are in the index after another step, and how many there are."""
        done, total = next(self._under_way, (0, 0))
        if done == total:  # anew, since more may have come meanwhile
            self._under_way = indexes.sync(self._index, self._store)
            done, total = list(islice(self._under_way, 2))[-1]
        if done == total:
            self._under_way.close()  # and lets go of its processes
        return done, total


@lru_cache(maxsize=1)
def _steps(folder: str) -> _Steps:
    return _Steps(*_opened(folder))


@lru_cache(maxsize=1)
def _opened(folder: str) -> tuple[Store, Index]:
    store = matter.open_matter(Path(folder), read_only=True)
    return store, indexes.open_index(indexes.index_folder(cache_folder(), store.uuid))


def _found(store: Store, index: Index, request: Search) -> Found:
    held = state(store)  # before it is asked: what comes in meanwhile makes it another
    if request.sample and not request.query.strip():
        found = _of_matter(store, request, request.sample)
    else:
        found = _of_query(store, index, request)
    return replace(found, held=held, searched=len(index.hashes))


def _of_query(store: Store, index: Index, request: Search) -> Found:
    """The answer to a query."""
    parsed = read(store, request.query)
    beside = ask(store, parsed)
    results = indexes.search(index, parsed, beside)
    found = _listed(store, request, results.counts)
    reasons = Reasons(store, parsed, beside)
    shown = tuple(_result(store, results, reasons, document) for document in found[: request.limit])
    hits = sum(map(results.counts.__getitem__, found))
    answered = _answer(request, partial(read_as, parsed), found, hits, shown, len(results.counts))
    answered = replace(answered, notes=_notes(store, index, request.query, parsed, beside, bool(found)))
    return answered if found else replace(answered, meant=meant(index.segments, parsed, request.query))


def _notes(store: Store, index: Index, written: str, query: Query, beside: Beside, found: bool) -> tuple[str, ...]:
    """What is told beside an answer, each once."""
    known = Fields(fields.names(store))
    why = () if found else (*advice.alone(store, index, query, beside), *advice.side_by_side(written, known))
    concealed = advice.out_of_sight(store, index, written, query)
    return tuple(dict.fromkeys([*why, *concealed, *advice.hints(written, known)]))


def _of_matter(store: Store, request: Search, sample: Sample) -> Found:
    """A sample of all documents."""
    numbers = documents.control_numbers(store)
    found = _listed(store, request, dict.fromkeys(numbers, 0))
    shown = tuple(Result(document, 0, ()) for document in found[: request.limit])
    return _answer(request, lambda: say("documents of the matter"), found, 0, shown, len(numbers))


def _answer(
    request: Search, what: Callable[[], str], found: list[DocumentId], hits: int, shown: tuple[Result, ...], count: int
) -> Found:
    """An answer; `what` says what was found."""
    sample = request.sample

    def told() -> str:
        return sampled(sample.written, f"{count:,}", what()) if sample else what()

    with in_english():
        kept = told()
    return Found(request.query, kept, tuple(found), hits, shown, request.order, sample, count, told())


def _listed(store: Store, request: Search, counts: Mapping[DocumentId, int]) -> list[DocumentId]:
    """The documents that are found, or those of them that the sample draws, in the order that is asked for."""
    chosen: Collection[DocumentId] = counts
    if request.sample:
        numbers = documents.control_numbers(store)
        chosen = drawn(request.sample, {document: numbers[document] for document in counts})
    dated = {Order.OLDEST: "ASC", Order.NEWEST: "DESC"}.get(request.order, "")
    found = documents.in_order(store, chosen, dated)
    return sorted(found, key=lambda document: -counts[document]) if request.order is Order.HITS else found


def _result(store: Store, results: Results, reasons: Reasons, document: DocumentId) -> Result:
    page_text = cache(lambda page: documents.page_text(store, document, page))
    found = snippets(results.first_hits(document, SNIPPETS, page_text), page_text)
    placed = tuple(_placed(store, document, snippet) for snippet in found)
    return Result(document, results.counts[document], placed, reasons.of(document))


def _placed(store: Store, document: DocumentId, snippet: Snippet) -> Snippet:
    page = documents.page(store, document, snippet.page)
    return replace(snippet, bates=page.bates, label=page.label)
