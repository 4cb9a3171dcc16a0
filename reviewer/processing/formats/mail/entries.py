"""Outlook's appointments, tasks and contacts in the form in which they would be sent: iCalendar, vCard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

Bag = Mapping[int, str | bytes | int | datetime]

# Properties by number, those of Outlook's own sets by its negative (MS-OXPROPS).
_EVENT = {"SUMMARY": (0x0037,), "DTSTART": (-0x820D, 0x0060, -0x8104), "DTEND": (-0x820E, 0x0061)}
_EVENT |= {"DUE": (-0x8105,), "LOCATION": (-0x8208,), "RRULE": (-0x8232,)}
_CARD = {"FN": (0x3001,), "ORG": (0x3A16,), "TITLE": (0x3A17,), "EMAIL": (-0x8083, -0x8084), "NICKNAME": (0x3A4F,)}
_CARD |= {"EMAIL;TYPE=SECOND": (-0x8093,), "EMAIL;TYPE=THIRD": (-0x80A3,), "URL": (0x3A51,)}
_CARD |= {"TEL;TYPE=WORK": (0x3A08,), "TEL;TYPE=HOME": (0x3A09,), "TEL;TYPE=CELL": (0x3A1C,), "TEL;TYPE=FAX": (0x3A24,)}
_CARD |= {"ADR;TYPE=WORK": (-0x801B, 0x3A15), "ADR;TYPE=HOME": (-0x801A,), "BDAY": (0x3A42,)}


def event(bag: Bag) -> str:
    """An appointment, meeting request or task as iCalendar; "" for anything else."""
    kind = str(bag.get(0x001A, ""))
    if not kind.startswith(("IPM.Appointment", "IPM.Schedule", "IPM.Task")):
        return ""
    return _written("VCALENDAR", "VTODO" if kind.startswith("IPM.Task") else "VEVENT", _EVENT, bag)


def card(bag: Bag) -> str:
    """A contact as vCard; "" for anything else."""
    return _written("VCARD", "", _CARD, bag) if str(bag.get(0x001A, "")).startswith("IPM.Contact") else ""


def _written(outer: str, inner: str, properties: Mapping[str, tuple[int, ...]], bag: Bag) -> str:
    held = list(_properties(properties, bag))
    within = [f"BEGIN:{inner}", *held, f"END:{inner}"] if inner else held
    return "\r\n".join((f"BEGIN:{outer}", *within, f"END:{outer}", ""))


def _properties(properties: Mapping[str, tuple[int, ...]], bag: Bag) -> Iterator[str]:
    for name, keys in properties.items():
        found = next((bag[key] for key in keys if bag.get(key)), None)
        if isinstance(found, datetime):
            yield f"{name}:{found:%Y%m%dT%H%M%SZ}"
        elif isinstance(found, str):
            yield f"{name}:{_escaped(found)}"


def _escaped(text: str) -> str:
    """As RFC 5545, 3.3.11 wants it."""
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\r", "").replace("\n", "\\n")
