"""Which documents are shown: a filter as a value, the SQL that it means, and how many documents each choice holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from reviewer.model import DocumentId
from reviewer.store.coding_form import form
from reviewer.store.coding_rules import incomplete
from reviewer.store.document_tags import BORNE
from reviewer.store.in_pdfs import HIDES
from reviewer.store.matter import Store

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ORDER_IN_DOUBT = "load file, day and month in doubt"
"""The source of a date of a load file that may be written month first or day first."""
OF_FILES = {"DateModified": "load file, modified", "DateCreated": "load file, created"}
"""The sources of dates of load files that tell when a file was made, by the fields that hold them."""
DOUBTFUL = ("created", "modified", *OF_FILES.values(), ORDER_IN_DOUBT)
"""The sources of a date that is in doubt; the others tell when a file was made, which need not be when it was written.
"""

HIDDEN_TEXT, NOTHING_HIDDEN = "hidden text", ""
FLAGGED, SOUND = "flagged", ""
CERTAIN, IN_DOUBT, NO_DATE = "certain", "doubtful", "none"
REVIEWED, UNREVIEWED = "reviewed", "not reviewed"
INCOMPLETE, WHOLE = "incomplete", ""
UNANSWERED = "not answered"
_UNDATED = "9999-99"
Chosen = TypeVar("Chosen", bound="DataclassInstance")
DATED = f"d.date_key < '{_UNDATED}'"
SINCE = f"d.date_key >= :since AND {DATED}"
UNTIL = f"substr(d.date_key, 1, length(:until)) <= :until AND {DATED}"
"""Whether a document has a date, and is in a range, as `Filter` means it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What documents must be; an empty part asks for nothing, the choices of one part are alternatives.

    `containing` stands in title, number, sender or path. `since` and `until` are days, months or years
    ("2009-03", "2009"), both included; a document without a date is in no range. `tags` are names; of those in
    `without` a document has none. With `no_copies`, families that came before are left out: those whose head has the
    bytes of an earlier head, or is the same mail. `among`: one of these documents (None: any), which are spoken of as
    `among_name`. `answers` are those of the coding form, written "responsive: yes" or "responsive: not answered"; those
    to one question are alternatives. `assigned` are names of reviewers, "" for nobody.
    """

    containing: str = ""
    types: frozenset[str] = frozenset()
    custodians: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    reviewed: frozenset[str] = frozenset()
    assigned: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    flagged: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    coding: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""
    no_copies: bool = False
    among: frozenset[DocumentId] | None = None
    among_name: str = ""


EVERYTHING = Filter()
"""The filter that all documents pass."""


def choosing(chosen: Chosen, part: str, values: Iterable[object]) -> Chosen:
    """The filter, of documents or of passages, with other values of one of its sets."""
    changed: dict[str, Any] = {part: frozenset(values)}
    return replace(chosen, **changed)


_VALUES = {
    "types": "d.type",
    "custodians": "coalesce(nullif(intake.custodian, ''), production.custodian)",
    "reviewed": f"CASE WHEN review.id IS NULL THEN '{UNREVIEWED}' ELSE '{REVIEWED}' END",
    "assigned": "coalesce((SELECT reviewer FROM assignment WHERE document_id = d.id), '')",
    "flagged": f"CASE WHEN d.flags = '' THEN '{SOUND}' ELSE '{FLAGGED}' END",
    "hidden": f"CASE WHEN {HIDES.format('d.id')} THEN '{HIDDEN_TEXT}' ELSE '{NOTHING_HIDDEN}' END",
    "coding": f"CASE WHEN d.id IN ({incomplete()}) THEN '{INCOMPLETE}' ELSE '{WHOLE}' END",
    "dates": f"CASE WHEN d.date_key >= '{_UNDATED}' THEN '{NO_DATE}' WHEN d.date_source IN ({{doubtful}})"
    f" THEN '{IN_DOUBT}' ELSE '{CERTAIN}' END".format(doubtful=", ".join(f"'{source}'" for source in DOUBTFUL)),
}
FACETS = (
    *("dates", "types", "custodians", "tags", "without", "answers"),
    *("coding", "reviewed", "assigned", "flagged", "hidden"),
)
"""The parts of a filter that are choices among values, by the names of its fields."""
_ANSWERS = {
    question.name: f"'{question.name}: ' || coalesce((SELECT value FROM answer WHERE document_id = d.id"
    f" AND question = '{question.name}'), '{UNANSWERED}')"
    for question in form().answered
    if question.choices
}

FROM = (
    "document d JOIN intake ON intake.id = d.id JOIN production ON production.id = intake.production_id"
    " LEFT JOIN review ON review.document_id = d.id"
)
"""What `condition` speaks of."""

_BEARING = (
    f"d.id IN (SELECT borne.document_id FROM {BORNE} borne JOIN tag ON tag.id = borne.tag_id"
    " WHERE tag.name IN (SELECT value FROM json_each(:{})))"
)
_TAGGED, _WITHOUT = _BEARING.format("tags"), f"NOT {_BEARING.format('without')}"
_CONTAINING = (
    "d.bates_begin || char(10) || d.bates_end || char(10) || d.control_number || char(10) || d.title || char(10)"
    " || d.sender || char(10) || d.path LIKE :pattern ESCAPE '!'"
)
_HEAD = "JOIN intake own ON own.id = head.id AND coalesce(own.family_id, own.id) = own.id"
_COPY = (
    "coalesce(intake.family_id, intake.id) IN (SELECT id FROM ("
    "SELECT head.id, row_number() OVER (PARTITION BY head.sha256 ORDER BY head.control_number) AS place"
    f" FROM document head {_HEAD}"
    " WHERE head.sha256 IN (SELECT sha256 FROM document GROUP BY sha256 HAVING count(*) > 1)"
    " UNION ALL "
    "SELECT head.id, row_number() OVER (PARTITION BY noticed.mail ORDER BY head.control_number)"
    f" FROM document head {_HEAD} JOIN noticed ON noticed.document_id = head.id"
    " WHERE noticed.mail IN (SELECT mail FROM noticed WHERE mail <> '' GROUP BY mail HAVING count(*) > 1)"
    ") WHERE place > 1)"
)


def condition(chosen: Filter) -> tuple[str, dict[str, str]]:
    """The filter as a condition over `FROM`, with its named values."""
    parts = {
        _CONTAINING: chosen.containing,
        **{
            f"{value} IN (SELECT value FROM json_each(:{facet}))": getattr(chosen, facet)
            for facet, value in _VALUES.items()
        },
        **{
            f"{value} IN (SELECT value FROM json_each(:answers))": _given(chosen, name)
            for name, value in _ANSWERS.items()
        },
        _TAGGED: chosen.tags,
        _WITHOUT: chosen.without,
        SINCE: chosen.since,
        UNTIL: chosen.until,
        f"NOT {_COPY}": chosen.no_copies,
        "d.id IN (SELECT value FROM json_each(:among))": chosen.among is not None,
    }
    values = {facet: json.dumps(sorted(getattr(chosen, facet))) for facet in FACETS}
    values |= {"pattern": _pattern(chosen.containing), "since": chosen.since, "until": chosen.until}
    values["among"] = json.dumps(sorted(chosen.among or ()))
    return " AND ".join(f"({sql})" for sql, asked in parts.items() if asked) or "1", values


def count(store: Store, chosen: Filter) -> int:
    """How many documents pass."""
    where, values = condition(chosen)
    return int(store.db.execute(f"SELECT count(*) FROM {FROM} WHERE {where}", values).fetchone()[0])


def counts(store: Store, chosen: Filter, facet: str) -> dict[str, int]:
    """How many documents each value of a facet holds under the other parts of the filter, in the order of the values.

    Values that are chosen are there even when nothing is left of them.
    """
    if facet == "answers":
        return _answered(store, chosen)
    where, values = condition(choosing(chosen, facet, ()))
    found = _tagged(store, where, values) if facet in ("tags", "without") else _valued(store, facet, where, values)
    if facet == "without":
        total = count(store, choosing(chosen, facet, ()))
        found = {name: total - found.get(name, 0) for name in _tagged(store, "1", {})}
    return {name: found.get(name, 0) for name in sorted({*found, *getattr(chosen, facet)}, key=str.casefold)}


def _given(chosen: Filter, question: str) -> frozenset[str]:
    """The answers to a question that a filter chooses."""
    return frozenset(value for value in chosen.answers if value.startswith(f"{question}: "))


def _answered(store: Store, chosen: Filter) -> dict[str, int]:
    """How many documents each answer holds, under the other questions too; none where nothing is answered at all."""
    found: dict[str, int] = {}
    if not chosen.answers and store.db.execute("SELECT 1 FROM answer LIMIT 1").fetchone() is None:
        return found
    for question in form().answered:
        if value := _ANSWERS.get(question.name):
            where, values = condition(choosing(chosen, "answers", chosen.answers - _given(chosen, question.name)))
            rows = store.db.execute(f"SELECT {value}, count(*) FROM {FROM} WHERE {where} GROUP BY 1", values)
            counted = dict(rows.fetchall())
            offered = [f"{question.name}: {choice}" for choice in (*question.choices, UNANSWERED)]
            found |= {name: counted.get(name, 0) for name in offered}
    return found


def _valued(store: Store, facet: str, where: str, values: dict[str, str]) -> dict[str, int]:
    rows = store.db.execute(f"SELECT {_VALUES[facet]}, count(*) FROM {FROM} WHERE {where} GROUP BY 1", values)
    return dict(rows.fetchall())


def _tagged(store: Store, where: str, values: dict[str, str]) -> dict[str, int]:
    """How many documents bear each tag."""
    rows = store.db.execute(
        f"SELECT tag.name, count(*) FROM {FROM} JOIN {BORNE} borne ON borne.document_id = d.id"
        f" JOIN tag ON tag.id = borne.tag_id WHERE {where} GROUP BY 1",
        values,
    )
    return dict(rows.fetchall())


def copies(store: Store, chosen: Filter) -> int:
    """How many documents `no_copies` leaves out under the other parts of the filter."""
    where, values = condition(replace(chosen, no_copies=False))
    return int(store.db.execute(f"SELECT count(*) FROM {FROM} WHERE {where} AND {_COPY}", values).fetchone()[0])


def months(store: Store, chosen: Filter) -> dict[str, int]:
    """How many documents are of each month ("2009-03"; "2009-00" where it is unknown), whatever the range."""
    where, values = condition(replace(chosen, since="", until=""))
    rows: Iterable[tuple[str, int]] = store.db.execute(
        f"SELECT substr(d.date_key, 1, 7), count(*) FROM {FROM} WHERE {where} AND {DATED} GROUP BY 1 ORDER BY 1",
        values,
    )
    return dict(rows)


def _pattern(text: str) -> str:
    escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%" if text else ""
