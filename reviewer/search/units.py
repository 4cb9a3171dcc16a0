"""Within what words may be asked to stand together: a sentence, a paragraph, or a value of a field.

Each is known by the position of its first token, and is made of stretches of positions: of more than one where it runs
over the end of a page, past running lines. What stands between the bodies of two pages is a stretch of its own. A match
stands in a sentence when all of it does, so that one over the end of a sentence stands in none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from reviewer.search import analysis
from reviewer.search.ways import Match
from reviewer.text.sentences import breaks


class Unit(StrEnum):
    """What words may stand in together."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    VALUE = "value"


class Body(NamedTuple):
    """The text of a page without running lines, or of a field, from position `first` up to `after`."""

    first: int
    after: int
    text: str


Flat = Sequence[int]
"""Stretches, ascending: of each its first position and the first position of that to which it belongs."""


class Stretches:
    """The stretches of one kind of unit."""

    def __init__(self, flat: Flat) -> None:
        self._starts, self._owners = flat[::2], flat[1::2]

    def number(self, position: int) -> int:
        """The number of the stretch that holds a position."""
        return bisect_right(self._starts, position) - 1

    def beyond(self) -> Iterator[int]:
        """Where stretches begin that belong to what began before."""
        return (start for start, owner in zip(self._starts, self._owners, strict=True) if start != owner)

    def grouped(self, *sides: Sequence[Match]) -> Iterator[list[list[Match]]]:
        """The matches of each side by the unit that they stand in, all in order; those that stand in none are each
        alone."""
        groups: defaultdict[int, list[list[Match]]] = defaultdict(lambda: [[] for _ in sides])
        for place, side in enumerate(sides):
            for match in side:
                groups[self._around(match)][place].append(match)
        loose = groups.pop(-1, [[] for _ in sides])
        yield from groups.values()
        for place, side in enumerate(loose):
            yield [side if other == place else [] for other in range(len(sides))]

    def _around(self, match: Match) -> int:
        """The unit that all of a match stands in, by its first position; -1 for none."""
        owners = {
            self._owners[number]
            for number in map(self.number, match)
        }
        return owners.pop() if len(owners) == 1 else -1


def beginnings(bodies: Sequence[Body]) -> dict[int, bool]:
    """The positions at which sentences begin in the bodies of a text, ascending, and whether paragraphs begin there."""
    texts = [body.text.strip() for body in bodies]
    waiting = deque(breaks("\n".join(texts)))
    begun: dict[int, bool] = {}
    offset, carried = 0, [True]
    for body, text in zip(bodies, texts, strict=True):
        found = {body.first: any(carried)} if carried else {}
        carried, position, at = [], body.first, offset
        while waiting and waiting[0].at < offset + len(text):
            following, paragraph = waiting.popleft()
            position += analysis.count(text[at - offset : following - offset])
            at = following
            if position < body.after:
                found[position] = paragraph or found.get(position, False)
            else:  # no word stands in what begins here, so that the next body begins it
                carried.append(paragraph)
        begun |= found
        offset += len(text) + 1
    return begun


def stretches(bodies: Iterable[Body], begun: Sequence[int], start: int, end: int) -> Iterator[int]:
    """The stretches of a text from position `start` to `end`, flat, given where units begin in its bodies."""
    owner = before = start
    for body in bodies:
        if body.first > before:
            yield from (before, before)
        inside = begun[bisect_left(begun, body.first) : bisect_left(begun, body.after)]
        if body.first > before and body.first not in inside[:1]:
            yield from (body.first, owner)
        for owner in inside:
            yield from (owner, owner)
        before = body.after
    if end > before:
        yield from (before, before)
