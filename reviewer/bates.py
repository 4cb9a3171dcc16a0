"""Bates numbers: read, write, count on, and find on the pages of a document.

The conventions are those of the FTC's production guide and of usual load files: a prefix, a counter of constant width
padded by zeros, rarely a suffix (`.001`, `.A`). A number is read from the right: the counter is the trailing digits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reviewer.model import Box, Direction, PageText, Word
from reviewer.text import PackedWords

_PREFIX = r"((?=[A-Za-z0-9])(?:[A-Za-z0-9._ -]*[A-Za-z._ -])?)"
_NUMBER = re.compile(_PREFIX + r"([0-9]{1,12})()")
_SUFFIXED = re.compile(_PREFIX + r"([0-9]{2,12})(\.[0-9]{1,4}|\.[A-Za-z])")
_LONGEST = 40  # characters
_RANGE_SEPARATOR = re.compile(r"\s*[–—]\s*|\s+(?:-|to|through)\s+")


@dataclass(frozen=True, slots=True, order=True)
class BatesNumber:
    """A prefix, a counter, the digits it is padded to, and a suffix with its dot. Ordered by prefix, then counter."""

    prefix: str
    number: int
    width: int
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.prefix}{self.number:0{self.width}d}{self.suffix}"

    def __add__(self, pages: int) -> BatesNumber:
        """The number `pages` on. A suffix of digits counts the pages of a document, so that is what goes up."""
        if self.suffix[1:].isdigit():
            digits = self.suffix[1:]
            return replace(self, suffix=f".{int(digits) + pages:0{len(digits)}d}")
        return replace(self, number=self.number + pages)

    @property
    def next(self) -> BatesNumber:
        """The number of the page after."""
        return self + 1


def parse(text: str) -> BatesNumber | None:
    """The Bates number that `text` is, or None. `str()` of it gives the text again."""
    text = text.strip()
    if len(text) > _LONGEST or text.count(" ") > 1:
        return None
    found = _SUFFIXED.fullmatch(text)
    if not found or (found[3][1:].isdigit() and len(found[3]) > len(found[2])):  # ABC-2009.0001 counts 0001
        found = _NUMBER.fullmatch(text)
    return BatesNumber(found[1], int(found[2]), len(found[2]), found[3]) if found else None


@dataclass(frozen=True, slots=True)
class BatesRange:
    """From `begin` to `end`, both included. ValueError where they are not of one prefix or run backwards."""

    begin: BatesNumber
    end: BatesNumber

    def __post_init__(self) -> None:
        if self.begin.prefix != self.end.prefix or _place(self.begin) > _place(self.end):
            raise ValueError(f"{self.begin} to {self.end} is not a range")

    def contains(self, number: BatesNumber) -> bool:
        """Whether the number lies in the range. An end without suffix takes in all suffixes of its number."""
        if number.prefix != self.begin.prefix or _place(number) < _place(self.begin):
            return False
        return number.number <= self.end.number if not self.end.suffix else _place(number) <= _place(self.end)

    def __len__(self) -> int:
        """How many numbers; of pages where begin and end differ in a suffix of digits alone."""
        if self.begin.number == self.end.number and self.begin.suffix != self.end.suffix:
            return _place(self.end)[1] - _place(self.begin)[1] + 1
        return self.end.number - self.begin.number + 1

    def __str__(self) -> str:
        return str(self.begin) if self.begin == self.end else f"{self.begin} – {self.end}"

    @property
    def short(self) -> str:
        """As lawyers cite it, `ABC-0001234–36`: of the end only the digits that change, two at least."""
        begin, end = str(self.begin), str(self.end)
        if begin == end or self.begin.suffix or self.end.suffix or len(begin) != len(end):
            return str(self)
        same = next(place for place, (a, b) in enumerate(zip(begin, end, strict=True)) if a != b)
        return f"{begin}–{end[min(same, len(end) - 2) :]}"


def first_to_last(numbers: Sequence[str]) -> str:
    """The Bates numbers of some pages as one citation, those without a number aside: "ABC-0001234", or "ABC-0001234 –
    ABC-0001235"; "" when there is none."""
    known = [number for number in numbers if number]
    return " – ".join(dict.fromkeys([known[0], known[-1]])) if known else ""


def _place(number: BatesNumber) -> tuple[int, int, str]:
    digits = number.suffix[1:]
    return number.number, int(digits) if digits.isdigit() else 0, number.suffix


def parse_range(text: str) -> BatesRange | None:
    """The range that `text` is: `A – B`, `A-B`, the short form `ABC-0001234–36`, or one number alone; or None."""
    parts = _RANGE_SEPARATOR.split(text.strip())
    if len(parts) == 2:
        return _between(*parts)
    single = parse(text)
    return _hyphenated(text) or (BatesRange(single, single) if single else None)


def _between(first: str, last: str) -> BatesRange | None:
    begin, end = parse(first), parse(last)
    if begin and end and not end.prefix and not end.suffix and end.width < begin.width:  # the short form
        end = parse(first[: len(first.strip()) - end.width] + last.strip())
    if not begin or not end or begin.prefix != end.prefix or _place(begin) > _place(end):
        return None
    return BatesRange(begin, end)


def _hyphenated(text: str) -> BatesRange | None:
    """`TOM0001-TOM0022`: split at the hyphen that leaves two numbers of one prefix."""
    for hyphen in re.finditer("-", text):
        first, last = text[: hyphen.start()], text[hyphen.end() :]
        begin, end = parse(first), parse(last)
        if begin and end and begin.prefix and begin.prefix == end.prefix and begin.width == end.width:
            return _between(first, last)
    return None


# Finding the numbers that are printed on pages.

_BAND = 0.1  # of the page's height, at top and bottom, where stamps stand
_GAP = 0.8  # of a word's height: a wider gap sets a stamp off from what stands beside it
_LEGEND = re.compile(
    r"^(?:bates(?: no\.?| number| stamp)?:?|(?:highly )?confidential|attorneys['’]? eyes only|produced by|[-–—|:])\s+"
    r"|\s+(?:(?:highly )?confidential|attorneys['’]? eyes only|[-–—|])$",
    re.IGNORECASE,
)
_NOT_A_PREFIX = re.compile(
    r"(?:page|pg|p|exhibit|exh|ex|tab|form|no|docket|doc|document|case|section|sec|rev|room|box|tel|fax|zip|version|v)"
    r"[ ._-]*",
    re.IGNORECASE,
)
_FEWEST_DIGITS = 4
_TURNED = frozenset({Direction.UP, Direction.DOWN})


def candidates(content: PageText, width: float, height: float) -> list[BatesNumber]:
    """What may be the Bates number of a page: stands in the margin at the top or bottom, set off from other words.

    `width` and `height` are of the displayed page, in points. The likelier come first: bottom before top, right before
    left. Words that run up or down the page count too, since a page may have been turned after it was stamped.
    """
    words = content.words
    likely = words.outside(height * _BAND, height * (1 - _BAND)) if isinstance(words, PackedWords) else words
    margin = [word for word in likely if _in_margin(word, width, height)]
    found = []
    for joined in _runs(content.text, margin):
        first, last = joined[0], joined[-1]
        box, (across, deep) = _upright(last), (height, width) if last.direction in _TURNED else (width, height)
        found.append((-round(box.y1 / deep), -box.x1 / across, content.text[first.start : last.end]))
    numbers = (parse(_without_legend(text)) for _, _, text in sorted(found))
    return [number for number in numbers if number and _may_be_stamp(number)]


def _in_margin(word: Word, width: float, height: float) -> bool:
    box, turned = word.box, word.direction in _TURNED
    middle, deep = (box.x0 + box.x1, width) if turned else (box.y0 + box.y1, height)
    return not deep * _BAND < middle / 2 < deep * (1 - _BAND)


def _upright(word: Word) -> Box:
    """The word's box as if its line ran across the page: x along the line, y across lines."""
    box = word.box
    return Box(box.y0, box.x0, box.y1, box.x1) if word.direction in _TURNED else box


def _runs(text: str, words: list[Word]) -> Iterator[list[Word]]:
    """Words of one line with no wide gap between them."""
    joined: list[Word] = []
    for word in words:
        if joined and not _goes_on(text, joined[-1], word):
            yield joined
            joined = []
        joined.append(word)
    if joined:
        yield joined


def _goes_on(text: str, word: Word, following: Word) -> bool:
    one, other = _upright(word), _upright(following)
    gap = max(other.x0 - one.x1, one.x0 - other.x1)
    return text[word.end : following.start] == " " and gap <= _GAP * (one.y1 - one.y0)


def _without_legend(text: str) -> str:
    while (shorter := _LEGEND.sub("", text)) != text:
        text = shorter
    return text


def _may_be_stamp(number: BatesNumber) -> bool:
    return number.width >= _FEWEST_DIGITS and not _NOT_A_PREFIX.fullmatch(number.prefix)


def _is_plainly_one(number: BatesNumber) -> bool:
    """Whether a number with no neighbours to vouch for it is one: letters first, padded, no zip code, case or form."""
    if not re.match(r"[A-Za-z]", number.prefix) or re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", number.prefix):
        return False
    if " " in number.prefix:
        return number.prefix.index(" ") == len(number.prefix) - 1 and number.width >= 6
    return number.number < 10 ** (number.width - 1) or number.width >= 6


def run(candidates_per_page: Sequence[Sequence[BatesNumber]]) -> list[str]:
    """The Bates number of each page, "" where there is none to be sure of.

    Numbers that go up by one from page to page vouch for one another; the longest such sequence sets prefix and width.
    Pages between two of its members are numbered by it. A number that stands alone must plainly be one.
    """
    sequences = _sequences(candidates_per_page)
    best = max(sequences, key=lambda pages: (len(pages), -_rank(pages, candidates_per_page)), default={})
    numbers: dict[int, BatesNumber] = {}
    style = _style(best)
    for pages in sorted((pages for pages in sequences if _style(pages) == style), key=len, reverse=True):
        first, last = min(pages), max(pages)
        if not any(first <= page <= last for page in numbers):
            numbers |= {page: pages[first] + (page - first) for page in range(first, last + 1)}
    return [str(numbers.get(page, "")) for page in range(len(candidates_per_page))]


def _sequences(candidates_per_page: Sequence[Sequence[BatesNumber]]) -> list[dict[int, BatesNumber]]:
    """The numbers by page (from 0), in groups that go up with the pages; those that nothing vouches for left out."""
    groups: dict[BatesNumber, dict[int, BatesNumber]] = defaultdict(dict)
    pages_of: dict[BatesNumber, set[int]] = defaultdict(set)
    for page, numbers in enumerate(candidates_per_page):
        for number in numbers:
            groups[number + -page][page] = number
            pages_of[number].add(page)
    return [
        pages
        for pages in groups.values()
        if (len(pages) >= 2 and (_has_letters(pages) or len(pages) >= 3))
        or all(_is_plainly_one(number) and len(pages_of[number]) == 1 for number in pages.values())
    ]


def _has_letters(pages: dict[int, BatesNumber]) -> bool:
    return any(character.isalpha() for number in pages.values() for character in number.prefix)


def _style(pages: dict[int, BatesNumber]) -> tuple[str, int] | None:
    return next(((number.prefix, number.width) for number in pages.values()), None)


def _rank(pages: dict[int, BatesNumber], candidates_per_page: Sequence[Sequence[BatesNumber]]) -> float:
    """The mean place of a sequence's numbers among the candidates of their pages."""
    return sum(candidates_per_page[page].index(number) for page, number in pages.items()) / len(pages)
