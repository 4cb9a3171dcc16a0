"""What is made of each passage of a document, made once as long as neither the passage nor the codebook changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from reviewer.model import Passage, PassageId, Tag

Part = TypeVar("Part")


class MadeOnce(Generic[Part]):
    """`make` is given a passage and the tags by their names. Unchanged passages are those that are the same objects."""

    def __init__(self, make: Callable[[Passage, dict[str, Tag]], Iterable[Part]]) -> None:
        self._make = make
        self._tags: Sequence[Tag] = ()
        self._made: dict[PassageId, tuple[Passage, tuple[Part, ...]]] = {}

    def of(self, passages: Sequence[Passage], tags: Sequence[Tag]) -> list[Part]:
        """All that is made of these passages, in their order, where the codebook has these tags."""
        named, before = {tag.name: tag for tag in tags}, self._made if tags == self._tags else {}
        self._tags, self._made = tags, {}
        for passage in passages:
            known = before.get(passage.id)
            same = known is not None and known[0] is passage
            self._made[passage.id] = known if known and same else (passage, tuple(self._make(passage, named)))
        return [part for _, parts in self._made.values() for part in parts]
