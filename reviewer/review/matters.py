"""A new matter, ready to be coded, and what holds for a matter as a whole."""

from __future__ import annotations

from pathlib import Path

from reviewer.dates import check_zone
from reviewer.review.coding import seed_codebook
from reviewer.store import history, matter
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


def set_zone(store: Store, author: str, zone: str) -> str:
    """Show dates of a known zone in `zone` on lists; "": each in its own. Hands back the zone as its database has it.

    Raises ReviewerError for an unknown zone.
    """
    found = check_zone(zone) if zone.strip() else ""
    if found != matter.zone(store):
        with history.operation(store, f"Set the matter's time zone: {found or 'none'}", author) as recorder:
            recorder.update("matter", 1, {"zone": found})
    return found
