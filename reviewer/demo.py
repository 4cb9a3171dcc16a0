"""The whole job on the sample production: new matter, import with OCR, search, tag, export."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import platformdirs

from resources import folder
from reviewer import settings
from reviewer.errors import ReviewerError
from reviewer.export.export import export
from reviewer.model import Document, ImportReport
from reviewer.processing.intake import Import, Options, carry_out
from reviewer.review import coding as verbs
from reviewer.review.matters import new_matter
from reviewer.search.found import Found
from reviewer.store import documents, matter
from reviewer.store.matter import Store

QUERY = 'voluntary AND (mandatory OR "opt out")'
EXPORTS = (
    ("excerpts", "Tagged excerpts.docx"),
    ("exhibit-list", "Exhibit list.docx"),
    ("exhibit-list", "Exhibit list.xlsx"),
)


class Entry(TypedDict):
    """A passage that the demo tags: the file in the sample production, the page from 1, the words, tag and note."""

    path: str
    page: int
    quote: str
    tag: str
    note: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the demo did."""

    matter: Path
    report: ImportReport
    found: Found
    passages: int
    exports: tuple[Path, ...]


def sample_folder() -> Path:
    """The sample production."""
    return folder() / "sample"


def default_home() -> Path:
    """Where the demo puts its files when no folder is named: "Reviewer" among the user's documents."""
    return platformdirs.user_documents_path() / "Reviewer"


def demonstrate(home: Path, tell: Callable[[str], None]) -> Shown:
    """Do the whole job in the folder `home`; `tell` hears what is going on. Raises ReviewerError as its verbs do."""
    from reviewer.search.worker import search_matter  # not with the window, which asks for `sample_folder` alone

    author = settings.load().reviewer
    _make(home)
    place = _free(home / "Sample.matter")
    tell(f"New matter: {place}")
    store = new_matter(place, "Sample: the fingerprint-sharing programme", author)
    try:
        tell("Importing the sample production, reading scanned pages by OCR")
        report = carry_out(Import(store, [sample_folder()], author, Options()), lambda state: None)
        tell("Indexing and searching")
        found = search_matter(store, QUERY)
        tell("Tagging passages")
        tagged = _tag(store, author)
        tell("Exporting")
        exports = tuple(export(store, kind, home / name).path for kind, name in EXPORTS)
    finally:
        matter.close(store)
    return Shown(place, report, found, tagged, exports)


def entries() -> list[Entry]:
    """The passages that the demo tags."""
    found: list[Entry] = json.loads((folder() / "demo.json").read_text(encoding="utf-8"))
    return found


def _tag(store: Store, author: str) -> int:
    by_path: dict[str, Document] = {document.path: document for document in documents.every(store)}
    for entry in entries():
        number = by_path[entry["path"]].control_number
        verbs.tag_quote(store, author, number, entry["page"], entry["quote"], entry["tag"], entry["note"])
    return len(entries())


def _make(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ReviewerError(f"The demo can't write to {home}", why, "Name another folder") from error


def _free(place: Path) -> Path:
    """The place itself, or with the first number behind its name that makes it free."""
    number, free = 1, place
    while free.exists():
        number += 1
        free = place.with_name(f"{place.stem} {number}{place.suffix}")
    return free
