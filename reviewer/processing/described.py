"""A document as its row of a load file describes it: Bates numbers of its pages, fields, date."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reviewer import bates
from reviewer.load_files.produced import ProducedDocument
from reviewer.model import DocumentId, Extraction
from reviewer.store.filters import OF_FILES, ORDER_IN_DOUBT
from reviewer.store.volumes import Update

SOURCE = "load file"
"""Where the date of such a document is from."""
_COLUMNS = {
    "sender": "From",
    "to": "To",
    "cc": "CC",
    "bcc": "BCC",
    "subject": "Subject",
    "author": "Author",
    "title": "Title",
}
_NAMES = {"MessageID": "message-id", "InReplyTo": "in-reply-to"}  # as mails call them, so that threads hold together
_NOT_KEPT = {
    *_COLUMNS.values(),
    "ControlNumber",
    "BegBates",
    "Custodian",
    "NativeLink",
    "TextLink",
    "PageCount",
    "ParentID",
}


def described(found: Extraction, row: ProducedDocument, mapped: frozenset[str]) -> Extraction:
    """What was read, with what the row says. `mapped`: the known fields that the load file has a column for.

    A field that has a column holds what stands there, also nothing; the others hold what was found on the pages.
    """
    columns: dict[str, Any] = {name: row.field(field) for name, field in _COLUMNS.items() if field in mapped}
    columns["title"] = row.field("Title") or row.field("Subject") or row.field("FileName") or found.title
    date, source = _dated(row)
    dated: dict[str, Any] = {"date": date, "date_source": source} if date else {}
    numbers = page_numbers(row, len(found.pages), mapped)
    last = next((number for number in reversed(numbers) if number), "")
    fields = {**found.fields, **other_fields(row)}
    if fields.get("EndBates") == last:  # else what the load file claims is kept beside what its pages are
        del fields["EndBates"]
    pages = tuple(
        replace(page, page=replace(page.page, bates=number)) for page, number in zip(found.pages, numbers, strict=True)
    )
    return replace(found, **columns, **dated, fields=fields, pages=pages)


def other_fields(row: ProducedDocument) -> dict[str, str]:
    """What the row says beyond the columns of a document: known fields by their names, others by their columns'."""
    known = {_NAMES.get(name, name): value for name, value in row.fields.items() if name not in _NOT_KEPT}
    return {name: value for name, value in {**row.others, **known}.items() if value.strip()}


def update(row: ProducedDocument, document: DocumentId) -> Update:
    """What an overlay's row changes of a document."""
    columns = {name: row.field(field) for name, field in _COLUMNS.items()}
    return Update(document, columns, other_fields(row), row.field("Custodian"), *_dated(row))


def _dated(row: ProducedDocument) -> tuple[str, str]:
    """The date that a row gives its document, and where it is from."""
    date, field = row.date
    return date, ORDER_IN_DOUBT if field in row.doubtful else OF_FILES.get(field, SOURCE)


def page_numbers(row: ProducedDocument, count: int, mapped: frozenset[str]) -> list[str]:
    """The Bates numbers of `count` pages: the keys of the image list where it has one for each page, else counted from
    the first; none beyond the last that the load file gives the document, and none where it says it has none."""
    first = "" if "BegBates" in mapped and not row.field("BegBates") else row.begin
    keys = [image.image.key for image in row.images]
    if not first or (len(keys) == count > 1 and keys[0] == first):
        return keys if first else [""] * count
    number = bates.parse(first)
    last = min(count, _claimed(row, count))
    numbers = [first, *(str(number + place) for place in range(1, last))] if number else [first]
    return [*numbers, *[""] * (count - len(numbers))][:count]


def _claimed(row: ProducedDocument, count: int) -> int:
    """How many Bates numbers a document has: by its last, else one a page where it has images, else one."""
    if row.field("EndBates"):
        return len(row.range) if row.range else 1
    return count if row.images else 1
