"""Parts of a query that the store answers, since they speak of order or change with coding: dates, numbers, having.

date:2009  date:2009-10  date:2009-10-05      of that year, month or day
date:2009-10..2010-03  date:2009..  date:..2010-03
bates:ABC-0001234  bates:ABC-1..ABC-50  bates:"ABC-1 – ABC-50"  bates:ABC-1..     whatever the padding
bates:1234                                    of any prefix
bates:ABC-00*                                 a pattern
reviewed:2026-11-25                           marked reviewed at that time, written as dates are
pages:3  pages:10..  pages:2..5               how many pages
hash:9f86d0                                   the SHA-256 or MD5 of the produced file, or how it begins
has:attachment                                one of the things below
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from reviewer.bates import BatesNumber, parse, parse_range
from reviewer.dates import display
from reviewer.errors import QueryError
from reviewer.model import DocumentId
from reviewer.store import documents, fields
from reviewer.store.fields import Numbers
from reviewer.store.matter import Store
from reviewer.words import language, local, say

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_DATE_FORMS = "Write it like 2009, 2009-10 or 2009-10-05, a range like 2009-10..2010-03"
_BATES_FORMS = "Write it like ABC-0001234, a range like ABC-0001..ABC-0050, or ABC-000*"
_PAGES_FORMS = "Write it like 3, or a range like 2..5, 10.. or ..3"
_HASH = re.compile(r"[0-9a-f]{4,64}", re.ASCII | re.IGNORECASE)
_THINGS = {
    "attachment": "an attachment",
    "coding": "an answer of the coding form",
    "comment": "a comment",
    "date": "a date",
    "disputed": "a passage whose coding is disputed",
    "duplicate": "a duplicate",
    "exception": "a processing exception inside it",
    "exemption": "an exemption mark on a page",
    "flag": "a flag of processing",
    "form": "a filled form",
    "hidden-text": "hidden text",
    "missing-coding": "coding that is incomplete or contradicts itself",
    "note": "a note",
    "ocr": "text read by OCR",
    "passage": "a tagged passage",
    "reply": "a reply to a note",
    "review": "a mark that it was reviewed",
    "tag": "a tag",
}


@dataclass(frozen=True, slots=True)
class Dated:
    """From a year, month or day to another ("2009-03"), both included; "" is an open end. `reviewed`: when that was."""

    since: str
    until: str
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """With so many pages, `first` to `last` (None: open)."""

    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Hashed:
    """With a hash that begins so."""

    begun: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """With a page that bears one of the numbers; `written` is as they are spoken of."""

    numbers: Numbers
    written: str


@dataclass(frozen=True, slots=True)
class NumberedLike:
    """With a page whose number matches a pattern."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Having:
    """Having one of `_THINGS`."""

    thing: str


MARKED = Having("exemption")
"""Which the index knows, since marks stand on pages."""

Question = Dated | Counted | Hashed | Numbered | NumberedLike | Having


def read(field: str, text: str, start: int) -> Question:
    """The question that the text after a field's name and colon asks; `start` is where it stands in the query.

    Raises QueryError.
    """
    start += len(text) - len(text.lstrip())
    return _READERS[field](text.strip(), start)


def answer(store: Store, question: Question, document: DocumentId | None = None) -> set[DocumentId]:
    """The documents that a question means, of all or of one."""
    match question:
        case Dated(since, until, reviewed):
            ask = fields.reviewed if reviewed else fields.dated
            return ask(store, since, until, document)
        case Counted(first, last):
            return fields.counting(store, first, last, document)
        case Hashed(begun):
            return fields.hashed(store, begun, document)
        case Having(thing):
            return fields.having(store, thing, document)
        case _:
            return {owner for owner, _, _ in _numbered(store, question, document)}


def shown(store: Store, question: Question, document: DocumentId) -> tuple[str, int]:
    """What answers a question in a document that it means, and on which page, from 1."""
    match question:
        case Dated(reviewed=True):
            return fields.review_of(store, document), 1
        case Counted():
            return say("{n} pages", n=documents.load(store, document).pages), 1
        case Hashed(begun):
            found = documents.load(store, document)
            return found.sha256 if found.sha256.startswith(begun) else found.md5, 1
        case Dated():
            date, source = fields.date_of(store, document)
            day = display(date) if language() == "en" else date  # months have English names there
            return f"{day} ({local(source)})" if source else day, 1
        case Having(thing):
            return thing if language() == "en" else say(_THINGS[thing]), 1
        case _:
            page, number = min((page, number) for _, page, number in _numbered(store, question, document))
            return number, page


def said(question: Question) -> str:
    """What a question asks for, in words that follow "with" and "without"."""
    match question:
        case Dated(since, until, reviewed):
            date = since if since == until else _ends(since, until, "{date} or later", "{date} or earlier")
            if reviewed:
                return say("a review of {date}", date=date)
            return say("the date {date}", date=date) if since == until else say("a date of {date}", date=date)
        case Counted(first, last):
            most = "" if last is None else str(last)
            count = most if first == last else _ends(str(first) if first else "", most, "{n} or more", "{n} or fewer")
            return say("{n} pages", n=count) if count != "1" else say("1 page")
        case Hashed(begun):
            return say("a hash that begins with {begun}", begun=begun)
        case Numbered(_, written):
            return say("a page numbered {number}", number=_numbers(written))
        case NumberedLike(pattern):
            return say("a page numbered like {pattern}", pattern=pattern)
        case Having(thing):
            return say(_THINGS[thing])


def _ends(first: str, last: str, above: str, below: str) -> str:
    if first and last:
        return say("{first} to {last}", first=first, last=last)
    words, end = (above, first) if first else (below, last)
    return say(words, date=end, n=end)


def _numbers(written: str) -> str:
    """Numbers as they are spoken of: "ABC-1 to ABC-50", "ABC-1 or higher"."""
    first, to, last = written.partition(" to ")
    return say("{first} to {last}", first=first, last=last) if to else local(written)


def _numbered(
    store: Store, question: Numbered | NumberedLike, document: DocumentId | None
) -> list[tuple[DocumentId, int, str]]:
    if isinstance(question, Numbered):
        return fields.numbered(store, question.numbers, document)
    return fields.numbered_like(store, question.pattern, document)


def _read_dated(text: str, start: int) -> Dated:
    first, dots, last = text.partition("..")
    since = _day(first, start)
    until = _day(last, start + len(first) + len(dots)) if dots else since
    if not since and not until:
        raise _refused(f"'{text}' names no date", _DATE_FORMS, start)
    if since and until and since[: len(until)] > until[: len(since)]:
        raise _refused(f"the range '{text}' runs backwards", "Write the earlier date first", start)
    return Dated(since, until)


def _read_reviewed(text: str, start: int) -> Dated:
    return replace(_read_dated(text, start), reviewed=True)


def _read_counted(text: str, start: int) -> Counted:
    first, dots, last = (part.strip() for part in text.partition(".."))
    ends = [part for part in (first, last) if part]
    if not ends or not all(re.fullmatch(r"\d{1,9}", part, re.ASCII) for part in ends):
        raise _refused(f"'{text}' is no number of pages", _PAGES_FORMS, start)
    if first and last and int(first) > int(last):
        raise _refused(f"the range '{text}' runs backwards", "Write the smaller number first", start)
    return Counted(int(first or 0), (int(last) if last else None) if dots else int(first))


def _read_hashed(text: str, start: int) -> Hashed:
    if not _HASH.fullmatch(text):
        raise _refused(f"'{text}' is no hash", "Write at least its first four digits: 0 to 9 and a to f", start)
    return Hashed(text.lower())


def _day(text: str, start: int) -> str:
    """A year, month or day with all its digits; "" for none."""
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if not text:
        return ""
    found = _DAY.fullmatch(text)
    if not found:
        raise _refused(f"'{text}' is not a date", _DATE_FORMS, start)
    year, month, day = (int(part) if part else None for part in found.groups())
    if year == 0:
        raise _refused("there is no year 0", _DATE_FORMS, start)
    if month is not None and not 1 <= month <= 12:
        raise _refused(f"there is no month {found[2]}", _DATE_FORMS, start + found.start(2))
    if month and day is not None and not 1 <= day <= (days := monthrange(year or 1, month)[1]):
        raise _refused(f"{found[1]}-{found[2]} has {days} days", _DATE_FORMS, start + found.start(3))
    return "-".join(part.zfill(2) for part in found.groups() if part)


def _read_numbered(text: str, start: int) -> Numbered | NumberedLike:
    if "*" in text or "?" in text:
        if not text.strip("*?"):
            raise _refused(f"'{text}' stands for any number", _BATES_FORMS, start)
        return NumberedLike(text)
    if ".." not in text:
        return _one_or_range(text, start)
    first, last = (part.strip() for part in text.split("..", 1))
    if first and last:
        return _one_or_range(f"{first} – {last}", start)
    number = _number(first or last, start + (0 if first else text.index(last or "..")))
    begin, end = (number.number, None) if first else (0, number.number)
    return Numbered(Numbers(number.prefix, begin, end), f"{number} or {'higher' if first else 'lower'}")


def _one_or_range(text: str, start: int) -> Numbered:
    found = parse_range(text.upper())
    if found is None:
        raise _refused(f"'{text}' is no Bates number and no range of them", _BATES_FORMS, start)
    begin, end = found.begin, found.end
    if begin == end:
        return Numbered(Numbers(begin.prefix or None, begin.number, begin.number, begin.suffix), str(begin))
    _refuse_suffix(begin, start)
    _refuse_suffix(end, start)
    return Numbered(Numbers(begin.prefix, begin.number, end.number), f"{begin} to {end}")


def _number(text: str, start: int) -> BatesNumber:
    number = parse(text.upper())
    if number is None:
        raise _refused(f"'{text}' is no Bates number", _BATES_FORMS, start)
    _refuse_suffix(number, start)
    return number


def _refuse_suffix(number: BatesNumber, start: int) -> None:
    if number.suffix:
        raise _refused(f"a range has no end with a suffix such as '{number.suffix}'", "Write it without", start)


def nearest_thing(text: str) -> str:
    """What a document may have that is written nearly so; "" for nothing."""
    return next(iter(get_close_matches(_thing(text), _THINGS, 1)), "")


def _read_having(text: str, start: int) -> Having:
    thing = _thing(text)
    found = next((known for known in _THINGS if thing in (known, f"{known}s")), None)
    if found is None:
        near = nearest_thing(text)
        every = f"There are {', '.join(_THINGS)}"
        do = f"Did you mean has:{near}? {every}" if near else every
        raise _refused(f"'{text}' is nothing that a document has", do, start)
    return Having(found)


def _thing(text: str) -> str:
    return "-".join(text.casefold().replace("_", " ").replace("-", " ").split())


_READERS: dict[str, Callable[[str, int], Question]] = {
    "date": _read_dated,
    "reviewed": _read_reviewed,
    "pages": _read_counted,
    "hash": _read_hashed,
    "bates": _read_numbered,
    "has": _read_having,
}


def _refused(why: str, do: str, position: int) -> QueryError:
    return QueryError("The query can't be read", why, do, position)
