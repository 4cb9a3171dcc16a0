"""Whether a matter is whole: its file, its audit trail, its produced files, the anchors of its passages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from reviewer.model import Passage, Problem
from reviewer.store import coding, documents, history, matter
from reviewer.store.matter import Store
from reviewer.text import reanchor

_RESTORE = "Restore a backup of the matter"


def check(store: Store) -> Iterator[Problem]:
    """The problems of a matter, as they are found."""
    if damages := matter.damages(store):  # what it says of anything else is worth nothing then
        yield from (Problem("store", f"the matter file is damaged: {damage}", _RESTORE) for damage in damages)
        return
    if broken := history.broken_link(store):
        yield Problem("audit", f"operation {broken} of the journal was changed after it was written", _RESTORE)
    for number, path, digest in documents.originals(store):
        yield from _check_original(number, path, digest)
    for passage in coding.passages(store):
        yield from _check_anchor(store, passage)


def _check_original(number: str, path: Path, digest: str) -> Iterator[Problem]:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        yield Problem("file", f"the produced file of {number} can't be read ({why})", "Put it back, or import it again")
        return
    if found != digest:
        yield Problem("file", f"the produced file of {number} was changed after import", "Put the original back")


def _check_anchor(store: Store, passage: Passage) -> Iterator[Problem]:
    if passage.unanchored:
        what = f"passage {passage.id} of {passage.control_number} was not found on its page when that was read again"
        yield Problem("anchor", what, "Look at the page, and tag the words again")
        return
    if passage.area:  # it has no words that could stand elsewhere
        return
    spans = tuple(mark.span for mark in passage.marks)
    texts = {span.page: documents.page_text(store, passage.document, span.page) for span in spans}
    if reanchor(spans, passage.quote, texts) != spans:
        what = f"passage {passage.id} of {passage.control_number} does not stand where it was tagged"
        yield Problem("anchor", what, "Look at the passage, and tag it again")
