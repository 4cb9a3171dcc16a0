"""A table as PDF, on Letter paper: header rows repeated, long rows carried over, pages numbered."""

from __future__ import annotations

from reviewer.export.sections import Entry, Section, sections
from reviewer.export.table import Layout, Table
from reviewer.pdf.report import Grid, as_html, report

_CSS = """
body { font-family: serif; font-size: 9pt; line-height: 1.3; color: #1d2430 }
h1 { font-size: 17pt; margin: 0 0 3pt 0 }
.court { font-weight: bold; font-size: 10pt }
.matter, .about, .details { color: #55606f }
.warning, .alert { color: #8f2f2f; font-weight: bold }
.head { font-weight: bold; font-size: 8pt }
.cell { font-size: 8.5pt }
.label { font-size: 7pt }
.foot { font-size: 8pt; color: #595959 }
.note { font-size: 8pt; color: #55606f }
h2 { font-size: 11.5pt; margin: 12pt 0 0 0 }
.quote { font-size: 10.5pt; line-height: 1.4; margin: 7pt 10pt 2pt 14pt }
.cite { font-weight: bold; margin-left: 14pt }
.details, .alert { font-size: 8.5pt; margin-left: 14pt }
"""
_BOX = "<p>&#160;</p>"  # room to write in a court form's box


def write(table: Table) -> bytes:
    """The PDF file."""
    quotes = table.layout is Layout.QUOTES
    body = _quotes(table) if quotes else _grid(table)
    notes = Grid((1,), (("<p>&#160;</p>" + "".join(_paragraph("note", note) for note in table.notes),),))
    footer = _paragraph("foot", f"{table.matter} · {table.title}")
    return report(table.title, [*_top(table), body, notes], _CSS, footer, landscape=not quotes)


def _top(table: Table) -> list[Grid]:
    lines = [_paragraph("court", line) for line in table.caption]
    lines += [_paragraph("matter", table.matter), f"<h1>{as_html(table.title)}</h1>"]
    lines += [_paragraph("warning", table.warning)] if table.warning else []
    lines += [_paragraph("matter", line) for line in table.heading]
    side = "center" if table.caption else "left"
    head = Grid((1,), ((f'<div style="text-align: {side}">{"".join(lines)}</div>',),))
    boxes = [
        Grid((1,) * len(row), (tuple(_paragraph("label", label) + _BOX for label in row),), ruled=True)
        for row in table.boxes
    ]
    return [head, *boxes, Grid((1,), (("<p>&#160;</p>",),))] if boxes else [head]


def _grid(table: Table) -> Grid:
    columns, rows = table.on_paper()
    return Grid(
        widths=tuple(column.weight for column in columns),
        rows=tuple(tuple(_paragraph("cell", cell) for cell in row) for row in rows),
        header=tuple(_paragraph("head", column.label) for column in columns),
        ruled=True,
    )


def _quotes(table: Table) -> Grid:
    """One row a quote, the document's heading in the first of its quotes so that they stay together."""
    return Grid((1,), tuple((row,) for section in sections(table) for row in _section(section)))


def _section(section: Section) -> list[str]:
    entries = [_entry(entry) for entry in section.entries]
    entries[0] = f"<h2>{as_html(section.heading)}</h2>{_paragraph('about', section.about)}{entries[0]}"
    return entries


def _entry(entry: Entry) -> str:
    details = "".join(_paragraph("details", line) for line in entry.details)
    alert = _paragraph("alert", entry.alert) if entry.alert else ""
    return _paragraph("quote", entry.quote) + _paragraph("cite", entry.citation) + details + alert


def _paragraph(style: str, text: str) -> str:
    return f'<p class="{style}">{as_html(text)}</p>'
