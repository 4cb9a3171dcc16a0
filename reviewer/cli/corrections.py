"""Commands that correct what a matter says of its documents: Bates numbers, the time zone of dates."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.arguments import MatterPath, author
from reviewer.review.matters import set_zone
from reviewer.review.numbering import correct_bates
from reviewer.store import documents, matter

NO_ZONE = "none: each date stands in its own zone"


@click.command("bates")
@MatterPath
@click.argument("document")
@click.option("--page", type=int, required=True, help="The first page to be numbered, from 1.")
@click.option("--to", "last", type=int, help="The last page to be numbered; by default that page alone.")
@click.option("--number", required=True, help='The number of the first page, as it is to be cited; "" takes it away.')
def bates_command(folder: Path, document: str, page: int, last: int | None, number: str) -> None:
    """Correct the Bates numbers of pages of a document; each page gets the number after the one before."""
    with matter.opened(folder) as store:
        chosen = documents.by_control_number(store, document).id
        planned = correct_bates(store, author(), chosen, page, page if last is None else last, number)
    for one in planned:
        if one.before != one.after:
            click.echo(f"page {one.page}: {one.before or 'no number'} → {one.after or 'no number'}")
        if one.odd:
            click.echo(f"page {one.page}: {one.after} {one.odd}.", err=True)


@click.command("zone")
@MatterPath
@click.argument("zone", required=False)
def zone_command(folder: Path, zone: str | None) -> None:
    """Say in which time zone lists show dates, or set it: ZONE is like America/New_York, or none.

    Without one, each date stands in the zone that it was written in. A date of unknown zone is never moved.
    """
    if zone is None:
        with matter.opened(folder, read_only=True) as store:
            click.echo(matter.zone(store) or NO_ZONE)
        return
    with matter.opened(folder) as store:
        click.echo(set_zone(store, author(), "" if zone.casefold() == "none" else zone) or NO_ZONE)
