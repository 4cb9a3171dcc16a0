"""Text layers that are garbage: what they say is not what the page shows. Found by the text alone, in any language.

Fonts without a table of what their glyphs mean give U+FFFD, characters of private use, glyph numbers that pass for
signs, or letters moved along the table of characters; a text read in the wrong encoding gives Latin letters that bear
nothing but accents. How often a letter stands is asked of Latin letters alone: no other script is doubted for it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from math import log
from unicodedata import category

_FEWEST = 40  # characters: of fewer nothing can be said
_UNKNOWN = 0.25  # of the characters
_SIGNS = 0.5  # of the characters: prose has 0.05, programs and tables of figures up to 0.4
_ACCENTS = 0.6  # of the Latin letters: Vietnamese has 0.3
_LETTERS = 150  # so many, and so much of the characters, must be letters to tell how often each stands
_MOSTLY = 0.7
_ODD, _USUAL = -3.4, -3.1  # how well a text fits: under the one no text of a language does, over the other they all do
_RUN = re.compile(r"([^\w\s\ufffd]|_)\1{2,}")  # leaders and rules
_OFTEN = {
    "a": 8.5, "b": 1.5, "c": 3, "d": 4.5, "e": 14, "f": 1.8, "g": 1.6, "h": 3, "i": 7.5, "j": 0.4, "k": 1, "l": 4.5,
    "m": 2.8, "n": 7.5, "o": 6.5, "p": 2.4, "q": 0.3, "r": 6.5, "s": 6.5, "t": 7, "u": 3.7, "v": 1.2, "w": 1.3,
    "x": 0.5, "y": 1.2, "z": 0.8,
}  # fmt: skip
"""How often a letter stands among a hundred, between the languages of western Europe."""


@lru_cache(maxsize=256)  # each page is asked for twice: whether OCR should read it, and what is to be told
def is_garbage(text: str) -> bool:
    """Whether the text of a page's layer is garbage. Of a text of a few characters that is never said."""
    shown = "".join(text.split())
    if not _is_odd(Counter(shown)):
        return False
    return _is_odd(Counter(_RUN.sub(r"\1", shown)))


def _is_odd(counts: Counter[str]) -> bool:
    total = counts.total()
    if total < _FEWEST:
        return False
    kinds: Counter[str] = Counter()
    for character, count in counts.items():
        kinds[_kind(character)] += count
    if kinds["unknown"] > _UNKNOWN * total or kinds["sign"] > _SIGNS * total:
        return True
    latin = kinds["plain"] + kinds["accented"]
    if kinds["accented"] > _ACCENTS * latin and latin > _FEWEST / 2:
        return True
    return kinds["plain"] > max(_LETTERS, _MOSTLY * total) and _is_moved(counts, kinds["plain"])


@cache
def _kind(character: str) -> str:
    code, kind = ord(character), category(character)
    if character == "\ufffd" or kind in ("Co", "Cn", "Cc", "Cs"):
        return "unknown"
    if code < 0x80:
        return "plain" if character.isalpha() else "digit" if character.isdigit() else "sign"
    if code < 0x100:
        return "accented" if character.isalpha() else "sign"
    return "sign" if kind[0] in "PS" else "other"


def _is_moved(counts: Counter[str], plain: int) -> bool:
    """Whether the letters stand as often as in a language only when all are moved by one amount: fonts with numbers of
    glyphs in place of characters do that, by 29 and 31 mostly."""
    letters = {ord(letter): count / plain for letter, count in counts.items() if _kind(letter) == "plain"}
    if _fit(letters, 0) > _ODD:
        return False
    return any(_fit(letters, by) > _USUAL for by in range(-57, 58))


def _fit(letters: dict[int, float], by: int) -> float:
    """How well letters, moved by an amount, fit the languages: the mean logarithm of how often they stand."""
    return sum(share * _likely(code + by) for code, share in letters.items())


@cache
def _likely(code: int) -> float:
    return log(_OFTEN.get(chr(code).lower(), 0.1) / 100) if code > 0 else log(0.001)
