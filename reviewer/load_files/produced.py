"""A document as a load file describes it: Bates numbers, family, fields, page images, text, native."""

from __future__ import annotations

import re
from calendar import weekday
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviewer import bates, dates
from reviewer.load_files.opticon import Image
from reviewer.load_files.paths import Named

DATE_FIELDS = (
    "DateSent",
    "DocDate",
    "DateReceived",
    "DateModified",
    "DateCreated",
    "DatePrinted",
    "DateAccessed",
)
"""Fields that hold a date, those first whose date a document goes by."""
TIME_FIELDS = {"DateSent": "TimeSent", "DateReceived": "TimeReceived"}
_GOES_BY = DATE_FIELDS[:5]
_GLUED = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\d{1,2}:\d\d)")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile("|".join(_WEEKDAYS), re.IGNORECASE)


def read_date(raw: str, time: str = "") -> str:
    """The date of a field as in `dates`, "" where it can't be read. Numbers are read the US way, month first.

    Reads `05/21/2001 3:48 PM`, `20010521`, `Friday, December 4, 2009 3:31 AM`, ISO dates, and `2011` with the time
    glued to it (`May 6, 201112:26 AM`); what follows the date is left out. `time` stands in a field of its own. A date
    whose weekday is another than the one that stands before it is not understood: a digit of it was lost.
    """
    text = _GLUED.sub(r"\1 ", " ".join(f"{raw} {time}".split()).lstrip(".,:;•*-– "))
    digits = re.match(r"\d{8}(?!\d)", text)
    if digits:
        day = dates.pdf_date(digits[0])
        text = f"{day}{text[8:]}" if day else ""
    date = dates.on_face(f"Date: {text}") if text else ""
    return date if _weekday_fits(text, date) else ""


def _weekday_fits(text: str, date: str) -> bool:
    named, day = _WEEKDAY.match(text), dates.parse(date) if date else None
    if not named or not day or not day.month or not day.day:
        return True
    return _WEEKDAYS[weekday(day.year, day.month, day.day)] == named[0].lower()


@dataclass(frozen=True, slots=True)
class PageImage:
    """A line of the image list and the file it names."""

    image: Image
    file: Named


@dataclass(frozen=True, slots=True)
class ProducedDocument:
    """A row of a load file with what belongs to it.

    `fields` holds the known fields and `others` the other columns, both as they stand, without empty ones; `dates` the
    dates that could be read, `doubtful` those of which that are in doubt, by their fields; `attachments` what AttachIDs
    lists; `text_inline` text that stands in the row itself.
    """

    line: int
    fields: Mapping[str, str]
    others: Mapping[str, str]
    dates: Mapping[str, str]
    attachments: tuple[str, ...] = ()
    images: tuple[PageImage, ...] = ()
    text: Named | None = None
    text_inline: str = ""
    native: Named | None = None
    doubtful: frozenset[str] = frozenset()

    def field(self, name: str) -> str:
        """A known field as it stands, blanks around it taken off; "" where it is empty."""
        return self.fields.get(name, "").strip()

    @property
    def control_number(self) -> str:
        """What the document is called by: its control number, else its first Bates number."""
        return self.field("ControlNumber") or self.field("BegBates")

    @property
    def begin(self) -> str:
        """The first Bates number, else the control number."""
        return self.field("BegBates") or self.field("ControlNumber")

    @property
    def end(self) -> str:
        """The last Bates number: as it stands, else counted from the first by the pages claimed, else the first."""
        first = bates.parse(self.begin)
        if self.field("EndBates") or not first or not self.pages:
            return self.field("EndBates") or self.begin
        return str(first + (self.pages - 1))

    @property
    def page_count(self) -> int | None:
        """How many pages the load file claims."""
        claimed = self.field("PageCount")
        return int(claimed) if re.fullmatch(r"[0-9]{1,7}", claimed) else None

    @property
    def pages(self) -> int | None:
        """How many pages are claimed by the load file, else by the image list."""
        return self.page_count if self.page_count is not None else self.image_count

    @property
    def image_count(self) -> int | None:
        """How many pages the image list has for it: as it claims, else its lines; None where it has none."""
        if not self.images:
            return None
        return self.images[0].image.pages or len(self.images)

    @property
    def range(self) -> bates.BatesRange | None:
        """From the first to the last Bates number; None where they are none, or run backwards."""
        first, last = bates.parse(self.begin), bates.parse(self.end)
        try:
            return bates.BatesRange(first, last) if first and last else None
        except ValueError:
            return None

    @property
    def family_range(self) -> bates.BatesRange | None:
        """The Bates numbers of its family, parent first: BegAttach to EndAttach, or the family range."""
        begin, end = self.field("BegAttach"), self.field("EndAttach")
        named = f"{begin} – {end}" if begin and end else self.field("FamilyRange") or begin
        return bates.parse_range(named) if named else None

    @property
    def date(self) -> tuple[str, str]:
        """The date that the document goes by, as in `dates`, and the field it is from; two empty texts where none."""
        return next(((self.dates[name], name) for name in _GOES_BY if name in self.dates), ("", ""))


def parents(documents: Iterable[ProducedDocument]) -> dict[str, str]:
    """The control number of each attachment's parent, by the attachment's control number.

    As ParentID says; else the document whose AttachIDs list it; else the first document of its family range; else the
    document that the family's name is the number of, or the first of that family.
    """
    listed = list(documents)
    called = {name: one.control_number for one in listed for name in (one.begin, one.control_number)}
    by_list = {called.get(child, child): one.control_number for one in listed for child in one.attachments}
    heads: dict[str, str] = {}
    for one in listed:
        heads.setdefault(one.field("FamilyID"), called.get(one.field("FamilyID"), one.control_number))
    heads[""] = ""
    found = {}
    for one in listed:
        family = one.family_range
        first = str(family.begin) if family else one.field("BegAttach")
        named = one.field("ParentID") or by_list.get(one.control_number, "") or first or heads[one.field("FamilyID")]
        parent = called.get(named, named)
        if parent and parent != one.control_number:
            found[one.control_number] = parent
    return found
