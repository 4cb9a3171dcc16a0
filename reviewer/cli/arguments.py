"""The arguments and options that several commands have, and who gives the command."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer import settings

AnyPath = click.Path(path_type=Path, readable=False)  # what is wrong with it is said by the verb
MatterPath = click.argument("folder", metavar="MATTER", type=AnyPath)
AsJson = click.option("--json", "as_json", is_flag=True, help="Standard output is JSON alone.")


def author() -> str:
    """The reviewer's name, as it goes into the journal."""
    return settings.load().reviewer
