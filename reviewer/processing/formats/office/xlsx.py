"""Spreadsheets (XLSX): ECMA-376 part 1, 18. All sheets in order, cells as they are displayed, hidden ones marked.

What formulas gave when the file was saved is shown; nothing is calculated.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from lxml import etree

from reviewer.errors import ProcessingError
from reviewer.processing.formats.office import parts as zipped
from reviewer.processing.formats.office.drawing import graphics
from reviewer.processing.formats.office.grid import Grid, Hidden
from reviewer.processing.formats.office.numbers import BUILT_IN, display
from reviewer.processing.formats.office.parts import Element, Parts, Relation, attribute, child, every, local
from reviewer.processing.formats.office.writing import (
    Enclosures,
    as_paper,
    comment,
    core_properties,
    note,
    paragraph,
    section,
    text_of,
)
from reviewer.processing.paper import Paper

_COLUMNS = 16_384  # of a sheet; a row of more is made to fill the memory
_STRINGS_LIMIT = 200 << 20  # characters of all shared strings
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_EDGE_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Z&])')


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read an XLSX. Raises ProcessingError, PasswordNeeded."""
    with zipped.opened(path) as parts:
        book = _Book(parts, Enclosures(staging))
        html = "".join(book.sheet(found) for found in book.sheets)
        return as_paper(html, book.enclosures, core_properties(parts), book.fields(), book.grid.flags())


class _Book:
    """A workbook: its sheets, strings and formats."""

    def __init__(self, parts: Parts, enclosures: Enclosures) -> None:
        self._parts, self.enclosures = parts, enclosures
        main = next((found.target for found in parts.relations("").values() if found.kind == "officeDocument"), "")
        if main not in parts or main.endswith(".bin"):
            why = "it is a binary workbook" if main in parts else "its main part is missing"
            raise ProcessingError("The file was not read", why, "Ask for it as XLSX or PDF")
        root = parts.xml(main)
        self._relations = parts.relations(main)
        self.sheets = list(every(root, "sheet"))
        dates = child(root, "workbookPr")
        self._from_1904 = dates is not None and attribute(dates, "date1904") in ("1", "true")
        self._strings = self._shared_strings()
        self._formats = self._cell_formats()
        self._people = self._persons()
        self.grid = Grid()
        self._links: dict[str, None] = {}

    def fields(self) -> dict[str, str]:
        """Names of the sheets, and the addresses of links."""
        return {"sheets": "; ".join(attribute(sheet, "name") for sheet in self.sheets), "links": " ".join(self._links)}

    def sheet(self, found: Element) -> str:
        """A sheet with what belongs to it. One that can't be read is told in its place."""
        title, state = attribute(found, "name"), attribute(found, "state")
        target = self._relations.get(attribute(found, "id"))
        hidden = state in ("hidden", "veryHidden")
        if target is None or target.target not in self._parts:
            self.grid.damaged.append(title)
            return self.grid.page(title, hidden, paragraph(note("[this sheet is missing]")))
        relations = list(self._parts.relations(target.target).values())
        html = self._cells(target.target, title)
        html += "".join(self._beside(relation) for relation in relations)
        return self.grid.page(title, hidden, html)

    def _cells(self, part: str, title: str) -> str:
        """The cells of a sheet, read bit by bit, with its header and footer."""
        rows: list[tuple[bool, dict[int, str]]] = []
        hidden = Hidden(title)
        edges = ""
        with self._parts.stream(part) as file:
            events = etree.iterparse(
                file, events=("end",), resolve_entities=False, load_dtd=False, no_network=True, recover=True
            )
            try:
                for _, element in events:
                    match local(element):
                        case "col" if attribute(element, "hidden") in ("1", "true"):
                            hidden.columns.update(_columns(element))
                        case "c" if (before := element.getprevious()) is not None and len(
                            before.getparent()
                        ) > _COLUMNS:
                            before.getparent().remove(before)
                        case "row":
                            self._row(element, rows, hidden)
                            element.clear()
                        case "headerFooter":
                            edges = "".join(
                                paragraph(escape(_edge(found.text or ""))) for found in element if found.text
                            )
            except etree.XMLSyntaxError:
                self.grid.damaged.append(title)
        return self.grid.table(rows, hidden) + section("Header and footer of the sheet", edges)

    def _row(self, element: Element, rows: list[tuple[bool, dict[int, str]]], hidden: Hidden) -> None:
        cells = {}
        if self.grid.is_full():
            self.grid.cut = True
            return
        for place, cell in enumerate(element):
            if local(cell) == "c" and (text := self._value(cell)):
                found = _PLACE.match(attribute(cell, "r"))
                cells[_column(found[1]) if found else place] = escape(text)
        is_hidden = attribute(element, "hidden") in ("1", "true")
        if cells:
            hidden.rows += [attribute(element, "r")] if is_hidden else []
            self.grid.count += len(cells)
            rows.append((is_hidden, cells))

    def _value(self, cell: Element) -> str:
        kind = attribute(cell, "t") or "n"
        if kind == "inlineStr":
            return _string(child(cell, "is"))
        raw = child(cell, "v")
        value = (raw.text or "") if raw is not None else ""
        if kind == "s":
            return self._strings[int(value)] if value.isdigit() and int(value) < len(self._strings) else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        return self._number(value, attribute(cell, "s")) if kind == "n" and value else value

    def _number(self, value: str, style: str) -> str:
        code = self._formats[int(style)] if style.isdigit() and int(style) < len(self._formats) else ""
        try:
            return display(float(value), code, self._from_1904)
        except (ValueError, OverflowError):
            return value

    def _beside(self, relation: Relation) -> str:
        """What hangs on a sheet: comments, drawings, embedded files, links."""
        if relation.external:
            self._links |= {relation.target: None} if relation.kind == "hyperlink" else {}
            return ""
        match relation.kind:
            case "comments":
                return section("Comments", self._comments(relation.target))
            case "threadedComment":
                return section("Comments in threads", self._threads(relation.target))
            case "drawing":
                return self._drawing(relation.target)
            case "oleObject" | "package":
                self.enclosures.file(self._parts, relation.target, "")
        return ""

    def _comments(self, part: str) -> str:
        root = self._parts.xml_if_any(part)
        authors = [found.text or "" for found in every(root, "author")]
        html = ""
        for found in every(root, "comment"):
            number = attribute(found, "authorId")
            author = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
            html += comment(author, "", f"{escape(attribute(found, 'ref'))}: {escape(_string(child(found, 'text')))}")
        return html

    def _threads(self, part: str) -> str:
        return "".join(
            comment(
                self._people.get(attribute(found, "personId"), ""),
                attribute(found, "dT"),
                f"{escape(attribute(found, 'ref'))}: {escape(text_of(found, 'text'))}",
            )
            for found in every(self._parts.xml_if_any(part), "threadedComment")
        )

    def _drawing(self, part: str) -> str:
        """Text boxes, pictures and charts that lie over the cells."""
        root = self._parts.xml_if_any(part)
        html = "".join(
            paragraph(escape(text_of(found, "t"))) for found in every(root, "p") if text_of(found, "t").strip()
        )
        for relation in self._parts.relations(part).values():
            if relation.kind == "image" and not relation.external:
                html += paragraph(self.enclosures.picture(self._parts, relation.target))
            elif relation.kind in ("chart", "diagramData") and not relation.external:
                html += graphics(self._parts, relation.target)
        return section("Text boxes, pictures and charts", html)

    def _named(self, kind: str) -> str:
        return next((found.target for found in self._relations.values() if found.kind == kind), "")

    def _shared_strings(self) -> list[str]:
        name, strings, size = self._named("sharedStrings"), [], 0
        if name not in self._parts:
            return []
        with self._parts.stream(name) as file:
            events = etree.iterparse(
                file, events=("end",), resolve_entities=False, load_dtd=False, no_network=True, recover=True
            )
            for _, element in events:
                if local(element) == "si":
                    strings.append(_string(element))
                    size += len(strings[-1])
                    element.clear()
                if size > _STRINGS_LIMIT:
                    raise ProcessingError(
                        "The file was not read", "it holds more text than is safe", "Ask for a PDF of it"
                    )
        return strings

    def _cell_formats(self) -> list[str]:
        """The format code of each cell style."""
        root = self._parts.xml_if_any(self._named("styles"))
        own = {attribute(found, "numFmtId"): attribute(found, "formatCode") for found in every(root, "numFmt")}
        styles = child(root, "cellXfs")
        ids = [attribute(found, "numFmtId") for found in styles] if styles is not None else []
        return [own.get(number) or BUILT_IN.get(int(number) if number.isdigit() else 0, "") for number in ids]

    def _persons(self) -> dict[str, str]:
        root = self._parts.xml_if_any(self._named("person"))
        return {attribute(found, "id"): attribute(found, "displayName") for found in every(root, "person")}


def _string(element: Element | None) -> str:
    """The text of a string item, without the reading aids of Japanese ones."""
    texts = [found for found in every(element, "t") if local(found.getparent()) != "rPh"]
    return "".join(found.text or "" for found in texts)


def _column(letters: str) -> int:
    """ "A" as 0, "AA" as 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _columns(element: Element) -> range:
    first, last = attribute(element, "min"), attribute(element, "max")
    return range(int(first) - 1, min(int(last), _COLUMNS)) if first.isdigit() and last.isdigit() else range(0)


def _edge(code: str) -> str:
    """The words of a header or footer, its codes left out."""
    return " ".join(_EDGE_CODES.sub(" ", code).split())
