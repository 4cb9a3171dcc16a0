"""Reading the words of passages again from the produced files, and telling whether they still say the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.model import Document, Page, Passage, TextSource
from reviewer.store import documents
from reviewer.store.matter import Store
from reviewer.text import find_quote, quote_of

ReadPage = Callable[[Document, int], str]
"""The text of a page, numbered from 1, extracted afresh from the document's file. Raises ReviewerError."""


class Verdict(StrEnum):
    """Whether a passage's words stand on its pages, as the file now reads."""

    EXACT = "exact"
    EXACT_OCR = "exact (OCR)"
    CHANGED = "changed"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """The verdict on a quote, and the state of its document's file: "unchanged", or what is wrong with it."""

    verdict: Verdict
    file: str

    @property
    def sound(self) -> bool:
        """Whether the words were found as they were tagged."""
        return self.verdict in (Verdict.EXACT, Verdict.EXACT_OCR)


def check_document(
    store: Store, document: Document, original: Path, passages: Sequence[Passage], read_page: ReadPage
) -> list[QuoteCheck]:
    """Check all passages of one document, whose produced file is `original`, reading each page once."""
    pages = {page.number: page for page in documents.pages(store, document.id)}
    used = sorted({number for passage in passages for number in passage.pages})
    texts = {number: _read(store, document, pages[number], read_page) for number in used}
    state = file_state(original, document.sha256)
    return [QuoteCheck(_verdict(passage, pages, texts), state) for passage in passages]


def file_state(original: Path, sha256: str) -> str:
    """ "unchanged", or in words how the file differs from the one that was imported."""
    try:
        with original.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return "file missing"
    return "unchanged" if same else "file changed since import"


def _read(store: Store, document: Document, page: Page, read_page: ReadPage) -> str:
    """The page's text; OCR is not run again, since its words are not in the file: the stored text is read."""
    if page.text_source is TextSource.OCR:
        return documents.page_text(store, document.id, page.number)
    try:
        return read_page(document, page.number)
    except ReviewerError:
        return ""


def _verdict(passage: Passage, pages: dict[int, Page], texts: dict[int, str]) -> Verdict:
    if not _same_words(passage, texts):
        return Verdict.CHANGED if any(texts[number].strip() for number in passage.pages) else Verdict.NOT_FOUND
    by_ocr = any(pages[number].text_source is TextSource.OCR for number in passage.pages)
    return Verdict.EXACT_OCR if by_ocr else Verdict.EXACT


def _same_words(passage: Passage, texts: dict[int, str]) -> bool:
    """Whether the words stand where they were tagged, or elsewhere on the same page."""
    there = quote_of(texts, [mark.span for mark in passage.marks]).exact
    if _spaced(there) == _spaced(passage.quote.exact):
        return True
    return len(passage.pages) == 1 and bool(find_quote(texts[passage.pages[0]], passage.quote.exact))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def by_document(passages: Iterable[Passage]) -> dict[int, list[Passage]]:
    """Passages under the ids of their documents, in order."""
    grouped: dict[int, list[Passage]] = {}
    for passage in passages:
        grouped.setdefault(passage.document, []).append(passage)
    return grouped
