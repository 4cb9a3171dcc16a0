"""A table as CSV: UTF-8 with a byte order mark, so that Excel reads it right; every field in quotation marks."""

from __future__ import annotations

import csv
import io
import re

from reviewer.export.table import Table

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def write(table: Table) -> bytes:
    """The CSV file: a header row and the rows; what stands above and below the table has no place in it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([column.label for column in table.columns])
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula.

    As OWASP advises on CSV injection, a cell that begins like one (= + - @, also full width or after white space; tab,
    carriage return, line feed) gets an apostrophe in front; the value itself stays whole and readable.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
