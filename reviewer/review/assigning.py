"""The verbs of sharing out work: documents given to reviewers, families never parted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from reviewer.errors import ReviewerError
from reviewer.model import DocumentId
from reviewer.store import assignments, history
from reviewer.store.assignments import Family
from reviewer.store.matter import Store


def deal(families: Sequence[Family], reviewers: Sequence[str]) -> dict[str, list[Family]]:
    """Share families out in runs of their order, with about the same number of pages each.

    Raises ReviewerError where nobody is named.
    """
    names = list(dict.fromkeys(name.strip() for name in reviewers if name.strip()))
    if not names:
        raise ReviewerError("Nothing was assigned", "no reviewer is named", "Write a name, or several with commas")
    total, so_far = sum(family.pages for family in families), 0
    shares: dict[str, list[Family]] = {name: [] for name in names}
    for family in families:
        middle = so_far + family.pages / 2  # a family goes to the share in which its middle lies
        shares[names[min(int(middle * len(names) / max(total, 1)), len(names) - 1)]].append(family)
        so_far += family.pages
    return shares


def assign(store: Store, author: str, shares: Mapping[str, Collection[DocumentId]]) -> None:
    """Give each reviewer documents, which are nobody else's then; one step."""
    given = {name: share for name, share in shares.items() if share}
    count = sum(map(len, given.values()))
    with history.operation(store, f"Assign {_counted(count)} to {', '.join(given)}", author) as recorder:
        assignments.put(recorder, author, given)


def release(store: Store, author: str, documents: Collection[DocumentId]) -> None:
    """Let documents be nobody's; one step."""
    with history.operation(store, f"Take {_counted(len(documents))} from their reviewers", author) as recorder:
        assignments.take_away(recorder, documents)


def _counted(count: int) -> str:
    return "1 document" if count == 1 else f"{count:,} documents"
