"""The one verb: export tagged passages as a kind of list, in the format that the file's name asks for."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from reviewer.errors import ReviewerError
from reviewer.export import rows, templates, to_csv, to_docx, to_html, to_pdf, to_xlsx
from reviewer.export.cells import Cited
from reviewer.export.quotes import ReadPage, by_document, check_document
from reviewer.export.table import Table
from reviewer.export.templates import Kind, Template
from reviewer.jobs import Progress
from reviewer.model import DocumentId, Passage, TagKind
from reviewer.pdf.pages import read_page_text
from reviewer.store import coding, documents
from reviewer.store.matter import Store, close, now, open_matter

WRITERS: dict[str, Callable[[Table], bytes]] = {
    ".docx": to_docx.write,
    ".xlsx": to_xlsx.write,
    ".csv": to_csv.write,
    ".pdf": to_pdf.write,
    ".html": to_html.write,
}
_TABLES = {Kind.EXCERPTS: rows.excerpts, Kind.EXHIBIT_LIST: rows.exhibit_list}


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What an export wrote. `changed` cites the quotes that did not read again as they were tagged."""

    path: Path
    rows: int
    changed: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """An export to be run in a child process, over the matter in `folder`. The other fields are as in `export`."""

    folder: Path
    kind: str
    out: Path
    tag_names: tuple[str, ...] = ()
    documents: frozenset[DocumentId] | None = None
    template: str = ""
