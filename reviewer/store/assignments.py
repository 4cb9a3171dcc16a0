"""To whom documents are given for review."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from reviewer.model import DocumentId
from reviewer.store.history import Recorder
from reviewer.store.matter import Store, now


def known_reviewers(store: Store) -> list[str]:
    """Everybody who did something in the matter or was given documents, in order."""
    rows = store.db.execute("SELECT author FROM operation UNION SELECT reviewer FROM assignment ORDER BY 1")
    return [str(row[0]) for row in rows]


class Family(NamedTuple):
    """Documents that stay together, and how many pages they have."""

    members: list[DocumentId]
    pages: int


def families(store: Store, documents: Sequence[DocumentId]) -> list[Family]:
    """The whole families of some documents, in the order of these; a document on its own is one."""
    heads = dict(store.db.execute("SELECT id, coalesce(family_id, id) FROM intake").fetchall())
    members: dict[int, list[DocumentId]] = {}
    pages: dict[int, int] = {}
    for document, count in store.db.execute("SELECT id, pages FROM document ORDER BY control_number"):
        head = heads[document]
        members.setdefault(head, []).append(DocumentId(document))
        pages[head] = pages.get(head, 0) + int(count)
    wanted = dict.fromkeys(heads[document] for document in documents)
    return [Family(members[head], pages[head]) for head in wanted]


def put(recorder: Recorder, author: str, shares: Mapping[str, Collection[DocumentId]]) -> None:
    """Give each reviewer documents, which are nobody else's then."""
    take_away(recorder, [document for share in shares.values() for document in share])
    said = {"author": author, "at": now()}
    recorder.insert_many(
        "assignment",
        [{"document_id": document, "reviewer": name, **said} for name, share in shares.items() for document in share],
    )


def take_away(recorder: Recorder, documents: Collection[DocumentId]) -> None:
    """Let documents be nobody's; those that are stay so."""
    rows = recorder.db.execute("SELECT document_id, id FROM assignment").fetchall()
    given, chosen = dict(rows), set(documents)
    recorder.restore_all("assignment", [(row, None) for document, row in given.items() if document in chosen])
