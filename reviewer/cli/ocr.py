"""The command that reads documents by OCR again, or goes back to their text layers."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reviewer.cli.arguments import MatterPath, author
from reviewer.jobs import Progress
from reviewer.languages import ENGLISH
from reviewer.processing.reocr import Reread, Rereading, carry_out
from reviewer.store import documents, matter

Language = click.option(
    "--language", default=ENGLISH, help="What OCR reads; several joined by a plus: eng+deu. See README for others."
)


@click.command("ocr")
@MatterPath
@click.argument("numbers", metavar="DOCUMENT...", nargs=-1, required=True)
@click.option("--off", is_flag=True, help="Go back to the text layer.")
@Language
def ocr_command(folder: Path, numbers: tuple[str, ...], off: bool, language: str) -> None:
    """Read documents by OCR, whatever their text layer says. Passages are found again in the new text."""
    with matter.opened(folder) as store:
        chosen = [documents.by_control_number(store, number).id for number in numbers]
        done = carry_out(Rereading(store, author(), chosen, "" if off else language), _tell)
    if sys.stderr.isatty():
        click.echo(err=True)
    click.echo(_summary(done))
    for place in done.unread:
        click.echo(f"Not read, left as it was: {place}", err=True)
    for name in done.lost:
        click.echo(
            f"A passage of {name} was not found again: it keeps its place, and `reviewer check` lists it", err=True
        )


def _summary(done: Reread) -> str:
    weak = f", {done.weak} of them weak" if done.weak else ""
    return f"{done.documents} documents, {done.pages} pages read again{weak}."


def _tell(state: Progress) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{state.done} of {state.total} pages", nl=False, err=True)
