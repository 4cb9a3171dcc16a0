"""What a PDF holds beside the text of its pages: words that it does not show, marks and comments that it came with."""

import json
from collections.abc import Sequence

from reviewer.model import Annotation, AnnotationKind, Box, DocumentId, Extraction, Hidden, HiddenKind, Span
from reviewer.store.matter import Store

HIDES = "EXISTS (SELECT 1 FROM hidden WHERE hidden.document_id = {})"
"""Whether the document whose id stands in a column has hidden words, in SQL."""


def add(store: Store, document: DocumentId, found: Extraction) -> None:
    """Keep what an extraction found; the caller writes."""
    store.db.conn.executemany(
        "INSERT INTO hidden (document_id, page, kind, text, x0, y0, x1, y1) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(document, one.page, one.kind, one.text, *_corners(one.box)) for one in found.hidden],
    )
    _add_annotations(store, document, found.annotations)


def replace_annotations(store: Store, document: DocumentId, marks: Sequence[Annotation]) -> None:
    """Keep these marks in place of those that were kept; the caller writes."""
    store.db.execute("DELETE FROM annotation WHERE document_id = ?", [document])
    _add_annotations(store, document, marks)


def _add_annotations(store: Store, document: DocumentId, marks: Sequence[Annotation]) -> None:
    store.db.conn.executemany(
        'INSERT INTO annotation (document_id, page, kind, author, date, comment, start, "end", boxes)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(document, one.page, one.kind, one.author, one.date, one.comment, *_ends(one), _places(one)) for one in marks],
    )


def hidden(store: Store, document: DocumentId) -> list[Hidden]:
    """The hidden words of a document, page by page."""
    rows = store.db.execute(
        "SELECT page, kind, text, x0, y0, x1, y1 FROM hidden WHERE document_id = ? ORDER BY page, id", [document]
    )
    return [Hidden(page, HiddenKind(kind), text, Box(*corners)) for page, kind, text, *corners in rows]


def hiding(store: Store) -> list[DocumentId]:
    """The documents with hidden words, in the order of the production."""
    hides = HIDES.format("document.id")
    rows = store.db.execute(f"SELECT document.id FROM document WHERE {hides} ORDER BY control_number")
    return [DocumentId(row[0]) for row in rows]


def any_hidden(store: Store) -> bool:
    """Whether there are hidden words anywhere in the matter."""
    return bool(store.db.execute("SELECT EXISTS (SELECT 1 FROM hidden)").fetchone()[0])


def annotations(store: Store, document: DocumentId) -> list[Annotation]:
    """The marks and comments that a document came with, page by page."""
    rows = store.db.execute(
        'SELECT page, kind, author, date, comment, start, "end", boxes FROM annotation'
        " WHERE document_id = ? ORDER BY page, id",
        [document],
    )
    return [_annotation(*row) for row in rows]


def annotated(store: Store) -> list[DocumentId]:
    """The documents that came with marks or comments, in the order of the production."""
    rows = store.db.execute(
        "SELECT id FROM document WHERE id IN (SELECT document_id FROM annotation) ORDER BY control_number"
    )
    return [DocumentId(row[0]) for row in rows]


def _annotation(
    page: int, kind: str, author: str, date: str, comment: str, start: int | None, end: int | None, boxes: str
) -> Annotation:
    span = None if start is None or end is None else Span(page, start, end)
    places = tuple(Box(*corners) for corners in json.loads(boxes))
    return Annotation(page, AnnotationKind(kind), author, date, comment, span, places)


def _places(one: Annotation) -> str:
    return json.dumps([_corners(box) for box in one.boxes])


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.y0, box.x1, box.y1


def _ends(one: Annotation) -> tuple[int | None, int | None]:
    return (one.span.start, one.span.end) if one.span else (None, None)
