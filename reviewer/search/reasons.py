"""Why a document is found when its pages don't tell: the values of its fields, with the found words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from reviewer.model import DocumentId
from reviewer.search import asked
from reviewer.search.beside import Beside
from reviewer.search.fields import HIDDEN, Answer, Field, prefix
from reviewer.search.found import Reason, Snippet
from reviewer.search.hits import hits_in, snippets
from reviewer.search.query import Asked, Leaf, Or, Query, bare, leaves
from reviewer.store import fields, in_pdfs
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
        self._first = cache(self._first_found)  # many documents have the same sender or custodian

    def of(self, document: DocumentId) -> tuple[Reason, ...]:
        """Those for a document, field by field."""
        texts = fields.texts(self._store, document) if self._parts else []
        return tuple(reason for field in self._parts for reason in islice(self._in_field(field, texts, document), MOST))

    def _in_field(self, field: Field, texts: Sequence[FieldText], document: DocumentId) -> Iterator[Reason]:
        if field.answer is Answer.STORE:
            yield from self._answers(field, document)
            return
        if field.key == HIDDEN:
            yield from self._hidden(field, document)
            return
        held = [text for text in texts if prefix(text.name) == field.prefix]
        if field.answer is Answer.CODING:
            held += fields.coded_in(self._store, field.name, document)
        for value in held:
            if found := self._first(field, value.text):
                yield Reason(field.title, found.text, found.marks, value.page)

    def _hidden(self, field: Field, document: DocumentId) -> Iterator[Reason]:
        for one in in_pdfs.hidden(self._store, document):
            if found := self._first(field, one.text):
                yield Reason(field.title, found.text, found.marks, one.page, one.box)

    def _answers(self, field: Field, document: DocumentId) -> Iterator[Reason]:
        for part in self._parts[field]:
            if isinstance(part, Asked) and document in self._beside[part]:
                text, page = asked.shown(self._store, part.question, document)
                yield Reason(field.title, text, (), page)

    def _first_found(self, field: Field, text: str) -> Snippet | None:
        """The first words found in a value of a field, with those around them."""
        words = [bare(part) for part in self._parts[field] if not isinstance(part, Asked)]
        hits = hits_in(Or(tuple(words), words[0].start, words[-1].end), {1: text})
        return next(iter(snippets(hits[:1], lambda _: text)), None)
