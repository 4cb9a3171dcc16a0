"""A filter in words, for its chips and for the choices that it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from reviewer.store.coding_form import form
from reviewer.store.filters import (
    CERTAIN,
    FACETS,
    FLAGGED,
    HIDDEN_TEXT,
    IN_DOUBT,
    INCOMPLETE,
    NO_DATE,
    NOTHING_HIDDEN,
    REVIEWED,
    SOUND,
    UNANSWERED,
    UNREVIEWED,
    WHOLE,
    Filter,
    choosing,
)
from reviewer.ui.histogram import span
from reviewer.words import local, say


def heading(facet: str) -> str:
    """What a facet is called."""
    return {
        "dates": _tr("Certainty of the date"),
        "types": _tr("Type"),
        "custodians": _tr("Custodian"),
        "tags": _tr("Tag"),
        "without": _tr("Without the tag"),
        "reviewed": _tr("Review"),
        "assigned": _tr("Assigned to"),
        "flagged": _tr("Flags of processing"),
        "hidden": _tr("Hidden text"),
        "coding": _tr("Completeness of the coding"),
    }[facet]


def groups(facet: str, names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The values of a facet under their headings: answers under their questions."""
    if facet != "answers":
        yield heading(facet), list(names)
        return
    titles = {question.name: question.title for question in form().answered}
    for question, answers in groupby(names, key=lambda name: name.split(": ")[0]):
        yield say(titles.get(question, question)), list(answers)


def value(facet: str, name: str) -> str:
    """What a value of a facet is called."""
    known = {
        ("dates", CERTAIN): _tr("Certain date"),
        ("dates", IN_DOUBT): _tr("Doubtful date"),
        ("dates", NO_DATE): _tr("No date"),
        ("reviewed", REVIEWED): _tr("Reviewed"),
        ("reviewed", UNREVIEWED): _tr("Not reviewed"),
        ("custodians", ""): _tr("No custodian"),
        ("assigned", ""): _tr("Nobody"),
        ("flagged", FLAGGED): _tr("Flagged: damaged, guessed, incomplete"),
        ("flagged", SOUND): _tr("Not flagged"),
        ("coding", INCOMPLETE): _tr("Coding incomplete or contradictory"),
        ("coding", WHOLE): _tr("Coding complete, or none"),
        ("hidden", HIDDEN_TEXT): _tr("With hidden text"),
        ("hidden", NOTHING_HIDDEN): _tr("Without hidden text"),
    }
    if facet == "answers":
        answer = name.split(": ", 1)[1]
        words = _tr("Not answered") if answer == UNANSWERED else say(answer)
        return words[:1].upper() + words[1:]
    return known.get((facet, name), local(name) if facet == "types" else name)


def chip(facet: str, name: str) -> str:
    """What a value of a facet is called where its heading is out of sight."""
    if facet == "answers":
        question = next(one for one in form().answered if name.startswith(f"{one.name}: "))
        return f"{say(question.title)}: {value(facet, name)}"
    if facet == "assigned":
        return _tr("Assigned to {name}").format(name=name) if name else _tr("Not assigned")
    return _tr("Without {tag}").format(tag=name) if facet == "without" else value(facet, name)


def dated(chosen: Filter) -> str:
    """The range of dates, "" where any date will do."""
    return span(chosen.since or chosen.until, chosen.until or chosen.since)


def parts(chosen: Filter) -> Iterator[tuple[str, Filter]]:
    """Each part of a filter in words, with the filter that is left without it."""
    if chosen.among is not None:
        yield _tr("Found: {query}").format(query=chosen.among_name), replace(chosen, among=None, among_name="")
    if chosen.since or chosen.until:
        yield dated(chosen), replace(chosen, since="", until="")
    for facet in FACETS:
        values: frozenset[str] = getattr(chosen, facet)
        for name in sorted(values):
            yield chip(facet, name), choosing(chosen, facet, values - {name})
    if chosen.no_copies:
        yield _tr("Duplicates hidden"), replace(chosen, no_copies=False)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Filter", text)
