"""Hits of single tokens near one another, found in all documents at once: what `near.py` defines, for common words.

A hit that crosses no end of a page's body has no token of either part inside, so that it is two neighbours in a row. A
hit that crosses one begins with the last token of its part before that end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, pairwise, starmap

from reviewer.search.near import Pair, Places, Runs, Ways, nearest, smallest

_FEW = 16  # so many times fewer are looked up one by one


def single_hits(
    left: Places, right: Places, most: int, ordered: bool, bases: Sequence[int], ways: Ways
) -> Iterator[Runs]:
    """The hits of the single tokens of two parts; no word may stand for both. `bases` are where documents begin."""
    near = neighbours(left, right, most, ordered)
    cuts = sorted([*bases, *ways.afters])
    numbers = [list(map(partial(bisect_right, cuts), side)) for side in zip(*near, strict=True)]
    plain = [pair for pair, one, two in zip(near, *numbers, strict=True) if one == two] if near else []
    yield from plain
    starts = [first for first, _ in plain]
    for hit in smallest(starmap(ways.joined, _crossing(left, right, most, ordered, bases, ways))):
        at = bisect_left(starts, hit[0])
        if at == len(plain) or plain[at][1] > hit[-1]:
            yield hit


def _crossing(
    left: Places, right: Places, most: int, ordered: bool, bases: Sequence[int], ways: Ways
) -> Iterator[Pair]:
    """Pairs over the ends of pages' bodies, those of the hits among them."""
    one, other = _merged(left.lists), _merged(right.lists)
    for after in ways.afters:
        document = bisect_right(bases, after - 1)
        for firsts, seconds in ((one, other),) if ordered else ((one, other), (other, one)):
            at = bisect_left(firsts, after) - 1
            if at >= 0 and firsts[at] >= max(bases[document - 1], after - most):
                last = min([ways.reach(firsts[at], most), *(base - 1 for base in bases[document : document + 1])])
                some = seconds[bisect_left(seconds, after) : bisect_right(seconds, last)]
                yield from nearest([(firsts[at],) * 2], list(zip(some, some, strict=True)), most, ways)


def neighbours(left: Places, right: Places, most: int, ordered: bool) -> list[tuple[int, int]]:
    """The pairs of single tokens of two parts, at most so many positions apart, with none of either between; ascending.

    Where no bridge leads, these are the hits.
    """
    earlier, later = _merged(left.lists), _merged(right.lists)
    if len(earlier) * _FEW < len(later):
        later = _around(earlier, later)
    elif len(later) * _FEW < len(earlier):
        earlier = _around(later, earlier)
    near = pairwise(sorted(chain(earlier, later)))
    if ordered:
        starts = set(earlier)
        return [(one, two) for one, two in near if two - one <= most and one in starts and two not in starts]
    fewer = set(earlier if len(earlier) < len(later) else later)
    return [(one, two) for one, two in near if two - one <= most and (one in fewer) != (two in fewer)]


def _merged(lists: Sequence[Sequence[int]]) -> Sequence[int]:
    return lists[0] if len(lists) == 1 else sorted(chain.from_iterable(lists))


def _around(positions: Sequence[int], others: Sequence[int]) -> list[int]:
    """Of other positions those right before and right after each."""
    found: set[int] = set()
    for position in positions:
        at = bisect_right(others, position)
        found.update(others[max(0, at - 1) : at + 1])
    return sorted(found)
