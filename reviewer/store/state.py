"""What a matter holds at a moment, as reports and the search diary name it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from reviewer.store.matter import Store


@dataclass(frozen=True, slots=True)
class MatterState:
    """How many documents, a digest of their texts, fields, dates and families, and which revision of them that is.

    `operation` is the latest of the journal: tags, notes and corrected numbers are as it left them.
    """

    documents: int = 0
    digest: str = ""
    revision: int = 0
    operation: int = 0


UNKNOWN = MatterState()


def state(store: Store) -> MatterState:
    """What the matter holds now. The digest is made once for each revision: a second for a million documents."""
    revision, operation = revisions(store)
    documents, digest = _held(store, revision)
    return MatterState(documents, digest, revision, operation)


def revisions(store: Store) -> tuple[int, int]:
    """The revision of what the matter holds, and the latest operation: answered at once."""
    row = store.db.execute("SELECT revision, (SELECT coalesce(max(id), 0) FROM operation) FROM held").fetchone()
    return int(row[0]), int(row[1])


@lru_cache(maxsize=1)
def _held(store: Store, revision: int) -> tuple[int, str]:
    digest = hashlib.sha256()
    rows = store.db.execute(
        "SELECT d.control_number || char(9) || d.sha256 || char(9) || d.text_hash || char(9) || d.described || char(9)"
        " || d.date || char(9) || coalesce(family_id, d.id) FROM document d JOIN intake USING (id) ORDER BY d.id"
    ).fetchall()
    for (row,) in rows:
        digest.update(f"{row}\n".encode("utf-8", "surrogatepass"))
    return len(rows), digest.hexdigest()
