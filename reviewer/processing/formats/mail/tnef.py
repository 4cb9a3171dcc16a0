"""winmail.dat: what Outlook wraps a message into for other Outlooks (MS-OXTNEF)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from reviewer.errors import ProcessingError
from reviewer.processing.formats.mail import charsets, mapi

_SIGNATURE = 0x223E9F78
_DEPTH = 10  # messages inside one another
_MESSAGE, _ATTACHMENT = 1, 2
_FROM, _SUBJECT, _CLASS, _BODY = 0x8000, 0x8004, 0x8008, 0x800C
_BEGINS, _TITLE, _DATA, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_PROPERTIES, _RECIPIENTS, _CODEPAGE = 0x9003, 0x9004, 0x9007
_OBJECT, _MANY, _NAMED = 0x0D, 0x1000, 0x8000
_SIZES = {0x02: 4, 0x03: 4, 0x04: 4, 0x0A: 4, 0x0B: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16}
_COUNTED = {0x1E, 0x1F, 0x102, _OBJECT}
_IS_MESSAGE = bytes.fromhex("0703020000000000c000000000000046")  # IID_IMessage; what follows is a TNEF of its own
_IDENTITY = len(_IS_MESSAGE)


def unwrap(data: bytes) -> bytes:
    """The message inside, as an `.eml`. Raises ProcessingError when it is damaged or none."""
    return mapi.to_eml(_note(data, 0))


@dataclass(slots=True)
class _Bytes:
    """Bytes that are read from front to end. Raises struct.error where there are too few."""

    data: bytes
    at: int = 0

    def left(self) -> int:
        return len(self.data) - self.at

    def take(self, count: int) -> bytes:
        if count > self.left():
            raise struct.error("too short")
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")

    def padded(self, count: int) -> bytes:
        """So many bytes; what follows begins at a multiple of four, but for the end."""
        found = self.take(count)
        self.at = min(self.at + -count % 4, len(self.data))
        return found


@dataclass(slots=True)
class _File:
    """An attachment under way."""

    bag: dict[int, mapi.Value] = field(default_factory=dict)
    inner: bytes | None = None


@dataclass(slots=True)
class _Found:
    """What was read so far."""

    codepage: int = 0
    bag: dict[int, mapi.Value] = field(default_factory=dict)
    recipients: list[dict[int, mapi.Value]] = field(default_factory=list)
    files: list[_File] = field(default_factory=list)


def _note(data: bytes, depth: int) -> mapi.Note:
    found = _Found()
    try:
        for level, name, value in _attributes(_Bytes(data)):
            if level == _MESSAGE:
                _take(found, name, value)
            else:
                _take_file(found, name, value)
    except struct.error as error:
        raise ProcessingError("The attachment was not read", "it is damaged", "Ask for it again") from error
    return mapi.Note(found.bag, found.recipients, [_enclosure(file, depth) for file in found.files])


def _attributes(source: _Bytes) -> Iterator[tuple[int, int, bytes]]:
    """Level, name and value of each attribute. Its checksum is not looked at: Outlook's own are wrong at times."""
    if source.number(4) != _SIGNATURE:
        raise struct.error("no signature")
    source.number(2)
    while source.left() and source.data[source.at] in (
        _MESSAGE,
        _ATTACHMENT,
    ):  # anything else is no part of it any more
        level, name, _ = source.number(1), source.number(2), source.number(2)
        yield level, name, source.take(source.number(4))
        source.take(min(2, source.left()))


def _take(found: _Found, name: int, value: bytes) -> None:
    """An attribute of the message. What stands among its properties goes before what older Outlooks write beside."""
    if name == _CODEPAGE:
        found.codepage = int.from_bytes(value[:4], "little")
    elif name == _PROPERTIES:
        found.bag |= _properties(_Bytes(value), found.codepage)
    elif name == _RECIPIENTS:
        source = _Bytes(value)
        for _ in range(source.number(4)):
            found.recipients.append(_properties(source, found.codepage))
    elif name == _FROM:
        _take_sender(found, value)
    elif name in _OLD:
        found.bag.setdefault(_OLD[name], _text(value, found.codepage))


_OLD = {_SUBJECT: 0x0037, _CLASS: 0x001A, _BODY: 0x1000}


def _take_sender(found: _Found, value: bytes) -> None:
    """A name and an address like "SMTP:ann@x.org" (MS-OXTNEF, 2.1.3.3.1: a TRP structure)."""
    _, _, name, address = struct.unpack_from("<4H", value)
    found.bag.setdefault(0x0042, _text(value[8 : 8 + name], found.codepage))
    found.bag.setdefault(0x0065, _text(value[8 + name : 8 + name + address], found.codepage).partition(":")[2])


def _take_file(found: _Found, name: int, value: bytes) -> None:
    """An attribute of an attachment; each attachment begins with how it is drawn."""
    if name == _BEGINS or not found.files:
        found.files.append(_File())
    file = found.files[-1]
    if name == _TITLE:
        file.bag.setdefault(0x3704, _text(value, found.codepage))
    elif name == _DATA:
        file.bag[0x3701] = value
    elif name == _FILE_PROPERTIES:
        held = _properties(_Bytes(value), found.codepage)
        content = held.pop(0x3701, b"")
        file.bag |= held
        if isinstance(content, bytes) and content:
            is_message = content.startswith(_IS_MESSAGE)
            file.inner, file.bag[0x3701] = (content[_IDENTITY:] if is_message else None), content[_IDENTITY:]


def _enclosure(file: _File, depth: int) -> mapi.Enclosure:
    if file.inner is None:
        return mapi.Enclosure(file.bag)
    if depth >= _DEPTH:
        return mapi.Enclosure(file.bag, lost=f"more than {_DEPTH} messages lie in one another")
    return mapi.Enclosure(file.bag, _note(file.inner, depth + 1))


def _properties(source: _Bytes, codepage: int) -> dict[int, mapi.Value]:
    """A list of properties; of one with many values none is kept."""
    bag: dict[int, mapi.Value] = {}
    for _ in range(source.number(4)):
        kind, tag = source.number(2), source.number(2)
        key = _named(source) if tag >= _NAMED else tag
        values = list(_values(source, kind & ~_MANY, bool(kind & _MANY)))
        kept = mapi.value(0x102 if kind == _OBJECT else kind, values[0], codepage) if len(values) == 1 else None
        if key is not None and kept is not None:
            bag[key] = kept
    return bag


def _named(source: _Bytes) -> int | None:
    """The negative of a property's number in its set; None where it goes by a word."""
    source.take(16)
    if not source.number(4):
        return -source.number(4)
    source.padded(source.number(4))
    return None


def _values(source: _Bytes, kind: int, many: bool) -> Iterator[bytes]:
    counted = kind in _COUNTED
    if not counted and kind not in _SIZES:
        raise struct.error("no such kind")
    for _ in range(source.number(4) if many or counted else 1):
        yield source.padded(source.number(4)) if counted else source.take(_SIZES[kind])


def _text(data: bytes, codepage: int) -> str:
    return charsets.decode(data.split(b"\x00")[0], mapi.codec(codepage))[0]
