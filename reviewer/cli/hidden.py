"""The command that lists the words that PDFs hold but do not show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from reviewer.cli.answers import print_json
from reviewer.cli.arguments import AsJson, MatterPath
from reviewer.model import Document
from reviewer.store import documents, in_pdfs, matter
from reviewer.store.matter import Store


@click.command("hidden")
@MatterPath
@click.argument("document", required=False)
@AsJson
def hidden_command(folder: Path, document: str | None, as_json: bool) -> None:
    """List the words that a PDF holds but does not show, and why they are not seen.

    Without DOCUMENT, those of all documents. Such words are no part of the text: they are not found, tagged or quoted.
    """
    with matter.opened(folder, read_only=True) as store:
        all_hiding = documents.load_many(store, in_pdfs.hiding(store)) if not document else []
        for one in [documents.by_control_number(store, document)] if document else all_hiding:
            for values in _listed(store, one):
                print_json(values) if as_json else click.echo(_line(values))


def _listed(store: Store, document: Document) -> Iterator[dict[str, Any]]:
    bates = {page.number: page.bates for page in documents.pages(store, document.id)}
    for one in in_pdfs.hidden(store, document.id):
        yield {
            "control_number": document.control_number,
            "page": one.page,
            "bates": bates[one.page],
            "kind": one.kind.value,
            "text": one.text,
            "box": [one.box.x0, one.box.y0, one.box.x1, one.box.y1],
        }


def _line(values: dict[str, Any]) -> str:
    """Hidden words: where they stand, why they are not seen, what they say."""
    place = values["bates"] or f"{values['control_number']} at {values['page']}"
    return f"{place}\t{values['kind']}\t“{' '.join(values['text'].split())}”"
