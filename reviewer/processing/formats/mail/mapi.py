"""Messages as Outlook keeps them: properties by number (MS-OXPROPS), written down as an Internet message.

MSG files, PST mailboxes and winmail.dat hold the same properties; all of them become an `.eml`, and are read as one.
"""

from __future__ import annotations

import re
import struct
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.encoders import encode_base64
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.parser import HeaderParser
from email.utils import format_datetime
from html import escape

from reviewer.processing.formats.mail import charsets, lzfu, rtf
from reviewer.processing.formats.mail.clean import lines_only_in
from reviewer.processing.formats.mail.entries import card, event
from reviewer.processing.formats.mail.letter import CREATED, DRAFT, FOLDER, LOST, RECOVERED

Value = str | bytes | int | datetime
Bag = Mapping[int, Value]
"""Properties by number; those that go by a number in a set of their own (MS-OXCPRPT, "named") by its negative."""

_TEXT, _TEXT8, _BINARY, _TIME = 0x1F, 0x1E, 0x102, 0x40
_NUMBERS = {0x02: "<h", 0x03: "<i", 0x0B: "<?", 0x14: "<q"}
_FIRST, _LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)  # beyond: Outlook's "none"
_UNSENT = 8
FOREIGN = "it is an object of another program, drawn inside the message"
_HELD_BY_PARTS = ("content-", "mime-version", "x-reviewer-")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An attachment: its properties, and the message that it is, if it is one. `lost` says why there are no bytes."""

    bag: Bag
    note: Note | None = None
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A message, appointment or contact; `folder` is where it lay, `recovered` whether it had been deleted."""

    bag: Bag
    recipients: Sequence[Bag] = ()
    enclosures: Sequence[Enclosure] = ()
    folder: str = ""
    recovered: bool = False


def value(kind: int, raw: bytes, codepage: int) -> Value | None:
    """A property's value from its bytes; None where they hold none. `codepage` is that of 8-bit text, 0 if unknown."""
    if kind == _TEXT:
        return raw.decode("utf-16-le", "replace").split("\x00")[0]
    if kind == _TEXT8:
        return charsets.decode(raw.split(b"\x00")[0], codec(codepage))[0]
    if kind == _BINARY:
        return raw
    if kind == _TIME and len(raw) >= 8:
        return moment(struct.unpack("<Q", raw[:8])[0])
    form = _NUMBERS.get(kind, "")
    if not form or len(raw) < struct.calcsize(form):
        return None
    number: int = struct.unpack_from(form, raw)[0]
    return number


def named(table: bytes) -> dict[int, int]:
    """Property numbers from 0x8000 on, and the number that each has in one of Outlook's sets (MS-OXMSG, 2.2.3)."""
    rows = struct.iter_unpack("<IHH", table[: len(table) - len(table) % 8])
    return {0x8000 + index: number for number, kind, index in rows if not kind & 1}


def moment(ticks: int) -> datetime | None:
    """A time in tenths of a microsecond since 1601, in UTC; None for what stands for "none"."""
    try:
        found = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return None
    return found if _FIRST < found < _LAST else None


def codec(codepage: int) -> str:
    """The name of a Windows code page as a mail would say it; "" for none."""
    names = {65001: "utf-8", 1200: "utf-16-le", 20127: "us-ascii", 20866: "koi8-r", 28591: "iso-8859-1"}
    names |= {
        50220: "iso-2022-jp",
        50221: "iso-2022-jp",
        51932: "euc-jp",
        51949: "euc-kr",
        936: "gb18030",
        54936: "gb18030",
    }
    names |= {28590 + part: f"iso-8859-{part}" for part in range(2, 16)}
    return names.get(codepage, f"cp{codepage}" if codepage else "")


def to_eml(note: Note) -> bytes:
    """The message as an Internet message, with all that it carries."""
    head = "".join(f"{name}: {_one_line(text)}\r\n" for name, text in _head(note) if _one_line(text))
    whole = MIMEMultipart("mixed")
    for part in (*_bodies(note.bag), *_entries(note.bag), *map(_enclosed, note.enclosures)):
        whole.attach(part)
    return head.encode("utf-8", "replace") + whole.as_bytes()


def _one_line(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text).strip()


# The header.


def _head(note: Note) -> Iterator[tuple[str, str]]:
    """The header as it was sent, where it is kept; then what it lacks, from the properties."""
    sent = HeaderParser().parsestr(_text(note.bag, 0x007D).lstrip())
    kept = [(name, str(text)) for name, text in sent.items() if not name.lower().startswith(_HELD_BY_PARTS)]
    yield from kept
    known = {name.lower() for name, _ in kept}
    yield from ((name, text) for name, text in _made(note) if name.lower() not in known)


def _made(note: Note) -> Iterator[tuple[str, str]]:
    bag = note.bag
    yield "From", person(_text(bag, 0x0042, 0x0C1A), _text(bag, 0x5D02, 0x0065, 0x5D01, 0x0C1F))
    yield from (("To", _people(note, 1, 0x0E04)), ("Cc", _people(note, 2, 0x0E03)), ("Bcc", _people(note, 3, 0x0E02)))
    yield "Subject", subject(bag)
    yield from (("Date", _time(bag, 0x0039)), (CREATED, _time(bag, 0x3007)))
    yield from (
        ("Message-ID", _text(bag, 0x1035)),
        ("In-Reply-To", _text(bag, 0x1042)),
        ("References", _text(bag, 0x1039)),
    )
    yield from (("Thread-Topic", _text(bag, 0x0070)), ("Thread-Index", _base64(bag, 0x0071)))
    yield "Importance", {0: "Low", 2: "High"}.get(_number(bag, 0x0017, 1), "")
    yield from ((DRAFT, "yes" if _number(bag, 0x0E07) & _UNSENT else ""), (FOLDER, note.folder))
    yield RECOVERED, "yes" if note.recovered else ""


def subject(bag: Bag) -> str:
    """The subject; PST files put two letters before it that tell where "RE: " ends (MS-PST, 2.5.3.1.1.1)."""
    text = _text(bag, 0x0037)
    return text[2:] if text[:1] == "\x01" else text


def person(name: str, address: str) -> str:
    """'Jane Doe <jane@example.org>', as far as it is known; a name with a comma is put in quotes."""
    name = _one_line(name).strip("'")
    if address.upper().startswith(("/O=", "EX:")):  # a name inside an Exchange server, no address
        address = "" if name else address
    if not name or name == address:
        return address
    shown = f'"{name}"' if re.search(r"[,;:<>@()\[\]]", name) and '"' not in name else name
    return f"{shown} <{address}>" if address else shown


def _people(note: Note, kind: int, displayed: int) -> str:
    """The recipients of one kind; where their table is missing, the names that Outlook shows."""
    rows = [row for row in note.recipients if _number(row, 0x0C15) & 0xF == kind]
    listed = [person(_text(row, 0x3001, 0x5FF6), _text(row, 0x39FE, 0x3003, 0x403E)) for row in rows]
    return ", ".join(filter(None, listed)) or _text(note.bag, displayed)


def _text(bag: Bag, *keys: int) -> str:
    return next((text for key in keys if isinstance(text := bag.get(key), str) and text), "")


def _number(bag: Bag, key: int, otherwise: int = 0) -> int:
    found = bag.get(key)
    return found if isinstance(found, int) else otherwise


def _time(bag: Bag, key: int) -> str:
    found = bag.get(key)
    return format_datetime(found) if isinstance(found, datetime) else ""


def _base64(bag: Bag, key: int) -> str:
    found = bag.get(key)
    return b64encode(found).decode("ascii") if isinstance(found, bytes) else ""


# What it holds.


def _bodies(bag: Bag) -> Iterator[MIMEBase]:
    plain, html = _text(bag, 0x1000), _html(bag)
    if not html and (wrapped := _unwrapped(bag)):
        html = _part("text", "html", wrapped.html.encode("utf-8"), charset="utf-8") if wrapped.html else None
        plain += ("\n" if plain else "") + lines_only_in(wrapped.text, escape(plain, quote=False))
    both = MIMEMultipart("alternative")
    if plain:
        both.attach(_part("text", "plain", plain.encode("utf-8", "replace"), charset="utf-8"))
    if html:
        both.attach(html)
    if both.get_payload():
        yield both


def _html(bag: Bag) -> MIMEBase | None:
    found = bag.get(0x1013)
    if isinstance(found, str):
        return _part("text", "html", found.encode("utf-8", "replace"), charset="utf-8") if found else None
    if not isinstance(found, bytes) or not found:
        return None
    charset = codec(_number(bag, 0x3FDE))
    return _part("text", "html", found, charset=charset) if charset else _part("text", "html", found)


def _unwrapped(bag: Bag) -> rtf.Unwrapped | None:
    found = bag.get(0x1009)
    if not isinstance(found, bytes) or not found:
        return None
    return rtf.unwrap(lzfu.expand(found))


def _entries(bag: Bag) -> Iterator[MIMEBase]:
    """What makes an appointment or a contact more than a message, in the form in which it would be sent."""
    if made := event(bag):
        yield _part("text", "calendar", made.encode("utf-8", "replace"), charset="utf-8")
    if made := card(bag):
        yield _part("text", "vcard", made.encode("utf-8", "replace"), charset="utf-8")


def _enclosed(enclosure: Enclosure) -> MIMEBase:
    bag = enclosure.bag
    whole = _text(bag, 0x370E).startswith("multipart/")  # a signed message, kept as it was sent (MS-OXOSMIME)
    name = _one_line(_text(bag, 0x3707, 0x3704, 0x3001)) or ("signed message.eml" if whole else "attachment")
    if enclosure.note:
        part = _part("message", "rfc822", to_eml(enclosure.note))
        name = subject(enclosure.note.bag) or name
        name += "" if name.lower().endswith(".eml") else ".eml"
    else:
        kind = re.fullmatch(r"([\w.+-]{1,60})/([\w.+-]{1,60})", _text(bag, 0x370E)) if not enclosure.lost else None
        family, sort = (
            kind.groups() if kind and kind[1] not in ("multipart", "message") else ("application", "octet-stream")
        )
        data = bag.get(0x3701)
        part = _part(family, sort, data if isinstance(data, bytes) else b"")
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name))
    for header, key in (("Content-ID", 0x3712), ("Content-Location", 0x3713)):
        if text := _one_line(_text(bag, key)):
            part[header] = f"<{text.strip('<>')}>" if key == 0x3712 else text
    if enclosure.lost:
        part[LOST] = enclosure.lost
    return part


def _part(family: str, sort: str, data: bytes, **parameters: str) -> MIMEBase:
    part = MIMEBase(family, sort, policy=None, **parameters)
    part.set_payload(data)
    encode_base64(part)
    return part
