"""What an export would write: how many passages of how many documents, and whether any of them is guarded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reviewer.model import DocumentId, PassageId, TagId, TagKind
from reviewer.store import coding
from reviewer.store.matter import Store

GUARDED = (TagKind.PRIVILEGE, TagKind.CONFIDENTIALITY)


@dataclass(frozen=True, slots=True)
class Scope:
    """Counts; `guarded` passages bear a tag of privilege or confidentiality."""

    passages: int
    documents: int
    guarded: int


class Bearers:
    """Read once, then asked as often as the choice changes."""

    def __init__(self, store: Store) -> None:
        self._rows = coding.bearers(store)
        self._guarded = {tag.id for tag in coding.tags(store) if tag.kind in GUARDED}

    def scope(
        self,
        tags: Collection[TagId] | None,
        documents: Collection[DocumentId] | None,
        passages: Collection[PassageId] | None = None,
    ) -> Scope:
        """The passages that bear any of the tags (None: all passages) in the documents (None: all), or these."""
        chosen = {
            passage: document
            for passage, document, tag in self._rows
            if (tags is None or tag in tags)
            and (documents is None or document in documents)
            and (passages is None or passage in passages)
        }
        guarded = {passage for passage, _, tag in self._rows if passage in chosen and tag in self._guarded}
        return Scope(len(chosen), len(set(chosen.values())), len(guarded))
