"""Term reports: what each query of a list finds, counted as a search for it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace

from reviewer.errors import MatterError, QueryError
from reviewer.jobs import Progress
from reviewer.model import DocumentId
from reviewer.search import index as indexes
from reviewer.search.beside import ask
from reviewer.search.fields import Answer
from reviewer.search.index import Index
from reviewer.search.query import in_fields
from reviewer.search.term_lists import Listed, TermOrder
from reviewer.search.wording import read_as
from reviewer.search.worker import read
from reviewer.settings import cache_folder
from reviewer.store.matter import Store, lent, now, opened
from reviewer.store.state import state
from reviewer.store.term_reports import DocumentSet, Term, TermReport, heads, keep, set_of
from reviewer.version import version
from reviewer.words import in_english


def report(order: TermOrder) -> Generator[Progress, None, TermReport]:
    """Make a report, as a job; where it is to be kept and can't be, its id is 0. Raises ReviewerError."""
    with opened(order.folder, read_only=True) as store:
        made = yield from report_steps(store, order.listed, order.author)
    if order.keep:
        with suppress(MatterError), lent(order.folder) as store:
            return replace(made, id=keep(store, made))
    return made


def report_steps(store: Store, lines: Sequence[Listed], author: str) -> Generator[Progress, None, TermReport]:
    """Bring the index up to date, then count term by term; a term that can't be read is marked, and the rest goes on.

    Yields its progress, in terms. Raises ReviewerError when the index can't be used.
    """
    held, at = state(store), now()  # before it is asked: what comes in meanwhile makes it another
    with closing(indexes.open_index(indexes.index_folder(cache_folder(), store.uuid))) as index:
        for done, total in indexes.sync(index, store):
            yield Progress(0, len(lines), f"Making {done:,} of {total:,} documents searchable")
        families = _Families(heads(store))
        terms: list[Term] = []
        by_coding = False
        for number, query in lines:
            yield Progress(len(terms), len(lines), query)
            term, asks = _counted(store, index, families, number, query)
            terms.append(term)
            by_coding = by_coding or asks
        yield Progress(len(lines), len(lines))
    return TermReport(at, author, version(), held, by_coding, tuple(terms))


def _counted(store: Store, index: Index, families: _Families, number: int, query: str) -> tuple[Term, bool]:
    """A term with what it finds, and whether it asks for what reviewers change."""
    try:
        parsed = read(store, query)
        results = indexes.search(index, parsed, ask(store, parsed))
    except QueryError as error:
        with in_english():
            return Term(number, query, error=str(error), position=error.position), False
    found = results.counts
    asks = any(part.field and part.field.answer is not Answer.TEXT for part in in_fields(parsed))
    with in_english():
        return Term(number, query, read_as(parsed), results.hits, set_of(found), families.of(found)), asks


class _Families:
    """Whole families of documents."""

    def __init__(self, heads: Mapping[DocumentId, int]) -> None:
        self._heads = heads
        members: defaultdict[int, list[DocumentId]] = defaultdict(list)
        for document, head in heads.items():
            members[head].append(document)
        self._members = members

    def of(self, found: Mapping[DocumentId, int]) -> DocumentSet:
        """The documents found, and all others of their families."""
        touched = {self._heads[document] for document in found if document in self._heads}
        return set_of(member for head in touched for member in self._members[head])
