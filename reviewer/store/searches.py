"""Searches that are kept in the matter, and sets of terms that are lit on every page. Queries stay as written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from reviewer.errors import NotFound
from reviewer.store.history import Row
from reviewer.store.matter import Store

SearchId = NewType("SearchId", int)
SetId = NewType("SetId", int)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query by its name, in a folder or ("") in none.

    With a `size`, a random sample of what it finds: so many documents, or so many percent.
    """

    id: SearchId
    name: str
    query: str
    size: int = 0
    percent: bool = False
    seed: int = 0
    author: str = ""
    at: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class HighlightSet:
    """Terms of a kind, each a query, and their colour (`#rrggbb`)."""

    id: SetId
    name: str
    colour: str
    terms: tuple[str, ...] = ()


def saved(store: Store) -> list[SavedSearch]:
    """The searches that are kept: folder by folder, then those in none; by name."""
    rows = store.db.execute(
        "SELECT id, name, query, size, percent, seed, author, at, folder FROM saved_search"
        " ORDER BY folder = '', folder COLLATE NOCASE, name COLLATE NOCASE"
    )
    return [
        SavedSearch(SearchId(number), name, query, size, bool(percent), seed, author, at, folder)
        for number, name, query, size, percent, seed, author, at, folder in rows
    ]


def saved_search(store: Store, name: str) -> SavedSearch:
    """The search of a name, whatever its case. Raises NotFound."""
    found = next((one for one in saved(store) if one.name.casefold() == name.strip().casefold()), None)
    if found is None:
        known = ", ".join(one.name for one in saved(store)) or "none yet"
        raise NotFound(f"The search “{name}” was not found", "no search is kept by that name", f"There are: {known}")
    return found


def search_row(search: SavedSearch) -> Row:
    """The columns of a search, without its id."""
    return {
        "name": search.name,
        "query": search.query,
        "size": search.size,
        "percent": int(search.percent),
        "seed": search.seed,
        "author": search.author,
        "at": search.at,
        "folder": search.folder,
    }


def highlight_sets(store: Store) -> list[HighlightSet]:
    """The sets of terms, in the order in which they were made."""
    rows = store.db.execute("SELECT id, name, colour, terms FROM highlight_set ORDER BY id")
    return [HighlightSet(SetId(number), name, colour, _lines(terms)) for number, name, colour, terms in rows]


def set_row(one: HighlightSet) -> Row:
    """The columns of a set, without its id."""
    return {"name": one.name, "colour": one.colour, "terms": "\n".join(one.terms)}


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
