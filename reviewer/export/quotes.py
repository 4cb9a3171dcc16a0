"""Reading the words of passages again from the produced files, and telling whether they still say the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.model import Document, DocumentId, Page, Passage, TextSource
from reviewer.store import documents
from reviewer.store.matter import Store
from reviewer.text import quote_of, reanchor

ReadPage = Callable[[Document, int], str]
"""The text of a page, numbered from 1, extracted afresh from the document's file. Raises ReviewerError."""


class Verdict(StrEnum):
    """Whether a passage's words stand on its pages, as the file now reads."""

    EXACT = "exact"
    EXACT_OCR = "exact (OCR)"
    CHANGED = "changed"
    NOT_FOUND = "not found"
    NO_WORDS = "no words to compare"


UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """The verdict on a quote, and the state of its document's file: "unchanged", or in words what is wrong with it.

    `reads` holds the words that stand there now, where they are changed.
    """

    verdict: Verdict
    file: str
    reads: str = ""

    @property
    def sound(self) -> bool:
        """Whether the words were found as they were tagged; an area has none."""
        return self.verdict in (Verdict.EXACT, Verdict.EXACT_OCR, Verdict.NO_WORDS)


def from_files(store: Store) -> ReadPage:
    """Reads pages from the PDF files of the matter, in this process."""
    from reviewer.pdf.reread import page_text_again  # MuPDF is loaded where pages are read, not by the window

    return lambda document, number: page_text_again(documents.pdf_path(store, document.id), number)


def check_document(
    store: Store, document: Document, original: Path, passages: Sequence[Passage], read_page: ReadPage
) -> list[QuoteCheck]:
    """Check all passages of one document, whose produced file is `original`, reading each page once."""
    pages = {page.number: page for page in documents.pages(store, document.id)}
    state, texts = file_state(original, document.sha256), {}
    for number in sorted({number for passage in passages for number in passage.pages}):
        try:
            texts[number] = _read(store, document, pages[number], read_page)
        except ReviewerError:
            texts[number], state = "", "file can't be read" if state == UNCHANGED else state
    return [_check(passage, pages, texts, state) for passage in passages]


def file_state(original: Path, sha256: str) -> str:
    """Whether a produced file is still the one that was imported, in words."""
    try:
        with original.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return "file missing"
    return UNCHANGED if same else "file changed since import"


def _read(store: Store, document: Document, page: Page, read_page: ReadPage) -> str:
    """The page's text; OCR is not run again, since its words are not in the file: the stored text is read."""
    if page.text_source is TextSource.OCR:
        return documents.page_text(store, document.id, page.number)
    return read_page(document, page.number)


def _check(passage: Passage, pages: dict[int, Page], texts: dict[int, str], file: str) -> QuoteCheck:
    """Look for the words where they were tagged, then elsewhere on the same pages, then for what is most like them."""
    if passage.area:
        return QuoteCheck(Verdict.NO_WORDS, file)
    own = {number: texts[number] for number in passage.pages}
    found = reanchor([mark.span for mark in passage.marks], passage.quote, own)
    if found is None:
        return QuoteCheck(Verdict.NOT_FOUND, file)
    words = quote_of(own, found).exact
    if words.split() != passage.quote.exact.split():
        return QuoteCheck(Verdict.CHANGED, file, words)
    by_ocr = any(pages[number].text_source is TextSource.OCR for number in passage.pages)
    return QuoteCheck(Verdict.EXACT_OCR if by_ocr else Verdict.EXACT, file)


def by_document(passages: Iterable[Passage]) -> dict[DocumentId, list[Passage]]:
    """Passages under the ids of their documents, in order."""
    grouped: dict[DocumentId, list[Passage]] = {}
    for passage in passages:
        grouped.setdefault(passage.document, []).append(passage)
    return grouped
