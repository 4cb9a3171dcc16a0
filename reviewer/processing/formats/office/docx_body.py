"""The text of a part of a Word document as HTML, with tracked changes and hidden text marked for what they are.

Insertions are underlined, deletions struck through, both coloured; hidden text stands in a note. Field codes are not
shown, as in Word; the addresses of links are kept as a field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePosixPath

from reviewer.processing.formats.office.parts import Element, Parts, attribute, child, date, every, local
from reviewer.processing.formats.office.writing import COMMENT_MARK, Enclosures, described, note, paragraph, table

_HEADING = re.compile(r"(?:heading|titre|überschrift)\s*([1-6])$", re.IGNORECASE)
_MARKS = {"ins": "ins", "moveTo": "ins", "del": "del", "moveFrom": "del"}
_WRAPPERS = {
    "smartTag",
    "sdt",
    "sdtContent",
    "customXml",
    "fldSimple",
    "dir",
    "bdo",
    "ruby",
    "rubyBase",
    "rt",
    "Choice",
}
_SIGNS = {"tab": "\t", "noBreakHyphen": "\u2011", "br": "\n", "cr": "\n"}
_DEPTH = 40  # of text boxes and tables in one another


@dataclass(slots=True)
class Changes:
    """Tracked changes and hidden text, counted."""

    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    authors: dict[str, None] = field(default_factory=dict)
    dates: list[str] = field(default_factory=list)

    def add(self, element: Element) -> None:
        """Count an insertion or a deletion."""
        kind = _MARKS[local(element)]
        self.inserted += kind == "ins"
        self.deleted += kind == "del"
        self.authors[attribute(element, "author")] = None
        self.dates += [day] if (day := date(attribute(element, "date"))) else []

    def flags(self) -> tuple[str, ...]:
        """What a reader must know."""
        tracked = f"tracked changes: {self.inserted} insertions, {self.deleted} deletions"
        return ((tracked,) if self.inserted or self.deleted else ()) + (("hidden text",) if self.hidden else ())

    def fields(self) -> dict[str, str]:
        """Who changed the text, and from when to when."""
        found = {"changed by": "; ".join(filter(None, self.authors))}
        if self.dates:
            found["changes"] = f"{min(self.dates)} to {max(self.dates)}"
        return {key: value for key, value in found.items() if value}


class Body:
    """Turns the elements of one part into HTML."""

    def __init__(self, parts: Parts, part: str, enclosures: Enclosures, changes: Changes) -> None:
        self._parts, self._part = parts, part
        self._relations = parts.relations(part)
        self._enclosures, self._changes = enclosures, changes
        self._after: list[str] = []  # what hangs on the paragraph under way: text boxes
        self._fields: list[bool] = []  # for each open field: whether its result has begun
        self._depth = 0
        self.links: list[str] = []

    def blocks(self, parent: Element | None) -> str:
        """The paragraphs and tables in an element."""
        if parent is None or self._depth > _DEPTH:
            return ""
        self._depth += 1
        html = "".join(self._block(element) for element in parent)
        self._depth -= 1
        return html

    def inline(self, parent: Element) -> str:
        """The paragraphs in an element as one, lines parted."""
        return "<br>".join(filter(None, (self._runs(found) for found in every(parent, "p"))))

    def _block(self, element: Element) -> str:
        match local(element):
            case "p":
                return self._paragraph(element)
            case "tbl":
                return table(self._rows(element))
            case "sdt":
                return self.blocks(child(element, "sdtContent"))
            case "AlternateContent":
                return self.blocks(_chosen(element))
            case "ins" | "del" | "moveTo" | "moveFrom" | "customXml" | "smartTag" | "txbxContent":
                return self.blocks(element)
            case "altChunk":
                return self._embedded(element)
        return ""

    def _paragraph(self, element: Element) -> str:
        html = self._runs(element)
        properties = child(element, "pPr")
        style = attribute(child(properties, "pStyle"), "val") if child(properties, "pStyle") is not None else ""
        level = _HEADING.match(style)
        listed = child(properties, "numPr") is not None and html.strip()
        after, self._after = "".join(self._after), []
        if level and html:
            return f"<h{level[1]}>{html}</h{level[1]}>\n{after}"
        return (f"<ul><li>{html}</li></ul>\n" if listed else paragraph(html)) + after

    def _rows(self, element: Element) -> Iterator[list[str]]:
        for row in _through(element, "tr"):
            kept, self._after = self._after, []
            yield [self.blocks(cell) for cell in _through(row, "tc")]
            self._after = kept

    def _runs(self, parent: Element) -> str:
        """The words of a paragraph, or of what wraps some of them."""
        if self._depth > _DEPTH:
            return ""
        self._depth += 1
        html = "".join(self._run_or_wrapper(element) for element in parent)
        self._depth -= 1
        return html

    def _run_or_wrapper(self, element: Element) -> str:
        name = local(element)
        if name == "r":
            return self._run(element)
        if name in _MARKS:
            return self._change(element)
        if name == "hyperlink":
            self._link(element)
            return self._runs(element)
        if name == "AlternateContent":
            chosen = _chosen(element)
            return self._runs(chosen) if chosen is not None else ""
        if name in ("oMath", "oMathPara"):
            return escape("".join(found.text or "" for found in every(element, "t")))
        return self._runs(element) if name in _WRAPPERS else ""

    def _change(self, element: Element) -> str:
        html = self._runs(element)
        if not html:
            return ""
        self._changes.add(element)
        mark = _MARKS[local(element)]
        return f"<{mark}>{html}</{mark}>"

    def _link(self, element: Element) -> None:
        found = self._relations.get(attribute(element, "id"))
        self.links += [found.target] if found and found.external else []

    def _run(self, run: Element) -> str:
        html = "".join(self._piece(element) for element in run)
        properties = child(run, "rPr")
        if not html or properties is None:
            return html
        if _is_on(properties, "vanish") and html.strip():
            self._changes.hidden += 1
            return f"<mark>{note('[hidden:')} {html}{note(']')}</mark>"
        for name, mark in (("b", "b"), ("i", "i"), ("u", "u"), ("strike", "s")):
            html = f"<{mark}>{html}</{mark}>" if _is_on(properties, name) else html
        return html

    def _piece(self, element: Element) -> str:
        name = local(element)
        if name == "fldChar":
            self._field(attribute(element, "fldCharType"))
        elif name in ("instrText", "delInstrText"):
            self.links += re.findall(r'HYPERLINK\s+"([^"]+)"', element.text or "")
        elif self._fields and not all(self._fields):
            return ""
        elif name == "ruby":
            return self._runs(element)
        elif name in ("t", "delText"):
            return escape(element.text or "")
        elif name in _SIGNS:
            return escape(_SIGNS[name]).replace("\n", "<br>")
        else:
            return self._object(name, element)
        return ""

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _object(self, name: str, element: Element) -> str:
        match name:
            case "footnoteReference" | "endnoteReference":
                return f"<sup>[{escape(attribute(element, 'id'))}]</sup>"
            case "commentReference":
                return COMMENT_MARK
            case "sym":
                return _symbol(attribute(element, "char"))
            case "AlternateContent":
                chosen = _chosen(element)
                return "" if chosen is None else "".join(self._piece(found) for found in chosen)
            case "drawing" | "pict" | "object":
                return self._drawing(element)
        return ""

    def _drawing(self, element: Element) -> str:
        """Pictures in place; text boxes after the paragraph; embedded files into the staging folder."""
        html = ""
        for found in every(element, "blip", "imagedata"):
            relation = self._relations.get(attribute(found, "embed") or attribute(found, "id"))
            if relation and not relation.external:
                html += self._enclosures.picture(self._parts, relation.target)
        for found in list(every(element, "docPr"))[:1]:
            html += described(attribute(found, "title"), attribute(found, "descr"))
        for found in every(element, "OLEObject"):
            self._embedded(found)
        for found in every(element, "textpath"):
            html += escape(attribute(found, "string"))
        outer, self._after = self._after, []
        boxes = [self.blocks(found) for found in every(element, "txbxContent") if not _is_nested(found, element)]
        self._after = outer + [f"<blockquote>{box}</blockquote>" for box in boxes if box]
        return html

    def _embedded(self, element: Element) -> str:
        relation = self._relations.get(attribute(element, "id"))
        if relation is None or relation.external:
            return ""
        self._enclosures.file(self._parts, relation.target, PurePosixPath(relation.target).name)
        return paragraph(note(f"[embedded: {PurePosixPath(relation.target).name}]"))


def _is_nested(box: Element, within: Element) -> bool:
    """Whether a text box stands in another one, or in the fallback for older programs."""
    for above in box.iterancestors():
        if above is within:
            return False
        if local(above) in ("txbxContent", "Fallback"):
            return True
    return False


def _chosen(element: Element) -> Element | None:
    """What newer programs show, else the fallback."""
    return child(element, "Choice") if child(element, "Choice") is not None else child(element, "Fallback")


def _through(element: Element, name: str) -> Iterator[Element]:
    """The children of a name, those in content controls and tracked changes too."""
    for found in element:
        if local(found) == name:
            yield found
        elif local(found) in ("sdt", "sdtContent", "customXml", "ins", "del"):
            yield from _through(found, name)


def _is_on(properties: Element, name: str) -> bool:
    found = child(properties, name)
    return found is not None and attribute(found, "val") not in ("0", "false", "off", "none")


def _symbol(code: str) -> str:
    """A character of a symbol font; those live in a private area, so that only known ones say something."""
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
    return {0xF0B7: "•", 0xF0A8: "☐", 0xF0FE: "☒", 0xF0FC: "✓", 0xF0E0: "→"}.get(number, "□" if number else "")
