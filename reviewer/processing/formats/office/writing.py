"""Pieces of HTML that all kinds of Office files are turned into, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path, PurePosixPath

from reviewer.model import Item
from reviewer.processing.formats.office.embedded import unwrapped
from reviewer.processing.formats.office.parts import Element, Parts, date, every, local
from reviewer.processing.paper import Paper

PAGE = '<hr class="page">'
_SHOWN = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".jpe"}
_MOST_ITEMS = 1000
_PICTURES_LIMIT = 256 << 20  # bytes of all pictures of a document, which are in memory together
COMMENT_MARK = "<sup>✎</sup>"  # no letter and no digit: phrases are found across it


def note(text: str) -> str:
    """Words of ours, not the document's."""
    return f'<span class="note">{escape(text)}</span>'


def described(*words: str) -> str:
    """The words that stand for a picture or a shape (its title, its alternative text), which no page shows."""
    text = " ".join(filter(None, map(str.strip, dict.fromkeys(words))))
    return f" {note('[picture:')} {escape(text)} {note(']')}" if text else ""


def paragraph(html: str) -> str:
    """A paragraph; an empty one is a blank line."""
    return f"<p>{html or '<br>'}</p>\n"


def section(title: str, html: str) -> str:
    """A part of a document under a line of ours; nothing where it is empty."""
    return f"<hr><p>{note(title)}</p>\n{html}" if html.strip() else ""


def table(rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML."""
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return '<table border="1">\n' + "\n".join(lines) + "</table>\n"


def comment(author: str, when: str, html: str) -> str:
    """A comment with who wrote it and when."""
    said = ", ".join(part for part in (author.strip(), date(when)) if part)
    return paragraph(f"{note(f'Comment by {said}:' if said else 'Comment:')} {html}")


@dataclass(slots=True)
class Enclosures:
    """Pictures that are shown and files that are found inside, gathered while a document is read."""

    staging: Path
    images: dict[str, bytes] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _weight: int = 0

    def picture(self, parts: Parts, name: str) -> str:
        """HTML that shows a picture; one that can't be shown is named."""
        if PurePosixPath(name).suffix.lower() not in _SHOWN or name not in parts:
            self._leave(name)
            return note(f"[picture {PurePosixPath(name).name}]")
        return self.bytes_shown(name, parts.read(name))

    def bytes_shown(self, name: str, data: bytes) -> str:
        """HTML that shows a picture of a kind that can be shown."""
        self._weight += len(data) if name not in self.images else 0
        if PurePosixPath(name).suffix.lower() not in _SHOWN or self._weight > _PICTURES_LIMIT:
            self._leave(name)
            return note(f"[picture {PurePosixPath(name).name}]")
        self.images.setdefault(name, data)
        return f'<img src="{escape(name)}">'

    def file(self, parts: Parts, part: str, name: str) -> None:
        """Put a part that is a file of its own into the staging folder; each part once."""
        if part in self._taken or part not in parts:
            return
        self._taken.add(part)
        self.put(*unwrapped(name or PurePosixPath(part).name, parts.read(part)))

    def put(self, name: str, data: bytes) -> None:
        """Put a file that was found inside into the staging folder."""
        if len(self.items) >= _MOST_ITEMS:
            self._leave(name)
            return
        path = self.staging / f"{len(self.items) + 1:04d}"
        path.write_bytes(data)
        self.items.append(Item(name, path))

    def flags(self) -> tuple[str, ...]:
        """What could not be shown."""
        return (f"pictures or files not shown: {', '.join(self.unseen[:10])}",) if self.unseen else ()

    def _leave(self, name: str) -> None:
        short = PurePosixPath(name).name
        if short not in self.unseen:
            self.unseen.append(short)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself."""

    title: str = ""
    author: str = ""
    subject: str = ""
    date: str = ""
    date_source: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


_FIELDS = {
    "lastModifiedBy": "last author",
    "keywords": "keywords",
    "keyword": "keywords",
    "description": "comments",
    "category": "category",
    "Company": "company",
    "Manager": "manager",
    "Application": "application",
    "Template": "template",
    "lastPrinted": "printed",
    "revision": "revision",
    "contentStatus": "status",
}


def core_properties(parts: Parts) -> Properties:
    """The properties of an Office Open XML file: ECMA-376 part 2, 11, and part 1, 15.2.12."""
    said: dict[str, str] = {}
    custom: dict[str, str] = {}
    kinds = {found.kind: found.target for found in parts.relations("").values()}
    for name in (
        kinds.get("core-properties", "docProps/core.xml"),
        kinds.get("extended-properties", "docProps/app.xml"),
    ):
        for element in every(parts.xml_if_any(name), *_FIELDS, "title", "subject", "creator", "created", "modified"):
            said.setdefault(local(element), " ".join("".join(element.itertext()).split()))
    for element in every(parts.xml_if_any(kinds.get("custom-properties", "docProps/custom.xml")), "property"):
        custom[element.get("name") or ""] = " ".join("".join(element.itertext()).split())
    return properties(said, said.get("created", ""), said.get("modified", ""), custom)


def properties(said: Mapping[str, str], created: str, modified: str, custom: Mapping[str, str]) -> Properties:
    """Properties from their XML names. The date is that of creation, else of the last change."""
    made, changed = date(created), date(modified)
    fields = {name: said[key] for key, name in _FIELDS.items() if said.get(key)}
    fields |= {name: value for name, value in (("created", made), ("modified", changed)) if value}
    fields |= {f"property {name}".strip(): value for name, value in custom.items() if value}
    source = "created" if made else "modified" if changed else ""
    return Properties(
        said.get("title", ""), said.get("creator", ""), said.get("subject", ""), made or changed, source, fields
    )


def as_paper(
    html: str, enclosures: Enclosures, said: Properties, fields: Mapping[str, str], flags: Iterable[str]
) -> Paper:
    """All that was found, put together; `fields` and `flags` beside what the properties and enclosures say."""
    return Paper(
        html,
        enclosures.images,
        title=said.title,
        author=said.author,
        subject=said.subject,
        date=said.date,
        date_source=said.date_source,
        fields={**said.fields, **{key: value for key, value in fields.items() if value}},
        flags=(*flags, *enclosures.flags()),
        items=tuple(enclosures.items),
    )


def text_of(element: Element, *names: str) -> str:
    """The text of the descendants of some names, joined."""
    return "".join(found.text or "" for found in every(element, *names))
