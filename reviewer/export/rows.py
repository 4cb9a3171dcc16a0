"""From checked passages to tables: one function for each kind of export."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reviewer.dates import display, in_zone, sort_key, zone_unknown
from reviewer.errors import ReviewerError
from reviewer.export.cells import CELLS, INTERNAL, Cited, Item
from reviewer.export.quotes import Verdict
from reviewer.export.table import Table, printable
from reviewer.export.templates import Rows, Template
from reviewer.model import Document


def excerpts(matter: str, cited: Sequence[Cited], template: Template, today: str, zone: str = "") -> Table:
    """The tagged excerpts in the order given, one row a passage. `today` is an ISO date, `zone` the matter's."""
    items = [Item(entry.document, (entry,), warning=template.warning, zone=zone) for entry in cited]
    return _table(matter, items, template, today)


def exhibit_list(matter: str, cited: Sequence[Cited], template: Template, today: str, zone: str = "") -> Table:
    """The exhibits in the order of their dates, then Bates numbers, undated ones last.

    Each document is one exhibit; a row stands for a passage or for an exhibit, as the template says.
    """
    items: list[Item] = []
    ordered = sorted(cited, key=lambda entry: _in_time(entry.document, zone))
    for number, (_, group) in enumerate(groupby(ordered, key=lambda entry: entry.document.id), start=1):
        entries = tuple(group)
        parts = [entries] if template.rows is Rows.EXHIBIT else [(entry,) for entry in entries]
        items += [
            Item(part[0].document, part, f"{template.prefix}{number}", template.party, template.warning, zone)
            for part in parts
        ]
    return _table(matter, items, template, today)


def _in_time(document: Document, zone: str) -> tuple[str, str, str]:
    return sort_key(in_zone(document.date, zone)), document.bates_begin, document.control_number


def _table(matter: str, items: Sequence[Item], template: Template, today: str) -> Table:
    _check_columns(template)
    keys = [column.key for column in template.columns]
    internal = () if template.filing else (_summary(items, today),)
    return Table(
        title=template.title,
        matter=printable(matter),
        columns=template.columns,
        rows=tuple(tuple(printable(CELLS[key](item)) for key in keys) for item in items),
        caption=template.caption,
        warning=template.warning,
        heading=template.heading + internal,
        boxes=template.boxes,
        notes=template.notes + _zone_notes(items) + (() if template.filing else _checks(items)),
        layout=template.layout,
    )


def _zone_notes(items: Sequence[Item]) -> tuple[str, ...]:
    """Of which zone the dates are, where the matter has one."""
    zone = items[0].zone if items else ""
    if not zone:
        return ()
    papers = {item.document.id: item.document for item in items}.values()
    unknown = sum(zone_unknown(document.date) for document in papers)
    line = f"Dates whose time zone is known are shown in {zone}."
    if not unknown:
        return (line,)
    return (f"{line} The zone of {_counted(unknown, 'document')} is unknown: the date stands as it was written.",)


def _check_columns(template: Template) -> None:
    used = {column.key for column in template.columns}
    if unknown := sorted(used - CELLS.keys()):
        do = f"Use only: {', '.join(CELLS)}"
        raise ReviewerError("Nothing was exported", f"the template has an unknown column “{unknown[0]}”", do)
    if template.filing and (leaking := sorted(used & INTERNAL)):
        why = f"the template is for filing, but its column “{leaking[0]}” shows the work of reviewers"
        raise ReviewerError("Nothing was exported", why, "Take the column out of the template")


def _summary(items: Sequence[Item], today: str) -> str:
    passages, papers = sum(len(item.cited) for item in items), len({item.document.id for item in items})
    return f"Exported {display(today)} · {_counted(passages, 'passage')} from {_counted(papers, 'document')}"


def _checks(items: Sequence[Item]) -> tuple[str, ...]:
    """What reading the quotes again showed, for the reader of a list that stays in the office."""
    checks = [entry.check for item in items for entry in item.cited]
    found = [check for check in checks if check.verdict is not Verdict.NO_WORDS]
    exact = sum(check.sound for check in found)
    lines = [f"Quotes were read again from the produced files at export: {exact} of {len(found)} exact."]
    if any(check.verdict is Verdict.EXACT_OCR for check in found):
        lines.append("“exact (OCR)”: the page is an image; the words are as OCR read them. Compare them with the page.")
    return tuple(lines)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
