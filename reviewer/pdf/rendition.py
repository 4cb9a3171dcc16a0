"""Pages for what is not a PDF: plain text, typeset so that every word of it can be read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from unicodedata import bidirectional

import pymupdf

PAGE = pymupdf.paper_rect("letter")
_MARGIN, _SIZE, _LEADING, _TAB = 60.0, 10.0, 13.0, 8
_LINES = int((PAGE.height - 2 * _MARGIN) // _LEADING)
_WIDTH = PAGE.width - 2 * _MARGIN
_SCRIPTS = range(3, 36)  # as MuPDF counts them: Cyrillic, Armenian, Hebrew, Arabic and on to Mongolian
_BREAKS = re.compile("\r\n|[\n\r\v\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def text_to_pdf(text: str, path: Path) -> bool:
    """Typeset plain text on Letter pages at `path`: lines wrapped, tabs at eight columns, form feeds end a page.

    Hands back whether there is a glyph for every character; one without is drawn as an empty box. Raises OSError.
    """
    with pymupdf.open() as document:
        for lines in _pages(text):
            _draw(document.new_page(width=PAGE.width, height=PAGE.height), lines)
        document.subset_fonts()
        path.write_bytes(document.tobytes(garbage=3, deflate=True, no_new_id=True))
    return all(map(_is_drawable, set(text)))


def _pages(text: str) -> Iterator[list[str]]:
    """The text cut into pages of lines; an empty text gives one empty page."""
    for part in _UNPRINTABLE.sub(" ", text).split("\f"):
        lines = [piece for line in _BREAKS.split(part) for piece in _wrapped(line.expandtabs(_TAB))]
        for start in range(0, max(len(lines), 1), _LINES):
            yield lines[start : start + _LINES]


def _wrapped(line: str) -> Iterator[str]:
    """A line cut after spaces so that each piece fits; a word that is wider than the page is cut in itself."""
    start = space = 0  # where the piece begins, and where its last word does
    width = before = 0.0  # from the piece's begin to here, and to its last word
    for place, character in enumerate(line):
        advance = _advance(character)
        if character.isspace():
            width += advance
            space, before = place + 1, width
            continue
        if width + advance > _WIDTH and place > start:
            cut = space if space > start else place
            yield line[start:cut]
            width -= before if cut == space else width
            start, space, before = cut, cut, 0.0
        width += advance
    yield line[start:]


def _draw(page: pymupdf.Page, lines: list[str]) -> None:
    writer = pymupdf.TextWriter(page.rect)
    for number, line in enumerate(lines):
        x, y = _MARGIN, _MARGIN + _SIZE + number * _LEADING
        for font, run in _runs(line):
            writer.append((x, y), run, font=font, fontsize=_SIZE, right_to_left=_runs_left(run[0]))
            x += sum(map(_advance, run))
    writer.write_text(page)


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    return float(_font(character).text_length(character, _SIZE))


def _runs(text: str) -> Iterator[tuple[pymupdf.Font, str]]:
    """The text in runs of characters that one font holds and that run one way.

    A space goes on with its run, but not at the end of one that runs to the left: it would stand before it.
    """
    for font, characters in groupby(_with_fonts(text), key=itemgetter(0)):
        run = "".join(character for _, character in characters)
        words = run.rstrip() if _runs_left(run[0]) else run
        yield font, words
        if len(words) < len(run):
            yield _fonts()[0], run[len(words) :]


def _with_fonts(text: str) -> Iterator[tuple[pymupdf.Font, str]]:
    font = _fonts()[0]
    for character in text:
        font = font if character.isspace() and font.has_glyph(ord(" ")) else _font(character)
        yield font, character


def _runs_left(character: str) -> bool:
    return bidirectional(character) in ("R", "AL")


@lru_cache(maxsize=4096)
def _font(character: str) -> pymupdf.Font:
    """The first font that holds a character; where none does, the first, which draws an empty box."""
    fonts = _fonts()
    return next((font for font in fonts if font.has_glyph(ord(character)) > 0), fonts[0])


def _is_drawable(character: str) -> bool:
    return character.isspace() or not character.isprintable() or _font(character).has_glyph(ord(character)) > 0


@cache
def _fonts() -> tuple[pymupdf.Font, ...]:
    """Courier, Droid Sans Fallback for Chinese, Japanese and Korean, and Noto's one for each script: all in MuPDF."""
    return (pymupdf.Font("cour"), pymupdf.Font("cjk"), *(pymupdf.Font(script=script) for script in _SCRIPTS))
