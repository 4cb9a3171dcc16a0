"""HTML as blocks to be laid out: paragraphs, pictures, tables, rules and page breaks. Lengths are points.

A small HTML: headings, paragraphs, lists, `pre`, `blockquote`, tables (`border` draws rules), `img`, `hr`
(`<hr class="page">` begins a page) and the inline marks b, i, u, s, ins, del, mark, code, small, sup, sub, a.
`<span class="note">` is a word of ours, not the document's. What is unknown is shown as its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from unicodedata import normalize

from lxml import etree

_NESTED_TABLES = 8  # deeper tables are shown as paragraphs
_MOST_INDENT = 160.0
_MOST_SPAN = 64
_UNDRAWABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_NO_CHARACTERS = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Style:
    """How words look. Colours are PDF operands: three shares from 0 to 1."""

    size: float = 10.0
    bold: bool = False
    italic: bool = False
    mono: bool = False
    under: bool = False
    strike: bool = False
    colour: str = "0 0 0"
    back: str = ""


@dataclass(slots=True)
class Paragraph:
    """Words in their styles. `kept`: white space is as written. `marker` stands before the first line."""

    pieces: list[tuple[str, Style]] = field(default_factory=list)
    indent: float = 0.0
    above: float = 0.0
    kept: bool = False
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image by its name, with the size wished for (0: as it is) and the text that stands for it."""

    name: str
    width: float = 0.0
    height: float = 0.0
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across; `page` begins a new page instead."""

    page: bool = False


@dataclass(slots=True)
class Cell:
    """A cell of a table, over `span` columns."""

    blocks: list[Block] = field(default_factory=list)
    span: int = 1


@dataclass(slots=True)
class Table:
    """Rows of cells; `ruled` draws lines around them."""

    rows: list[list[Cell]] = field(default_factory=list)
    ruled: bool = False


Block = Paragraph | Picture | Rule | Table

_HEADINGS = {"h1": 18.0, "h2": 15.0, "h3": 13.0, "h4": 11.5, "h5": 10.5, "h6": 10.0}
_BLOCKS = {
    *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "pre", "blockquote", "center", "address", "section", "article"),
    *("header", "footer", "main", "nav", "aside", "form", "fieldset", "legend", "figure", "figcaption", "details"),
    *(
        "summary",
        "caption",
        "body",
        "html",
        "option",
        "optgroup",
        "tr",
        "thead",
        "tbody",
        "tfoot",
        "frameset",
        "hgroup",
    ),
    *_HEADINGS,
}
_ABOVE = {"p": 5.0, "pre": 5.0, "ul": 3.0, "ol": 3.0, "blockquote": 5.0, "dl": 3.0} | dict.fromkeys(_HEADINGS, 9.0)
_INDENTS = {"ul": 16.0, "ol": 20.0, "blockquote": 18.0, "dd": 18.0}
_SILENT = {"script", "style", "head", "template", "noscript"}

_MARKS: dict[str, Callable[[Style], Style]] = {
    "u": partial(replace, under=True),
    "ins": partial(replace, under=True, colour="0 0.4 0.1"),
    "mark": partial(replace, back="1 0.93 0.6"),
    "a": partial(replace, colour="0.05 0.25 0.6"),
    "small": lambda style: replace(style, size=style.size * 0.85),
    **dict.fromkeys(("sup", "sub"), lambda style: replace(style, size=style.size * 0.8)),
    **dict.fromkeys(("b", "strong", "th", "dt"), partial(replace, bold=True)),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), partial(replace, italic=True)),
    **dict.fromkeys(("s", "strike"), partial(replace, strike=True)),
    "del": partial(replace, strike=True, colour="0.7 0 0"),
    **dict.fromkeys(("code", "tt", "kbd", "samp", "pre"), partial(replace, mono=True)),
}


def blocks(html: str) -> list[Block]:
    """The blocks of an HTML fragment or page. Nothing is fetched; scripts and style sheets are left out."""
    builder = _Builder()
    root = _parse(_NO_CHARACTERS.sub("\ufffd", html))
    if root is not None:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            builder.start(element) if event == "start" else builder.end(element)
    return builder.done()


def _parse(html: str) -> etree._Element | None:
    """The tree of a page. Where it is nested deeper than the parser goes, tags are taken out: words come first."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    if not html.strip():
        return None
    try:
        root = etree.fromstring(f"<body>{html}</body>".encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or any("depth" in entry.message.lower() for entry in parser.error_log):
        bare = re.sub(r"<[^<>]*>", " ", html)
        return etree.fromstring(f"<body><p>{bare}</p></body>".encode(), parser) if bare.strip() else None
    return root


class _Builder:
    """Blocks under way: where the next ones go, and how words look there."""

    def __init__(self) -> None:
        self._flows: list[list[Block]] = [[]]
        self._tables: list[Table] = []
        self._held: list[
            dict[int, int]
        ] = []  # for each table: the columns that cells still fill, and for how many rows
        self._columns: list[int] = []  # for each table: the column where the next cell begins
        self._styles = [Style()]
        self._indent, self._above, self._marker = [0.0], 0.0, ""
        self._counters: list[int] = []
        self._open: Paragraph | None = None
        self._kept, self._silent = 0, 0

    def start(self, element: etree._Element) -> None:
        """An element begins, with the text before its first child."""
        tag = str(element.tag).lower()
        self._silent += tag in _SILENT
        if not self._silent:
            self._styles.append(self._style(tag, element))
            self._begin(tag, element)
            self._text(element.text)

    def end(self, element: etree._Element) -> None:
        """An element ends, with the text after it."""
        tag = str(element.tag).lower()
        if not self._silent:
            self._finish(tag)
            self._styles.pop()
        self._silent -= tag in _SILENT
        if not self._silent:
            self._text(element.tail)

    def done(self) -> list[Block]:
        """All blocks."""
        return self._flows[0]

    def _style(self, tag: str, element: etree._Element) -> Style:
        style = self._styles[-1]
        if tag in _HEADINGS:
            return replace(style, size=_HEADINGS[tag], bold=True)
        if "note" in (element.get("class") or "").split():
            return replace(style, italic=True, size=style.size * 0.9, colour="0.35 0.35 0.4")
        return _MARKS[tag](style) if tag in _MARKS else style

    def _begin(self, tag: str, element: etree._Element) -> None:
        if tag == "table":
            self._begin_table(element)
        elif tag in ("td", "th") and self._rows_here():
            self._begin_cell(element)
        elif tag == "tr" and self._rows_here():
            self._break()
            self._tables[-1].rows.append([])
            self._columns[-1] = 0
        elif tag in _BLOCKS or tag in ("td", "th"):
            self._begin_block(tag)
        elif tag == "br":
            self._text("\n", kept=True)
        elif tag == "hr":
            self._put(Rule("page" in (element.get("class") or "").split()))
        elif tag == "img":
            size = (_points(element.get("width")), _points(element.get("height")))
            self._put(Picture(element.get("src") or "", *size, (element.get("alt") or "").strip()))

    def _begin_block(self, tag: str) -> None:
        self._break()
        self._above = max(self._above, _ABOVE.get(tag, 0.0))
        self._indent.append(min(self._indent[-1] + _INDENTS.get(tag, 0.0), _MOST_INDENT))
        self._kept += tag == "pre"
        if tag in ("ul", "ol"):
            self._counters.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._marker = self._next_marker()

    def _next_marker(self) -> str:
        if not self._counters or self._counters[-1] < 0:
            return "•"
        self._counters[-1] += 1
        return f"{self._counters[-1]}."

    def _rows_here(self) -> bool:
        """Whether rows and cells belong to a table that is laid out as one."""
        return bool(self._tables) and len(self._tables) <= _NESTED_TABLES

    def _begin_table(self, element: etree._Element) -> None:
        self._break()
        table = Table(ruled=(element.get("border") or "0") != "0")
        self._tables.append(table)
        self._held.append({})
        self._columns.append(0)
        if self._rows_here():
            self._put(table)

    def _begin_cell(self, element: etree._Element) -> None:
        self._break()
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        self._fill_held()
        cell, down = Cell(span=_span(element.get("colspan"))), _span(element.get("rowspan"))
        if down > 1:
            self._held[-1] |= dict.fromkeys(range(self._columns[-1], self._columns[-1] + cell.span), down)
        self._columns[-1] += cell.span
        table.rows[-1].append(cell)
        self._flows.append(cell.blocks)
        self._indent.append(0.0)

    def _fill_held(self) -> None:
        """Empty cells where those of earlier rows reach down."""
        while self._held[-1].get(self._columns[-1]):
            self._tables[-1].rows[-1].append(Cell())
            self._columns[-1] += 1

    def _finish(self, tag: str) -> None:
        if tag == "table":
            self._break()
            self._tables.pop()
            self._held.pop()
            self._columns.pop()
        elif tag in ("td", "th") and self._rows_here():
            self._break()
            self._flows.pop()
            self._indent.pop()
        elif tag == "tr" and self._rows_here():
            self._break()
            self._fill_held()
            self._held[-1] = {column: rows - 1 for column, rows in self._held[-1].items() if rows > 1}
        elif tag in _BLOCKS or tag in ("td", "th"):
            self._break()
            self._indent.pop()
            self._kept -= tag == "pre"
            if tag in ("ul", "ol"):
                self._counters.pop()

    def _break(self) -> None:
        self._open = None

    def _put(self, block: Block) -> None:
        self._break()
        self._flows[-1].append(block)

    def _text(self, text: str | None, kept: bool = False) -> None:
        """Words go to the paragraph under way; white space alone begins none."""
        if not text or (self._open is None and not text.strip() and not kept and not self._kept):
            return
        if self._open is None:
            self._open = Paragraph([], self._indent[-1], self._above, bool(self._kept), self._marker)
            self._above, self._marker = 0.0, ""
            self._flows[-1].append(self._open)
        clean = _UNDRAWABLE.sub("", normalize("NFC", text)).replace("\xa0", " ")
        spaced = clean if kept or self._kept else re.sub(r"\s+", " ", clean)
        self._open.pieces.append((spaced, self._styles[-1]))


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _MOST_SPAN) if text and text.strip().isascii() and text.strip().isdigit() else 1


def _points(text: str | None) -> float:
    """A width or height in CSS pixels, as points; 0 where none is given."""
    found = re.match(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$", text or "")
    return int(found[1]) * 0.75 if found else 0.0
