"""Questions about the tagged passages of the whole matter: which, in what order, how many bear which tag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from reviewer.model import DocumentId, PassageId
from reviewer.store.coding import tags
from reviewer.store.filters import DATED, choosing
from reviewer.store.matter import Store
from reviewer.store.passage_filters import ALL_PASSAGES, FROM, PassageFilter, condition


class Grouping(StrEnum):
    """What passages are put together by."""

    NOTHING = "nothing"
    TAG = "tag"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Group:
    """Passages that stand together: of a tag ("" where they bear none) or of a document; else all of them."""

    tag: str
    document: DocumentId | None
    passages: tuple[PassageId, ...]


_PLACE = "(SELECT min(page * 1000000000 + start) FROM passage_mark WHERE passage_id = p.id)"
_TAGS = (
    "(SELECT group_concat(name, char(10)) FROM (SELECT tag.name AS name FROM passage_tag"
    " JOIN tag ON tag.id = passage_tag.tag_id WHERE passage_tag.passage_id = p.id ORDER BY tag.position))"
)
_ORDERS = {
    "tags": f"coalesce({_TAGS}, '') = '', {_TAGS} COLLATE NOCASE {{way}}",
    "quote": "p.exact = '', p.exact COLLATE NOCASE {way}",
    "note": "p.note = '', p.note COLLATE NOCASE {way}",
    "document": "coalesce(nullif(d.title, ''), nullif(d.subject, ''), d.control_number) COLLATE NOCASE {way}",
    "cite": "coalesce(nullif(p.bates, ''), d.control_number) {way}",
    "page": "(SELECT min(page) FROM passage_mark WHERE passage_id = p.id) {way}",
    "date": f"NOT ({DATED}), d.date_key {{way}}",
    "reviewer": "p.author COLLATE NOCASE {way}",
    "when": "p.at {way}",
}
SORTABLE = tuple(_ORDERS)
"""The columns that `listed` knows besides "production"."""
_OF_DOCUMENTS = ("document", "date")


def listed(
    store: Store,
    chosen: PassageFilter = ALL_PASSAGES,
    column: str = "production",
    descending: bool = False,
    grouping: Grouping = Grouping.NOTHING,
) -> list[Group]:
    """The passages that pass, in the order of a column ("production" or one of `SORTABLE`), in groups.

    Groups of tags are in the order of the codebook, and a passage is in that of each of its tags; groups of documents
    are in the order of the production, or of the column where it is one of documents. What has no value comes last.
    """
    where, values = condition(chosen)
    way = "DESC" if descending else "ASC"
    place = f"d.control_number {{0}}, {_PLACE} {{0}}, p.id {{0}}"
    order = place.format(way) if column == "production" else f"{_ORDERS[column].format(way=way)}, {place.format('ASC')}"
    name, joined, first = _grouped(grouping, column in _OF_DOCUMENTS)
    rows = store.db.execute(
        f"SELECT {name}, p.id FROM {FROM} {joined} WHERE {where} ORDER BY {first}{order}", values
    ).fetchall()
    groups = groupby(rows, key=lambda row: row[0])
    return [_group(grouping, key, tuple(PassageId(row[1]) for row in run)) for key, run in groups]


def _grouped(grouping: Grouping, by_document: bool) -> tuple[str, str, str]:
    """What names a group, what is joined for it, and what puts groups in order."""
    if grouping is Grouping.TAG:
        joined = "LEFT JOIN passage_tag pt ON pt.passage_id = p.id LEFT JOIN tag ON tag.id = pt.tag_id"
        return "coalesce(tag.name, '')", joined, "tag.id IS NULL, tag.position, tag.id, "
    if grouping is Grouping.DOCUMENT:
        return "p.document_id", "", "" if by_document else "d.control_number, "
    return "''", "", ""


def _group(grouping: Grouping, key: str | int, passages: tuple[PassageId, ...]) -> Group:
    document = DocumentId(int(key)) if grouping is Grouping.DOCUMENT else None
    return Group(str(key) if document is None else "", document, passages)


def count(store: Store, chosen: PassageFilter = ALL_PASSAGES) -> int:
    """How many passages pass."""
    where, values = condition(chosen)
    return int(store.db.execute(f"SELECT count(*) FROM {FROM} WHERE {where}", values).fetchone()[0])


def tag_counts(store: Store, chosen: PassageFilter) -> dict[str, int]:
    """For each tag of the codebook, how many passages bear it that pass what the filter asks besides of other tags.

    What it asks of alternatives is left aside, so that each tells what it would add; a tag that passages must not bear
    tells how many are left out by it.
    """
    found = _by_tag(store, choosing(chosen, "any_of", ()))
    for name in chosen.none_of:
        others = choosing(choosing(chosen, "any_of", ()), "none_of", chosen.none_of - {name})
        found[name] = _by_tag(store, others).get(name, 0)
    return found


def _by_tag(store: Store, chosen: PassageFilter) -> dict[str, int]:
    where, values = condition(chosen)
    rows = store.db.execute(
        f"SELECT pt.tag_id, count(*) FROM {FROM} JOIN passage_tag pt ON pt.passage_id = p.id WHERE {where} GROUP BY 1",
        values,
    ).fetchall()
    found = dict(rows)
    return {tag.name: found.get(tag.id, 0) for tag in tags(store)}


_VALUES = {
    "kinds": ("tag.kind", "JOIN passage_tag pt ON pt.passage_id = p.id JOIN tag ON tag.id = pt.tag_id"),
    "reviewers": ("p.author", ""),
    "documents": ("p.document_id", ""),
}
CHOICES = tuple(_VALUES)
"""The parts of a filter that are choices among values and are not tags."""


def counts(store: Store, chosen: PassageFilter, part: str) -> dict[str | int, int]:
    """How many passages each value of a part of `CHOICES` holds under the other parts, the most first.

    Values that are chosen are there even when nothing is left of them.
    """
    value, joined = _VALUES[part]
    where, values = condition(choosing(chosen, part, ()))
    rows: Iterable[tuple[str | int, int]] = store.db.execute(
        f"SELECT {value}, count(DISTINCT p.id) FROM {FROM} {joined} WHERE {where} GROUP BY 1 ORDER BY 2 DESC, 1", values
    ).fetchall()
    return {**dict(rows), **{gone: 0 for gone in getattr(chosen, part) if gone not in dict(rows)}}


def months(store: Store, chosen: PassageFilter) -> dict[str, int]:
    """How many passages are in documents of each month ("2009-03"; "2009-00" where it is unknown), whatever the
    range."""
    where, values = condition(replace(chosen, since="", until=""))
    rows: Iterable[tuple[str, int]] = store.db.execute(
        f"SELECT substr(d.date_key, 1, 7), count(*) FROM {FROM} WHERE {where} AND {DATED} GROUP BY 1 ORDER BY 1", values
    )
    return dict(rows)


def together(store: Store, chosen: PassageFilter) -> dict[tuple[str, str], int]:
    """How many of the passages that pass bear both tags of a pair, in either order; of a tag with itself, how many
    bear it. Pairs that no passage bears are left out."""
    where, values = condition(chosen)
    rows = store.db.execute(
        f"WITH passing AS MATERIALIZED (SELECT p.id FROM {FROM} WHERE {where})"
        " SELECT a.name, b.name, count(*) FROM passing"
        " JOIN passage_tag one ON one.passage_id = passing.id JOIN passage_tag other ON other.passage_id = passing.id"
        " JOIN tag a ON a.id = one.tag_id JOIN tag b ON b.id = other.tag_id GROUP BY a.id, b.id",
        values,
    )
    return {(row[0], row[1]): row[2] for row in rows}
