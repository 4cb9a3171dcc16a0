"""The passages that hits of a query would become, made in a child process, which loads no Qt and changes nothing."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from reviewer.jobs import Progress
from reviewer.model import DocumentId, Passage


@dataclass(frozen=True, slots=True)
class ToTag:
    """All hits of a query in some documents of the matter in a folder, and who tags them."""

    folder: str
    query: str
    documents: tuple[DocumentId, ...]
    author: str


def passages_of(wanted: ToTag) -> Generator[Progress, None, list[Passage]]:
    """A passage for each hit; progress is in documents. Raises ReviewerError."""
    from reviewer.review.bulk import passages_at
    from reviewer.search.worker import hits_of
    from reviewer.store import matter

    made: list[Passage] = []
    with matter.opened(Path(wanted.folder), read_only=True) as store:
        for done, document in enumerate(wanted.documents):
            yield Progress(done, len(wanted.documents))
            made += passages_at(store, wanted.author, document, hits_of(store, wanted.query, document))
    return made
