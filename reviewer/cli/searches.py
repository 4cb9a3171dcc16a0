"""The command that searches, and the one that keeps searches by name and counts what they find now."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import Any

import click

from reviewer.cli.answers import found_values, print_found, print_json, result_values
from reviewer.cli.arguments import AsJson, MatterPath, author
from reviewer.cli.keeping import note_search
from reviewer.errors import QueryError
from reviewer.review.searches import save_search
from reviewer.store import matter, searches
from reviewer.store.matter import Store
from reviewer.store.searches import SavedSearch

SEEDS = 1_000_000


def _size(_: click.Context, __: click.Parameter, value: str | None) -> tuple[int, bool] | None:
    """The size of a sample: so many documents, or so many percent."""
    if value is None:
        return None
    written = re.fullmatch(r"([1-9]\d{0,6})\s*(%?)", value, re.ASCII)
    if not written or (written[2] and int(written[1]) > 100):
        raise click.BadParameter("write a number of documents, like 20, or a share of them, like 5%")
    return int(written[1]), bool(written[2])


@click.command("search")
@MatterPath
@click.argument("query")
@click.option("--limit", type=click.IntRange(min=0), default=50, help="How many documents are shown in detail.")
@click.option("--sample", "size", callback=_size, metavar="N|N%", help="Draw a random sample of what is found.")
@click.option("--seed", type=click.IntRange(min=0), help="The same seed draws the same sample, on every computer.")
@AsJson
def search_command(
    folder: Path, query: str, limit: int, size: tuple[int, bool] | None, seed: int | None, as_json: bool
) -> None:
    """Search the text and the fields of all documents: from:smith subject:"opt out" date:2009-10.. memo.

    With --sample, the empty query "" draws from all documents of the matter.
    """
    from reviewer.search.sampling import Sample
    from reviewer.search.worker import search_matter

    if size is None and seed is not None:
        raise click.UsageError("--seed is for a sample: say its size with --sample")
    sample = Sample(size[0], secrets.randbelow(SEEDS) if seed is None else seed, size[1]) if size else None
    with matter.opened(folder, read_only=True) as store:
        found = search_matter(store, query, limit, sample)
        results = [result_values(store, query, result) for result in found.results]
    note_search(folder, found)
    print_json({**found_values(found), "results": results}) if as_json else print_found(found, results)


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
    head = {"name": one.name, "query": one.query, "sample": sample.written if sample else "", "folder": one.folder}
    try:
        found = search_matter(store, one.query, 0, sample)
    except QueryError as error:
        return {**head, "documents": None, "hits": None, "error": str(error)}
    return {**head, "documents": len(found.documents), "hits": found.hits, "error": ""}


def _line(values: dict[str, Any]) -> str:
    counted = values["error"] or f"{values['documents']} documents, {values['hits']} hits"
    query = " ".join(filter(None, [values["query"], f"[{values['sample']}]" if values["sample"] else ""]))
    return f"{values['name']}\t{query}\t{counted}"
