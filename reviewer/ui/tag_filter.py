"""How tags and actions are found while one types: by a part of the name or its initials, whatever case and accents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from reviewer.model import Tag
from reviewer.text.folding import folded

Thing = TypeVar("Thing")


def rank(typed: str, name: str) -> int | None:
    """How well a name fits what was typed: 0 begins with it, 1 a word does, 2 has it, 3 its initials; None: not."""
    wanted, whole = folded(typed).strip(), folded(name)
    words = re.findall(r"\w+", whole)
    if whole.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in words):
        return 1
    if wanted in whole:
        return 2
    return 3 if "".join(word[0] for word in words).startswith(wanted.replace(" ", "")) else None


def best_first(typed: str, things: Iterable[Thing], name: Callable[[Thing], str]) -> list[Thing]:
    """The things whose name fits, the best first, equals in the order given; all where nothing was typed."""
    ranked = [(rank(typed, name(thing)) if typed.strip() else 0, thing) for thing in things]
    return [
        each for _, each in sorted(((fit, each) for fit, each in ranked if fit is not None), key=lambda pair: pair[0])
    ]


def has_name(name: str, tags: Iterable[Tag]) -> bool:
    """Whether a tag of that name is there, whatever its case."""
    return any(tag.name.casefold() == name.strip().casefold() for tag in tags)
