"""Word documents (DOCX): ECMA-376 part 1, 17. The body in order, then notes, comments, headers and footers."""

from __future__ import annotations

from pathlib import Path

from reviewer.errors import ProcessingError
from reviewer.processing.formats.office import parts as zipped
from reviewer.processing.formats.office.docx_body import Body, Changes
from reviewer.processing.formats.office.drawing import graphics
from reviewer.processing.formats.office.parts import Parts, attribute, child, every
from reviewer.processing.formats.office.writing import Enclosures, as_paper, comment, core_properties, section
from reviewer.processing.paper import Paper

_NOTES = {"footnotes": ("footnote", "Footnotes"), "endnotes": ("endnote", "Endnotes")}


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read a DOCX. Raises ProcessingError, PasswordNeeded."""
    with zipped.opened(path) as parts:
        main = _main_part(parts)
        enclosures, changes = Enclosures(staging), Changes()
        body = Body(parts, main, enclosures, changes)
        html = body.blocks(child(parts.xml(main), "body"))
        html += "".join(_others(parts, main, enclosures, changes))
        fields = {**changes.fields(), "links": " ".join(dict.fromkeys(body.links))}
        return as_paper(html, enclosures, core_properties(parts), fields, changes.flags())


def _main_part(parts: Parts) -> str:
    found = next((found.target for found in parts.relations("").values() if found.kind == "officeDocument"), "")
    if found not in parts:
        raise ProcessingError(
            "The file was not read", "it is not a Word document, or its main part is missing", "Ask for it again"
        )
    return found


def _others(parts: Parts, main: str, enclosures: Enclosures, changes: Changes) -> list[str]:
    """What stands outside the body: notes, comments, headers and footers, charts, and files that are embedded."""
    notes, comments, edges, more = [], [], [], []
    for found in parts.relations(main).values():
        if found.external or found.target not in parts:
            continue
        if found.kind in _NOTES:
            notes.append(
                _notes(parts, found.target, *_NOTES[found.kind], Body(parts, found.target, enclosures, changes))
            )
        elif found.kind == "comments":
            comments.append(_comments(parts, found.target, Body(parts, found.target, enclosures, changes)))
        elif found.kind in ("header", "footer"):
            text = Body(parts, found.target, enclosures, changes).blocks(parts.xml(found.target))
            if text not in edges:
                edges.append(text)
        elif found.kind in ("chart", "diagramData"):
            more.append(graphics(parts, found.target))
        elif found.kind in ("oleObject", "package", "aFChunk", "subDocument"):
            enclosures.file(parts, found.target, "")
    return [
        *notes,
        section("Comments", "".join(comments)),
        section("Headers and footers", "".join(edges)),
        section("Charts and diagrams", "".join(more)),
    ]


def _notes(parts: Parts, target: str, tag: str, title: str, body: Body) -> str:
    """Footnotes or endnotes; separators have a type and no text."""
    html = "".join(
        f"<p><sup>[{attribute(note, 'id')}]</sup></p>{body.blocks(note)}"
        for note in every(parts.xml(target), tag)
        if attribute(note, "type") in ("", "normal")
    )
    return section(title, html)


def _comments(parts: Parts, target: str, body: Body) -> str:
    return "".join(
        comment(attribute(found, "author"), attribute(found, "date"), body.inline(found))
        for found in every(parts.xml(target), "comment")
    )
