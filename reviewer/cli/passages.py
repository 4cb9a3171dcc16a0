"""The command that lists tagged passages."""

from __future__ import annotations

import re
from pathlib import Path

import click

from reviewer import dates
from reviewer.cli.answers import passage_line, passage_values, print_json
from reviewer.cli.arguments import AsJson, MatterPath
from reviewer.errors import ReviewerError
from reviewer.model import TagKind
from reviewer.store import coding, documents, matter, passages
from reviewer.store.matter import Store
from reviewer.store.passage_filters import PassageFilter

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@click.command("passages")
@MatterPath
@click.option("--tag", "any_of", multiple=True, help="Only passages with this tag, or another such; may be repeated.")
@click.option("--and", "all_of", multiple=True, help="Only passages with this tag too; may be repeated.")
@click.option("--not", "none_of", multiple=True, help="Only passages without this tag; may be repeated.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice([kind.value for kind in TagKind]), help="The kind of a tag."
)
@click.option("--reviewer", "reviewers", multiple=True, help="Who tagged it; may be repeated.")
@click.option("--document", "papers", multiple=True, help="In which document; may be repeated.")
@click.option("--text", "containing", default="", help="What stands in quote or note, case and accents aside.")
@click.option("--from", "since", default="", help="The first day, month or year of the document's date.")
@click.option("--to", "until", default="", help="The last day, month or year of the document's date.")
@AsJson
def passages_command(
    folder: Path,
    any_of: tuple[str, ...],
    all_of: tuple[str, ...],
    none_of: tuple[str, ...],
    kinds: tuple[str, ...],
    reviewers: tuple[str, ...],
    papers: tuple[str, ...],
    containing: str,
    since: str,
    until: str,
    as_json: bool,
) -> None:
    """List the tagged passages, in the order of the production. All that is asked holds at once."""
    with matter.opened(folder, read_only=True) as store:
        chosen = PassageFilter(
            _named(store, any_of),
            _named(store, all_of),
            _named(store, none_of),
            frozenset(kinds),
            frozenset(reviewers),
            frozenset(documents.by_control_number(store, number).id for number in papers),
            _day(since),
            _day(until),
            containing,
        )
        found = [one for group in passages.listed(store, chosen) for one in group.passages]
        for passage in coding.passages_by_id(store, found):
            print_json(passage_values(passage)) if as_json else click.echo(passage_line(passage))


def _named(store: Store, names: tuple[str, ...]) -> frozenset[str]:
    """The tags as the codebook writes them. Raises NotFound."""
    return frozenset(coding.tag_by_name(store, name).name for name in names)


def _day(text: str) -> str:
    """A day, month or year. Raises ReviewerError."""
    if text and not (_DAY.fullmatch(text) and dates.valid(text)):
        do = "Write it like 2009, 2009-03 or 2009-03-03"
        raise ReviewerError("No passages were listed", f"“{text}” is not a day, month or year", do)
    return text
