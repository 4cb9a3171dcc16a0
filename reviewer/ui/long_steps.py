"""Steps that would hold the window up, carried out in a child process, which loads no Qt: all hits of a query tagged,
documents given out, many pages numbered, many rows taken back."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from reviewer.jobs import Progress
from reviewer.model import DocumentId, Operation, Passage
from reviewer.review import assigning
from reviewer.review.bulk import Tagged, passages_at, tag_all
from reviewer.review.numbering import correct_bates
from reviewer.store import history, matter


@dataclass(frozen=True, slots=True)
class ToTag:
    """All hits of a query in some documents of the matter in a folder, their tag, and who tags them."""

    folder: str
    query: str
    documents: tuple[DocumentId, ...]
    tag: str
    author: str


@dataclass(frozen=True, slots=True)
class ToStep:
    """The author's latest step in the matter in a folder taken back, or done `again`."""

    folder: str
    author: str
    again: bool


def tag_hits(wanted: ToTag) -> Generator[Progress, None, Tagged]:
    """A passage with the tag for each hit, in one step; progress is in documents. Raises ReviewerError."""
    from reviewer.search.worker import hits_of  # only the child needs Whoosh

    made: list[Passage] = []
    with matter.opened(Path(wanted.folder), read_only=True) as store:
        for done, document in enumerate(wanted.documents):
            yield Progress(done, len(wanted.documents))
            made += passages_at(store, wanted.author, document, hits_of(store, wanted.query, document))
    with matter.lent(Path(wanted.folder)) as store:
        return tag_all(store, wanted.author, wanted.tag, made)


@dataclass(frozen=True, slots=True)
class ToAssign:
    """Documents of the matter in a folder for each reviewer, and who gives them."""

    folder: str
    shares: dict[str, tuple[DocumentId, ...]]
    author: str


def assign(wanted: ToAssign) -> Generator[Progress, None, int]:
    """Give the documents out, in one step; hand back how many. Raises MatterError."""
    yield Progress(0)
    with matter.lent(Path(wanted.folder)) as store:
        assigning.assign(store, wanted.author, wanted.shares)
    return sum(map(len, wanted.shares.values()))


@dataclass(frozen=True, slots=True)
class ToNumber:
    """A run of pages of a document of the matter in a folder, the Bates number of the first, and who says so."""

    folder: str
    document: DocumentId
    first_page: int
    last_page: int
    first_number: str
    author: str


def renumber(wanted: ToNumber) -> Generator[Progress, None, None]:
    """Correct the Bates numbers of the pages, in one step. Raises as `correct_bates` does."""
    yield Progress(0)
    pages = wanted.first_page, wanted.last_page, wanted.first_number
    with matter.lent(Path(wanted.folder)) as store:
        correct_bates(store, wanted.author, wanted.document, *pages)


def step(wanted: ToStep) -> Generator[Progress, None, Operation | None]:
    """Undo or redo; hand back what was undone or done again. Raises MatterError."""
    yield Progress(0)
    with matter.lent(Path(wanted.folder)) as store:
        return (history.redo if wanted.again else history.undo)(store, wanted.author)
