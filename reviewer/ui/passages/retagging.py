"""Changes of tags on many passages, carried out in a child process, which loads no Qt."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from reviewer.jobs import Progress
from reviewer.store import matter


@dataclass(frozen=True, slots=True)
class ToRetag:
    """A verb of reviewer.review.retag for the matter in a folder, who does it, and what else the verb takes."""

    folder: str
    author: str
    verb: Callable[..., int]
    given: tuple[object, ...]


def retag(wanted: ToRetag) -> Generator[Progress, None, int]:
    """Carry the verb out, in one step; hand back how many passages it changed. Raises ReviewerError."""
    yield Progress(0)
    with matter.lent(Path(wanted.folder)) as store:
        return wanted.verb(store, wanted.author, *wanted.given)
