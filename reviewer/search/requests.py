"""What the index worker can be asked, and the way to it.

Whoosh is loaded by the worker alone: the process of the window asks without it.
"""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model import DocumentId
from reviewer.search.found import Found, Marks, Order
from reviewer.search.sampling import Sample


@dataclass(frozen=True, slots=True)
class Sync:
    """Bring the index of the matter in `folder` a step nearer to it; the answer is (documents indexed, in all)."""

    folder: str


@dataclass(frozen=True, slots=True)
class Search:
    """Answer a query, with the first `limit` documents in detail; the answer is a Found.

    Without a query, the sample is drawn from the whole matter.
    """

    folder: str
    query: str
    limit: int
    order: Order = Order.PRODUCTION
    sample: Sample | None = None


@dataclass(frozen=True, slots=True)
class MarksOf:
    """What a query, "" for none, and the sets of terms mark on the pages of a document; the answer is a Marks."""

    folder: str
    query: str
    document: DocumentId


@dataclass(frozen=True, slots=True)
class FindIn(MarksOf):
    """The same, for what is to be found in that document alone."""


@dataclass(frozen=True, slots=True)
class Count:
    """Count what a query finds now; the answer is a Found without results."""

    folder: str
    query: str
    sample: Sample | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """Which exemption codes stand on the pages of the matter; the answer is a tuple of them."""

    folder: str


Request = Sync | Search | MarksOf | Count | Codes


def answer(request: Request) -> tuple[int, int] | tuple[str, ...] | Found | Marks:
    """Answer a request, in the worker. Raises QueryError when a query can't be read, ReviewerError otherwise."""
    from reviewer.search import worker

    return worker.answer(request)
