"""A table as an Excel workbook. Every cell but a count is text: never a formula or a link, and leading zeros stay."""

from __future__ import annotations

import io
import re
from textwrap import wrap
from typing import Any

import xlsxwriter

from reviewer.export.table import Column, Table

_LONGEST = 32_767  # UTF-16 code units: Excel's limit for a cell
_CUT = " [cut here: a cell holds no more; the other formats have the whole text]"
_COUNT = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)  # what Excel holds exactly
_WIDTH = 140.0  # characters: the sum of the widths of the columns that go on paper


def write(table: Table) -> bytes:
    """The workbook: the table on the first sheet with its header in row 1, what stands around it on the second."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": table.title, "subject": table.matter})
    _fill(book, book.add_worksheet("List"), table)
    _about(book, book.add_worksheet("About"), table)
    book.close()
    return file.getvalue()


def _fill(book: Any, sheet: Any, table: Table) -> None:
    style = {"text_wrap": True, "valign": "top", "font_name": "Arial", "font_size": 10, "num_format": "@"}
    body = book.add_format({**style, "border": 1, "border_color": "#C4CAD3"})
    count = book.add_format({**style, "num_format": "#,##0", "border": 1, "border_color": "#C4CAD3"})
    head = book.add_format(
        {**style, "bold": True, "bg_color": "#E6EAF1", "border": 1, "border_color": "#A9B0BB", "valign": "vcenter"}
    )
    widths = _widths(table.columns)
    for index, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, column.label, head)
    sheet.set_row(0, 30)
    for number, row in enumerate(table.rows, start=1):
        sheet.set_row(number, _height(row, widths))
        for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if column.number and _COUNT.fullmatch(cell):
                sheet.write_number(number, index, int(cell), count)
            else:
                sheet.write_string(number, index, _fitting(cell), body)
    _set_up_page(sheet, table)


def _set_up_page(sheet: Any, table: Table) -> None:
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(5)  # Legal: these lists are wide
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, max(len(table.rows), 1), sum(column.paper for column in table.columns) - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
    sheet.set_header(f'&L{_plain(table.matter)}&C&"Arial,Bold"{_plain(table.title)}&R{_plain(table.warning)}')
    sheet.set_footer("&RPage &P of &N")


def _about(book: Any, sheet: Any, table: Table) -> None:
    body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    title = book.add_format({"text_wrap": True, "bold": True, "font_size": 14})
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, table.title, title)
    blanks = [label for row in table.boxes for label in row]
    for number, line in enumerate(
        [table.matter, *table.caption, *filter(None, [table.warning]), *table.heading, *blanks, *table.notes], start=1
    ):
        sheet.write_string(number, 0, line, body)


def _widths(columns: tuple[Column, ...]) -> list[float]:
    """Column widths in characters."""
    share = _WIDTH / sum(column.weight for column in columns if column.paper)
    return [min(max(column.weight * share, len(column.label) * 0.8 + 4, 10), 70) for column in columns]


def _height(row: tuple[str, ...], widths: list[float]) -> float:
    """The height in points that shows a row whole, up to Excel's limit; programs differ in whether they find it."""
    lines = (
        sum(len(wrap(line, max(int(width) - 1, 1))) or 1 for line in cell.split("\n"))
        for cell, width in zip(row, widths, strict=True)
    )
    return min(13.5 * max(lines) + 4, 409)


def _fitting(cell: str) -> str:
    """The cell, cut with a note when Excel can't hold it."""
    units = cell.encode("utf-16-le")
    if len(units) // 2 <= _LONGEST:
        return cell
    return units[: 2 * (_LONGEST - len(_CUT))].decode("utf-16-le", errors="ignore") + _CUT


def _plain(text: str) -> str:
    """Text for a page header, where & begins a code and 255 characters are the limit for all."""
    return text[:70].replace("&", "&&")
