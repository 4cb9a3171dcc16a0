"""Within what words may be asked to stand together: a sentence, a paragraph, or a value of a field.

Each is known by the position of its first token, and is made of stretches of positions: of more than one where it runs
over the end of a page, past running lines. What stands between the bodies of two pages is a stretch of its own. A match
stands in a sentence when all of it does, so that one over the end of a sentence stands in none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from reviewer.search import analysis
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
