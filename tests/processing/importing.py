"""Imports in one call, and what a matter holds after one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.model import (
    Document,
    DocumentId,
    Hidden,
    ImportReport,
    OcrMode,
    Page,
    ProcessingException,
)
from reviewer.processing.intake import Import, ImportProgress, Options, carry_out
from reviewer.store import documents, in_pdfs, intake, matter
from reviewer.store.matter import FILE_NAME

AUTHOR = "Ana Ruiz"


@dataclass(frozen=True)
class Holding:
    """All that a matter holds of its productions."""

    documents: list[Document]
    pages: dict[DocumentId, list[Page]]
    texts: dict[DocumentId, dict[int, str]]
    exceptions: list[ProcessingException]
    hidden: dict[DocumentId, list[Hidden]]

    @property
    def by_path(self) -> dict[str, Document]:
        return {document.path: document for document in self.documents}

    @property
    def reasons(self) -> dict[str, str]:
        return {entry.path: entry.reason for entry in self.exceptions}

    def text(self, path: str) -> str:
        return "\f".join(self.texts[self.by_path[path].id].values())


def holding(folder: Path) -> Holding:
    """What the matter in `folder` holds."""
    with matter.opened(folder, read_only=True) as store:
        found = list(documents.every(store))
        pages = {document.id: documents.pages(store, document.id) for document in found}
        texts = {document.id: documents.page_texts(store, document.id) for document in found}
        hidden = {document.id: in_pdfs.hidden(store, document.id) for document in found}
        return Holding(found, pages, texts, intake.exceptions(store), hidden)


def bring_in(folder: Path, *sources: Path, **chosen: object) -> tuple[ImportReport, Holding]:
    """Import into the matter in `folder`, made when it is not there, without OCR unless it is asked for."""
    if not (folder / FILE_NAME).exists():
        matter.close(matter.create(folder))
    options = Options(**{"ocr": OcrMode.OFF, **chosen})  # type: ignore[arg-type]
    with matter.opened(folder) as store:
        report = carry_out(Import(store, sources, AUTHOR, options), _ignore)
    return report, holding(folder)


def _ignore(state: ImportProgress) -> None:
    """Progress is told to nobody."""
