"""How far the review has come: documents and pages, by reviewer and by day."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.store.matter import Store


@dataclass(frozen=True, slots=True)
class Share:
    """Documents and pages that are marked reviewed; `name` says by whom, or on which day (UTC, "2026-11-25")."""

    name: str
    documents: int
    pages: int


def total(store: Store) -> Share:
    """All documents of the matter, reviewed or not."""
    row = store.db.execute("SELECT count(*), coalesce(sum(pages), 0) FROM document").fetchone()
    return Share("", int(row[0]), int(row[1]))


def by_reviewer(store: Store) -> list[Share]:
    """Who reviewed how much, the busiest first."""
    return _shares(store, "review.author", "2 DESC, 1")


def by_day(store: Store) -> list[Share]:
    """How much was reviewed on each day that anything was, the latest first."""
    return _shares(store, "substr(review.at, 1, 10)", "1 DESC")


def _shares(store: Store, name: str, order: str) -> list[Share]:
    rows = store.db.execute(
        f"SELECT {name}, count(*), sum(document.pages) FROM review JOIN document ON document.id = review.document_id"
        f" GROUP BY 1 ORDER BY {order}"
    )
    return [Share(str(row[0]), int(row[1]), int(row[2])) for row in rows]
