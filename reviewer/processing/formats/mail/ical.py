"""Calendar entries (RFC 5545) and visiting cards (RFC 6350) as text that a person reads."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reviewer import dates
from reviewer.errors import ProcessingError
from reviewer.processing.formats.mail import charsets
from reviewer.processing.formats.mail.render import plain
from reviewer.processing.paper import Paper

_LIMIT = 16 << 20
_NAMES = {
    **{"SUMMARY": "Summary", "DTSTART": "Begins", "DTEND": "Ends", "DUE": "Due", "DURATION": "Lasts"},
    **{"LOCATION": "Place", "ORGANIZER": "Organizer", "ATTENDEE": "Attendee", "DESCRIPTION": "Description"},
    **{"RRULE": "Repeats", "STATUS": "Status", "METHOD": "Method", "COMMENT": "Comment", "CREATED": "Created"},
    **{"FN": "Name", "N": "Name in parts", "ORG": "Organization", "TITLE": "Title", "EMAIL": "E-mail", "TEL": "Phone"},
    **{"ADR": "Address", "NOTE": "Note", "URL": "Web", "BDAY": "Born", "NICKNAME": "Nickname", "ROLE": "Role"},
    **{"CATEGORIES": "Categories", "DTSTAMP": "Written", "LAST-MODIFIED": "Changed", "TZID": "Time zone"},
}
_KINDS = {"VEVENT": "Event", "VTODO": "Task", "VJOURNAL": "Journal", "VFREEBUSY": "Free and busy", "VALARM": "Reminder"}
_UNREAD = {"PRODID", "VERSION", "CALSCALE", "PHOTO", "LOGO", "SOUND", "KEY", "ATTACH"}
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_STRUCTURED = {"N", "ADR", "ORG"}


@dataclass(frozen=True, slots=True)
class Line:
    """A property: its name, its parameters as written ("TZID=Europe/Paris"), its value."""

    name: str
    parameters: tuple[str, ...]
    value: str


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read a calendar or card file. Raises ProcessingError when it is too large or is none."""
    if path.stat().st_size > _LIMIT:
        raise ProcessingError("The file was not read", f"it is larger than {_LIMIT >> 20} MB", "")
    text, guessed = charsets.decode(path.read_bytes(), "utf-8")
    found = list(lines(text))
    if not any(line.name == "BEGIN" for line in found):
        raise ProcessingError("The file was not read", "it holds no calendar entry and no card", "")
    title = next((line.value for line in found if line.name in ("SUMMARY", "FN") and line.value), "")
    organizer = next((_person(line) for line in found if line.name == "ORGANIZER"), "")
    flags = (charsets.GUESSED,) if guessed else ()
    return Paper(html=plain(readable(text)), title=title, author=organizer, flags=flags)


def readable(text: str) -> str:
    """The properties of a calendar or card, one on a line; what is only for machines is left out, never a text."""
    shown: list[str] = []
    inside: list[str] = []
    for line in lines(text):
        if line.name == "BEGIN":
            inside.append(line.value.upper())
            shown.extend(("", _KINDS[inside[-1]]) if inside[-1] in _KINDS else ("",) if inside[-1] == "VCARD" else ())
        elif line.name == "END":
            del inside[-1:]
        elif line.name not in _UNREAD and not {"VTIMEZONE", "STANDARD", "DAYLIGHT"} & set(inside):
            shown.append(f"{_NAMES.get(line.name, line.name.capitalize())}: {_shown(line)}")
    return "\n".join(shown).strip()


def lines(text: str) -> Iterator[Line]:
    """The properties, unfolded (RFC 5545, 3.1) and unescaped; also as vCard 2.1 writes them."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    unfolded = re.sub(r"(?<==)\r?\n(?=[^\r\n:]*(?:=[0-9A-F]{2}|\n))", "\n", unfolded)
    waiting = ""
    for raw in unfolded.splitlines():
        whole = waiting + raw
        if "ENCODING=QUOTED-PRINTABLE" in whole.split(":")[0].upper() and whole.endswith("="):
            waiting = whole[:-1]
            continue
        waiting = ""
        if line := _line(whole):
            yield line


def _line(raw: str) -> Line | None:
    found = re.match(r"(?:[\w-]+\.)?([\w-]+)((?:;(?:[^\":;]|\"[^\"]*\")*)*):(.*)", raw)
    if not found:
        return None
    parameters = tuple(re.findall(r";((?:[^\":;]|\"[^\"]*\")+)", found[2]))
    return Line(found[1].upper(), parameters, _unescaped(found[3], parameters))


def _unescaped(value: str, parameters: tuple[str, ...]) -> str:
    said = {part.upper() for part in parameters}
    if "ENCODING=QUOTED-PRINTABLE" in said or "QUOTED-PRINTABLE" in said:
        charset = next((part[8:] for part in parameters if part.upper().startswith("CHARSET=")), "utf-8")
        return charsets.decode(quopri.decodestring(value.encode("utf-8")), charset)[0]
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _shown(line: Line) -> str:
    if line.name in ("ORGANIZER", "ATTENDEE"):
        return _person(line)
    if line.name in _STRUCTURED:
        return ", ".join(filter(None, line.value.split(";")))
    zone = next((part[5:].strip('"') for part in line.parameters if part.upper().startswith("TZID=")), "")
    moment = _MOMENT.fullmatch(line.value.strip())
    return _moment(moment, zone) if moment else line.value


def _person(line: Line) -> str:
    """A name with the address: 'Jane Doe <jane@example.org>'."""
    name = next((part[3:].strip('"') for part in line.parameters if part.upper().startswith("CN=")), "")
    address = re.sub(r"^mailto:", "", line.value.strip(), flags=re.IGNORECASE)
    return f"{name} <{address}>" if name and name != address else address


def _moment(found: re.Match[str], zone: str) -> str:
    """A day and time with its zone as it is named there."""
    year, month, day, hour, minute, _, utc = found.groups()
    written = f"{year}-{month}-{day}" + (f"T{hour}:{minute}" if hour else "") + ("+00:00" if utc else "")
    if not dates.valid(written):
        return found[0]
    clock = dates.display_time(written).replace("zone unknown", zone or "zone unknown")
    return " ".join(filter(None, (dates.display(written), clock)))
