"""Which passages are shown: a filter as a value, and the SQL that it means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from reviewer.model import DocumentId
from reviewer.store.filters import SINCE, UNTIL, choosing
from reviewer.text.folding import folded_line


class Demand(StrEnum):
    """What a filter asks of a tag: that a passage bears it or another such tag, that it must, that it must not."""

    ANY = "any_of"
    MUST = "all_of"
    NOT = "none_of"


@dataclass(frozen=True, slots=True)
class PassageFilter:
    """What passages must be; an empty part asks for nothing, and all parts hold at once.

    `any_of`, `all_of`, `none_of` are names of tags: a passage bears one of the first at least, each of the second,
    none of the third. It bears a tag of one of the `kinds` (values of TagKind). `reviewers` are those who tagged it.
    `since` and `until` are days, months or years of its document's date, both included; a document without a date is
    in no range. `containing` stands in the quote or in the note, case, accents and line ends aside.
    """

    any_of: frozenset[str] = frozenset()
    all_of: frozenset[str] = frozenset()
    none_of: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    reviewers: frozenset[str] = frozenset()
    documents: frozenset[DocumentId] = frozenset()
    since: str = ""
    until: str = ""
    containing: str = ""


ALL_PASSAGES = PassageFilter()
"""The filter that all passages pass."""


def demand(chosen: PassageFilter, name: str) -> Demand | None:
    """What a filter asks of a tag."""
    return next((one for one in Demand if name in getattr(chosen, one)), None)


def demanding(chosen: PassageFilter, name: str, wanted: Demand | None) -> PassageFilter:
    """The filter that asks something else of a tag, or nothing."""
    parts = {one: getattr(chosen, one) - {name} for one in Demand}
    if wanted:
        parts[wanted] |= {name}
    return replace(chosen, **parts)


def renamed(chosen: PassageFilter, names: Mapping[str, str]) -> PassageFilter:
    """The filter after tags got other names; of those that have none in `names` it asks nothing any more."""
    for one in Demand:
        chosen = choosing(chosen, one, (names[name] for name in getattr(chosen, one) if name in names))
    return chosen


FROM = "passage p JOIN document d ON d.id = p.document_id"
"""What `condition` speaks of."""

_BORNE = "FROM passage_tag JOIN tag ON tag.id = passage_tag.tag_id"
_LISTED = "IN (SELECT value FROM json_each(:{}))"
_BEARING = f"p.id IN (SELECT passage_id {_BORNE} WHERE tag.name {_LISTED})"
_EACH = (
    f"(SELECT count(*) {_BORNE} WHERE passage_id = p.id AND tag.name {_LISTED.format('all_of')})"
    " = json_array_length(:all_of)"
)
_PARTS = {
    "any_of": _BEARING.format("any_of"),
    "all_of": _EACH,
    "none_of": f"NOT {_BEARING.format('none_of')}",
    "kinds": f"p.id IN (SELECT passage_id {_BORNE} WHERE tag.kind {_LISTED.format('kinds')})",
    "reviewers": f"p.author {_LISTED.format('reviewers')}",
    "documents": f"p.document_id {_LISTED.format('documents')}",
    "since": SINCE,
    "until": UNTIL,
    "containing": "instr(folded(p.exact), :containing) OR instr(folded(p.note), :containing)",
}


def condition(chosen: PassageFilter) -> tuple[str, dict[str, str]]:
    """The filter as a condition over `FROM`, with its named values."""
    values = {part: _value(getattr(chosen, part)) for part in _PARTS}
    values["containing"] = folded_line(chosen.containing)
    asked = [sql for part, sql in _PARTS.items() if values[part] not in ("", "[]")]
    return " AND ".join(f"({sql})" for sql in asked) or "1", values


def _value(part: str | frozenset[Any]) -> str:
    return part if isinstance(part, str) else json.dumps(sorted(part))
