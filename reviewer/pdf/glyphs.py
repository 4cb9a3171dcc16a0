"""The characters that MuPDF read of a page, one by one, and runs of them that share something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import pymupdf

from reviewer.pdf import corners
from reviewer.pdf.line import Corners

_INKED = pymupdf.mupdf.FZ_STEXT_FILLED | pymupdf.mupdf.FZ_STEXT_STROKED | pymupdf.mupdf.FZ_STEXT_CLIPPED

Key = tuple[str, tuple[float, float]]
"""A character and the origin that it is drawn at: the same whenever a page is read."""


class Glyph(NamedTuple):
    """A character of a page, its origin and box, its size in points, and whether it is drawn without ink."""

    character: str
    origin: tuple[float, float]
    box: Corners
    size: float
    inkless: bool

    @property
    def key(self) -> Key:
        """What names it."""
        return self.character, self.origin


class Run(NamedTuple):
    """Words of a line, or parts of them, that share a reason, with their glyphs."""

    reason: Any
    text: str
    glyphs: tuple[Glyph, ...]


def spans(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The spans of what MuPDF read."""
    for block in raw["blocks"]:
        for line in block.get("lines", ()):
            yield from line["spans"]


def lines(raw: dict[str, Any]) -> Iterator[list[Glyph]]:
    """The lines of what MuPDF read, glyph by glyph."""
    for block in raw["blocks"]:
        for line in block.get("lines", ()):
            yield [glyph for span in line["spans"] for glyph in _of_span(span)]


def runs(raw: dict[str, Any], reasons: Callable[[list[Glyph]], Sequence[Any]]) -> Iterator[Run]:
    """Runs of glyphs for each of which `reasons`, asked of a word, has the same answer, and not None."""
    for line in lines(raw):
        parts: list[tuple[Any, list[Glyph]]] = []
        for word in words(line):
            pairs = zip(reasons(word), word, strict=True)
            parts += [(reason, [g for _, g in group]) for reason, group in groupby(pairs, key=itemgetter(0))]
        for reason, group in groupby(parts, key=itemgetter(0)):
            if reason is not None:
                pieces = [piece for _, piece in group]
                text = " ".join("".join(glyph.character for glyph in piece) for piece in pieces)
                yield Run(reason, text, tuple(glyph for piece in pieces for glyph in piece))


def has_inkless(raw: dict[str, Any]) -> bool:
    """Whether any characters that MuPDF read are drawn without ink."""
    return not all(span["char_flags"] & _INKED for span in spans(raw))


def blank(raw: dict[str, Any], keys: Iterable[Key]) -> None:
    """Put spaces in place of characters that MuPDF read: of those drawn in one place the first, which lie undermost."""
    left = Counter(keys)
    if not left:
        return
    for span in spans(raw):
        for found in span["chars"]:
            key = (found["c"], found["origin"])
            if left[key]:
                left[key] -= 1
                found["c"] = " "


def around(glyphs: Sequence[Glyph]) -> Corners:
    """The box around glyphs."""
    return corners.around(glyph.box for glyph in glyphs)


def _of_span(span: dict[str, Any]) -> Iterator[Glyph]:
    size, inkless = span["size"], not span["char_flags"] & _INKED
    for found in span["chars"]:
        yield Glyph(found["c"], found["origin"], found["bbox"], size, inkless)


def words(line: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The words of a line: its runs without white space."""
    for blank, group in groupby(line, key=lambda glyph: glyph.character.isspace()):
        if not blank:
            yield list(group)
