"""One record of a load file taken apart into its values."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.load_files.dialect import Dialect


def values(record: str, dialect: Dialect) -> list[str] | None:
    """The values of a record that stands without its final line break; None where a qualified value is not closed.

    Line breaks inside values, real or written as `line_break`, are line feeds. A value that does not begin with the
    qualifier runs to the next separator, and qualifiers inside it are characters like others.
    """
    found: list[str] = []
    position = 0
    while position <= len(record):
        value = _value(record, position, dialect)
        if value is None:
            return None
        text, position = value
        found.append(_line_feeds(text, dialect))
    return found


def _value(record: str, start: int, dialect: Dialect) -> tuple[str, int] | None:
    """The value that begins at `start`, and where the next begins: beyond the end of the record for the last."""
    if not dialect.qualifier or not record.startswith(dialect.qualifier, start):
        return _up_to_separator(record, start, dialect)
    return _doubled(record, start, dialect) if dialect.doubled else _as_it_is(record, start, dialect)


def _up_to_separator(record: str, start: int, dialect: Dialect) -> tuple[str, int]:
    end = record.find(dialect.separator, start)
    end = len(record) if end < 0 else end
    return record[start:end], end + 1


def _as_it_is(record: str, start: int, dialect: Dialect) -> tuple[str, int] | None:
    end = record.find(dialect.qualifier + dialect.separator, start + 1)
    if end >= 0:
        return record[start + 1 : end], end + 2
    last = len(record) - 1
    return (record[start + 1 : last], last + 2) if last > start and record[last] == dialect.qualifier else None


def _doubled(record: str, start: int, dialect: Dialect) -> tuple[str, int] | None:
    found = _closed(dialect.qualifier).match(record, start)
    if not found:
        return None
    rest, following = _up_to_separator(record, found.end(), dialect)
    return found[1].replace(dialect.qualifier * 2, dialect.qualifier) + rest, following


@lru_cache
def _closed(qualifier: str) -> re.Pattern[str]:
    q = re.escape(qualifier)
    return re.compile(f"{q}([^{q}]*+(?:{q}{q}[^{q}]*+)*+){q}")


def _line_feeds(text: str, dialect: Dialect) -> str:
    if dialect.line_break:
        text = text.replace(dialect.line_break, "\n")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
