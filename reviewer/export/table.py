"""What every writer writes: a table of plain text, with what stands above and below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

_UNWRITABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Layout(StrEnum):
    """How a table is laid out on paper: as a table, or as quotes under the documents that they come from."""

    TABLE = "table"
    QUOTES = "quotes"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `weight` is its share of the width; one that is not for `paper` stands in XLSX and CSV only.

    The cells of one of `number` that are counts can be reckoned with in a spreadsheet.
    """

    key: str
    label: str
    weight: float = 1.0
    paper: bool = True
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A list ready to be written. `rows` follow `columns`.

    `caption` is a court's, and stands above the title; `warning` says who may see the list; `heading` lines follow;
    `boxes` are rows of labelled blanks, as court forms have them; `notes` stand at the end.
    """

    title: str
    matter: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: tuple[str, ...] = ()
    warning: str = ""
    heading: tuple[str, ...] = ()
    boxes: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    layout: Layout = field(default=Layout.TABLE)

    def records(self) -> Iterator[dict[str, str]]:
        """Each row as cells by column key."""
        keys = [column.key for column in self.columns]
        return (dict(zip(keys, row, strict=True)) for row in self.rows)

    def on_paper(self) -> tuple[tuple[Column, ...], list[tuple[str, ...]]]:
        """The columns that go on paper, and the rows cut down to them."""
        chosen = [index for index, column in enumerate(self.columns) if column.paper]
        return tuple(self.columns[index] for index in chosen), [tuple(row[i] for i in chosen) for row in self.rows]


def printable(text: str) -> str:
    """Text with one kind of line break, and U+FFFD in place of what no XML file may hold.

    That is control characters and halves of surrogate pairs.
    """
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
