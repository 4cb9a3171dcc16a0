"""Many passages at once: each hit of a search tagged, as one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from reviewer.model import DocumentId, Hit, Passage
from reviewer.review.coding import passage_on
from reviewer.review.retag import counted
from reviewer.store import coding, documents, history
from reviewer.store.matter import Store


@dataclass(frozen=True, slots=True)
class Tagged:
    """How many passages were made, and how many that stood at the same words got the tag."""

    made: int
    joined: int


def passages_at(store: Store, author: str, document: DocumentId, hits: Sequence[Hit]) -> list[Passage]:
    """A passage that is not yet written for each hit in a document; nothing is changed."""
    held = documents.load(store, document)
    page, content = cache(partial(documents.page, store, document)), cache(partial(documents.content, store, document))
    return [passage_on(author, held, hit, page, content) for hit in hits]


def tag_all(store: Store, author: str, tag_name: str, passages: Sequence[Passage]) -> Tagged:
    """Write passages that `passages_at` made, with a tag and its default note, in one step.

    Where a passage stands at the same words already, that one gets the tag and no other is made. Raises NotFound for an
    unknown tag.
    """
    tag = coding.tag_by_name(store, tag_name)
    there = coding.places(store, {one.document for one in passages})
    places = {(one.document, tuple(mark.span for mark in one.marks)): one for one in passages}
    new = [replace(one, note=tag.default_note) for place, one in places.items() if place not in there]
    known = [there[place] for place in places if place in there]
    with history.operation(store, f"Tag {counted(places)} “{tag.name}”", author) as recorder:
        ids = coding.add_passages(recorder, new)
        joined = coding.put_tag(recorder, known, tag.id)
        coding.put_tag(recorder, ids, tag.id)
    return Tagged(len(new), joined)
