"""What is asked of a lasting child process for the table of passages; no Qt here, since the child loads this module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from reviewer.store import matter, passages
from reviewer.store.matter import Store
from reviewer.store.passage_filters import ALL_PASSAGES, PassageFilter
from reviewer.store.passages import Group, Grouping


@dataclass(frozen=True, slots=True)
class Listing:
    """Which passages of the matter in a folder pass, in which order, put together by what."""

    folder: str
    chosen: PassageFilter = ALL_PASSAGES
    column: str = "production"
    descending: bool = False
    grouping: Grouping = Grouping.NOTHING


@dataclass(frozen=True, slots=True)
class Counting:
    """How many passages each choice holds under a filter."""

    folder: str
    chosen: PassageFilter


@dataclass(frozen=True, slots=True)
class Counts:
    """All passages and those that pass; how many bear each tag, of all and under the filter; counts by value of each
    part of `passages.CHOICES`, by month of the documents; and how many bear both tags of a pair."""

    total: int = 0
    passing: int = 0
    use: Mapping[str, int] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str | int, int]] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[tuple[str, str], int] = field(default_factory=dict)


Request = Listing | Counting


def answer(request: Request) -> list[Group] | Counts:
    """Answer a request. Raises ReviewerError when the matter can't be read."""
    store, chosen = _opened(request.folder), request.chosen
    if isinstance(request, Listing):
        return passages.listed(store, chosen, request.column, request.descending, request.grouping)
    return Counts(
        passages.count(store),
        passages.count(store, chosen),
        passages.tag_counts(store, ALL_PASSAGES),
        passages.tag_counts(store, chosen),
        {part: passages.counts(store, chosen, part) for part in passages.CHOICES},
        passages.months(store, chosen),
        passages.together(store, chosen),
    )


@lru_cache(maxsize=1)
def _opened(folder: str) -> Store:
    return matter.open_matter(Path(folder), read_only=True)
