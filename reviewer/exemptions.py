"""FOIA exemption marks that agencies print on pages they release: `(b)(5)`, `B7(C)`, `RELEASE IN PART B5,B6`.

The codes are those of 5 U.S.C. 552(b), (b)(1) to (b)(9) with (b)(7)(A) to (F); of the Privacy Act, 5 U.S.C. 552a:
(d)(5), (j)(1) and (2), (k)(1) to (7); and the reasons of Executive Order 13526, 1.4(a) to 1.4(h), which stand beside
(b)(1). A code is written in small letters without brackets: `b5`, `b7c`, `k2`, `1.4d`.

A mark with brackets counts wherever it stands, unless it cites a law: it follows on a number or a word such as
`section` or `Rule`, or `of` follows. Without brackets it counts in a line that holds nothing but marks and words of a
release, in capitals or with the letter of a part (`b7C`). On a page that has such a sure mark, one in small letters
counts in a line of its own too, and one in capitals at the end of any line: there it stood in the margin. So `vitamin
B5` and `room B6` are none. `Ex. 5` is none, since it is an exhibit more often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reviewer.text.sentences import line_at

CODES = (
    *(f"b{number}" for number in range(1, 10)),
    *(f"b7{letter}" for letter in "abcdef"),
    "d5",
    "j1",
    "j2",
    *(f"k{number}" for number in range(1, 8)),
    *(f"1.4{letter}" for letter in "abcdefgh"),
)

_GAP = r"[^\S\n]{0,20}"
_BARE = r"[Bb](?:7\(?[A-Fa-f]\b\)?|[1-9]\b)"
_FOIA = r"(?:\(b\)|\bb)\s?\((?:[1-689]\)|7\)(?:\s?\([A-F]\))?)"
_LAWS = rf"{_FOIA}|\(d\)\s?\(5\)|\(j\)\s?\([12]\)|\(k\)\s?\([1-7]\)|\b1\.4\s?\([A-H]\)"
_ITEM = rf"(?:{_BARE}|(?i:{_LAWS}))"
_STATUTE = rf"(?:(?<=[Bb]3){_GAP}[A-Z][A-Z0-9/ ]{{1,30}})?"  # that a (b)(3) names
_RUN = rf"(?<![\w(]){_ITEM}{_STATUTE}(?:(?:{_GAP}[,;/&])?{_GAP}{_ITEM}{_STATUTE})*"
_NAMES = rf"(?:(?!{_ITEM})[A-Z][A-Z0-9/ ]{{1,30}},{_GAP})?"  # the end of a statute that began on the line before
_DONE = rf"(?:[^\n]{{0,200}}\b(?:RELEASED?|DENIED|WITHHELD)\b{_GAP})?"
_RELEASE = rf"{_DONE}(?:IN\b{_GAP})?(?:(?:PART|FULL)\b{_GAP})?[:,–-]?{_GAP}"
_DIRT = r"[,;?\"'’ -]{0,5}"  # after a mark, where a scan was read
_LINE = re.compile(rf"({_RELEASE}){_NAMES}({_RUN}){_DIRT}")
_AT_END = re.compile(rf"(\S*)\s({_RUN}){_DIRT}$")
_CITED = re.compile(
    r"(?:[\w)§]|§\s|\b(?:articles?|clauses?|paragraphs?|paras?\.|rules?|sections?|secs?\.|subsections?|subparagraphs?)\s)$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:appendix|box|building|bldg\.?|exhibit|figure|room|suite|table|vitamin)", re.IGNORECASE)
_BEGUN = re.compile(r"[Bb(1](?:(?<=[Bb])\)?\s?\(?[1-9]|(?<=\()[DJKdjk]\)|(?<=1)\.4\s?\()")  # as all marks, and more
_ONE = re.compile(_ITEM)
_BRACKETED = re.compile(_LAWS, re.IGNORECASE)
_BEFORE = 16  # code points before a mark that are looked at


class Mark(NamedTuple):
    """Where a mark stands in a text, in code points, and its code."""

    start: int
    end: int
    code: str


def marks(text: str) -> list[Mark]:
    """The exemption marks in the text of a page, in order."""
    places = [begun.start() for begun in _BEGUN.finditer(text)]
    lines = dict.fromkeys(_line(text, place) for place in places)
    whole = [run for line in lines if (run := _LINE.fullmatch(text, *line))]
    found = {mark for line in lines for mark in _bracketed(text, *line)}
    found.update(mark for run in whole if _is_sure(run[1], run[2]) for mark in _of_run(run))
    if found:
        ends = [run for line in lines if (run := _AT_END.search(text, *line))]
        margin = [run for run in ends if not run[2].startswith("b") and not _PLACE.fullmatch(run[1])]
        found.update(mark for run in (*whole, *margin) for mark in _of_run(run))
    return sorted(found)


def _line(text: str, at: int) -> tuple[int, int]:
    """Start and end of the line that holds a place, without white space at its start."""
    start, end = line_at(text, at)
    return end - len(text[start:end].lstrip()), end


def meant(text: str) -> tuple[str, ...]:
    """The codes that someone means by `(b)(5)`, `B5` or `b7(c)`; by `b7` and `1.4` those with any letter, too."""
    code = plain(text)
    return tuple(known for known in CODES if known == code or (known[:-1] == code and known[-1:].isalpha()))


def written(code: str) -> str:
    """A code as it is printed: `(b)(7)(C)`, `1.4(d)`."""
    if code[0] == "1":
        return code[:3] + "".join(f"({letter})" for letter in code[3:])
    return "".join(f"({part})" for part in code[:2] + code[2:].upper())


def plain(text: str) -> str:
    """What may be a code, as codes are written here."""
    return "".join(character for character in text.casefold() if character.isalnum() or character == ".")


def _is_sure(release: str, run: str) -> bool:
    return bool(release.strip(" :,–-") or re.search(r"B|7\(?[A-F]|\(", run))


def _of_run(run: re.Match[str]) -> Iterator[Mark]:
    start = run.start(2)
    for one in _ONE.finditer(run[2]):
        yield Mark(start + one.start(), start + one.end(), plain(one[0]))


def _bracketed(text: str, start: int, end: int) -> Iterator[Mark]:
    """The marks with brackets in a line."""
    for found in _BRACKETED.finditer(text, start, end):
        cited = _CITED.search(text[max(0, found.start() - _BEFORE) : found.start()])
        if not cited and not re.match(r"\s+of\b|\(", text[found.end() : found.end() + _BEFORE]):
            yield Mark(*found.span(), plain(found[0]))
