"""The arguments and options that several commands have, and who gives the command."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer import settings
from reviewer.load_files.dialect import Encoding

AnyPath = click.Path(path_type=Path, readable=False)  # what is wrong with it is said by the verb
MatterPath = click.argument("folder", metavar="MATTER", type=AnyPath)
ENCODINGS = {
    "utf-8": Encoding.UTF_8,
    "utf-16-le": Encoding.UTF_16_LE,
    "utf-16-be": Encoding.UTF_16_BE,
    "windows-1252": Encoding.WINDOWS_1252,
}
DIALECTS = {"concordance": "\x14", "csv": ",", "tab": "\t", "pipe": "|", "caret": "^", "semicolon": ";"}
"""The character between values, by the name of the form."""
AsJson = click.option("--json", "as_json", is_flag=True, help="Standard output is JSON alone.")


def author() -> str:
    """The reviewer's name, as it goes into the journal."""
    return settings.load().reviewer
