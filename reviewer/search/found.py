"""The answer to a query, as it is shown and printed. Pages count from 1; offsets are code points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.model import Box, DocumentId, Hit
from reviewer.search.sampling import Sample
from reviewer.store.diary import Searched
from reviewer.store.searches import SetId
from reviewer.store.state import UNKNOWN, MatterState


class Order(StrEnum):
    """In which order documents are listed."""

    PRODUCTION = "production"
    OLDEST = "oldest first"
    NEWEST = "newest first"
    HITS = "most hits first"


@dataclass(frozen=True, slots=True)
class Snippet:
    """The words around a hit. `marks` are offsets into `text`; `hit` is its place among the document's hits, from 0."""

    page: int
    bates: str
    label: str
    text: str
    marks: tuple[tuple[int, int], ...]
    hit: int


@dataclass(frozen=True, slots=True)
class Reason:
    """What a query found in a field of a document, and the page it belongs to. `marks` are offsets into `text`.

    `box`: where words stand that the page does not show; None for any other field.
    """

    field: str
    text: str
    marks: tuple[tuple[int, int], ...]
    page: int
    box: Box | None = None

    @property
    def hidden(self) -> bool:
        """Whether these are words that the page does not show."""
        return self.box is not None


@dataclass(frozen=True, slots=True)
class Result:
    """A document that a query found: how many hits its pages hold, the first of them, and what its fields hold."""

    document: DocumentId
    hits: int
    snippets: tuple[Snippet, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def hidden(self) -> Reason | None:
        """The first of the words found that a page does not show."""
        return next((reason for reason in self.reasons if reason.hidden), None)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: how it was read, all documents, the count of hits, and the first results in detail.

    With a `sample`, these are the documents that it drew, of `drawn_from`; without a query, of the whole matter.
    `said` is `read_as` in the user's language; `read_as` itself is English, since it is kept.
    `held` says what the matter held, `searched` how many documents of it the index had. `notes` are sentences on how
    the query was taken, and on why nothing was found; then `meant` is a likelier query.
    """

    query: str
    read_as: str
    documents: tuple[DocumentId, ...]
    hits: int
    results: tuple[Result, ...]
    order: Order = Order.PRODUCTION
    sample: Sample | None = None
    drawn_from: int = 0
    said: str = ""
    held: MatterState = UNKNOWN
    searched: int = 0
    notes: tuple[str, ...] = ()
    meant: str = ""

    @property
    def told(self) -> Searched:
        """The search as the diary tells it."""
        return Searched(self.query, self.read_as, len(self.documents), self.hits, self.searched)


@dataclass(frozen=True, slots=True)
class Marks:
    """All hits of a query in a document, in reading order, and for each the place of its term in the query, from 0.

    `lit`: for each set of terms that are lit on every page, its id and the hits of its terms.
    """

    hits: tuple[Hit, ...] = ()
    terms: tuple[int, ...] = ()
    lit: tuple[tuple[SetId, tuple[Hit, ...]], ...] = ()
