"""Header fields of a mail: their words, people and dates, as they were written."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from dataclasses import dataclass

from reviewer import dates
from reviewer.processing.formats.mail import charsets

_WORD = r"=\?[^?\s]{1,60}\?[bq]\?[^?]*?\?="
_RUN = re.compile(rf"({_WORD}(?:\s*{_WORD})*)", re.IGNORECASE)
_PARTS = re.compile(r"=\?([^?\s]{1,60})\?([bq])\?([^?]*?)\?=", re.IGNORECASE)
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_SPECIAL = re.compile(r'[,;:<>@()\[\]"]')


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a header field, and whether its encoding had to be guessed."""

    text: str
    guessed: bool = False


def words(raw: str, people: bool = False) -> Words:
    """The text of a header field as the standard library hands it over (RFC 2047; unknown bytes as surrogates).

    White space between two encoded words is no part of the text, and a letter may be cut in two between them (field
    case 18). Of `people`, a decoded name with a comma or the like is put in quotes, so that it stays one name.
    """
    plain, guessed = _raw(raw)
    made: list[str] = []
    quoted = False
    for number, piece in enumerate(_RUN.split(_FOLD.sub(" ", plain))):
        if number % 2:
            piece, guess = _decode_run(piece)
            guessed = guessed or guess
            piece = _quoted(piece) if people and not quoted and _SPECIAL.search(piece) else piece
        else:
            quoted ^= piece.count('"') % 2 == 1
        made.append(piece)
    return Words(_one_line("".join(made)), guessed)


def _raw(raw: str) -> tuple[str, bool]:
    """A field with bytes that are no ASCII: UTF-8 is allowed (RFC 6532), anything else is a guess."""
    data = raw.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        return charsets.decode(data, "")[0], True


def _decode_run(run: str) -> tuple[str, bool]:
    """Encoded words side by side: bytes of one encoding are put together before they are read."""
    pieces: list[tuple[str, bytes]] = []
    for charset, how, text in _PARTS.findall(run):
        charset = charset.split("*")[0].lower()  # RFC 2231, 5: a language may follow
        data = _unpacked(how, text)
        if pieces and pieces[-1][0] == charset:
            pieces[-1] = (charset, pieces[-1][1] + data)
        else:
            pieces.append((charset, data))
    read = [charsets.decode(data, charset) for charset, data in pieces]
    return "".join(text for text, _ in read), any(guessed for _, guessed in read)


def _unpacked(how: str, text: str) -> bytes:
    if how in "qQ":
        return binascii.a2b_qp(text.encode("utf-8", "surrogateescape"), header=True)
    return from_base64(text)


def from_base64(text: str) -> bytes:
    """The bytes that a text stands for; what is no letter of base64 is passed over, a missing end is made up for."""
    letters = re.sub(r"[^A-Za-z0-9+/]", "", text)
    return b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + "==")


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _one_line(text: str) -> str:
    """Without control characters: what an encoded line feed smuggles in is a space."""
    return re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", text).strip()


# Dates.

_COMMENT = re.compile(r"\([^()]*\)")
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z]{3}[ -])(\d{2,3})(?= +\d{1,2}:\d\d)")
_HYPHENS = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{2,4})")
_BEFORE_NUMBER = re.compile(r"\b(?:GMT|UTC|UT)(?=[+-]\d)")
_NAMED_ZONES = {
    # RFC 5322, 4.3: the only names that say for sure what they mean.
    **dict.fromkeys(("UT", "GMT", "Z"), "+0000"),
    **{"EDT": "-0400", "EST": "-0500", "CDT": "-0500", "CST": "-0600"},
    **{"MDT": "-0600", "MST": "-0700", "PDT": "-0700", "PST": "-0800"},
}


def date(raw: str) -> str:
    """The date of a Date field as written, with its zone where that is said; "" where there can be no such date.

    "-0000" and names like CET leave the zone unknown (RFC 5322, 3.3 and 4.3). Nothing is converted: the day is the
    day that the sender's clock showed (field case 20).
    """
    text = _COMMENT.sub(" ", _FOLD.sub(" ", raw[:200]))
    text = _HYPHENS.sub(r"\1 \2 \3", _BEFORE_NUMBER.sub("", text))
    text = _SHORT_YEAR.sub(_whole_year, text)
    text = re.sub(r"(?<=\d) +([A-Z]{1,3})\s*$", lambda zone: " " + _NAMED_ZONES.get(zone[1], ""), text.strip())
    return dates.on_face(f"Date: {' '.join(text.split())}")


def _whole_year(found: re.Match[str]) -> str:
    """RFC 5322, 4.3: two digits from 50 on, and three, are of the years from 1900 on."""
    year = int(found[1])
    return str(year + (2000 if len(found[1]) == 2 and year < 50 else 1900))


def zone_unknown(written: str) -> bool:
    """Whether a date has a time, but says no zone for it."""
    return "T" in written and not dates.parse(written).zone
