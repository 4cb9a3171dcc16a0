"""Marks and comments that a PDF came with, taken over as passages of the review."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from reviewer import dates
from reviewer.errors import NotFound
from reviewer.model import Annotation, DocumentId, Passage, Span
from reviewer.review.coding import new_passage
from reviewer.store import coding, documents, history
from reviewer.store.matter import Store


def take_over(
    store: Store, author: str, document: DocumentId, annotations: Sequence[Annotation], tag: str
) -> list[Passage]:
    """Make passages of the words that annotations of a document mark, tagged, with what they say as note.

    Marks on the same words become one passage; words that are a passage already are left alone. Raises NotFound for
    an unknown tag, and where nothing is left to take over.
    """
    wanted, marked = coding.tag_by_name(store, tag), already(store, document)
    notes: dict[Span, list[str]] = {}
    for one in annotations:
        if one.span is not None and one.span not in marked:
            notes.setdefault(one.span, []).append(note_of(one))
    if not notes:
        why = "the marks lie on no words, or these are passages already"
        raise NotFound("Nothing was taken over", why, "Choose marks that are not passages yet")
    held = documents.load(store, document)
    made = [
        replace(new_passage(store, author, held, [span]), note="; ".join(dict.fromkeys(said)))
        for span, said in notes.items()
    ]
    count = "1 mark" if len(made) == 1 else f"{len(made)} marks"
    with history.operation(store, f"Take over {count} as “{wanted.name}”", author) as recorder:
        ids = [coding.add_passage(recorder, passage) for passage in made]
        for passage_id in ids:
            coding.put_tags(recorder, passage_id, [wanted.id])
    return [coding.passage(store, passage_id) for passage_id in ids]


def already(store: Store, document: DocumentId) -> Set[Span]:
    """The runs of words of a document that are passages."""
    passages = coding.passages_of(store, document)
    return {passage.marks[0].span for passage in passages if len(passage.marks) == 1}


def note_of(one: Annotation) -> str:
    """What an annotation says, or else what it is, with who said so and when: `Not true (R. Roe, Mar. 3, 2009)`.

    On one line, as notes are.
    """
    by = ", ".join(filter(None, (one.author, dates.display(one.date))))
    said = " ".join(one.comment.split()) or one.kind.capitalize()
    return f"{said} ({by})" if by else said
