"""Commands that code: tags on words and on whole documents, and answers to the questions of the coding form."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from reviewer.cli.answers import passage_line, passage_values, print_json
from reviewer.cli.arguments import AsJson, MatterPath, author
from reviewer.errors import ReviewerError
from reviewer.model import Area, Box
from reviewer.review import coding as verbs
from reviewer.review.document_coding import code, tag_documents
from reviewer.store import coding_form, coding_rules, document_tags, documents, matter
from reviewer.store.matter import Store


def _area(context: click.Context, option: click.Parameter, text: str | None) -> Box | None:
    try:
        return Box(*(float(edge) for edge in text.split(","))) if text is not None else None
    except (TypeError, ValueError) as error:
        raise click.BadParameter("an area is four numbers, such as 72,100,300,140") from error


@click.command("tag")
@MatterPath
@click.argument("document")
@click.option("--page", type=click.IntRange(min=1), help="The page that holds the words, from 1.")
@click.option("--quote", help="The words to tag; white space does not matter.")
@click.option("--area", callback=_area, help="In place of words, an area: x0,y0,x1,y1 in points from the top left.")
@click.option("--tag", "tag_name", required=True, help="A tag of the codebook.")
@click.option("--note", default="", help="A note on the passage.")
@AsJson
def tag_command(
    folder: Path,
    document: str,
    page: int | None,
    quote: str | None,
    area: Box | None,
    tag_name: str,
    note: str,
    as_json: bool,
) -> None:
    """Tag words or an area of a page; without --page, the document as a whole.

    An area is a place without words, such as a redaction, on the page as it is displayed.
    """
    if (page is None) != (quote is None and area is None):
        raise click.UsageError("Words of a page need both --page and --quote, an area --page and --area.")
    if quote is not None and area is not None:
        raise click.UsageError("A passage is words or an area: name one of --quote and --area.")
    if page is None and note:
        raise click.UsageError("A note belongs to words of a page: name them with --page and --quote.")
    with matter.opened(folder) as store:
        if page is None:
            chosen = documents.by_control_number(store, document).id
            tag_documents(store, author(), [chosen], tag_name)
            _print_coding(store, document, as_json)
            return
        if area is None:
            passage = verbs.tag_quote(store, author(), document, page, quote or "", tag_name, note)
        else:
            chosen = documents.by_control_number(store, document).id
            passage = verbs.tag_spans(store, author(), chosen, Area(page, area), [tag_name], note)
    print_json(passage_values(passage)) if as_json else click.echo(passage_line(passage))


@click.command("code")
@MatterPath
@click.argument("document")
@click.argument("answers", metavar="[QUESTION=ANSWER]...", nargs=-1)
@AsJson
def code_command(folder: Path, document: str, answers: tuple[str, ...], as_json: bool) -> None:
    """Answer questions of the coding form, such as responsive=yes privilege="withheld in part"; "" takes one away.

    Prints how the document is coded then, and what its coding lacks. Without an answer, nothing is changed.
    """
    with matter.opened(folder, read_only=not answers) as store:
        if answers:
            chosen = documents.by_control_number(store, document).id
            code(store, author(), [chosen], _pairs(answers))
        _print_coding(store, document, as_json)


def _pairs(answers: tuple[str, ...]) -> Mapping[str, str]:
    if wrong := [answer for answer in answers if "=" not in answer]:
        raise ReviewerError("Nothing was coded", f"“{wrong[0]}” has no “=”", "Write it like responsive=yes")
    return dict(answer.split("=", 1) for answer in answers)


def _print_coding(store: Store, number: str, as_json: bool) -> None:
    document = documents.by_control_number(store, number)
    given = coding_form.answers(store, document.id)
    tags = [tag.name for tag in document_tags.tags_of(store, document.id)]
    missing = coding_rules.missing(store, document.id)
    if as_json:
        print_json({"control_number": document.control_number, "answers": given, "tags": tags, "missing": missing})
        return
    said = [*(f"{question}: {value}" for question, value in given.items()), *(f"tag: {name}" for name in tags)]
    click.echo("\n".join([document.name, *said]))
    for sentence in missing:
        click.echo(sentence, err=True)
