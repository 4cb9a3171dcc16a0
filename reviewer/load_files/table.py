"""The rows of a load file, read one after another with their line numbers; nothing in it is lost.

A record ends where a line ends, unless a qualified value is open. A row that does not fit is handed back as it stands
and never moves the values of another: it can be written to a file that can be loaded again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.load_files.dialect import Dialect
from reviewer.load_files.lines import Record, read_records

_SAMPLE = 100  # records whose usual count of values is that of a file without a row of names


@dataclass(frozen=True, slots=True)
class Row:
    """The values of a record that begins on `line` (from 1)."""

    line: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A record that is not taken for a row: where it begins, its text with line breaks, and why."""

    line: int
    raw: str
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a user should know of a line that was read."""

    line: int
    what: str


Item = Row | BadRow | Note


def header(path: Path, dialect: Dialect) -> tuple[str, ...]:
    """The names of the columns, blanks around them taken off; "Column 1" and so on where there is no row of names.

    Raises ReviewerError where the file can't be read or holds nothing.
    """
    first = [record.values for record in islice(read_records(path, dialect), 1 if dialect.header else _SAMPLE)]
    closed = [found for found in first if found is not None]
    if not closed:
        why = "its first row is not closed" if first else "it is empty"
        raise ReviewerError(f"{path.name} was not read", why, "Choose another file, or say how it is written")
    if dialect.header:
        return _tidy(closed[0])
    width = Counter(map(len, closed)).most_common(1)[0][0]
    return tuple(f"Column {number}" for number in range(1, width + 1))


def _tidy(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in names)


def rows(path: Path, dialect: Dialect) -> Iterator[Item]:
    """The rows below the names, the records that don't fit, and notes, in the order of the file."""
    names = header(path, dialect)
    records = read_records(path, dialect, len(names))
    if dialect.header:
        next(records)
    for record in records:
        if dialect.header and record.values is not None and _tidy(record.values) == names:
            yield Note(record.line, "the names of the columns stand here again")
        else:
            yield from _items(record, len(names), dialect)


def _items(record: Record, width: int, dialect: Dialect) -> Iterator[Item]:
    if record.values is None:
        yield BadRow(record.line, record.raw, f"a value is opened by {dialect.qualifier} and not closed")
    elif len(record.values) != width:
        yield BadRow(record.line, record.raw, f"it has {len(record.values)} values where the file has {width} columns")
    else:
        if record.strange:
            yield Note(record.line, f"some characters are not {dialect.encoding}; they were guessed or left out")
        yield Row(record.line, record.values)
