"""The passages of the document that is shown, read once for all views of it."""

from __future__ import annotations

from bisect import insort

from reviewer.model import DocumentId, Passage, PassageId, Span
from reviewer.store import coding
from reviewer.store.matter import Store
from reviewer.store.passage_changes import last_change, touched_since

MANY = 500  # passages; more are not read one by one


class KeptPassages:
    """Those of one document; after a change only what it touched is read again, the others stay the same objects."""

    def __init__(self) -> None:
        self._source: tuple[Store, DocumentId] | None = None
        self._change = 0
        self._passages: list[Passage] = []

    def of(self, store: Store, document: DocumentId) -> list[Passage]:
        """The passages of a document as the store has them now, in page order."""
        change = last_change(store)
        touched = touched_since(store, self._change) if self._source == (store, document) else None
        if touched is None or len(touched) > MANY:
            self._passages = coding.passages_of(store, document)
        elif touched:
            self._passages = self._renewed(store, document, touched)
        self._source, self._change = (store, document), change
        return self._passages

    def forget(self) -> None:
        """Let go of the matter."""
        self._source, self._passages = None, []

    def _renewed(self, store: Store, document: DocumentId, touched: set[PassageId]) -> list[Passage]:
        renewed = [one for one in self._passages if one.id not in touched]
        for one in coding.passages_by_id(store, sorted(touched)):
            if one.document == document:
                insort(renewed, one, key=_place)
        return renewed


def _place(passage: Passage) -> tuple[int, int, int]:
    """The order of the store's: by the first words, then as they were made."""
    first = passage.marks[0].span if passage.marks else Span(0, 0, 0)
    return first.page, first.start, passage.id
