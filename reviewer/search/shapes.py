"""Regular expressions for one word: letters, `.`, `[a-z]`, `\\d`, brackets, `|`, `*`, `+`, `?`, `{2,3}`.

All states that an expression can be in are followed at once, and what they lead to is kept, so that the time for a word
grows with its length alone, whatever the expression. Python's own matcher may need time without end (`(a+)+b`), and
can't be stopped. Words are folded, and so are the letters of an expression.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from reviewer.search import analysis

LARGEST = 2000  # states
MOST_DEEP = 20  # brackets inside one another

_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d{1,4}(?:,\d{0,4})?\}|.", re.DOTALL)
_NO_LETTERS = {"\\b", "\\B", "\\A", "\\Z", *(f"\\{digit}" for digit in range(10))}

Build = Callable[[int], int]
"""Makes the states of a part of an expression, given the state after it; hands back the first one."""


class Refused(ValueError):
    """Why an expression is not taken."""


class Shape:
    """An expression for folded words. Raises Refused."""

    def __init__(self, written: str) -> None:
        pieces = _PIECE.findall("".join(part if part.isascii() else analysis.fold(part) for part in written))
        self._tests: list[re.Pattern[str] | None] = [None]  # of each state; state 0 is the end
        self._next: list[tuple[int, ...]] = [()]
        build, rest = self._choice(pieces, 0)
        if rest:
            raise Refused("a bracket is closed that was not opened")
        self._start = self._closure([build(0)])
        self._step = cache(self._led_to)

    def matches(self, word: str) -> bool:
        """Whether it is the shape of the whole word."""
        states = self._start
        for letter in word:
            states = self._step(states, letter)
            if not states:
                return False
        return 0 in states

    def _led_to(self, states: frozenset[int], letter: str) -> frozenset[int]:
        tests = ((state, self._tests[state]) for state in states)
        return self._closure(self._next[state][0] for state, test in tests if test and test.fullmatch(letter))

    def _closure(self, states: Iterable[int]) -> frozenset[int]:
        """The states, with those that no letter leads to from them, without those that lead on by themselves."""
        found, waiting = set(), list(states)
        while waiting:
            state = waiting.pop()
            if state not in found:
                found.add(state)
                waiting += self._next[state] if self._tests[state] is None else ()
        return frozenset(state for state in found if self._tests[state] or not state)

    def _state(self, test: re.Pattern[str] | None, *following: int) -> int:
        if len(self._tests) >= LARGEST:
            raise Refused("it is too large")
        self._tests.append(test)
        self._next.append(following)
        return len(self._tests) - 1

    def _choice(self, pieces: list[str], depth: int) -> tuple[Build, list[str]]:
        """What stands up to the end of a bracket, and the pieces from there on."""
        if depth > MOST_DEEP:
            raise Refused("its brackets stand too deep inside one another")
        ways, rest = [], ["|", *pieces]
        while rest and rest[0] == "|":
            way, rest = self._row(rest[1:], depth)
            ways.append(way)
        return (lambda after: self._state(None, *(way(after) for way in ways))), rest

    def _row(self, pieces: list[str], depth: int) -> tuple[Build, list[str]]:
        parts: list[Build] = []
        while pieces and pieces[0] not in ("|", ")"):
            part, pieces = self._atom(pieces, depth)
            while pieces and (often := _often(pieces[0])):
                part, pieces = self._repeated(part, *often), pieces[1:]
            parts.append(part)
        return _in_row(parts), pieces

    def _atom(self, pieces: list[str], depth: int) -> tuple[Build, list[str]]:
        piece, rest = pieces[0], pieces[1:]
        if piece == "(":
            part, rest = self._choice(rest, depth + 1)
            if not rest:
                raise Refused("a bracket is not closed")
            return part, rest[1:]
        if _often(piece):
            raise Refused(f"'{piece}' has nothing before it to repeat")
        test = _test(piece)
        return (lambda after: self._state(test, after)), rest

    def _repeated(self, part: Build, least: int, most: int | None) -> Build:
        def star(after: int) -> int:
            again = self._state(None)
            self._next[again] = (part(again), after)
            return again

        def maybe(after: int, end: int) -> int:
            return self._state(None, part(after), end)

        def build(after: int) -> int:
            first = star(after) if most is None else after
            for _ in range((most or least) - least):
                first = maybe(first, after)
            for _ in range(least):
                first = part(first)
            return first

        return build


def _in_row(parts: list[Build]) -> Build:
    def build(after: int) -> int:
        for part in reversed(parts):
            after = part(after)
        return after

    return build


def _often(piece: str) -> tuple[int, int | None] | None:
    """How often a piece says that what is before it may stand: at least, at most."""
    if piece in ("*", "+", "?"):
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[piece]
    if not re.fullmatch(r"\{\d.*\}", piece):
        return None
    least, comma, most = piece[1:-1].partition(",")
    if most and int(most) < int(least):
        raise Refused(f"'{piece}' runs backwards")
    return int(least), int(most) if most else None if comma else int(least)


@lru_cache(maxsize=256)
def _test(piece: str) -> re.Pattern[str]:
    """What a letter must be."""
    if piece in _NO_LETTERS:
        raise Refused(f"'{piece}' is not known")
    try:
        with warnings.catch_warnings():  # of what a later Python may read otherwise: [[a] and [a--b]
            warnings.simplefilter("error")
            return re.compile(piece, re.IGNORECASE)
    except (re.error, FutureWarning) as error:
        raise Refused(f"'{piece}' can't be read") from error


@lru_cache(maxsize=64)
def shape(written: str) -> Shape:
    """An expression, made once. Raises Refused."""
    return Shape(written)
