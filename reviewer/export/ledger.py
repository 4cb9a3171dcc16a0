"""The ledger as a table: of the whole matter, then of each production; what is not as it should be, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reviewer.dates import display
from reviewer.export.lines import line_table
from reviewer.export.table import Table
from reviewer.export.templates import Template
from reviewer.store import ledger
from reviewer.store.ledger import Container, Counts, Failed, Ledger
from reviewer.store.matter import Store
from reviewer.store.volumes import VolumeFinding

KEYS = ("production", "part", "what", "number", "detail")
"""The columns that a template of the ledger may have."""
WHOLE = "Whole matter"

Line = tuple[str, str, int | None, str]
"""Part, what, number (None where lines are told one by one), detail."""


def table(store: Store, template: Template, today: str) -> Table:
    """The ledger of the matter as it stands. Raises ReviewerError for an unknown column."""
    records = (
        dict(zip(KEYS, (name, part, what, "" if number is None else str(number), detail), strict=True))
        for name, (part, what, number, detail) in _every(store)
    )
    return line_table(store.name, template, KEYS, records, [f"As of {display(today)}"])


def _every(store: Store) -> Iterator[tuple[str, Line]]:
    """The lines by production: the numbers of the whole matter, then each production with all that is behind them.

    One production alone is the whole matter.
    """
    productions = ledger.productions(store)
    whole = ledger.read(store)
    yield from ((WHOLE, line) for line in _numbers(whole))
    if len(productions) < 2:
        yield from ((WHOLE, line) for line in _details(whole))
    for production in productions if len(productions) > 1 else ():
        found = ledger.read(store, production.id)
        yield from ((production.name, line) for line in (*_numbers(found), *_details(found)))
    yield from ((failed.production, _failed(failed)) for failed in ledger.exceptions(store))


def _numbers(found: Ledger) -> Iterator[Line]:
    yield from _counted(found.counts)
    yield from (("Files not read, by reason", _sentence(entry.reason), entry.files, "") for entry in found.reasons)
    for gap in found.gaps:
        yield "Bates gaps", str(gap.missing), len(gap.missing), f"missing between {gap.after} and {gap.before}"


def _details(found: Ledger) -> Iterator[Line]:
    yield from (_container(entry) for entry in found.containers)
    for run in found.runs:
        documents = run.first if run.first == run.last else f"{run.first} to {run.last}"
        yield "Bates numbers", str(run.range), len(run.range), f"on the pages of {documents}"
    for entry in found.breaks:
        why = "goes back" if entry.goes_back else "goes over to another prefix"
        yield "Bates breaks", f"{entry.before}, then {entry.after}", None, f"{why} at {entry.document}"
    for document, pages in groupby(found.weak, key=lambda page: page.control_number):
        numbers = [str(page.page) for page in pages]
        yield "Pages of weak OCR", document, len(numbers), f"pages {', '.join(numbers)}: compare them with the image"
    for finding in found.findings:
        yield "Load files", _sentence(finding.what), None, f"{finding.kind}{_place(finding)}"


def _counted(counts: Counts) -> Iterator[Line]:
    yield "Files", "Seen", counts.seen, "the sum of the next three"
    yield "Files", "Imported, each a document", counts.imported, ""
    yield "Files", "Not read", counts.exceptions, ""
    yield "Files", "Still to be read", counts.waiting, ""
    yield "Documents", "Duplicates", counts.duplicates, "of the same bytes as an earlier document; all are kept"
    yield "Documents", "Without a date", counts.without_date, ""
    yield "Documents", "With hidden text", counts.with_hidden, "words that pages hold but do not show"
    yield "Pages", "Pages", counts.pages, ""
    yield "Pages", "Without text", counts.pages_without_text, ""
    yield "Pages", "Read by OCR", counts.pages_ocred, ""
    yield "Pages", "Of weak OCR", counts.pages_weak, "of those read by OCR; listed below" if counts.pages_weak else ""


def _container(entry: Container) -> Line:
    read = f"{entry.imported} imported, {entry.exceptions} not read"
    waiting = f", {entry.waiting} still to be read" if entry.waiting else ""
    missing = f", {entry.missing} missing" if entry.missing > 0 else ""
    return "Files in containers", entry.path, entry.declared, read + waiting + missing


def _place(finding: VolumeFinding) -> str:
    document = f" at {finding.document}" if finding.document else ""
    return f"{document}, line {finding.line}" if finding.line else document


def _failed(failed: Failed) -> Line:
    advice = f". {failed.detail}." if failed.detail else ""
    return "Files not read, one by one", " › ".join(failed.crumbs), None, _sentence(failed.reason) + advice


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]
