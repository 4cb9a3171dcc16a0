"""A term report as a table: a line a term, then all terms that are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reviewer.errors import ReviewerError
from reviewer.export.cells import moment
from reviewer.export.lines import Record, line_table
from reviewer.export.table import Table
from reviewer.export.templates import Template
from reviewer.store import term_reports
from reviewer.store.matter import Store
from reviewer.store.state import MatterState
from reviewer.store.term_reports import Figures, Term, TermReport, figures

KEYS = ("line", "query", "read_as", "documents", "hits", "family", "unique", "counted")
"""The columns that a template of term reports may have."""
STALE = "STALE: the matter has changed since the report was made; its numbers may be others now. Make it again."
COUNTED, OFF, BAD = "counted", "switched off", "not read"


def table(store: Store, template: Template, report: TermReport | None) -> Table:
    """A report, or the latest that is kept. Raises ReviewerError for an unknown column and when none is kept."""
    chosen = report or _latest(store)
    found = figures(chosen.terms)
    records = [*(_record(term, found) for term in chosen.terms), _total(found)]
    return line_table(store.name, template, KEYS, records, _heading(store, chosen))


def _latest(store: Store) -> TermReport:
    kept = term_reports.listed(store)
    report = term_reports.load(store, kept[0].id) if kept else None
    if report is None:
        do = "Make one in the window or with `reviewer terms`"
        raise ReviewerError("Nothing was exported", "no term report is kept in the matter", do)
    return report


def _record(term: Term, found: Figures) -> Record:
    if term.error:
        why = f"{term.error} It goes wrong at character {term.position + 1}."
        return dict.fromkeys(KEYS, "") | {"line": str(term.line), "query": term.query, "read_as": why, "counted": BAD}
    return {
        "line": str(term.line),
        "query": term.query,
        "read_as": term.read_as,
        "documents": str(term.found.bit_count()),
        "hits": str(term.hits),
        "family": str(term.family.bit_count()),
        "unique": str(found.unique[term.line].bit_count()) if term.counted else "",
        "counted": COUNTED if term.counted else OFF,
    }


def _total(found: Figures) -> Record:
    numbers = {"documents": str(found.found.bit_count()), "family": str(found.family.bit_count())}
    return dict.fromkeys(KEYS, "") | {"query": "All terms that are counted"} | numbers


def _heading(store: Store, report: TermReport) -> Iterator[str]:
    yield f"Made {moment(report.at)} by {report.author}, Reviewer {report.version}"
    yield held(report.state)
    if term_reports.is_stale(store, report):
        yield STALE
    states = Counter(BAD if term.error else COUNTED if term.counted else OFF for term in report.terms)
    yield f"{len(report.terms)} terms: {', '.join(f'{states[state]} {state}' for state in (COUNTED, OFF, BAD))}"


def held(state: MatterState) -> str:
    """What a matter held, in a sentence."""
    return f"The matter held {state.documents:,} documents; SHA-256 of what they held: {state.digest}"
