"""Templates of lists, as data in resources/templates: columns, labels, order, numbering and court captions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from resources import folder
from reviewer.errors import NotFound, ReviewerError
from reviewer.export.table import Column, Layout


class Kind(StrEnum):
    """What can be exported."""

    EXCERPTS = "excerpts"
    EXHIBIT_LIST = "exhibit-list"
    LEDGER = "ledger"
    TERM_REPORT = "term-report"
    SEARCH_DIARY = "search-diary"
    HISTORY = "history"
    PRIVILEGE_LOG = "privilege-log"


class Rows(StrEnum):
    """What one row of a list stands for."""

    PASSAGE = "passage"
    EXHIBIT = "exhibit"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Template:
    """How one list looks. One that is for `filing` leaves the office, so it may hold no internal column.

    `prefix` stands before exhibit numbers; `party` offers them. The rest is as in `Table`.
    """

    kind: Kind
    title: str
    columns: tuple[Column, ...]
    filing: bool = False
    rows: Rows = Rows.PASSAGE
    layout: Layout = Layout.TABLE
    prefix: str = ""
    party: str = ""
    caption: tuple[str, ...] = ()
    warning: str = ""
    heading: tuple[str, ...] = ()
    boxes: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()


DEFAULTS = {kind: kind.value for kind in Kind} | {Kind.EXHIBIT_LIST: "working"}


def kind_named(name: str) -> Kind:
    """The kind of export with that name. Raises NotFound, listing the kinds."""
    try:
        return Kind(name)
    except ValueError:
        why = f"“{name}” is not a kind of export"
        raise NotFound("Nothing was exported", why, f"Choose one of: {', '.join(Kind)}") from None


def names(kind: Kind) -> list[str]:
    """The names of the templates for a kind, the default first."""
    found = [path.stem for path in sorted(_home().glob("*.json")) if load_file(path).kind is kind]
    return sorted(found, key=lambda name: name != DEFAULTS[kind])


def load(kind: Kind, name: str = "") -> Template:
    """The template of that name for a kind of export, or the kind's default. Raises NotFound, listing the names."""
    wanted, known = name or DEFAULTS[kind], names(kind)
    if wanted not in known:
        why = f"there is no template “{wanted}” for {kind}"
        raise NotFound("Nothing was exported", why, f"Choose one of: {', '.join(known)}")
    return load_file(_home() / f"{wanted}.json")


def load_file(path: Path) -> Template:
    """The template in a file. Raises ReviewerError when it can't be read or has an unknown field."""
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))
        columns = tuple(Column(**column) for column in entry.pop("columns"))
        kind, rows, layout = Kind(entry.pop("kind")), Rows(entry.pop("rows")), Layout(entry.pop("layout"))
        rest: dict[str, Any] = {field: _frozen(value) for field, value in entry.items()}
        return Template(kind=kind, rows=rows, layout=layout, columns=columns, **rest)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ReviewerError(f"The template {path.name} can't be used", str(error), "Correct the file") from error


def _frozen(value: object) -> object:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _home() -> Path:
    return folder() / "templates"
