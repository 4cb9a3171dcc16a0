"""A table as a Word document: real headings, a header row that repeats, "Page x of y" in the footer."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from reviewer.export.sections import Entry, sections
from reviewer.export.table import Layout, Table

_RED, _GREY = RGBColor(0x8F, 0x2F, 0x2F), RGBColor(0x55, 0x60, 0x6F)
_SANS, _SERIF = "Arial", "Times New Roman"  # on every system, or a font of the same measures is

_LONG = 1500  # characters: a row with more in a cell may go on over the page


def write(table: Table) -> bytes:
    """The DOCX file: excerpts as quotes under their documents, upright; other lists as a table, on its side."""
    made = Document()
    quotes = table.layout is Layout.QUOTES
    width = _set_up(made, table, landscape=not quotes)
    _top(made, table, width)
    if quotes:
        _quotes(made, table)
    else:
        _grid(made, table, width)
    made.add_paragraph()
    for note in table.notes:
        _line(made, note, 8.5, _GREY)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _set_up(made: Any, table: Table, landscape: bool) -> float:
    """Page, fonts, properties and footer; hands back the width of a line in inches."""
    section, margin = made.sections[0], 0.6 if landscape else 1.0
    section.page_width, section.page_height = (Inches(11), Inches(8.5)) if landscape else (Inches(8.5), Inches(11))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Inches(margin))
    made.core_properties.title, made.core_properties.subject = table.title, table.matter
    made.core_properties.author, made.core_properties.comments = "", ""
    _fonts(made)
    _footer(section.footer.paragraphs[0], f"{table.matter} · {table.title}")
    return float(11 if landscape else 8.5) - 2 * margin


def _fonts(made: Any) -> None:
    for name, size in (("Normal", 10.0), ("Title", 18.0), ("Heading 1", 12.0)):
        style = made.styles[name]
        style.font.name, style.font.size = _SANS, Pt(size)
        style.font.color.rgb = RGBColor(0x1D, 0x24, 0x30)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    made.styles["Normal"].paragraph_format.space_after = Pt(2)


def _top(made: Any, table: Table, width: float) -> None:
    lines = [_line(made, line, 11, bold=True) for line in table.caption]
    lines += [_line(made, table.matter, 10, _GREY), made.add_paragraph(table.title, style="Title")]
    lines[-1].paragraph_format.space_after = Pt(4)
    lines += [_line(made, table.warning, 10, _RED, bold=True)] if table.warning else []
    lines += [_line(made, line, 10, _GREY) for line in table.heading]
    for paragraph in lines if table.caption else ():
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if table.boxes:
        boxes = _new_table(made, len(table.boxes), [width / len(table.boxes[0])] * len(table.boxes[0]))
        for row, labels in zip(boxes.rows, table.boxes, strict=True):
            row.height = Inches(0.5)
            for cell, label in zip(row.cells, labels, strict=True):
                _put(cell, label, 7.5)
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _grid(made: Any, table: Table, width: float) -> None:
    columns, rows = table.on_paper()
    share = width / sum(column.weight for column in columns)
    grid = _new_table(made, 1 + len(rows), [column.weight * share for column in columns])
    for cell, column in zip(grid.rows[0].cells, columns, strict=True):
        _put(cell, column.label, 8.5, bold=True)
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", fill="E6EAF1"))
    grid.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for row, values in zip(list(grid.rows)[1:], rows, strict=True):
        if max(map(len, values)) < _LONG:
            row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, column, value in zip(row.cells, columns, values, strict=True):
            _put(cell, value, 10 if column.key == "quote" else 8.5, _SERIF if column.key == "quote" else "")


def _new_table(made: Any, rows: int, widths: list[float]) -> Any:
    """An empty ruled table with fixed column widths, in inches."""
    grid = made.add_table(rows=rows, cols=len(widths), style="Table Grid")
    grid.autofit = False
    _style(grid._tbl.tblPr)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Inches(width)
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Inches(width)
    return grid


def _style(properties: Any) -> None:
    """Thin grey rules and some air in the cells; the schema wants these elements before and after the layout."""
    rules, air, layout = _element("w:tblBorders"), _element("w:tblCellMar"), properties.find(qn("w:tblLayout"))
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        rules.append(_element(f"w:{side}", val="single", sz="4", space="0", color="A9B0BB"))
    for side, twips in (("top", "50"), ("left", "80"), ("bottom", "50"), ("right", "80")):
        air.append(_element(f"w:{side}", w=twips, type="dxa"))
    layout.addprevious(rules)
    layout.addnext(air)


def _put(cell: Any, text: str, size: float, font: str = "", bold: bool = False) -> None:
    cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    run = cell.paragraphs[0].add_run(text)
    run.font.size, run.bold = Pt(size), bold or None
    if font:
        run.font.name = font


def _quotes(made: Any, table: Table) -> None:
    for section in sections(table):
        made.add_heading(section.heading, level=1)
        _line(made, section.about, 9, _GREY).paragraph_format.keep_with_next = True
        for entry in section.entries:
            _entry(made, entry)


def _entry(made: Any, entry: Entry) -> None:
    quote = made.add_paragraph()
    run = quote.add_run(entry.quote)
    run.font.name, run.font.size = _SERIF, Pt(12)
    quote.paragraph_format.space_before, quote.paragraph_format.right_indent = Pt(9), Inches(0.4)
    lines = [_line(made, entry.citation, 10, bold=True)]
    lines += [_line(made, line, 9, _GREY) for line in entry.details]
    lines += [_line(made, entry.alert, 9, _RED, bold=True)] if entry.alert else []
    for paragraph in (quote, *lines):
        paragraph.paragraph_format.left_indent = Inches(0.3)
        paragraph.paragraph_format.keep_with_next = paragraph is not lines[-1]


def _line(made: Any, text: str, size: float, colour: RGBColor | None = None, bold: bool = False) -> Any:
    paragraph = made.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold or None
    if colour is not None:
        run.font.color.rgb = colour
    return paragraph


def _footer(paragraph: Any, text: str) -> None:
    """The text, and "Page x of y" as fields that Word fills in."""
    paragraph.add_run(f"{text} · Page ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(8), _GREY


def _field(paragraph: Any, code: str) -> None:
    instruction, shown = _element("w:instrText"), _element("w:t")
    instruction.text, shown.text = code, "1"
    begin, separate, end = (_element("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    for part in (begin, instruction, separate, shown, end):
        paragraph.add_run()._r.append(part)


def _element(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
