"""Which passages the journal says were changed: a view need not read the others again."""

from __future__ import annotations

from reviewer.model import PassageId
from reviewer.store.matter import Store

_TOUCHED = """
SELECT DISTINCT "table", CASE "table" WHEN 'passage' THEN row_id
    ELSE json_extract(coalesce(after, before), '$.passage_id') END
FROM change WHERE id > ?
"""


def last_change(store: Store) -> int:
    """The number of the latest change in the journal; 0 without any."""
    return int(store.db.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0])


def touched_since(store: Store, change: int) -> set[PassageId] | None:
    """The passages that changes after a numbered one made, removed or altered; None: a tag was, which any may bear."""
    rows = store.db.execute(_TOUCHED, [change]).fetchall()
    if any(table == "tag" for table, _ in rows):
        return None
    return {PassageId(passage) for _, passage in rows if passage is not None}
