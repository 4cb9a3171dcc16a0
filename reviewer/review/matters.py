"""A new matter, ready to be coded."""

from __future__ import annotations

from pathlib import Path

from reviewer.review.coding import seed_codebook
from reviewer.store import matter
from reviewer.store.matter import Store


def new_matter(folder: Path, name: str, author: str) -> Store:
    """Make a matter with the litigation codebook and open it for writing. Raises MatterError as `matter.create`."""
    store = matter.create(folder, name)
    try:
        seed_codebook(store, author)
    except BaseException:
        matter.close(store)
        raise
    return store
