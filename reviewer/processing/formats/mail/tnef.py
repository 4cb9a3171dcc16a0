"""winmail.dat: what Outlook wraps a message into for other Outlooks (MS-OXTNEF)."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from tnefparse import TNEF
from tnefparse.tnef import TNEFAttachment

from reviewer.errors import ProcessingError
from reviewer.processing.formats.mail import charsets, mapi

_DEPTH = 10
logging.getLogger("tnefparse").setLevel(logging.CRITICAL)  # it logs what it finds in documents


def unwrap(data: bytes) -> bytes:
    """The message inside, as an `.eml`. Raises ProcessingError when it is damaged or none."""
    return mapi.to_eml(_note(_parsed(data), 0))


def _parsed(data: bytes) -> TNEF:
    try:
        return TNEF(data, do_checksum=False)
    except Exception as error:  # the library has no errors of its own: a damaged file raises any of a dozen
        raise ProcessingError("The attachment was not read", "it is damaged", "Ask for it again") from error


def _note(found: TNEF, depth: int) -> mapi.Note:
    bag = dict(_bag(found.mapiprops))
    bag |= {key: text for key, text in _bodies(found) if text}
    bag |= {key: kept for key, kept in _old(found) if key not in bag and kept}
    rows: Iterable[Any] = next((entry.data for entry in found.msgprops if entry.name == TNEF.ATTRECIPTABLE), [])
    recipients = [dict(_bag(row)) for row in rows]
    return mapi.Note(bag, recipients, [_enclosure(one, depth) for one in found.attachments])


def _bodies(found: TNEF) -> Iterator[tuple[int, mapi.Value]]:
    if found.body:
        yield 0x1000, found.body if isinstance(found.body, str) else _words(found.body)
    if found.htmlbody:
        yield 0x1013, found.htmlbody if isinstance(found.htmlbody, str | bytes) else b""
    if isinstance(found._rtfbody, bytes):
        yield 0x1009, found._rtfbody


def _old(found: TNEF) -> Iterator[tuple[int, mapi.Value]]:
    """What older Outlooks write outside of the properties."""
    for entry in found.msgprops:
        if entry.name == TNEF.ATTSUBJECT:
            yield 0x0037, str(entry.data)
        elif entry.name == TNEF.ATTMESSAGECLASS:
            yield 0x001A, str(entry.data)
        elif entry.name == TNEF.ATTFROM:
            yield 0x0042, _words(entry.data[0])
            yield 0x0065, _words(entry.data[2])


def _words(data: bytes) -> str:
    return charsets.decode(data.split(b"\x00")[0], "")[0]


def _bag(attributes: Iterable[Any]) -> Iterator[tuple[int, mapi.Value]]:
    for attribute in attributes:
        kept = _value(attribute.data)
        if kept is not None:
            yield attribute.name, kept


def _value(data: object) -> mapi.Value | None:
    if isinstance(data, datetime):
        return data.replace(tzinfo=UTC) if data.tzinfo is None else data
    if isinstance(data, str):
        return data.rstrip("\x00")
    return data if isinstance(data, bytes | int) else None


def _enclosure(found: TNEFAttachment, depth: int) -> mapi.Enclosure:
    bag = dict(_bag(found.mapi_attrs))
    bag.setdefault(0x3707, _name(found))
    if hasattr(found, "embed") and depth < _DEPTH:
        return mapi.Enclosure(bag, _note(found.embed, depth + 1))
    bag[0x3701] = found.data if isinstance(found.data, bytes) else b""
    return mapi.Enclosure(bag)


def _name(found: TNEFAttachment) -> str:
    raw = found._name
    return _words(raw) if isinstance(raw, bytes) else str(raw).strip("\x00")
