"""Spreadsheets from before 2007 (XLS) by `xlrd`, where LibreOffice is not installed: cells, notes, what is hidden."""

from __future__ import annotations

from html import escape
from pathlib import Path

import xlrd

from reviewer.errors import PasswordNeeded, ProcessingError
from reviewer.processing.formats.office.grid import Grid, Hidden, Row
from reviewer.processing.formats.office.numbers import display
from reviewer.processing.formats.office.writing import comment, section
from reviewer.processing.paper import Paper

_LIMIT = 64 << 20
_NOT_READ = "text boxes, headers and pictures of an XLS file are not read without LibreOffice"


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read an XLS. Raises ProcessingError, PasswordNeeded."""
    if path.stat().st_size > _LIMIT:
        raise ProcessingError("The file was not read", "it is larger than 64 MB", "Ask for a PDF of it")
    book, grid = _opened(path, on_demand=False), Grid()
    try:
        html = "".join(_sheet(book, sheet, grid) for sheet in book.sheets())
    except Exception as error:  # xlrd lets many errors of damaged files through
        raise ProcessingError("The file was not read", "it is damaged", "Ask for it again") from error
    fields = {"sheets": "; ".join(book.sheet_names())} | ({"last author": book.user_name} if book.user_name else {})
    return Paper(html, fields=fields, flags=(_NOT_READ, *grid.flags()))


def refuse_locked(path: Path) -> None:
    """Raise PasswordNeeded for a workbook that is encrypted; say nothing of any other fault."""
    try:
        _opened(path, on_demand=True).release_resources()
    except PasswordNeeded:
        raise
    except ProcessingError:
        pass


def _opened(path: Path, on_demand: bool) -> xlrd.book.Book:
    try:
        return xlrd.open_workbook(str(path), formatting_info=True, on_demand=on_demand, logfile=_Nowhere())
    except Exception as error:
        if "encrypted" in str(error).lower():
            raise PasswordNeeded(
                "The file was not read", "it is locked by a password", "Ask for a copy without one"
            ) from error
        raise ProcessingError("The file was not read", "it is damaged", "Ask for it again") from error


class _Nowhere:
    """A log that keeps nothing: words of documents don't belong into logs."""

    def write(self, text: str) -> None:
        pass


def _sheet(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, grid: Grid) -> str:
    hidden = Hidden(sheet.name)
    hidden.columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    rows: list[Row] = []
    for number in range(sheet.nrows):
        cells = {place: escape(text) for place, text in _texts(book, sheet, number) if text}
        if cells and grid.is_full():
            grid.cut = True
            break
        info = sheet.rowinfo_map.get(number)
        concealed = bool(info and info.hidden)
        hidden.rows += [str(number + 1)] if concealed and cells else []
        grid.count += len(cells)
        rows += [(concealed, cells)] if cells else []
    notes = "".join(comment(found.author or "", "", escape(found.text)) for found in sheet.cell_note_map.values())
    return grid.page(sheet.name, bool(sheet.visibility), grid.table(rows, hidden) + section("Comments", notes))


def _texts(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, number: int) -> list[tuple[int, str]]:
    return [(place, _text(book, cell)) for place, cell in enumerate(sheet.row(number))]


def _text(book: xlrd.book.Book, cell: xlrd.sheet.Cell) -> str:
    match cell.ctype:
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            style = book.xf_list[cell.xf_index]
            return display(cell.value, book.format_map[style.format_key].format_str, bool(book.datemode))
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    return str(cell.value)
