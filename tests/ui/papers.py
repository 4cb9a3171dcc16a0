"""A small matter with real PDFs behind its pages, for tests of the panels."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pymupdf

from reviewer.model import DocumentId, Extraction, FileType, PageContent, Span
from reviewer.pdf.words import page_content
from reviewer.store import documents, intake
from reviewer.store.intake import SeenFile, StoredFile
from reviewer.store.matter import Store
from tests.make import write_pdf

MEMO = (
    "To the board of the county.\nThe Secretary says that the programme is voluntary.",
    "It will become mandatory in 2013, whatever the talking points say.\nDo not forward this memorandum.",
)
RELEASE = ("Taking part is voluntary.\nNo county is made to join the programme.",)
DRAFT = ("Strike the word voluntary.\nSay nothing of what is mandatory.", "A page of tables.")


def add_papers(store: Store) -> None:
    """Put a memo of two pages, a press release and a draft of talking points into the matter."""
    add_paper(store, "memo.pdf", MEMO, 1, "Memorandum on participation", "2009-10-02")
    add_paper(store, "release.pdf", RELEASE, 3, "Press release", "2010-04-01")
    add_paper(store, "draft.pdf", DRAFT, 4, "Talking points, draft", "")


def add_paper(store: Store, name: str, pages: Sequence[str], bates: int, title: str, date: str) -> None:
    """Put one PDF into the matter, its pages numbered SCP-0000001 and on from `bates`."""
    path = write_pdf(store.folder / "originals" / name, pages)
    content = path.read_bytes()
    production = intake.add_production(store, Path("/production"), "Records office")
    ids = intake.add_seen(store, production, [SeenFile(name, f"/production/{name}", len(content), 0)])
    entry = intake.waiting(store, ids)[0]
    stored = StoredFile(f"originals/{name}", hashlib.sha256(content).hexdigest(), hashlib.md5(content).hexdigest())
    found = Extraction(FileType.PDF, title=title, date=date, pages=_contents(path, bates))
    intake.add_document(store, entry, stored, found)


def span_of(store: Store, document: DocumentId, page: int, words: str) -> Span:
    """The first place of words on a page."""
    start = documents.page_text(store, document, page).index(words)
    return Span(page, start, start + len(words))


def read_back(store: Store, document: DocumentId, span: Span) -> str:
    """The words of a span."""
    return documents.page_text(store, document, span.page)[span.start : span.end]


def _contents(path: Path, bates: int) -> tuple[PageContent, ...]:
    with pymupdf.open(path) as file:
        contents = [page_content(page, page.number + 1) for page in file]
    return tuple(
        replace(content, page=replace(content.page, bates=f"SCP-{bates + place:07d}"))
        for place, content in enumerate(contents)
    )
