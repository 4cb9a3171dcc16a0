"""The journal as the window lists it, read in a child process, which loads no Qt."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from reviewer.jobs import Progress
from reviewer.model import DocumentId
from reviewer.store import documents, matter
from reviewer.store.acts import Act, acts
from reviewer.words import local


@dataclass(frozen=True, slots=True)
class ToRead:
    """The history of one document of the matter in a folder, or of the whole matter."""

    folder: Path
    document: DocumentId | None


@dataclass(frozen=True, slots=True)
class Line:
    """An act, its name in the user's language, and the name of the first document that it changed, "" for none."""

    act: Act
    said: str
    first: str


def read_history(wanted: ToRead) -> Generator[Progress, None, list[Line]]:
    """The acts, the newest first. Raises MatterError."""
    yield Progress(0)
    with matter.opened(wanted.folder, read_only=True) as store:
        found = acts(store, wanted.document)
        firsts = list(dict.fromkeys(act.documents[0] for act in found if act.documents))
        names = {document.id: document.name for document in documents.load_many(store, firsts)}
        return [Line(act, local(act.operation.name), names[act.documents[0]] if act.documents else "") for act in found]
