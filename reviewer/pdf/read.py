"""A whole PDF as plain values: what it claims, its pages with their text, and which of them OCR should read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from reviewer.model import Hidden, OcrMode, Page, PageContent, PageText, TextSource
from reviewer.pdf import ocr
from reviewer.pdf.layer import misplaced
from reviewer.pdf.open import ERRORS, Claims, claims, open_pdf, save_unlocked
from reviewer.pdf.words import PageRead, page_content, read_page

_LETTER = (612.0, 792.0)


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A PDF as read. `scanned`: the pages (from 1) that OCR should read; `damaged`: those that can't be read at all;
    `misplaced`: those whose text layer does not match what is seen. `hidden`: the words that are not seen."""

    claims: Claims
    pages: tuple[PageContent, ...]
    scanned: tuple[int, ...]
    damaged: tuple[int, ...]
    unlocked: bool
    hidden: tuple[Hidden, ...]
    misplaced: tuple[int, ...]


def read_pdf(path: Path, mode: OcrMode) -> PdfFile:
    """Read the text layer of all pages of a PDF. Raises PasswordNeeded and ProcessingError as `open_pdf` does."""
    with open_pdf(path) as document:
        return read_opened(document, mode)


def read_opened(document: pymupdf.Document, mode: OcrMode, unlocked: Path | None = None) -> PdfFile:
    """As `read_pdf`, of a PDF that is open; one that needed a password is copied to `unlocked` without it.

    Raises ProcessingError when it can't be copied.
    """
    pages, scanned, damaged = [], [], []
    hidden: list[Hidden] = []
    layered: list[int] = []
    for number in range(1, document.page_count + 1):
        found, wants_ocr = _read_page(document, number, mode)
        pages.append(found.content if found else _blank(number))
        scanned += [number] if wants_ocr else []
        damaged += [] if found else [number]
        hidden += found.hidden if found else ()
        layered += [number] if found and found.layered and not wants_ocr else []
    if unlocked:
        save_unlocked(document, unlocked)
    off = misplaced(document, layered)
    return PdfFile(claims(document), tuple(pages), tuple(scanned), tuple(damaged), bool(unlocked), tuple(hidden), off)


def read_scans(path: Path, numbers: Sequence[int], language: str) -> list[PageContent]:
    """Read pages (from 1) by OCR. Raises ProcessingError."""
    with open_pdf(path) as document:
        pages = ((document[number - 1], number) for number in numbers)
        return [ocr.read_scan(page, page_content(page, number), language) for page, number in pages]


def read_layer(path: Path, numbers: Sequence[int]) -> list[PageContent]:
    """Read pages (from 1) by their text layer. Raises ProcessingError."""
    with open_pdf(path) as document:
        found = ((_read_page(document, number, OcrMode.OFF)[0], number) for number in numbers)
        return [page.content if page else _blank(number) for page, number in found]


def _read_page(document: pymupdf.Document, number: int, mode: OcrMode) -> tuple[PageRead | None, bool]:
    """A page, None when it is damaged, and whether OCR should read it."""
    try:
        page = document[number - 1]
        found = read_page(page, number, _label(page))
        forced = mode == OcrMode.FORCE
        return found, mode != OcrMode.OFF and (forced or ocr.needs_ocr(page, found.content.content.text))
    except ERRORS:
        return None, False


def _label(page: pymupdf.Page) -> str:
    try:
        return str(page.get_label())
    except Exception:  # PyMuPDF reads labels in Python, and a malformed table of them trips it up in any way
        return ""


def _blank(number: int) -> PageContent:
    return PageContent(Page(number, *_LETTER, 0, "", "", TextSource.NONE), PageText("", ()))
