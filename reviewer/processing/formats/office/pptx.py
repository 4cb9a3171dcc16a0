"""Presentations (PPTX): ECMA-376 part 1, 19. Slides in order, each on a page of its own with its notes and comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path, PurePosixPath

from reviewer.errors import ProcessingError
from reviewer.processing.formats.office import parts as zipped
from reviewer.processing.formats.office.drawing import graphics
from reviewer.processing.formats.office.parts import Element, Parts, Relation, attribute, child, every, local
from reviewer.processing.formats.office.writing import (
    PAGE,
    Enclosures,
    as_paper,
    comment,
    core_properties,
    described,
    note,
    paragraph,
    section,
    table,
    text_of,
)
from reviewer.processing.paper import Paper

_DEPTH = 40  # of groups in one another
_TITLES = {"title", "ctrTitle"}


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read a PPTX. Raises ProcessingError, PasswordNeeded."""
    with zipped.opened(path) as parts:
        show = _Show(parts, Enclosures(staging))
        html = PAGE.join(show.slides())
        fields = {"links": " ".join(show.links)}
        return as_paper(html, show.enclosures, core_properties(parts), fields, show.flags)


class _Show:
    """A presentation that is read slide by slide."""

    def __init__(self, parts: Parts, enclosures: Enclosures) -> None:
        self._parts, self.enclosures = parts, enclosures
        self._main = next(
            (found.target for found in parts.relations("").values() if found.kind == "officeDocument"), ""
        )
        if self._main not in parts:
            raise ProcessingError("The file was not read", "its main part is missing", "Ask for it again")
        self._relations = parts.relations(self._main)
        self._authors = self._named_authors()
        self.links: dict[str, None] = {}
        self.flags: list[str] = []

    def slides(self) -> Iterator[str]:
        """Each slide as HTML."""
        ids = [_relation_of(found) for found in every(self._parts.xml(self._main), "sldId")]
        for number, found in enumerate(ids, 1):
            relation = self._relations.get(found)
            if relation is None or relation.target not in self._parts:
                self.flags.append(f"slide {number} is missing")
                yield paragraph(note(f"[slide {number} is missing]"))
            else:
                yield self._slide(relation.target, number)

    def _slide(self, part: str, number: int) -> str:
        root = self._parts.xml_if_any(part)
        if root is None:
            self.flags.append(f"slide {number} is damaged")
            return paragraph(note(f"[slide {number} is damaged]"))
        hidden = root.get("show") in ("0", "false")
        self.flags += [f"slide {number} is hidden"] if hidden else []
        head = note(f"Slide {number}{' (hidden)' if hidden else ''}")
        relations = self._parts.relations(part)
        beside = "".join(self._beside(relation) for relation in relations.values())
        return paragraph(head) + self._shapes(next(every(root, "spTree"), None), relations, 0) + beside

    def _shapes(self, parent: Element | None, relations: Mapping[str, Relation], depth: int) -> str:
        if parent is None or depth > _DEPTH:
            return ""
        return "".join(self._shape(shape, relations, depth) for shape in parent)

    def _shape(self, shape: Element, relations: Mapping[str, Relation], depth: int) -> str:
        match local(shape):
            case "sp" | "cxnSp":
                return self._words(shape) + _described(shape)
            case "grpSp" | "Choice":
                return self._shapes(shape, relations, depth + 1)
            case "AlternateContent":
                chosen = child(shape, "Choice")
                return self._shapes(chosen if chosen is not None else child(shape, "Fallback"), relations, depth + 1)
            case "pic":
                return self._pictures(shape, relations) + _described(shape)
            case "graphicFrame":
                tables = "".join(table(self._cells(found)) for found in every(shape, "tbl"))
                return (tables or self._pictures(shape, relations)) + _described(shape)
        return ""

    def _words(self, shape: Element) -> str:
        kind = next((attribute(found, "type") for found in every(shape, "ph")), "")
        tag = "h2" if kind in _TITLES else "p"
        lines = [_line(found) for found in every(shape, "p")]
        return "".join(f"<{tag}>{line}</{tag}>\n" for line in lines if line.strip())

    def _cells(self, found: Element) -> Iterator[list[str]]:
        for row in every(found, "tr"):
            yield ["<br>".join(_line(line) for line in every(cell, "p")) for cell in row if local(cell) == "tc"]

    def _pictures(self, shape: Element, relations: Mapping[str, Relation]) -> str:
        names = (relations.get(attribute(found, "embed")) for found in every(shape, "blip"))
        shown = (self.enclosures.picture(self._parts, found.target) for found in names if found and not found.external)
        return "".join(map(paragraph, shown))

    def _beside(self, relation: Relation) -> str:
        """What belongs to a slide: charts, notes, comments, embedded files, links."""
        if relation.external:
            self.links |= {relation.target: None} if relation.kind == "hyperlink" else {}
            return ""
        match relation.kind:
            case "chart" | "diagramData":
                return section("Chart or diagram", graphics(self._parts, relation.target))
            case "notesSlide":
                return section("Notes", self._notes(relation.target))
            case "comments":
                return section("Comments", self._comments(relation.target))
            case "oleObject" | "package" | "video" | "audio" | "media":
                self.enclosures.file(self._parts, relation.target, PurePosixPath(relation.target).name)
        return ""

    def _notes(self, part: str) -> str:
        """Speaker notes; the number and the picture of the slide on the notes page say nothing."""
        shapes = [
            shape
            for shape in every(self._parts.xml_if_any(part), "sp")
            if not any(attribute(found, "type") in ("sldNum", "sldImg") for found in every(shape, "ph"))
        ]
        return "".join(self._words(shape) for shape in shapes)

    def _comments(self, part: str) -> str:
        """Comments of both kinds: `text` in the older, paragraphs in the newer."""
        html = ""
        for found in every(self._parts.xml_if_any(part), "cm", "reply"):
            author = self._authors.get(attribute(found, "authorId"), "")
            body = child(found, "txBody")
            text = text_of(body, "t") if body is not None else (getattr(child(found, "text"), "text", "") or "")
            html += comment(author, attribute(found, "dt") or attribute(found, "created"), escape(text))
        return html

    def _named_authors(self) -> dict[str, str]:
        names = [found.target for found in self._relations.values() if found.kind in ("commentAuthors", "authors")]
        return {
            attribute(found, "id"): attribute(found, "name")
            for name in names
            for found in every(self._parts.xml_if_any(name), "cmAuthor", "author")
        }


def _relation_of(element: Element) -> str:
    """The relation of a slide; its own number has the same name in no namespace."""
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}id")), "")


def _described(shape: Element) -> str:
    """The words that stand for a shape."""
    named = list(every(shape, "cNvPr"))[:1]
    words = "".join(described(attribute(found, "title"), attribute(found, "descr")) for found in named)
    return paragraph(words) if words else ""


def _line(found: Element) -> str:
    """The words of a paragraph of a drawing, its line breaks kept."""
    pieces = []
    for element in found.iter():
        name = local(element)
        if name == "t":
            pieces.append(escape(element.text or ""))
        elif name == "br":
            pieces.append("<br>")
    return "".join(pieces)
