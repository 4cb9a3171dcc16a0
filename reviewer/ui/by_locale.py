"""Numbers, dates and times as the user's language writes them. Lists that leave the office stay as English has them."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTime

from reviewer import dates
from reviewer.words import language, say


def number(count: int) -> str:
    """A count: "12,345", Spanish "12.345"."""
    return f"{count:,}" if language() == "en" else QLocale().toString(count)


def date_words(written: str) -> str:
    """A date as `dates.py` writes it: "Mar. 3, 2009", "July 2004", "before 2009"; Spanish "3 mar 2009", "jul 2004".

    Other text stays as it is.
    """
    if language() == "en" or not dates.valid(written):
        return dates.display(written)
    date = dates.parse(written)
    month = QLocale().standaloneMonthName(date.month, QLocale.FormatType.ShortFormat).rstrip(".") if date.month else ""
    known = " ".join(filter(None, (str(date.day or ""), month, str(date.year))))
    bounds = {"<": say("before {date}", date=known), ">": say("after {date}", date=known)}
    return {**bounds, "~": say("circa {date}", date=known)}.get(date.bound, known)


def time_words(written: str) -> str:
    """The time of day of a date with its zone: "2:05 PM (UTC-05:00)", Spanish "14:05 (UTC-05:00)"; "" for none."""
    if language() == "en" or not dates.valid(written) or not (date := dates.parse(written)).time:
        return dates.display_time(written)
    clock = QLocale().toString(QTime.fromString(date.time[:5], "HH:mm"), QLocale.FormatType.ShortFormat)
    return f"{clock} ({f'UTC{date.zone}' if date.zone else say('zone unknown')})"
