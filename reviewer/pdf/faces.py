"""Fonts for every script: a Latin face in its cuts, and behind it those that come with MuPDF. Widths are in ems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, lru_cache

import pymupdf

_CUTS = {
    (False, False, False): "helv",
    (True, False, False): "hebo",
    (False, True, False): "heit",
    (True, True, False): "hebi",
    (False, False, True): "cour",
    (True, False, True): "cobo",
    (False, True, True): "coit",
    (True, True, True): "cobi",
}
_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"  # blocks of such scripts
_LEFTWARD = re.compile(f"[{_LEFT}]+(?: +[{_LEFT}]+)*")
MARK = "\u200e"  # Unicode's left-to-right mark; ours is drawn as the no-break space, which stands for nothing else
_NO_BREAK = "\u00a0"
_SCRIPTS = 180  # MuPDF numbers the scripts of Unicode; it has a Noto font for nearly each


class Face:
    """A font with a name for the pages' resources. `characters`: what each glyph in use stands for."""

    def __init__(self, name: str, font: pymupdf.Font) -> None:
        self.name, self.font = name, font
        self.characters: dict[str, str] = {}

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - faces live as long as the process
    def glyph(self, character: str) -> tuple[str, float]:
        """The glyph of a character as four hexadecimal digits, and its width."""
        code = ord(_NO_BREAK if character == MARK else character)
        glyph = f"{self.font.has_glyph(code):04x}"
        self.characters.setdefault(glyph, character)
        return glyph, 0.0 if character == MARK else float(self.font.glyph_advance(code))


def latin(bold: bool = False, italic: bool = False, mono: bool = False) -> Face:
    """Helvetica or Courier in one of their cuts: Latin, Greek and Cyrillic."""
    return _cut(_CUTS[bold, italic, mono])


@cache
def _cut(code: str) -> Face:
    return Face(f"F{list(_CUTS.values()).index(code)}", pymupdf.Font(code))


@cache
def _others() -> tuple[Face, ...]:
    """Droid Sans Fallback for Chinese, Japanese and Korean, then one font for each script, none of them twice."""
    fonts = {"": pymupdf.Font("cjk")}
    for script in range(_SCRIPTS):
        with suppress(AttributeError):  # what PyMuPDF raises for a script without a font
            font = pymupdf.Font(script=script)
            fonts.setdefault(font.name, font)
    return tuple(Face(f"F{number}", font) for number, font in enumerate(fonts.values(), len(_CUTS)))


def named(name: str) -> Face:
    """The face of a name."""
    number = int(name[1:])
    return latin(*list(_CUTS)[number]) if number < len(_CUTS) else _others()[number - len(_CUTS)]


@lru_cache(maxsize=1 << 14)
def face(character: str, first: Face) -> Face:
    """The first face that holds a character: `first`, then the others; `first` where none does."""
    if character == MARK:
        return latin()
    if first.font.has_glyph(ord(character)) > 0:
        return first
    return next((other for other in _others() if other.font.has_glyph(ord(character)) > 0), first)


def is_drawable(character: str) -> bool:
    """Whether some face has a glyph for a character; spaces need none."""
    return character.isspace() or face(character, latin()).font.has_glyph(ord(character)) > 0


def runs(text: str, first: Face) -> Iterator[tuple[Face, str]]:
    """Text cut where the face changes, in the order in which it is drawn from left to right."""
    run, used = "", first
    for character in _drawn_order(text):
        wanted = used if character.isspace() and run != MARK and run else face(character, first)
        if run and (wanted is not used or MARK in (character, run)):
            yield used, run
            run = ""
        run, used = run + character, wanted
    if run:
        yield used, run


@lru_cache(maxsize=1 << 14)
def width(text: str, first: Face) -> float:
    """How wide text is when it is drawn with `first` where that can be."""
    return sum(face(character, first).glyph(character)[1] for character in text)


def _drawn_order(text: str) -> str:
    """Text with what runs from right to left turned round. The mark keeps MuPDF from taking the next space to it."""
    return text if text.isascii() else _LEFTWARD.sub(lambda found: found[0][::-1] + MARK, text)
