"""The verbs of coding: each is one user action, one operation in the journal, one undo step."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from resources import folder
from reviewer.bates import first_to_last
from reviewer.errors import NotFound, ReviewerError
from reviewer.model import (
    Area,
    Document,
    DocumentId,
    Mark,
    Page,
    PageText,
    Passage,
    PassageId,
    Quote,
    Span,
    Tag,
    TagId,
    TagKind,
)
from reviewer.review.areas import area_mark
from reviewer.store import coding, documents, history
from reviewer.store.matter import Store, now
from reviewer.text import EXTRACTOR, boxes_of, find_quote, quote_of

Place = Sequence[Span] | Area
"""What a passage stands on: words, one span a page in page order, or an area."""


def seed_codebook(store: Store, author: str) -> None:
    """Put the litigation codebook of resources/codebook.json into a new matter."""
    entries = json.loads((folder() / "codebook.json").read_text(encoding="utf-8"))
    with history.operation(store, "Add the litigation codebook", author, undoable=False) as recorder:
        for entry in entries:
            coding.add_tag(recorder, Tag(TagId(0), **{**entry, "kind": TagKind(entry["kind"])}))


def tag_spans(
    store: Store, author: str, document: DocumentId, place: Place, tag_names: Sequence[str], note: str = ""
) -> Passage:
    """Tag words (spans, one a page, in page order) or an area as one passage; the first tag's default note is used
    when none is given. Raises NotFound for an unknown tag or a span without words, ReviewerError for an area that is
    not on its page."""
    tags = [coding.tag_by_name(store, name) for name in tag_names]
    new = new_passage(store, author, documents.load(store, document), place)
    new = replace(new, note=note or next((tag.default_note for tag in tags if tag.default_note), ""))
    with history.operation(store, f"Tag “{', '.join(tag_names)}”", author) as recorder:
        passage_id = coding.add_passage(recorder, new)
        coding.put_tags(recorder, passage_id, [tag.id for tag in tags])
    return coding.passage(store, passage_id)


def tag_quote(
    store: Store, author: str, control_number: str, page: int, quote: str, tag_name: str, note: str = ""
) -> Passage:
    """Tag the first place on a page where a quote stands, white space aside. Raises NotFound."""
    document = documents.by_control_number(store, control_number)
    documents.page(store, document.id, page)
    found = find_quote(documents.page_text(store, document.id, page), quote)
    if not found:
        why = f"page {page} of {document.name} does not hold those words"
        raise NotFound("The quote was not tagged", why, "Copy the words from the page, or name another page")
    return tag_spans(store, author, document.id, [Span(page, *found[0])], [tag_name], note)


def set_tags(store: Store, author: str, passages: Sequence[PassageId], tag_names: Sequence[str]) -> None:
    """Make passages bear the given tags and no other."""
    wanted = [coding.tag_by_name(store, name).id for name in tag_names]
    with history.operation(store, f"Set tags to “{', '.join(tag_names)}”", author) as recorder:
        for passage_id in passages:
            coding.put_tags(recorder, passage_id, wanted)


def toggle_tag(store: Store, author: str, passage_id: PassageId, tag_name: str) -> None:
    """Put a tag on a passage, or take it off when it is there; a passage without a note gets the tag's default note."""
    passage, tag = coding.passage(store, passage_id), coding.tag_by_name(store, tag_name)
    remaining = [name for name in passage.tags if name != tag.name]
    action = "Untag" if tag.name in passage.tags else "Tag"
    wanted = remaining if action == "Untag" else [*remaining, tag.name]
    with history.operation(store, f"{action} “{tag.name}”", author) as recorder:
        coding.put_tags(recorder, passage_id, [coding.tag_by_name(store, name).id for name in wanted])
        if action == "Tag" and tag.default_note and not passage.note:
            recorder.update("passage", passage_id, {"note": tag.default_note})


def tag_as_last(store: Store, author: str, document: DocumentId, place: Place) -> Passage:
    """Tag words, or an area, as the passage that this reviewer made last, with its note.

    Raises as `tag_spans`, and NotFound where there is none."""
    last = coding.last_tagged(store, author)
    if last is None:
        raise NotFound("Nothing was tagged", f"{author} has tagged no words yet", "Choose a tag first")
    return tag_spans(store, author, document, place, last.tags, last.note)


def stretch_passage(store: Store, author: str, passage_id: PassageId, place: Place) -> Passage:
    """Make a passage stand on other words of its document, or on an area; tags, note and maker stay.

    Raises NotFound, and as `tag_spans`.
    """
    before = coding.passage(store, passage_id)
    after = new_passage(store, author, documents.load(store, before.document), place)
    quote = {"exact": after.quote.exact, "prefix": after.quote.prefix, "suffix": after.quote.suffix}
    with history.operation(store, "Change the words of a passage", author) as recorder:
        coding.move_passage(recorder, passage_id, after.marks)
        made = {"bates": after.bates, "sha256": after.sha256, "extractor": after.extractor}
        recorder.update("passage", passage_id, {**quote, **made})
    return coding.passage(store, passage_id)


def set_note(store: Store, author: str, passage_id: PassageId, note: str) -> None:
    """Write the note of a passage."""
    coding.passage(store, passage_id)
    with history.operation(store, "Edit note", author) as recorder:
        recorder.update("passage", passage_id, {"note": note})


def reply(store: Store, author: str, passage_id: PassageId, text: str) -> None:
    """Answer to the note of a passage. Raises NotFound, and ReviewerError where nothing is said."""
    coding.passage(store, passage_id)
    if not text.strip():
        raise ReviewerError("Nothing was answered", "the reply is empty", "Write something")
    with history.operation(store, "Reply to a note", author) as recorder:
        recorder.insert("reply", {"passage_id": passage_id, "text": text.strip(), "author": author, "at": now()})


def set_disputed(store: Store, author: str, passage_id: PassageId, disputed: bool = True) -> None:
    """Say that the coding of a passage is disputed, or is so no more. Raises NotFound."""
    coding.passage(store, passage_id)
    row = coding.disputed_row(store, passage_id)
    if (row is not None) == disputed:
        return
    name = "Mark passage disputed" if disputed else "Mark passage not disputed"
    with history.operation(store, name, author) as recorder:
        if row is None:
            recorder.insert("disputed", {"passage_id": passage_id, "author": author, "at": now()})
        else:
            recorder.delete("disputed", row)


def remove_passages(store: Store, author: str, passages: Sequence[PassageId]) -> None:
    """Take passages out, with their tags and notes."""
    name = "Remove passage" if len(passages) == 1 else f"Remove {len(passages)} passages"
    with history.operation(store, name, author) as recorder:
        for passage_id in passages:
            coding.remove_passage(recorder, passage_id)


def mark_reviewed(store: Store, author: str, chosen: Sequence[DocumentId], reviewed: bool = True) -> None:
    """Mark documents reviewed, or not reviewed; those that are so already stay as they are."""
    action = "Mark reviewed" if reviewed else "Mark not reviewed"
    with history.operation(store, action, author) as recorder:
        for document in chosen:
            row = coding.review_row(store, document)
            if reviewed and row is None:
                recorder.insert("review", {"document_id": document, "author": author, "at": now()})
            elif not reviewed and row is not None:
                recorder.delete("review", row)


def add_tag(store: Store, author: str, tag: Tag) -> Tag:
    """Add a tag to the codebook. Raises ReviewerError when its name or key is taken."""
    _check_tag(store, tag)
    with history.operation(store, f"Add tag “{tag.name}”", author) as recorder:
        tag_id = coding.add_tag(recorder, tag)
    return replace(tag, id=tag_id)


def edit_tag(store: Store, author: str, tag: Tag) -> None:
    """Change the tag that has `tag.id`; children follow a new name. Raises as `add_tag`."""
    _check_tag(store, tag)
    known = {entry.id: entry for entry in coding.tags(store)}
    with history.operation(store, f"Edit tag “{tag.name}”", author) as recorder:
        recorder.update("tag", tag.id, coding.tag_row(tag))
        for child in known.values():
            if child.parent and child.parent == known[tag.id].name and child.id != tag.id:
                recorder.update("tag", child.id, {"parent": tag.name})


def remove_tag(store: Store, author: str, tag: Tag) -> None:
    """Take a tag out of the codebook and off every passage; the passages stay."""
    with history.operation(store, f"Remove tag “{tag.name}”", author) as recorder:
        for child in coding.tags(store):
            if child.parent == tag.name:
                recorder.update("tag", child.id, {"parent": tag.parent})
        coding.remove_tag(recorder, tag.id)


def _check_tag(store: Store, tag: Tag) -> None:
    if not tag.name.strip():
        raise ReviewerError("The tag was not saved", "it has no name", "Give it a name")
    for other in coding.tags(store):
        if other.id != tag.id and other.name.casefold() == tag.name.casefold():
            raise ReviewerError(
                "The tag was not saved", f"there is a tag “{other.name}” already", "Choose another name"
            )
        if other.id != tag.id and tag.key and other.key == tag.key:
            why = f"the key {tag.key} belongs to “{other.name}”"
            raise ReviewerError("The tag was not saved", why, "Choose another key")


def new_passage(store: Store, author: str, document: Document, place: Place) -> Passage:
    """A passage of words or of an area that is not yet written, without tags. Raises as `tag_spans`."""
    page, content = partial(documents.page, store, document.id), partial(documents.content, store, document.id)
    if isinstance(place, Area):
        mark = area_mark(place, page(place.page), content(place.page))
        return _passage(author, document, (mark,), Quote("", "", ""), page(place.page).bates)
    return passage_on(author, document, place, page, content)


def passage_on(
    author: str,
    document: Document,
    spans: Sequence[Span],
    page: Callable[[int], Page],
    content: Callable[[int], PageText],
) -> Passage:
    """As `new_passage`, given what is asked for the pages, from 1."""
    marks = tuple(_mark(span, page(span.page), content(span.page)) for span in spans)
    quote = quote_of({span.page: content(span.page).text for span in spans}, spans)
    if not quote.exact.strip():
        raise NotFound("Nothing was tagged", "the selection holds no words", "Select some words first")
    return _passage(author, document, marks, quote, first_to_last([page(span.page).bates for span in spans]))


def _passage(author: str, document: Document, marks: tuple[Mark, ...], quote: Quote, bates: str) -> Passage:
    return Passage(
        PassageId(0), document.id, document.control_number, marks, quote, (), "", author, now(),
        bates, document.sha256, EXTRACTOR,
    )  # fmt: skip


def _mark(span: Span, page: Page, content: PageText) -> Mark:
    return Mark(span, boxes_of(content, span.start, span.end), page.width, page.height, page.rotation)
