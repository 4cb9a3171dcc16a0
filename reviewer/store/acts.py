"""Questions to the journal: who did what, when, to which documents, and whether it still holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reviewer.model import DocumentId, Operation
from reviewer.store.matter import Store


@dataclass(frozen=True, slots=True)
class Act:
    """An operation of the journal; `documents` are those whose coding it changed, in the order of their ids.

    `undone` where a later operation took it back, and was not itself taken back.
    """

    operation: Operation
    documents: tuple[DocumentId, ...]
    undone: bool


_TOUCHED = """
WITH image AS (
    SELECT operation_id, "table", row_id, coalesce(after, before) AS image FROM change
), passages AS (
    SELECT row_id, max(json_extract(image, '$.document_id')) AS document_id
    FROM image WHERE "table" = 'passage' GROUP BY row_id
)
SELECT DISTINCT image.operation_id, coalesce(json_extract(image, '$.document_id'), passages.document_id)
FROM image LEFT JOIN passages ON passages.row_id = json_extract(image, '$.passage_id')
WHERE coalesce(json_extract(image, '$.document_id'), passages.document_id) IS NOT NULL
ORDER BY 1, 2
"""


def acts(store: Store, document: DocumentId | None = None) -> list[Act]:
    """The journal, the newest first: all of it, or what was done to one document."""
    rows = store.db.execute("SELECT id, name, author, at, undoes FROM operation ORDER BY id DESC").fetchall()
    touched: dict[int, list[DocumentId]] = defaultdict(list)
    for operation, found in store.db.execute(_TOUCHED):
        touched[operation].append(DocumentId(found))
    taken_back: set[int] = set()
    made = []
    for operation in (Operation(*row) for row in rows):
        if operation.undoes is not None and operation.id not in taken_back:
            taken_back.add(operation.undoes)
        made.append(Act(operation, tuple(touched[operation.id]), operation.id in taken_back))
    return [act for act in made if document is None or document in act.documents]


def latest(store: Store) -> int:
    """The id of the last operation; 0 where there is none."""
    return int(store.db.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()[0])


def since(store: Store, seen: int, author: str) -> dict[str, int]:
    """How many operations each reviewer but `author` did after the operation `seen`, the busiest first."""
    rows = store.db.execute(
        "SELECT author, count(*) FROM operation WHERE id > ? AND author <> ? GROUP BY author ORDER BY 2 DESC, 1",
        [seen, author],
    )
    return {str(name): int(count) for name, count in rows}
