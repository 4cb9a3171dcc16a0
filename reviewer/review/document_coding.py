"""The verbs of coding a document as a whole: tags on it, and answers to the questions of the form."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from reviewer.errors import NotFound
from reviewer.model import DocumentId
from reviewer.store import coding, coding_form, document_tags, documents, history
from reviewer.store.coding_form import question_named, read_answer
from reviewer.store.matter import Store


def tag_documents(store: Store, author: str, chosen: Sequence[DocumentId], tag_name: str) -> int:
    """Put a tag on documents as a whole; hand back how many did not bear it. Raises NotFound for an unknown tag."""
    tag = coding.tag_by_name(store, tag_name)
    with history.operation(store, f"Tag {_counted(store, chosen)} “{tag.name}”", author) as recorder:
        return document_tags.put(recorder, author, chosen, tag.id)


def untag_documents(store: Store, author: str, chosen: Sequence[DocumentId], tag_name: str) -> None:
    """Take a tag off documents as a whole; their passages keep theirs. Raises NotFound for an unknown tag."""
    tag = coding.tag_by_name(store, tag_name)
    with history.operation(store, f"Untag {_counted(store, chosen)} “{tag.name}”", author) as recorder:
        document_tags.take_off(recorder, chosen, tag.id)


def code(store: Store, author: str, chosen: Sequence[DocumentId], given: Mapping[str, str]) -> None:
    """Answer questions of the form for documents; "" takes an answer away. One step, which says what was answered.

    Raises NotFound for an unknown question, ReviewerError for an answer that it does not have.
    """
    asked = {question_named(name): text for name, text in given.items()}
    said = {question: read_answer(question, text) for question, text in asked.items()}
    words = "; ".join(f"{question.title}: {value or '–'}" for question, value in said.items() if question.choices)
    what = words or ", ".join(question.title for question in said)
    with history.operation(store, f"Code {_counted(store, chosen)} “{what}”", author) as recorder:
        for question, value in said.items():
            coding_form.put_answer(recorder, author, chosen, question.name, value)


def copy_coding(store: Store, author: str, source: DocumentId, targets: Collection[DocumentId]) -> None:
    """Code documents as another one is: its answers take the place of theirs, its tags are added. One step.

    Questions that it does not answer are left alone. Raises NotFound where it is not coded.
    """
    given, borne = coding_form.answers(store, source), document_tags.tags_of(store, source)
    name, others = documents.load(store, source).name, [one for one in targets if one != source]
    if not given and not borne:
        why = f"{name} answers no question and bears no tag as a whole"
        raise NotFound("Nothing was coded", why, "Code it first")
    with history.operation(store, f"Code {_counted(store, others)} as {name}", author) as recorder:
        for question, value in given.items():
            coding_form.put_answer(recorder, author, others, question, value)
        for tag in borne:
            document_tags.put(recorder, author, others, tag.id)


def copy_last(store: Store, author: str, document: DocumentId) -> DocumentId:
    """Code a document as the one that this reviewer coded last; hand that one back. Raises NotFound."""
    last = coding_form.last_coded(store, author, document)
    if last is None:
        raise NotFound("Nothing was copied", f"{author} has coded no other document", "Code a document first")
    copy_coding(store, author, last, [document])
    return last


def _counted(store: Store, chosen: Sequence[DocumentId]) -> str:
    return documents.load(store, chosen[0]).name if len(chosen) == 1 else f"{len(chosen):,} documents"
