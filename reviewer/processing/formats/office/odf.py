"""OpenDocument (ODT, ODS, ODP): ISO/IEC 26300. Text in order; notes, annotations and tracked changes marked as such."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape
from pathlib import Path

from reviewer.errors import PasswordNeeded, ProcessingError
from reviewer.processing.formats.office import parts as zipped
from reviewer.processing.formats.office.grid import Grid, Hidden, Row
from reviewer.processing.formats.office.parts import Element, Parts, attribute, child, every, local
from reviewer.processing.formats.office.writing import (
    COMMENT_MARK,
    PAGE,
    Enclosures,
    Properties,
    as_paper,
    comment,
    described,
    note,
    paragraph,
    properties,
    section,
    table,
)
from reviewer.processing.paper import Paper

_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DEPTH = 60
_MOST_REPEATS = 200


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read an ODT, ODS or ODP. Raises ProcessingError, PasswordNeeded."""
    with zipped.opened(path) as parts:
        _refuse_locked(parts)
        enclosures = Enclosures(staging)
        content = parts.xml("content.xml")
        text = _Text(parts, enclosures, content)
        html = text.body(child(content, "body"))
        html += section("Comments", "".join(text.comments)) + section("Headers and footers", text.edges())
        flags = (*text.flags(), *text.grid.flags())
        return as_paper(html, enclosures, _properties(parts), text.fields(), flags)


def _refuse_locked(parts: Parts) -> None:
    """Encrypted parts are named in the manifest: part 3, 4.8."""
    if any(True for _ in every(parts.xml_if_any("META-INF/manifest.xml"), "encryption-data")):
        raise PasswordNeeded("The file was not read", "it is locked by a password", "Ask for a copy without one")
    if "content.xml" not in parts:
        raise ProcessingError("The file was not read", "its main part is missing", "Ask for it again")


def _properties(parts: Parts) -> Properties:
    said: dict[str, str] = {}
    custom: dict[str, str] = {}
    for found in next(every(parts.xml_if_any("meta.xml"), "meta"), ()):
        words = " ".join("".join(found.itertext()).split())
        if local(found) == "user-defined":
            custom[attribute(found, "name")] = words
        else:
            said.setdefault(local(found), words)
    said["lastModifiedBy"] = said.get("creator", "")
    said["creator"] = said.get("initial-creator") or said.get("creator", "")
    said["Application"] = said.get("generator", "")
    return properties(said, said.get("creation-date", ""), said.get("date", ""), custom)


class _Text:
    """Turns the content into HTML, gathering what hangs on it."""

    def __init__(self, parts: Parts, enclosures: Enclosures, content: Element) -> None:
        self._parts, self._enclosures = parts, enclosures
        self._changes = {attribute(found, "id"): found for found in every(content, "changed-region")}
        self._styles = {attribute(found, "name"): found for found in every(content, "style")}
        self._depth, self._slides = 0, 0
        self._inserting = False
        self._told: list[str] = []
        self.comments: list[str] = []
        self._links: dict[str, None] = {}
        self.grid = Grid()

    def body(self, found: Element | None) -> str:
        """The document: text, sheets or slides."""
        kinds = [] if found is None else list(found)
        return "".join(self._sheets(kind) if local(kind) == "spreadsheet" else self.blocks(kind) for kind in kinds)

    def edges(self) -> str:
        """Headers and footers of all page styles, each once."""
        names = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
        found = every(self._parts.xml_if_any("styles.xml"), *names)
        return "".join(dict.fromkeys(self.blocks(edge) for edge in found))

    def fields(self) -> dict[str, str]:
        """Addresses of links, and who changed the text."""
        authors = {
            "".join(found.itertext()).strip(): None
            for region in self._changes.values()
            for found in every(region, "creator")
        }
        return {"changed by": "; ".join(filter(None, authors)), "links": " ".join(self._links)}

    def flags(self) -> tuple[str, ...]:
        """What a reader must know."""
        kinds = [local(found) for region in self._changes.values() for found in region]
        counts = f"{kinds.count('insertion')} insertions, {kinds.count('deletion')} deletions"
        return ((f"tracked changes: {counts}",) if self._changes else ()) + tuple(self._told)

    def blocks(self, parent: Element | None) -> str:
        """The paragraphs, lists and tables in an element."""
        if parent is None or self._depth > _DEPTH:
            return ""
        self._depth += 1
        html = "".join(self._block(found) for found in parent)
        self._depth -= 1
        return html

    def _block(self, found: Element) -> str:
        match local(found):
            case "p":
                return paragraph(self._line(found))
            case "h":
                level = attribute(found, "outline-level")
                level = level if level in "123456" and level else "6"
                return f"<h{level}>{self._line(found)}</h{level}>\n"
            case "list":
                items = (self.blocks(item) for item in found if local(item) in ("list-item", "list-header"))
                return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>\n"
            case "table":
                return table(self._rows(found))
            case "page":
                return self._slide(found)
            case "notes":
                return section("Notes", self.blocks(found))
            case "frame" | "custom-shape" | "rect" | "ellipse" | "line" | "polygon" | "path" | "connector":
                return self._frame(found)
            case "annotation":
                self._annotation(found)
            case "tracked-changes" | "forms" | "sequence-decls" | "variable-decls":
                return ""
            case _:
                return self.blocks(found)
        return ""

    def _slide(self, found: Element) -> str:
        self._slides += 1
        style = self._styles.get(attribute(found, "style-name"))
        hidden = any(attribute(said, "visibility") == "hidden" for said in every(style, "drawing-page-properties"))
        self._told += [f"slide {self._slides} is hidden"] if hidden else []
        head = note(f"Slide {self._slides}{' (hidden)' if hidden else ''}")
        return (PAGE if self._slides > 1 else "") + paragraph(head) + self.blocks(found)

    def _rows(self, found: Element) -> Iterator[list[str]]:
        for row in _rows_of(found):
            yield [self.blocks(cell) for cell in row if local(cell) in ("table-cell", "covered-table-cell")]

    def _line(self, found: Element) -> str:
        """The words of a paragraph; an insertion may have begun before it and may go on after it."""
        begun = "<ins>" if self._inserting else ""
        html = self._inline(found)
        return begun + html + ("</ins>" if self._inserting else "")

    def _inline(self, parent: Element) -> str:
        """The words of a paragraph or of a part of it."""
        if self._depth > _DEPTH:
            return ""
        self._depth += 1
        html = escape(parent.text or "")
        for found in parent:
            html += self._piece(found) + escape(found.tail or "")
        self._depth -= 1
        return html

    def _piece(self, found: Element) -> str:
        match local(found):
            case "s":
                count = attribute(found, "c")
                return " " * min(int(count) if count.isdigit() else 1, _MOST_REPEATS)
            case "tab":
                return "\t"
            case "line-break":
                return "<br>"
            case "a":
                self._links[attribute(found, "href")] = None
                return self._inline(found)
            case "note":
                return self._note(found)
            case "annotation":
                return self._annotation(found)
            case "change" | "change-start":
                return self._change(found)
            case "change-end":
                was, self._inserting = self._inserting, False
                return "</ins>" if was else ""
            case "frame" | "custom-shape":
                return self._frame(found)
            case "hidden-text" | "hidden-paragraph":
                self._told.append("hidden text")
                words = escape(attribute(found, "string-value")) + self._inline(found)
                return f"<mark>{note('[hidden:')} {words}{note(']')}</mark>"
            case "annotation-end" | "bookmark":
                return ""
            case "title" | "desc" if found.tag.startswith(_SVG):  # else a field that shows the title
                return described("".join(found.itertext()))
        return self._inline(found)

    def _note(self, found: Element) -> str:
        """A foot- or endnote in its place."""
        citation = child(found, "note-citation")
        number = "" if citation is None else self._inline(citation)
        words = " ".join(self._inline(line) for line in every(child(found, "note-body"), "p"))
        return f"<sup>[{number}]</sup><small> {note('[note:')} {words}{note(']')}</small> "

    def _annotation(self, found: Element) -> str:
        author = "".join(said.text or "" for said in found if local(said) == "creator")
        when = "".join(said.text or "" for said in found if local(said) == "date")
        words = "<br>".join(self._inline(line) for line in found if local(line) in ("p", "list"))
        self.comments.append(comment(author, when, words))
        return COMMENT_MARK

    def _kind(self, found: Element) -> str:
        region = self._changes.get(attribute(found, "change-id"))
        return "" if region is None else next((local(kind) for kind in region), "")

    def _change(self, found: Element) -> str:
        """A deletion keeps its text in the list of changes; an insertion stands in the text between two marks."""
        kind = self._kind(found)
        if kind == "insertion" and local(found) == "change-start" and not self._inserting:
            self._inserting = True
            return "<ins>"
        if kind != "deletion":
            return ""
        deletion = child(self._changes[attribute(found, "change-id")], "deletion")
        words = " ".join(self._inline(line) for line in every(deletion, "p", "h"))
        return f"<del>{words}</del>"

    def _frame(self, found: Element) -> str:
        """A drawing: its picture, its embedded object, its words."""
        html = described(*("".join(said.itertext()) for said in found if local(said) in ("title", "desc")))
        for shown in every(found, "image", "object", "object-ole"):
            target = posixpath.normpath(attribute(shown, "href"))
            if local(shown) == "image":
                html += self._image(target)
            else:
                html += self._object(target)
        words = "".join(self.blocks(box) for box in found if local(box) == "text-box") or "".join(
            paragraph(self._inline(line)) for line in found if local(line) == "p"
        )
        tables = "".join(table(self._rows(inner)) for inner in found if local(inner) == "table")
        return html + words + tables

    def _image(self, target: str) -> str:
        stands_for_object = target.startswith("ObjectReplacements")  # whose words are shown
        return self._enclosures.picture(self._parts, target) if target in self._parts and not stands_for_object else ""

    def _object(self, target: str) -> str:
        """An embedded file; of an embedded OpenDocument, which is a folder of parts, the words are shown."""
        if target in self._parts:
            self._enclosures.file(self._parts, target, posixpath.basename(target))
            return ""
        inner = self._parts.xml_if_any(f"{target}/content.xml")
        if inner is None:
            return ""
        words = " ".join(" ".join(inner.itertext()).split())
        return f"{note('[embedded object:')} {escape(words)}{note(']')}"

    def _sheets(self, found: Element) -> str:
        return "".join(self._sheet(sheet) for sheet in found if local(sheet) == "table")

    def _sheet(self, sheet: Element) -> str:
        title = attribute(sheet, "name")
        style = self._styles.get(attribute(sheet, "style-name"))
        is_hidden = any(attribute(said, "display") == "false" for said in every(style, "table-properties"))
        hidden = Hidden(title)
        rows: list[Row] = []
        for row in _rows_of(sheet):
            cells = self._cells(row)
            concealed = attribute(row, "visibility") in ("collapse", "filter")
            if self.grid.is_full() and cells:
                self.grid.cut = True
                break
            if cells:
                hidden.rows += [""] if concealed else []
                self.grid.count += len(cells)
                rows.append((concealed, cells))
        hidden.columns = _hidden_columns(sheet)
        shapes = "".join(self.blocks(found) for found in sheet if local(found) == "shapes")
        return self.grid.page(title, is_hidden, self.grid.table(rows, hidden) + shapes)

    def _cells(self, row: Element) -> dict[int, str]:
        cells, column = {}, 0
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            repeats = attribute(cell, "number-columns-repeated")
            count = int(repeats) if repeats.isdigit() else 1
            words = "<br>".join(filter(None, (self._cell_block(found) for found in cell)))
            for place in range(column, column + min(count, _MOST_REPEATS) if words else column):
                cells[place] = words
            column += count
        return cells

    def _cell_block(self, found: Element) -> str:
        return self._inline(found) if local(found) == "p" else self._block(found)


def _rows_of(found: Element) -> Iterator[Element]:
    """The rows of a table, those in groups and headers too. A row that is repeated is shown once."""
    for row in found:
        if local(row) == "table-row":
            yield row
        elif local(row) in ("table-header-rows", "table-row-group", "table-rows"):
            yield from _rows_of(row)


def _hidden_columns(sheet: Element) -> set[int]:
    hidden: set[int] = set()
    column = 0
    for found in every(sheet, "table-column"):
        repeats = attribute(found, "number-columns-repeated")
        count = int(repeats) if repeats.isdigit() else 1
        if attribute(found, "visibility") in ("collapse", "filter"):
            hidden.update(range(column, column + min(count, 16_384)))
        column += count
    return hidden
