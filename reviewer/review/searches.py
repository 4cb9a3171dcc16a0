"""The verbs that keep searches and sets of terms; each is one step that can be undone."""

from __future__ import annotations

from dataclasses import replace

from reviewer.errors import ReviewerError
from reviewer.store import history, searches
from reviewer.store.matter import Store, now
from reviewer.store.searches import HighlightSet, SavedSearch, SearchId, SetId


def save_search(
    store: Store, author: str, name: str, query: str, size: int = 0, percent: bool = False, seed: int = 0
) -> SavedSearch:
    """Keep a query by a name, as it is written; `size`, `percent` and `seed` are those of a random sample.

    Raises ReviewerError when the name is empty or taken.
    """
    new = SavedSearch(SearchId(0), name.strip(), query, size, percent, seed, author, now())
    _check_name(new.name, [one.name for one in searches.saved(store)], "search")
    with history.operation(store, f"Save search “{new.name}”", author) as recorder:
        number = recorder.insert("saved_search", searches.search_row(new))
    return replace(new, id=SearchId(number))


def rename_search(store: Store, author: str, search: SavedSearch, name: str) -> None:
    """Call a search otherwise. Raises as `save_search`."""
    _check_name(name.strip(), [one.name for one in searches.saved(store) if one.id != search.id], "search")
    with history.operation(store, f"Rename search “{search.name}”", author) as recorder:
        recorder.update("saved_search", search.id, {"name": name.strip()})


def move_search(store: Store, author: str, search: SavedSearch, folder: str) -> None:
    """Put a search into a folder, whatever the case of its name; "" takes it out of the one that it is in."""
    there = _as_there(store, folder)
    if there == search.folder:
        return
    name = f"Move search “{search.name}” to “{there}”" if there else f"Take search “{search.name}” out of its folder"
    with history.operation(store, name, author) as recorder:
        recorder.update("saved_search", search.id, {"folder": there})


def rename_folder(store: Store, author: str, folder: str, name: str) -> None:
    """Call a folder otherwise; a name that another one has puts both together, "" takes all searches out."""
    there, inside = _as_there(store, name), [one for one in searches.saved(store) if one.folder == folder]
    called = name.strip() if there.casefold() == folder.casefold() else there
    said = f"Rename folder “{folder}”" if called else f"Dissolve folder “{folder}”"
    with history.operation(store, said, author) as recorder:
        for one in inside:
            recorder.update("saved_search", one.id, {"folder": called})


def _as_there(store: Store, folder: str) -> str:
    """A folder's name as it is written already, where there is one of that name."""
    known = {one.folder.casefold(): one.folder for one in searches.saved(store)}
    return known.get(folder.strip().casefold(), folder.strip())


def remove_search(store: Store, author: str, search: SavedSearch) -> None:
    """Keep a search no more."""
    with history.operation(store, f"Remove search “{search.name}”", author) as recorder:
        recorder.delete("saved_search", search.id)


def save_set(store: Store, author: str, wanted: HighlightSet) -> HighlightSet:
    """Add a set of terms (its id is 0), or change the one that has its id. Raises as `save_search`."""
    cleaned = replace(wanted, name=wanted.name.strip(), terms=tuple(filter(None, map(str.strip, wanted.terms))))
    _check_name(cleaned.name, [one.name for one in searches.highlight_sets(store) if one.id != wanted.id], "set")
    with history.operation(store, f"Save highlights “{cleaned.name}”", author) as recorder:
        if wanted.id:
            recorder.update("highlight_set", wanted.id, searches.set_row(cleaned))
            return cleaned
        return replace(cleaned, id=SetId(recorder.insert("highlight_set", searches.set_row(cleaned))))


def remove_set(store: Store, author: str, one: HighlightSet) -> None:
    """Take a set of terms out."""
    with history.operation(store, f"Remove highlights “{one.name}”", author) as recorder:
        recorder.delete("highlight_set", one.id)


def _check_name(name: str, others: list[str], kind: str) -> None:
    if not name:
        raise ReviewerError(f"The {kind} was not saved", "it has no name", "Give it a name")
    if name.casefold() in map(str.casefold, others):
        why = f"there is a {kind} “{name}” already"
        raise ReviewerError(f"The {kind} was not saved", why, "Choose another name")
