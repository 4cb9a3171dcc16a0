"""Sentences and paragraphs of a text, by a plain rule. Where it is in doubt it parts nothing: who looks for words in
one sentence would rather see one too many than miss one.

A sentence ends at a `.`, `?`, `!` or `…` (with the quotes and brackets that close behind it) before white space, if
what follows does not begin with a small letter. A full stop ends none after a title (`Mr.`), nor after the number or
letter of an item at the start of a line (`2.`), nor after an abbreviation (`No.`, `v.`, `Inc.`) or an initial (`J.`,
`U.S.`), unless the next word is one that often begins a sentence (`The`, `He`). A sentence begins, too, at a line of a
mail's head (`From:`), at a bullet, and at a numbered item after a line that ends in a colon or semicolon.

A paragraph ends at a blank line; before a bullet or a numbered item, where a sentence ends; and where a sentence ends
with a line in which the next word would have had room, that line being clearly shorter than the longest of those around
it. The last is all that shows paragraphs in the text of a PDF, which has no blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ROOM = 0.85  # of the longest line around: a shorter one had room for more
_AROUND = 3  # lines before and after that are looked at
_BACK = 24  # code points before a full stop in which the word before it is looked for
_LONG = 8  # letters: no abbreviation has so many
_LONGEST = 40  # code points of a word that are counted


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("adm amb atty capt cmdr col dr gen gov hon lt messrs mr mrs ms prof rep rev sen sgt")
ABBREVIATIONS = _words(
    "al ala app apr ariz ark art aug ave bldg cal cf ch cir cl co colo conn corp ct dec dep dept dist div ed est etc ex"
    " exh feb fed fig fla ft id inc jan jr jul jun kan ky ltd mar mass mich minn mt nat nev no nos nov oct okla op ore"
    " para pg pp pt pub reg rel res rm rr sec secs sep sept sess sr st stat subd supp tel tenn tex tit univ v viz vol"
    " vs wis wyo"
)
BEGINNERS = _words(
    "a after all although an and as at because before both but by each for from he her his how however i if in it its"
    " many most my nor on one our please see she since so some such that the their then there these they this those"
    " thus to under we what when where while who why you your"
)
_CLOSING = "\"'”’)\\]»"
_LABEL = r"(?:From|Sent|To|Cc|CC|Bcc|BCC|Subject|Date|Attachments?|Importance):"
_BULLET = r"[•●▪◦‣*–-][^\S\n]"
_ITEM = r"(?:\(?\d{1,3}[.)]|\([a-z]{1,4}\)|[A-Za-z][.)])[^\S\n]"
_CANDIDATE = re.compile(  # begins with a set of characters, so that it is found fast
    rf"[.?!…\n](?:(?<!\n)[{_CLOSING}]*\s+(?=\S)|(?<=[:;]\n)[^\S\n]*(?={_ITEM})"
    rf"|(?<=\n)[^\S\n]*(?:\n\s*(?=\S)|(?={_LABEL}|{_BULLET})))"
)
_LISTED = re.compile(f"{_BULLET}|{_ITEM}")
_LABELLED = re.compile(_LABEL)
_WORD_BEFORE = re.compile(r"[^\W_][\w.]*\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NUMBER_OF_ITEM = re.compile(r"(?:^|\n)\s*(?:\d{1,3}|[A-Za-z])\Z")
_WORD = re.compile(r"\w+")


class Break(NamedTuple):
    """Where a sentence begins, in code points; whether a paragraph does, too."""

    at: int
    paragraph: bool


def breaks(text: str) -> Iterator[Break]:
    """Where sentences begin in a text, but for the first; ascending."""
    text = text.rstrip()
    for found in _CANDIDATE.finditer(text):
        start, at = found.span()
        lines, stop = text.count("\n", start, at), text[start] != "\n"
        ends = stop and _ends(text, start, at)
        if lines > 1 or (lines and (ends or not stop) and _LISTED.match(text, at)):
            yield Break(at, True)
        elif ends:
            yield Break(at, bool(lines) and _had_room(text, start, at))
        elif lines and _LABELLED.match(text, at):
            yield Break(at, False)


def _ends(text: str, stop: int, following: int) -> bool:
    """Whether a sentence ends with the mark at `stop`, when the next word begins at `following`."""
    if text[following].islower():
        return False
    if text[stop] != ".":
        return True
    before = text[max(0, stop - _BACK) : stop]
    if len(before) == _BACK and before[-_LONG:].isalpha():
        return True
    if _NUMBER_OF_ITEM.search(before):
        return False
    found = _WORD_BEFORE.search(before)
    word = found[0].lower() if found else ""
    if word in TITLES:
        return False
    if word not in ABBREVIATIONS and not _INITIALS.fullmatch(word):
        return True
    begun = _WORD.match(text, following)
    return bool(begun) and begun[0].lower() in BEGINNERS  # type: ignore[index]


def _had_room(text: str, stop: int, following: int) -> bool:
    """Whether the next word would have had room in the line that ends behind `stop`, and plainly so."""
    lines = [line_at(text, stop)]
    for _ in range(_AROUND):
        lines.append(line_at(text, max(0, min(lines)[0] - 1)))
        lines.append(line_at(text, min(len(text), max(lines)[1] + 1)))
    longest = max(end - start for start, end in lines)
    start, end = lines[0]
    return end - start + 1 + len(text[following : following + _LONGEST].split(maxsplit=1)[0]) < _ROOM * longest


def line_at(text: str, at: int) -> tuple[int, int]:
    """Start and end of the line that holds a place."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
