"""Pages for what is not a PDF: plain text, typeset so that every word of it can be read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pymupdf

PAGE = pymupdf.paper_rect("letter")
_MARGIN, _SIZE, _LEADING, _TAB = 60.0, 10.0, 13.0, 8
_LINES = int((PAGE.height - 2 * _MARGIN) // _LEADING)
_WIDTH = PAGE.width - 2 * _MARGIN
_BREAKS = re.compile("\r\n|[\n\r\v\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def text_to_pdf(text: str, path: Path) -> None:
    """Typeset plain text on Letter pages at `path`: lines wrapped, tabs at eight columns, form feeds end a page."""
    with pymupdf.open() as document:
        for lines in _pages(text):
            _draw(document.new_page(width=PAGE.width, height=PAGE.height), lines)
        document.subset_fonts()
        document.save(path, garbage=3, deflate=True, no_new_id=True)


def _pages(text: str) -> Iterator[list[str]]:
    """The text cut into pages of lines; an empty text gives one empty page."""
    for part in _UNPRINTABLE.sub(" ", text).split("\f"):
        lines = [piece for line in _BREAKS.split(part) for piece in _wrapped(line.expandtabs(_TAB))]
        for start in range(0, max(len(lines), 1), _LINES):
            yield lines[start : start + _LINES]


def _wrapped(line: str) -> Iterator[str]:
    """A line cut at spaces so that each piece fits; a word that is wider than the page is cut in itself."""
    piece, width = "", 0.0
    for token in re.findall(r"\s+|\S+", line):
        taken = _measure(token)
        if width + taken > _WIDTH and piece.strip():
            yield piece
            piece, width = "", 0.0
        if token.isspace() and not piece and width == 0.0 and taken > _WIDTH:
            continue
        for part in _cut(token) if taken > _WIDTH else [token]:
            if width + _measure(part) > _WIDTH and piece:
                yield piece
                piece, width = "", 0.0
            piece, width = piece + part, width + _measure(part)
    yield piece


def _cut(word: str) -> Iterator[str]:
    part = ""
    for character in word:
        if _measure(part + character) > _WIDTH:
            yield part
            part = ""
        part += character
    yield part


def _draw(page: pymupdf.Page, lines: list[str]) -> None:
    writer = pymupdf.TextWriter(page.rect)
    for number, line in enumerate(lines):
        x = _MARGIN
        for font, run in _runs(line):
            if run.strip():
                writer.append((x, _MARGIN + _SIZE + number * _LEADING), run, font=font, fontsize=_SIZE)
            x += font.text_length(run, _SIZE)
    writer.write_text(page)


def _measure(text: str) -> float:
    return float(sum(font.text_length(run, _SIZE) for font, run in _runs(text)))


def _runs(text: str) -> Iterator[tuple[pymupdf.Font, str]]:
    """The text in runs of characters that one font holds: Courier where it can, a font of all scripts elsewhere."""
    run, wide = "", False
    for character in text:
        fits = character.isspace() or _plain().has_glyph(ord(character)) > 0
        if run and fits == wide:
            yield (_broad() if wide else _plain()), run
            run = ""
        wide = not fits
        run += character
    if run:
        yield (_broad() if wide else _plain()), run


@cache
def _plain() -> pymupdf.Font:
    return pymupdf.Font("cour")


@cache
def _broad() -> pymupdf.Font:
    """Droid Sans Fallback, which comes with MuPDF."""
    return pymupdf.Font("cjk")
