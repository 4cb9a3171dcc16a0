"""Runs of Bates numbers as they stand on the pages of a production, the gaps between them, and where they break off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from reviewer.bates import BatesNumber, BatesRange, parse


@dataclass(frozen=True, slots=True)
class BatesRun:
    """Numbers that go up by one from page to page, and the control numbers of the documents that they stand on."""

    production: int
    range: BatesRange
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class BatesGap:
    """Numbers that stand on no page, and the control numbers of the documents before and after."""

    missing: BatesRange
    after: str
    before: str


@dataclass(frozen=True, slots=True)
class BatesBreak:
    """Where the numbers go back or go over to another prefix: the number before, the number after, its document."""

    before: BatesNumber
    after: BatesNumber
    document: str

    @property
    def goes_back(self) -> bool:
        """Whether a number comes that is not above the one before; else the prefix is another."""
        return _series(self.before) == _series(self.after)


def runs(stamped: Iterable[Sequence[object]]) -> list[BatesRun]:
    """The runs in rows of production, control number and Bates number, one a page, in order.

    What is no Bates number is left out.
    """
    found: list[list[Any]] = []
    coming: BatesNumber | None = None
    expected = ""
    for production, document, text in stamped:
        if found and text == expected and found[-1][0] == production:
            found[-1][2], found[-1][4] = coming, document
        elif number := parse(str(text)):
            found.append([production, number, number, document, document])
        else:
            continue
        coming = found[-1][2].next
        expected = str(coming)
    return [
        BatesRun(int(str(production)), BatesRange(begin, end), str(first), str(last))
        for production, begin, end, first, last in found
    ]


def gaps(found: Iterable[BatesRun]) -> list[BatesGap]:
    """The numbers between the first and the last of each series that stand on no page, as ranges in their order.

    A series has one prefix and one way to pad; numbers with a suffix count pages or insertions, and have no gaps.
    """
    plain = sorted((run for run in found if not run.range.begin.suffix), key=lambda run: _order(run.range.begin))
    return [gap for _, series in groupby(plain, key=lambda run: _series(run.range.begin)) for gap in _between(series)]


def breaks(found: Sequence[BatesRun]) -> list[BatesBreak]:
    """Where, in the order of a production, the numbers do not go up; that a gap lies ahead is no break."""
    return [
        BatesBreak(one.range.end, other.range.begin, other.first)
        for one, other in pairwise(found)
        if one.production == other.production and not follows(one.range.end, other.range.begin)
    ]


def _between(series: Iterable[BatesRun]) -> Iterable[BatesGap]:
    last: BatesRun | None = None
    for run in series:
        begin = run.range.begin
        if last and begin.number > last.range.end.number + 1:
            yield BatesGap(
                BatesRange(last.range.end.next, replace(begin, number=begin.number - 1)), last.last, run.first
            )
        if last is None or run.range.end.number > last.range.end.number:
            last = run


def follows(before: BatesNumber, after: BatesNumber) -> bool:
    """Whether a number may stand after another: of the same prefix and width, and above it; a gap may lie between."""
    return _series(before) == _series(after) and (before.number, before.suffix) < (after.number, after.suffix)


def _series(number: BatesNumber) -> tuple[str, int]:
    return number.prefix, number.width


def _order(number: BatesNumber) -> tuple[str, int, int]:
    return *_series(number), number.number
