"""Why a document is found when its pages don't tell: the values of its fields, with the found words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from reviewer.model import DocumentId, Reason
from reviewer.search import asked
from reviewer.search.beside import Beside
from reviewer.search.fields import Answer, Field, prefix
from reviewer.search.hits import hits_in, snippets
from reviewer.search.query import Asked, Leaf, Or, Query, bare, leaves
from reviewer.store import fields
from reviewer.store.fields import FieldText
from reviewer.store.matter import Store

MOST = 3  # values shown of a field


def reasons(store: Store, query: Query, beside: Beside, document: DocumentId) -> tuple[Reason, ...]:
    """What the parts of a query that are not negated find in the fields of a document, field by field."""
    parts: dict[Field, list[Leaf | Asked]] = {}
    for part in leaves(query):
        if part.field:
            parts.setdefault(part.field, []).append(part)
    found = (_in_field(store, field, sought, beside, document) for field, sought in parts.items())
    return tuple(chain.from_iterable(islice(reason, MOST) for reason in found))


def _in_field(
    store: Store, field: Field, parts: Sequence[Leaf | Asked], beside: Beside, document: DocumentId
) -> Iterator[Reason]:
    words = [bare(part) for part in parts if not isinstance(part, Asked)]
    for part in parts:
        if isinstance(part, Asked) and document in beside[part]:
            text, page = asked.shown(store, part.question, document)
            yield Reason(field.title, text, (), page)
    if words:
        query = Or(tuple(words), words[0].start, words[-1].end)
        for value in _values(store, field, document):
            hits = hits_in(query, {value.page: value.text})
            for snippet in snippets(hits[:1], {value.page: value.text}.__getitem__):
                yield Reason(field.title, snippet.text, snippet.marks, value.page)


def _values(store: Store, field: Field, document: DocumentId) -> list[FieldText]:
    held = [value for value in fields.texts(store, document) if prefix(value.name) == field.prefix]
    coded = fields.coded(store, field.name, document) if field.answer is Answer.CODING else []
    return [*held, *(value for _, value in coded)]
