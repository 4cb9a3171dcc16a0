"""Tagged excerpts as one reads them: quotes under the documents that they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reviewer.export.quotes import UNCHANGED, Verdict
from reviewer.export.table import Table


@dataclass(frozen=True, slots=True)
class Entry:
    """One quote, its citation, lines of details, and an alert when the words or the file are not as they were."""

    quote: str
    citation: str
    details: tuple[str, ...]
    alert: str


@dataclass(frozen=True, slots=True)
class Section:
    """One document with its quotes. `about` is a line that says where it comes from."""

    heading: str
    about: str
    entries: tuple[Entry, ...]


def sections(table: Table) -> list[Section]:
    """The rows of a table of excerpts, grouped by document in the order of the rows."""
    grouped = groupby(table.records(), key=lambda row: row["control_number"])
    return [_section(list(rows)) for _, rows in grouped]


def _section(rows: Sequence[dict[str, str]]) -> Section:
    first = rows[0]
    heading = f"{first['document']} ({first['date']})" if first["date"] else first["document"]
    begin, end = first["bates_begin"], first["bates_end"]
    bates = " – ".join(dict.fromkeys([begin, end])) if begin else ""
    count = f"{first['page_count']} page{'' if first['page_count'] == '1' else 's'}"
    about = [bates, first["control_number"], f"{first['type']}, {count}", first["author"], first["custodian"]]
    return Section(heading, " · ".join(part for part in about if part), tuple(map(_entry, rows)))


def _entry(row: dict[str, str]) -> Entry:
    tagged = f"Tagged by {row['reviewer']}, {row['tagged_at']} · quote check: {row['quote_check']}"
    labelled = [f"{label}: {row[key]}" for label, key in (("Tags", "tags"), ("Note", "note")) if row[key]]
    return Entry(
        quote=f"“{row['quote']}”",
        citation=row["citation"] + _page(row),
        details=(*labelled, tagged),
        alert=_alert(row),
    )


def _page(row: dict[str, str]) -> str:
    """The page of the file, and the printed label where there is one: kept apart from the Bates number."""
    page = row["file_page"]
    label = f", labelled {row['page_label']}" if row["page_label"] not in ("", page) else ""
    return f" ({'pages' if '–' in page else 'page'} {page} of the file{label})"


def _alert(row: dict[str, str]) -> str:
    """What the reader must know before using the quote."""
    faults = []
    if row["quote_now"]:
        faults.append(f"The words are not as they were tagged. The page now reads: “{row['quote_now']}”.")
    elif row["quote_check"] == Verdict.NOT_FOUND:
        faults.append("The words were not found on the page again: compare them with the page.")
    if row["file_check"] != UNCHANGED:
        faults.append(f"{row['file_check'].capitalize()}.")
    return " ".join(faults)
