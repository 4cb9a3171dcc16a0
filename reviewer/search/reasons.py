"""Why a document is found when its pages don't tell: the values of its fields, with the found words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from reviewer.model import DocumentId
from reviewer.search import asked
from reviewer.search.beside import Beside
from reviewer.search.fields import Answer, Field, prefix
from reviewer.search.found import Reason
from reviewer.search.hits import hits_in, snippets
from reviewer.search.query import Asked, Leaf, Or, Query, bare, leaves
from reviewer.store import fields
from reviewer.store.fields import FieldText
from reviewer.store.matter import Store

MOST = 3  # values shown of a field


class Reasons:
    """What the parts of a query that are not negated find in the fields of documents."""

    def __init__(self, store: Store, query: Query, beside: Beside) -> None:
        self._store, self._beside = store, beside
        self._parts: dict[Field, list[Leaf | Asked]] = {}
        for part in leaves(query):
            if part.field:
                self._parts.setdefault(part.field, []).append(part)

    def of(self, document: DocumentId) -> tuple[Reason, ...]:
        """Those for a document, field by field."""
        texts = fields.texts(self._store, document) if self._parts else []
        return tuple(
            reason
            for field, parts in self._parts.items()
            for reason in islice(self._in_field(field, parts, texts, document), MOST)
        )

    def _in_field(
        self, field: Field, parts: Sequence[Leaf | Asked], texts: Sequence[FieldText], document: DocumentId
    ) -> Iterator[Reason]:
        if field.answer is Answer.STORE:
            return self._answers(field, parts, document)
        held = [text for text in texts if prefix(text.name) == field.prefix]
        if field.answer is Answer.CODING:
            held += fields.coded_in(self._store, field.name, document)
        return _found_words(field, [bare(part) for part in parts if not isinstance(part, Asked)], held)

    def _answers(self, field: Field, parts: Sequence[Leaf | Asked], document: DocumentId) -> Iterator[Reason]:
        for part in parts:
            if isinstance(part, Asked) and document in self._beside[part]:
                text, page = asked.shown(self._store, part.question, document)
                yield Reason(field.title, text, (), page)


def _found_words(field: Field, words: Sequence[Leaf], texts: Sequence[FieldText]) -> Iterator[Reason]:
    query = Or(tuple(words), words[0].start, words[-1].end)
    for value in texts:
        hits = hits_in(query, {value.page: value.text})
        for snippet in snippets(hits[:1], {value.page: value.text}.__getitem__):
            yield Reason(field.title, snippet.text, snippet.marks, value.page)
