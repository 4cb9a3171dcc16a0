"""The command that keeps searches by name and counts what they find now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from reviewer.cli.answers import print_json
from reviewer.cli.arguments import AsJson, MatterPath, author
from reviewer.errors import QueryError
from reviewer.review.searches import save_search
from reviewer.store import matter, searches
from reviewer.store.matter import Store
from reviewer.store.searches import SavedSearch


@click.command("searches")
@MatterPath
@click.option("--save", nargs=2, metavar="NAME QUERY", help="Keep a query by a name first.")
@AsJson
def searches_command(folder: Path, save: tuple[str, str] | None, as_json: bool) -> None:
    """List the searches that are kept, with how many documents and hits each finds now."""
    from reviewer.search.worker import read

    if save:
        with matter.opened(folder) as store:
            read(store, save[1])
            save_search(store, author(), *save)
    with matter.opened(folder, read_only=True) as store:
        for one in searches.saved(store):
            values = _values(store, one)
            print_json(values) if as_json else click.echo(_line(values))


def _values(store: Store, one: SavedSearch) -> dict[str, Any]:
    """A search, what it finds, and why it can't be read where that is so."""
    from reviewer.search.sampling import Sample
    from reviewer.search.worker import search_matter

    sample = Sample(one.size, one.seed, one.percent) if one.size else None
    head = {"name": one.name, "query": one.query, "sample": sample.written if sample else ""}
    try:
        found = search_matter(store, one.query, 0, sample)
    except QueryError as error:
        return {**head, "documents": None, "hits": None, "error": str(error)}
    return {**head, "documents": len(found.documents), "hits": found.hits, "error": ""}


def _line(values: dict[str, Any]) -> str:
    counted = values["error"] or f"{values['documents']} documents, {values['hits']} hits"
    query = " ".join(filter(None, [values["query"], f"[{values['sample']}]" if values["sample"] else ""]))
    return f"{values['name']}\t{query}\t{counted}"
