"""The facts of the corpus's MANIFEST.tsv: what other programs found in its files."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
_PAIRS = re.compile(r";(?=\w+=|warnings|damaged|password needed|error)")  # a subject may hold a ";"
JARGON = re.compile(r"Error|Exception|Traceback|fault of Reviewer|errno|0x|None", re.IGNORECASE)
"""What no paralegal should have to read."""


@cache
def facts() -> dict[str, dict[str, object]]:
    """By path, each fact by its name: text where it is written `name=value`, "" without a value, else as in JSON."""
    if not CORPUS.is_dir():
        return {}
    csv.field_size_limit(10_000_000)
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        return {row["path"]: _parsed(row["facts"] or "") for row in csv.DictReader(file, delimiter="\t")}


def below(folder: str) -> dict[str, dict[str, object]]:
    """The facts of the files in a folder, by their paths in it."""
    return {path.removeprefix(f"{folder}/"): told for path, told in facts().items() if path.startswith(f"{folder}/")}


def files(folder: str) -> list[str]:
    """All files in a folder, by their paths in it, whether the manifest knows them or not."""
    root = CORPUS / folder
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def _parsed(told: str) -> dict[str, object]:
    if not told.startswith("{"):
        return {name: value for name, _, value in (part.partition("=") for part in _PAIRS.split(told)) if name}
    try:
        return dict(json.loads(told))
    except json.JSONDecodeError:
        return _cut(told)


def _cut(told: str) -> dict[str, object]:
    """The facts of a cell that was cut off, as far as they go."""
    decoder, found, place = json.JSONDecoder(), {}, 1
    while match := re.compile(r'\s*,?\s*"(\w+)": ').match(told, place):
        try:
            found[match[1]], place = decoder.raw_decode(told, match.end())
        except json.JSONDecodeError:
            break
    return found
