"""Words near one another: what `w/5` and its kin find.

The distance of two matches is counted as dtSearch counts it, by positions: words that follow one another are 1 apart,
and `w/5` lets 4 words stand between. It is counted from the end of the first match to the start of the second, so a
phrase is as near as its nearest word. Over a page break the shorter way counts, as in phrases: with the running lines
between, or without them. Two matches that overlap are not near one another; a word is not near itself.

A hit is a pair of matches with all that stands between them, written as one match, if no smaller such pair stands
inside: in `a a b`, `a w/5 b` has one hit, the second `a` with the `b`. Of `a not w/5 b` each `a` is a hit.
A part of `(a w/5 b) w/5 c` is any pair of `a` and `b`, since a larger one may be the nearer to `c`.

All documents are looked at in one go. Pairs over a page break are the few that are put together one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from reviewer.search.matches import Matches
from reviewer.search.positions import Mask, Places, Runs, distinct, firsts, holds, lasts, positions, runs
from reviewer.search.ways import Match, Ways
from reviewer.search.within import Within

_NOWHERE = np.iinfo(np.int32).max


def near(left: Matches, right: Matches, most: int, ordered: bool, ways: Ways | Within) -> Matches:
    """The hits of two parts at most so many positions apart; `ordered`: the left one first."""
    onward = _onward(left, right, most, ordered, ways)
    return _built(onward, smallest(distinct(one.nearest() for one in onward)), ways)


def all_near(left: Matches, right: Matches, most: int, ordered: bool, ways: Ways | Within) -> Matches:
    """All pairs of two parts near one another, to be a part of a larger one."""
    onward = _onward(left, right, most, ordered, ways)
    return _built(onward, distinct(one.all() for one in onward), ways)


def far(left: Matches, right: Matches, most: int, ordered: bool, ways: Ways | Within) -> Matches:
    """The matches of the left part that have none of the right part near them."""
    side, near = _parted(left, right, most, ordered, ways)
    return side.only(~near)


def close(left: Matches, right: Matches, most: int, ways: Ways | Within) -> Matches:
    """The matches of the left part that have one of the right part near them."""
    side, near = _parted(left, right, most, False, ways)
    return side.only(near)


def smallest(found: Runs) -> Runs:
    """Of ascending runs those inside which no smaller one stands."""
    starts = firsts(found)
    found = found[np.diff(starts, prepend=-1) > 0]
    ends = lasts(found)
    later = np.minimum.accumulate(np.append(ends, _NOWHERE)[::-1])[::-1]
    return found[ends < later[1:]]


class _Side:
    """The matches of a part in one order, by their first and last positions."""

    def __init__(self, matches: Matches) -> None:
        self._matches = matches
        apart = (positions([match[end] for match in matches.apart]) for end in (0, -1))
        extents = np.append(matches.runs, runs(*apart))
        self._order = np.argsort(extents, kind="stable")
        self.firsts, self.lasts = firsts(extents[self._order]), lasts(extents[self._order])

    def match(self, place: int) -> Match:
        """One of the matches."""
        at = self._order[place] - len(self._matches.runs)
        return self._matches.apart[at] if at >= 0 else tuple(range(self.firsts[place], self.lasts[place] + 1))

    def only(self, some: Mask) -> Matches:
        """Some of the matches."""
        runs, apart = self._matches.runs, self._matches.apart
        kept = np.sort(self._order[some])
        return Matches(runs[kept[kept < len(runs)]], [apart[at - len(runs)] for at in kept[kept >= len(runs)]])


class _Onward:
    """From the matches of a part to those of another that are near after them."""

    def __init__(self, before: _Side, after: _Side, most: int, ways: Ways | Within) -> None:
        self.before, self._after = before, after
        self._ranges = list(ways.reached(before.lasts, after.firsts, most))

    def nearest(self) -> Runs:
        """From each match to the end of the pair that ends first."""
        found = np.full(len(self.before.lasts), _NOWHERE)
        ends = np.append(self._after.lasts, _NOWHERE)
        for which, low, high in self._ranges:
            least = np.minimum.reduceat(ends, np.stack((low, high), 1).ravel())[::2]
            found[which] = np.minimum(found[which], least)
        reached = found < _NOWHERE
        return runs(self.before.firsts[reached], found[reached])

    def all(self) -> Runs:
        """From the starts to the ends of all pairs."""
        return distinct(self._extents(*pair) for pair in self._pairs(np.full(len(self.before.firsts), True)))

    @property
    def left(self) -> Mask:
        """Which matches have one near after them."""
        found = np.full(len(self.before.firsts), False)
        for which, _, _ in self._ranges:
            found[which] = True
        return found

    @property
    def arrived(self) -> Mask:
        """Which matches of the other part have one near before them."""
        steps = np.zeros(len(self._after.firsts) + 1, np.intp)
        for _, low, high in self._ranges:
            steps += np.bincount(low, minlength=len(steps)) - np.bincount(high, minlength=len(steps))
        return np.cumsum(steps)[:-1] > 0

    def between(self, extents: Runs) -> Iterator[tuple[Match, Match]]:
        """The pairs that go from the start to the end of one of some runs."""
        for before, after in self._pairs(holds(firsts(extents), self.before.firsts)):
            some = holds(extents, self._extents(before, after))
            for one, two in zip(before[some].tolist(), after[some].tolist(), strict=True):
                yield self.before.match(one), self._after.match(two)

    def _extents(self, before: Places, after: Places) -> Runs:
        return runs(self.before.firsts[before], self._after.lasts[after])

    def _pairs(self, chosen: Mask) -> Iterator[tuple[Places, Places]]:
        """The pairs of some of the matches."""
        for which, low, high in self._ranges:
            some = chosen[which]
            counts = (high - low)[some]
            steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            yield np.repeat(which[some], counts), np.repeat(low[some], counts) + steps


def _onward(left: Matches, right: Matches, most: int, ordered: bool, ways: Ways | Within) -> list[_Onward]:
    one, other = _Side(left), _Side(right)
    ahead = _Onward(one, other, most, ways)
    return [ahead] if ordered else [ahead, _Onward(other, one, most, ways)]


def _parted(left: Matches, right: Matches, most: int, ordered: bool, ways: Ways | Within) -> tuple[_Side, Mask]:
    """The left part, and which of its matches have one of the right part near them."""
    first, *back = _onward(left, right, most, ordered, ways)
    near = first.left
    for one in back:
        near |= one.arrived
    return first.before, near


def _built(onward: Sequence[_Onward], extents: Runs, ways: Ways | Within) -> Matches:
    """The pairs that go from the start to the end of one of some runs, written as matches."""
    over = ways.bridged(firsts(extents), lasts(extents))
    bridged = extents[over]
    pairs = (pair for one in onward for pair in one.between(bridged)) if len(bridged) else ()
    return Matches.of([extents[~over]], (ways.joined(*pair) for pair in pairs))
