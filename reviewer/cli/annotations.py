"""The command that lists marks and comments that PDFs came with, and takes them over as passages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from reviewer.cli.answers import passage_line, passage_values, print_json
from reviewer.cli.arguments import AsJson, MatterPath, author
from reviewer.model import Annotation, Document, Passage
from reviewer.review.taking_over import already, take_over
from reviewer.store import coding, documents, in_pdfs, matter
from reviewer.store.matter import Store


@click.command("annotations")
@MatterPath
@click.argument("document", required=False)
@click.option("--tag", "tag_name", help="Take the marks on words over as passages that bear this tag.")
@AsJson
def annotations_command(folder: Path, document: str | None, tag_name: str | None, as_json: bool) -> None:
    """List highlights, notes and other marks that a PDF came with, or take those on words over as passages.

    Without DOCUMENT, those of all documents; words that are a passage already are left alone.
    """
    with matter.opened(folder, read_only=tag_name is None) as store:
        if tag_name is not None:
            coding.tag_by_name(store, tag_name)
        chosen = [documents.by_control_number(store, document)] if document else _annotated(store)
        for one in chosen:
            if tag_name is not None:
                for passage in _taken_over(store, one, tag_name):
                    print_json(passage_values(passage)) if as_json else click.echo(passage_line(passage))
            else:
                for values in _listed(store, one):
                    print_json(values) if as_json else click.echo(_line(values))


def _annotated(store: Store) -> list[Document]:
    return documents.load_many(store, in_pdfs.annotated(store))


def _taken_over(store: Store, document: Document, tag_name: str) -> list[Passage]:
    found, taken = in_pdfs.annotations(store, document.id), already(store, document.id)
    fresh = [one for one in found if one.span and one.span not in taken]
    return take_over(store, author(), document.id, fresh, tag_name) if fresh else []


def _listed(store: Store, document: Document) -> Iterator[dict[str, Any]]:
    taken = already(store, document.id)
    for one in in_pdfs.annotations(store, document.id):
        yield {
            "control_number": document.control_number,
            "page": one.page,
            "bates": documents.page(store, document.id, one.page).bates,
            "kind": one.kind.value,
            "author": one.author,
            "date": one.date,
            "words": _words(store, document, one),
            "comment": one.comment,
            "boxes": [[box.x0, box.y0, box.x1, box.y1] for box in one.boxes],
            "taken_over": one.span in taken,
        }


def _words(store: Store, document: Document, one: Annotation) -> str:
    return documents.page_text(store, document.id, one.page)[one.span.start : one.span.end] if one.span else ""


def _line(values: dict[str, Any]) -> str:
    """A mark: where it stands, what it is, whose and of when, the words that it marks, what it says."""
    place = values["bates"] or f"{values['control_number']} at {values['page']}"
    words = f"“{' '.join(values['words'].split())}”" if values["words"] else ""
    said = " ".join(values["comment"].split())
    return "\t".join([place, values["kind"], values["author"], values["date"], words, said])
