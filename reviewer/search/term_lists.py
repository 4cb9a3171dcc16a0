"""Lists of terms: text with a query a line, or a table with the queries in its first column; `#` begins a comment.

Whoosh is loaded by the job that makes the report: the process of the window reads lists without it.
"""

from __future__ import annotations

import csv
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.jobs import Progress
from reviewer.store.term_reports import TermReport

MOST_BYTES = 1 << 20  # of a list
MOST_TERMS = 5000

Listed = tuple[int, str]
"""The number of a line, from 1, and the query on it."""


@dataclass(frozen=True, slots=True)
class TermOrder:
    """A report to be made in a child process: the queries of `listed`, over the matter in `folder`, for `author`.

    With `keep`, the process that gives the order holds the matter, and the report is kept in it.
    """

    folder: Path
    listed: tuple[Listed, ...]
    author: str
    keep: bool = False


def listed(text: str) -> tuple[Listed, ...]:
    """The queries of a text, one a line; of a line with tabs, as spreadsheets put it on the clipboard, the first cell.

    Raises ReviewerError when there is none, or more than can be reported on.
    """
    return _sound((number, line.split("\t", 1)[0]) for number, line in enumerate(text.splitlines(), 1))


def listed_in(path: Path) -> tuple[Listed, ...]:
    """The queries of a file: of a CSV its first column, of any other its lines. Raises ReviewerError."""
    text = list_text(path)
    if path.suffix.lower() != ".csv":
        return listed(text)
    first = text.split("\n", 1)[0]
    rows = csv.reader(text.splitlines(keepends=True), delimiter=";" if ";" in first and "," not in first else ",")
    found = []
    try:
        for row in rows:
            found.append((rows.line_num, row[0] if row else ""))
    except csv.Error as error:
        raise _refused(f"{path.name} can't be read as a CSV file ({error})", "Save it again as CSV or text") from error
    return _sound(found)


def list_text(path: Path) -> str:
    """The text of a list: UTF-8, UTF-16 with its mark, or Windows-1252. Raises ReviewerError."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refused(f"{path.name} is larger than a list of terms can be", "Name a text or CSV file")
        content = path.read_bytes()
    except OSError as error:
        raise _refused(f"{path.name} can't be read ({(error.strerror or str(error)).lower()})", "Check it") from error
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        raise _refused(f"{path.name} is no text", "Name a text or CSV file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def report(order: TermOrder) -> Generator[Progress, None, TermReport]:
    """Make a report, as a job; its id is 0 where it is not kept. Raises ReviewerError."""
    from reviewer.search import terms

    return (yield from terms.report(order))


def _sound(lines: Iterable[Listed]) -> tuple[Listed, ...]:
    """The lines that hold a query. Raises ReviewerError."""
    found = tuple((number, line.strip()) for number, line in lines if line.strip() and line.strip()[0] != "#")
    if not found:
        raise _refused("the list holds no term", "Write a query on each line")
    if len(found) > MOST_TERMS:
        raise _refused(f"the list holds {len(found):,} terms, more than {MOST_TERMS:,}", "Make several lists of it")
    return found


def _refused(why: str, do: str) -> ReviewerError:
    return ReviewerError("No term report was made", why, do)
