"""Tags on documents as a whole: questions about them, and the rows that make them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer.model import DocumentId, Tag, TagId
from reviewer.store import coding
from reviewer.store.history import Recorder
from reviewer.store.matter import Store, now

BORNE = """(SELECT passage.document_id AS document_id, passage_tag.tag_id AS tag_id FROM passage
    JOIN passage_tag ON passage_tag.passage_id = passage.id
    UNION SELECT document_id, tag_id FROM document_tag)"""
"""The SQL for which document bears which tag, as a whole or on a passage of it: each pair once."""
OF_DOCUMENT = """(SELECT passage_tag.tag_id FROM passage JOIN passage_tag ON passage_tag.passage_id = passage.id
    WHERE passage.document_id = d.id UNION SELECT tag_id FROM document_tag WHERE document_id = d.id)"""
"""The SQL for the tags that the document `d` bears; for one it is far quicker than `BORNE`."""


def tags_of(store: Store, document: DocumentId) -> list[Tag]:
    """The tags on a document as a whole, in the order of the codebook."""
    rows = store.db.execute("SELECT tag_id FROM document_tag WHERE document_id = ?", [document])
    borne = {row[0] for row in rows}
    return [tag for tag in coding.tags(store) if tag.id in borne]


def use(store: Store) -> dict[TagId, tuple[int, int]]:
    """How many passages bear each tag that is in use, and how many documents as a whole."""
    rows = store.db.execute(
        "SELECT tag_id, sum(passage), sum(1 - passage) FROM (SELECT tag_id, 1 AS passage FROM passage_tag"
        " UNION ALL SELECT tag_id, 0 FROM document_tag) GROUP BY 1"
    )
    return {TagId(tag): (passages, documents) for tag, passages, documents in rows}


def bearing(store: Store, tag_id: TagId) -> list[DocumentId]:
    """The documents that bear a tag as a whole."""
    rows = store.db.execute("SELECT document_id FROM document_tag WHERE tag_id = ? ORDER BY document_id", [tag_id])
    return [DocumentId(row[0]) for row in rows]


def put(recorder: Recorder, author: str, documents: Sequence[DocumentId], tag_id: TagId) -> int:
    """Put a tag on documents, at once; hand back how many did not bear it."""
    bearing = _rows(recorder, tag_id)
    bare = [document for document in dict.fromkeys(documents) if document not in bearing]
    said = {"tag_id": tag_id, "author": author, "at": now()}
    recorder.insert_many("document_tag", [{"document_id": document, **said} for document in bare])
    return len(bare)


def take_off(recorder: Recorder, documents: Iterable[DocumentId], tag_id: TagId) -> None:
    """Take a tag off documents; those without it stay as they are."""
    bearing = _rows(recorder, tag_id)
    for document in documents:
        if document in bearing:
            recorder.delete("document_tag", bearing[document])


def _rows(recorder: Recorder, tag_id: TagId) -> dict[DocumentId, int]:
    rows = recorder.db.execute("SELECT document_id, id FROM document_tag WHERE tag_id = ?", [tag_id])
    return {DocumentId(row[0]): row[1] for row in rows}
