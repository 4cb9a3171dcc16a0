"""Rich Text Format, as in Microsoft's specification 1.9.1: text in order, tables, notes, comments, tracked changes.

Fonts and sizes are not kept. Pictures that are PNG or JPEG are shown; embedded objects are listed as items.
"""

from __future__ import annotations

from pathlib import Path

from reviewer.errors import ProcessingError
from reviewer.processing.formats.office.rtf_reader import Reader
from reviewer.processing.formats.office.writing import Enclosures, as_paper, comment, properties, section
from reviewer.processing.paper import Paper

_LIMIT = 64 << 20


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read an RTF file. Raises ProcessingError."""
    if path.stat().st_size > _LIMIT:
        raise ProcessingError("The file was not read", "it is larger than 64 MB", "Ask for a PDF of it")
    data = path.read_bytes()
    if not data.lstrip(b"\xef\xbb\xbf \r\n\0").startswith(b"{\\rt"):
        raise ProcessingError("The file was not read", "it is not Rich Text", "Ask for it again")
    enclosures = Enclosures(staging)
    reader = Reader(enclosures)
    reader.read(data)
    said = properties(reader.said, reader.said.get("created", ""), reader.said.get("modified", ""), {})
    return as_paper(_html(reader), enclosures, said, {"links": " ".join(reader.links)}, reader.flags())


def _html(reader: Reader) -> str:
    notes = "".join(f"<p><sup>[{number}]</sup></p>{note.html()}" for number, note in enumerate(reader.footnotes, 1))
    comments = "".join(comment(author, "", found.line()) for author, found in reader.comments)
    edges = "".join(dict.fromkeys(edge.html() for edge in reader.edges if edge.html().strip()))
    return (
        reader.body.html()
        + section("Footnotes", notes)
        + section("Comments", comments)
        + section("Headers and footers", edges)
    )
