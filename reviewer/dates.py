"""Dates as they stand in documents: with unknown parts, before, after or about a date, with a time and its zone.

A date is written as text: `2009-03-03`, `2004-07-??`, `2004-??-??`; before `<2009-03-??`, after `>2009-03-03`, circa
`~2009-03-??`; with a time `2009-03-03T14:05`, and its zone if that is known, `2009-03-03T14:05-05:00`. `2009-03` and
`2009` are read too. The empty text is no date. Nothing is converted: a day stays the day that its writer wrote.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

from reviewer.errors import ReviewerError

_WRITTEN = re.compile(
    r"(?P<bound>[<>~]?)(?P<year>\d{4})(?:-(?P<month>\d\d|\?\?)(?:-(?P<day>\d\d|\?\?))?)?"
    r"(?:T(?P<time>\d\d:\d\d(?::\d\d)?)(?P<zone>Z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)
_SHORT_MONTHS = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
_BOUNDS = {"": "", "<": "before ", ">": "after ", "~": "circa "}


@dataclass(frozen=True, slots=True)
class Date:
    """A date whose month or day may be unknown (None). `bound` is "", "<", ">" or "~"; `time` is "HH:MM[:SS]" or "".

    `zone` is "+HH:MM" or "-HH:MM", "" where it is unknown.
    """

    year: int
    month: int | None = None
    day: int | None = None
    time: str = ""
    zone: str = ""
    bound: str = ""

    def __str__(self) -> str:
        month, day = ("??" if part is None else f"{part:02d}" for part in (self.month, self.day))
        time = f"T{self.time}{self.zone}" if self.time else ""
        return f"{self.bound}{self.year:04d}-{month}-{day}{time}"


def parse(text: str) -> Date:
    """The date that `text` is; a ReviewerError that says what is wrong where it is none."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        raise ReviewerError(f"“{text}” is not a date", do="Write it like 2009-03-03, 2004-07-?? or <2009-03")
    month, day = (None if part in (None, "??") else int(part) for part in (found["month"], found["day"]))
    zone = (found["zone"] or "").replace("Z", "+00:00")
    date = Date(int(found["year"]), month, day, found["time"] or "", zone, found["bound"])
    if why := _impossible(date):
        raise ReviewerError(f"“{text}” is not a date", why, "Put ?? for what is not known")
    return date


def _impossible(date: Date) -> str:
    """Why there can be no such date, or ""."""
    if date.year == 0:
        return "there is no year 0"
    if date.month is None:
        return "a day or a time needs its month" if date.day or date.time else ""
    if not 1 <= date.month <= 12:
        return f"there is no month {date.month}"
    if date.day is None:
        return "a time needs its day" if date.time else ""
    days = monthrange(date.year, date.month)[1]
    if not 1 <= date.day <= days:
        return f"there are {days} days in {date.year}-{date.month:02d}"
    return _impossible_time(date)


def _impossible_time(date: Date) -> str:
    hours, minutes, seconds = ([int(part) for part in date.time.split(":")] + [0, 0])[:3] if date.time else (0, 0, 0)
    if hours > 23 or minutes > 59 or seconds > 60:  # 60: a leap second
        return f"there is no time {date.time}"
    if date.zone and (abs(_minutes(date.zone)) > 14 * 60 or int(date.zone[4:]) > 59):
        return f"there is no zone {date.zone}"
    return ""


def valid(text: str) -> bool:
    """Whether `text` is a date."""
    return _parsed(text) is not None


def _parsed(text: str) -> Date | None:
    try:
        return parse(text)
    except ReviewerError:
        return None


def _minutes(clock: str) -> int:
    """Minutes of "HH:MM", "HH:MM:SS" or a zone like "-05:00"."""
    sign, digits = (-1, clock[1:]) if clock[:1] == "-" else (1, clock.lstrip("+"))
    hours, minutes = digits.split(":")[:2]
    return sign * (60 * int(hours) + int(minutes))


def sort_key(text: str) -> str:
    """Text that sorts as dates do in a chronology.

    By the day as written; within a day by the instant (a time of unknown zone counts as UTC), a day without a time
    first. An unknown day or month stands before the known ones of its period. `<` stands before its period, `~` after
    what is exactly of that date, `>` after the end of its period. No date, or text that is none, comes last.
    """
    date = _parsed(text)
    if date is None:
        return f"9999-99-99 9 {text}"
    unknown = 99 if date.bound == ">" else 0
    month, day = (unknown if part is None else part for part in (date.month, date.day))
    rank = {"<": 0, "": 1, "~": 2, ">": 3}[date.bound]
    return f"{date.year:04d}-{month:02d}-{day:02d} {rank} {_instant(date)}"


def _instant(date: Date) -> str:
    if not date.time:
        return "0000"
    minutes = _minutes(date.time) - (_minutes(date.zone) if date.zone else 0)
    return f"{minutes + 24 * 60:04d}:{date.time[6:] or '00'}"  # a day added: UTC may lie on the day before


def display(text: str) -> str:
    """The day as lawyers write it: "Mar. 3, 2009", "July 2004", "2004", "before Mar. 2009"; other text as it is."""
    date = _parsed(text)
    if date is None:
        return text
    month = _SHORT_MONTHS[date.month - 1] + " " if date.month else ""
    day = f"{date.day}, " if date.day else ""
    return f"{_BOUNDS[date.bound]}{month}{day}{date.year}"


def display_time(text: str) -> str:
    """The time of day with its zone, "2:05 PM (UTC-05:00)", "2:05 PM (zone unknown)"; "" where there is none."""
    date = _parsed(text)
    if date is None or not date.time:
        return ""
    hours, minutes = divmod(_minutes(date.time), 60)
    zone = f"UTC{date.zone}" if date.zone else "zone unknown"
    return f"{(hours - 1) % 12 + 1}:{minutes:02d} {'AM' if hours < 12 else 'PM'} ({zone})"


# The time zone of a matter.


def check_zone(name: str) -> str:
    """A name of the IANA time zone database, as it stands there. Raises ReviewerError for another, naming near ones."""
    known = {zone.casefold(): zone for zone in available_timezones()}
    wanted = name.strip().casefold().replace(" ", "_")
    if wanted in known:
        return known[wanted]
    holding = [zone for zone in sorted(known) if wanted in zone] or get_close_matches(wanted, known, cutoff=0.75)
    near = [known[zone] for zone in holding[:3]]
    do = f"Choose one of: {', '.join(near or ['America/New_York', 'America/Chicago', 'America/Los_Angeles', 'UTC'])}"
    raise ReviewerError(f"“{name}” is not a time zone", "the time zone database has none of that name", do)


def in_zone(text: str, zone: str) -> str:
    """A date whose zone is known as it was in `zone`, a name of the IANA database; others, and all for "", as is."""
    date = _parsed(text)
    if not zone or date is None or not date.zone or not date.month or not date.day:
        return text
    clock = [int(part) for part in date.time.split(":")]
    own = timezone(timedelta(minutes=_minutes(date.zone)))
    try:
        moment = datetime(date.year, date.month, date.day, clock[0], clock[1], tzinfo=own).astimezone(ZoneInfo(zone))
    except OverflowError:  # the first or the last day that a calendar has
        return text
    day = replace(date, year=moment.year, month=moment.month, day=moment.day)
    return str(replace(day, time=f"{moment:%H:%M}{date.time[5:]}", zone=_zone(f"{moment:%z}"[:5])))


def zone_unknown(text: str) -> bool:
    """Whether a date has a time of day, and nothing says of which zone."""
    date = _parsed(text)
    return date is not None and bool(date.time) and not date.zone


_PDF = re.compile(
    r"(?:D:)?(?P<year>\d{4})(?:(?P<month>\d\d)(?:(?P<day>\d\d)(?:(?P<time>\d{4}(?:\d\d)?)"
    r"(?P<zone>Z(?:00'?00)?|[+-]\d\d(?:'?\d\d)?)?'?)?)?)?",
    re.ASCII,
)


def pdf_date(raw: str) -> str:
    """The date of a PDF's `D:20090303140500-05'00'` (ISO 32000-1, 7.9.4); "" for what is none or can't be."""
    found = _PDF.fullmatch(raw.strip())
    if not found:
        return ""
    written = "-".join(part for part in (found["year"], found["month"], found["day"]) if part)
    if found["time"]:
        written += f"T{_clock(found['time'])}{_zone(found['zone'] or '')}"
    date = _parsed(written)
    return str(date) if date and 1900 <= date.year <= 2100 else ""


def _clock(digits: str) -> str:
    """ "140500" as "14:05"; seconds are kept where they are not 0."""
    return f"{digits[:2]}:{digits[2:4]}" + (f":{digits[4:]}" if digits[4:].strip("0") else "")


def _zone(raw: str) -> str:
    """ "-0500" or "-05'00'" as "-05:00", "Z" as "+00:00"."""
    if raw.startswith("Z"):
        return "+00:00"
    digits = re.sub(r"[^0-9+-]", "", raw)
    return f"{digits[:3]}:{digits[3:] or '00'}" if digits else ""


# The date on the face of a document.

_LINES = 40
_MONTH = r"(?P<{0}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_TIME = (
    r"(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[ap]\.?m\.?)?"
    r"(?:\s*(?P<zone>z|utc|gmt|[+-]\d\d:?\d\d)\b)?)?"
)
_FORMS = [
    re.compile(_WEEKDAY + form, re.IGNORECASE | re.ASCII)
    for form in (
        _MONTH.format("name") + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<year>\d{4})\b" + _TIME,
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH.format("name") + r",?\s+(?P<year>\d{4})\b" + _TIME,
        r"(?P<first>\d{1,2})[/-](?P<second_number>\d{1,2})[/-](?P<year>\d{4})\b" + _TIME,
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)" + _TIME.replace(r",?\s+(?:at\s+)?", r"(?:t|,?\s+)", 1),
        _MONTH.format("name")
        + r"\s+(?P<day>\d{1,2})\s+(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)\s+(?P<year>\d{4})\b",
        _MONTH.format("name") + r",?\s+(?P<year>\d{4})\b",
    )
]
_LABEL = re.compile(r"\W*(?:date sent|sent on|date|dated|sent)(?:\s*:|\s)\s*(?=\S)", re.IGNORECASE)
_BARE_LABEL = re.compile(r"\W*(?:date sent|sent on|date|dated|sent)\s*:\s*", re.IGNORECASE)


def on_face(page_text: str) -> str:
    """The date that stands on a first page, "" where none does.

    First a line "Date:" or "Sent:", then a line that is only a date, among the first 40. `3/4/2009` is read the US way,
    as March 4. The time is kept; a zone only where it is written as a number (a name like CET says too little). Where
    the first such label has a date that can't be read, none is taken from further down: that would be another one.
    """
    lines = [line.strip() for line in page_text.splitlines() if line.strip()][:_LINES]
    labelled = next((date for date in map(_labelled, lines, [*lines[1:], ""]) if date is not None), None)
    if labelled is not None:
        return labelled
    return next(filter(None, map(_alone, lines, ["", *lines])), "")


def _labelled(line: str, following: str) -> str | None:
    """The date of a line with a label; "" where it can't be read, None where the line has no label or no digits."""
    if _BARE_LABEL.fullmatch(line):
        return _read(following) or None
    label = _LABEL.match(line)
    value = line[label.end() :] if label else ""
    sure = label is not None and ":" in label[0] and any(map(str.isdigit, value))
    return _read(value) or ("" if sure else None)


def _alone(line: str, before: str) -> str:
    """The date that a line is, unless the line before ends in a label: then it dates something else."""
    return "" if before.endswith(":") else _read(line, whole=True)


def _read(text: str, whole: bool = False) -> str:
    """The date that `text` begins with, or that it is, save for a full stop."""
    for form in _FORMS:
        found = form.fullmatch(text.rstrip(" .,;")) if whole else form.match(text)
        if found:
            return _from_parts({name: value or "" for name, value in found.groupdict().items()})
    return ""


def _from_parts(parts: dict[str, str]) -> str:
    month, day = parts.get("month", ""), parts.get("day", "")
    if "name" in parts:
        month = str([name[:3].lower() for name in _SHORT_MONTHS].index(parts["name"].lower()) + 1)
    elif "first" in parts:
        month, day = parts["first"], parts["second_number"]
        if int(month) > 12:
            month, day = day, month
    written = f"{parts['year']}-{month:0>2}-{day:0>2}" if day else f"{parts['year']}-{month:0>2}"
    date = _parsed(written + _time_of(parts)) or _parsed(written)
    return str(date) if date else ""


def _time_of(parts: dict[str, str]) -> str:
    if not parts.get("hour"):
        return ""
    hour, half = int(parts["hour"]), parts.get("half", "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    second = parts.get("second", "")
    zone = parts.get("zone", "").upper()
    named = "+00:00" if zone in ("Z", "UTC", "GMT") else ""
    numbered = _zone(zone) if zone[:1] in "+-" and zone.strip("-0:") else ""  # -0000: the zone is unknown, RFC 5322 3.3
    return f"T{hour:02d}:{parts['minute']}" + (f":{second}" if second.strip("0") else "") + (named or numbered)
