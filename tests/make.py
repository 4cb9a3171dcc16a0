"""Small inputs for tests: matters and documents made without a file, and files made from scratch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pymupdf

from reviewer.model import Box, Extraction, FileType, Page, PageContent, PageText, TextSource, Word
from reviewer.review import coding as verbs
from reviewer.store import intake, matter
from reviewer.store.intake import SeenFile, StoredFile
from reviewer.store.matter import Store


def page_text(text: str) -> PageText:
    """A page's text with each character 6 points wide, each line 12 points high, from (72, 72)."""
    words = []
    for number, line in enumerate(text.split("\n")):
        begin = sum(len(before) + 1 for before in text.split("\n")[:number])
        for match in re.finditer(r"\S+", line):
            box = Box(72 + 6 * match.start(), 72 + 12 * number, 72 + 6 * match.end(), 84 + 12 * number)
            size = match.end() - match.start()
            edges = bytes(round(255 * (place + 1) / size) for place in range(size))
            words.append(Word(begin + match.start(), begin + match.end(), box, edges))
    return PageText(text, tuple(words))


def extraction(pages: Sequence[str], bates: str = "", **fields: object) -> Extraction:
    """An extraction with the given page texts; `bates` is a prefix ("ABC-") for numbers from 1."""
    made = []
    for number, text in enumerate(pages, 1):
        stamped = f"{bates}{number:07d}" if bates else ""
        page = Page(number, 612, 792, 0, str(number), stamped, TextSource.LAYER)
        made.append(PageContent(page, page_text(text)))
    return Extraction(FileType.PDF, pages=tuple(made), **fields)  # type: ignore[arg-type]


def add_document(store: Store, found: Extraction, path: str = "paper.pdf", sha256: str = "") -> str:
    """Put a document without a file into a matter; hand back its control number."""
    production = intake.add_production(store, Path("/production"), "Custodian")
    ids = intake.add_seen(store, production, [SeenFile(path, f"/production/{path}", 1, 1)])
    entry = intake.waiting(store, ids)[0]
    intake.add_document(store, entry, StoredFile(f"originals/{path}", sha256 or path, path), found)
    return entry.control_number


def coded_matter(folder: Path, pages: Sequence[str], bates: str = "ABC-") -> Store:
    """A new matter with the codebook and one document of the given page texts."""
    store = matter.create(folder)
    verbs.seed_codebook(store, "Reviewer")
    add_document(store, extraction(pages, bates))
    return store


def write_pdf(path: Path, pages: Sequence[str], size: tuple[float, float] = (612, 792)) -> Path:
    """A PDF whose pages hold the given lines, in 12-point Helvetica from (72, 72) on; sizes in points."""
    with pymupdf.open() as made:
        for text in pages:
            made.new_page(width=size[0], height=size[1]).insert_text((72, 84), text, fontsize=12, lineheight=1.5)
        made.save(path)
    return path
