"""Several words within a window: what `"a b c"~5` finds.

All of the words stand there, in any order, with at most so many others among them; over a page break the shorter way
counts, as in `near.py`. Two of them never stand in one place. A hit is the first with the last of them and all that
stands between, if no smaller such window stands inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.search.matches import Matches
from reviewer.search.near import close, smallest
from reviewer.search.positions import HALF, distinct, firsts, lasts, positions, runs
from reviewer.search.ways import Match, Ways
from reviewer.search.within import Within

Placed = tuple[Match, int]
"""A match, and which part it is one of, as a bit."""


def windows(parts: Sequence[Matches], most: int, ways: Ways | Within) -> Matches:
    """The windows of a match of each part, with at most `most` other words among them."""
    steps, every = most + len(parts) - 1, (1 << len(parts)) - 1
    reach = steps + len(parts)  # a broken word has a token more
    placed = sorted((match, 1 << side) for side in range(len(parts)) for match in _in_reach(parts, side, reach, ways))
    begins, ends = (positions([match[end] for match, _ in placed]) for end in (0, -1))
    after: list[list[Placed]] = [[] for _ in placed]
    for which, low, high in ways.reached(ends, begins, reach):
        for place, one, other in zip(which.tolist(), low.tolist(), high.tolist(), strict=True):
            after[place] += placed[one:other]
    found: set[Match] = set()
    for begun, some in zip(placed, after, strict=True):
        if sum({side for _, side in (begun, *some)}) == every:
            found.update(_grown(begun, some, steps, every, ways))
    return _smallest(found)


def _in_reach(parts: Sequence[Matches], side: int, reach: int, ways: Ways | Within) -> Iterator[Match]:
    """The matches of a part that have one of each other part in reach."""
    part = parts[side]
    for other in (*parts[:side], *parts[side + 1 :]):
        part = close(part, other, reach, ways)
    ends = zip(firsts(part.runs).tolist(), lasts(part.runs).tolist(), strict=True)
    yield from (tuple(range(first, last + 1)) for first, last in ends)
    yield from part.apart


def _grown(begun: Placed, after: Sequence[Placed], most: int, every: int, ways: Ways | Within) -> Iterator[Match]:
    """The whole windows that begin with a match, in at most so many steps between their words."""
    known = {begun: 0}
    for match, side in after:
        for (window, sides), steps in list(known.items()):
            if sides & side or match[0] <= window[-1]:
                continue
            grown = ways.joined(window, match)
            more = steps + len(grown) - len(window) - len(match) + 1
            if more > most:
                continue
            if sides | side == every:
                yield grown
            else:
                known[grown, sides | side] = min(more, known.get((grown, sides | side), more))


def _smallest(found: set[Match]) -> Matches:
    """The windows inside which no smaller one stands."""
    ascending = sorted(found)
    extents = runs(*(positions([match[end] for match in ascending]) for end in (0, -1)))
    kept = set(smallest(distinct([extents])).tolist())
    return Matches.of([extents[:0]], [match for match in ascending if (match[0] << HALF | match[-1]) in kept])
