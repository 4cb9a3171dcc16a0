"""Tags put on, taken off and exchanged on many passages, and tags made one: each is one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence, Sized

from reviewer.errors import ReviewerError
from reviewer.model import PassageId, Tag
from reviewer.store import coding, document_tags, history
from reviewer.store.matter import Store


def put_on(store: Store, author: str, passages: Sequence[PassageId], name: str) -> int:
    """Put a tag on passages; hand back how many did not bear it. Raises NotFound for an unknown tag."""
    tag = coding.tag_by_name(store, name)
    with history.operation(store, f"Tag {counted(passages)} “{tag.name}”", author) as recorder:
        return coding.put_tag(recorder, passages, tag.id)


def take_off(store: Store, author: str, passages: Sequence[PassageId], name: str) -> int:
    """Take a tag off passages; hand back how many bore it. Raises NotFound for an unknown tag."""
    tag = coding.tag_by_name(store, name)
    with history.operation(store, f"Take “{tag.name}” off {counted(passages)}", author) as recorder:
        return coding.take_tag(recorder, passages, tag.id)


def exchange(store: Store, author: str, passages: Sequence[PassageId], name: str, other: str) -> int:
    """Put another tag in the place of a tag on those of the passages that bear it; hand back how many did.

    Raises NotFound for an unknown tag, ReviewerError when both are the same.
    """
    old, new = coding.tag_by_name(store, name), coding.tag_by_name(store, other)
    _refuse_same(old, new)
    borne = coding.bearing(store, old.id)
    there = [one for one in passages if one in borne]
    named = f"Replace “{old.name}” by “{new.name}” on {counted(there)}"
    with history.operation(store, named, author) as recorder:
        coding.put_tag(recorder, there, new.id)
        return coding.take_tag(recorder, there, old.id)


def merge(store: Store, author: str, name: str, into: str) -> int:
    """Make two tags one: what bears the first bears the second instead, and the first leaves the codebook.

    Tags under the first come under the second; the second, where it stands under the first, comes under what that
    stood under. Hands back how many passages bore the first. Raises as `exchange`.
    """
    old, new = coding.tag_by_name(store, name), coding.tag_by_name(store, into)
    _refuse_same(old, new)
    borne = sorted(coding.bearing(store, old.id))
    with history.operation(store, f"Merge tag “{old.name}” into “{new.name}”", author) as recorder:
        for child in coding.tags(store):
            if child.parent == old.name:
                recorder.update("tag", child.id, {"parent": old.parent if child.id == new.id else new.name})
        coding.put_tag(recorder, borne, new.id)
        coding.take_tag(recorder, borne, old.id)
        document_tags.put(recorder, author, document_tags.bearing(store, old.id), new.id)
        coding.remove_tag(recorder, old.id)
    return len(borne)


def _refuse_same(old: Tag, new: Tag) -> None:
    if old.id == new.id:
        raise ReviewerError("Nothing was changed", f"both tags are “{old.name}”", "Choose another tag")


def counted(passages: Sized) -> str:
    """So many passages, in words."""
    return "1 passage" if len(passages) == 1 else f"{len(passages):,} passages"
