"""The parts of a query for which the store names documents, beside those that the index finds."""

from __future__ import annotations

from collections.abc import Mapping, Set
from itertools import compress

from reviewer.model import DocumentId
from reviewer.search import asked
from reviewer.search.fields import Answer
from reviewer.search.inverted import Inverted
from reviewer.search.leaves import Leaves
from reviewer.search.query import Asked, Leaf, Query, bare, in_fields
from reviewer.store import fields
from reviewer.store.matter import Store

Beside = Mapping[Leaf | Asked, Set[DocumentId]]
"""The documents that the store names for parts of a query."""


def ask(store: Store, query: Query, document: DocumentId | None = None) -> Beside:
    """What the store answers to the parts of a query that it knows of: about all documents, or about one."""
    found: dict[Leaf | Asked, set[DocumentId]] = {}
    coded: dict[str, _Coded] = {}
    for part in in_fields(query):
        if isinstance(part, Asked):
            found[part] = asked.answer(store, part.question, document)
        elif part.field and part.field.answer is Answer.CODING:
            name = part.field.name
            coded[name] = coded.get(name) or _Coded(store, name, document)
            found[part] = coded[name].documents(part)
    return found


class _Coded:
    """The words of tags or notes. They change with every stroke of a reviewer, so that no index holds them."""

    def __init__(self, store: Store, name: str, document: DocumentId | None) -> None:
        coded = fields.coded(store, name, document)
        words = Inverted()
        for text in coded:
            words.add([text])
        self._owners = list(coded.values())
        self._leaves = Leaves(words)

    def documents(self, part: Leaf) -> set[DocumentId]:
        return set().union(*compress(self._owners, self._leaves.documents(bare(part))))
