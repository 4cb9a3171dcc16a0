"""A table as one HTML file: no script, no link to anything outside, good to print."""

from __future__ import annotations

import re
from html import escape

from reviewer.export.sections import Entry, sections
from reviewer.export.table import Layout, Table

_CSS = """
:root { color-scheme: light }
body { font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: #1d2430;
  background: #fff; max-width: 76rem; margin: 2.5rem auto; padding: 0 1.5rem }
body.quotes { max-width: 50rem }
.court { text-align: center }
.caption p { font-weight: 600; margin: 0.1rem 0 }
.matter { color: #55606f; margin: 0 }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0.1rem 0 0.4rem }
.heading p { margin: 0.1rem 0; color: #55606f }
h2 { font-size: 1.1rem; margin: 2.2rem 0 0; padding-top: 0.9rem; border-top: 1px solid #d4d9e1 }
.about { color: #55606f; font-size: 0.87rem; margin: 0.1rem 0 0 }
figure { margin: 1.2rem 0 0 }
blockquote { font-family: Charter, "Iowan Old Style", Cambria, Georgia, serif; font-size: 1.06rem; line-height: 1.6;
  margin: 0; padding: 0.1rem 0 0.1rem 1rem; border-left: 3px solid #9fb3cf; overflow-wrap: anywhere }
figcaption { padding-left: 1.2rem; font-size: 0.87rem; color: #55606f }
figcaption p { margin: 0.15rem 0 }
.cite { color: #1d2430; font-weight: 600 }
.alert { color: #8f2f2f; font-weight: 600; margin: 0.1rem 0 }
table { border-collapse: collapse; width: 100%; margin: 1.2rem 0; font-size: 0.84rem; line-height: 1.4 }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.5rem; border: 1px solid #c9cfd8;
  overflow-wrap: anywhere; white-space: pre-line }
th { background: #e9edf3 }
.number { white-space: nowrap }
td.quote { font-family: Charter, "Iowan Old Style", Cambria, Georgia, serif; font-size: 0.93rem }
table.boxes td { height: 3rem; font-size: 0.75rem }
.notes { margin-top: 2rem; font-size: 0.82rem; color: #55606f }
@media print {
  @page { size: letter; margin: 0.6in }
  @page wide { size: letter landscape; margin: 0.5in }
  body { margin: 0; padding: 0; max-width: none; font-size: 11px } body.table { page: wide }
  thead { display: table-header-group } tr, figure { break-inside: avoid } h2 { break-after: avoid }
}
"""


def write(table: Table) -> bytes:
    """The HTML file, in UTF-8."""
    body = _quotes(table) if table.layout is Layout.QUOTES else _grid(table)
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(table.title)} – {escape(table.matter)}</title>\n<style>{_CSS}</style>\n</head>\n"
        f'<body class="{table.layout}">\n{_top(table)}\n{body}\n'
        f'<div class="notes">{_lines(table.notes)}</div>\n</body>\n</html>\n'
    )
    return page.encode("utf-8")


def _top(table: Table) -> str:
    parts = [
        f'<header class="{"court" if table.caption else "office"}">',
        f'<div class="caption">{_lines(table.caption)}</div>',
        f'<p class="matter">{escape(table.matter)}</p>',
        f"<h1>{escape(table.title)}</h1>",
        f'<p class="alert">{escape(table.warning)}</p>' if table.warning else "",
        f'<div class="heading">{_lines(table.heading)}</div>',
    ]
    return "\n".join([*parts, "</header>", _boxes(table)])


def _boxes(table: Table) -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{escape(label)}</td>' for label in row)}</tr>" for row in table.boxes)
    return f'<table class="boxes">{rows}</table>' if rows else ""


def _grid(table: Table) -> str:
    columns, rows = table.on_paper()
    total = sum(column.weight for column in columns)
    widths = "".join(f'<col style="width: {100 * column.weight / total:.1f}%">' for column in columns)
    head = "".join(f'<th scope="col">{escape(column.label)}</th>' for column in columns)
    body = "\n".join(
        f"<tr>{''.join(_cell(column.key, cell) for column, cell in zip(columns, row, strict=True))}</tr>"
        for row in rows
    )
    return (
        f"<table>\n<colgroup>{widths}</colgroup>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _cell(key: str, text: str) -> str:
    """A table cell in which a number such as ABC-0000012 is not broken at its hyphen."""
    whole = re.sub(r"[\w.&;-]*-\d{3,}", r'<span class="number">\g<0></span>', escape(text))
    return f'<td class="{key}">{whole}</td>'


def _quotes(table: Table) -> str:
    return "\n".join(
        f'<section>\n<h2>{escape(section.heading)}</h2>\n<p class="about">{escape(section.about)}</p>\n'
        + "\n".join(map(_figure, section.entries))
        + "\n</section>"
        for section in sections(table)
    )


def _figure(entry: Entry) -> str:
    alert = f'<p class="alert">{escape(entry.alert)}</p>' if entry.alert else ""
    return (
        f"<figure><blockquote>{escape(entry.quote)}</blockquote>\n"
        f'<figcaption><p class="cite">{escape(entry.citation)}</p>{_lines(entry.details)}{alert}</figcaption></figure>'
    )


def _lines(lines: tuple[str, ...] | list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)
