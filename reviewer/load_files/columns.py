"""Which column of a load file holds what: names that are known under many spellings, the others kept as they are.

The spellings stand in resources/load_file_columns.json, those that are to be preferred first. They are the EDRM
metadata names, the fields of the DOJ Antitrust Division, and what vendors' load files are seen to use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from resources import folder
from reviewer.errors import ReviewerError

_LOOKS_LIKE_DATA = re.compile(r"\d{3}|[@\\]|\d[/.:-]\d")


@cache
def known_fields() -> dict[str, tuple[str, ...]]:
    """The fields that the program knows, each with its spellings, those to be preferred first."""
    text = (folder() / "load_file_columns.json").read_text(encoding="utf-8")
    return {name: tuple(spellings) for name, spellings in json.loads(text).items()}


def _plain(name: str) -> str:
    """Letters and digits of a name, case aside: "Bates_Start", "BATES START" and "batesstart" are one."""
    return "".join(character for character in name.casefold() if character.isalnum() or character == "#")


@cache
def _places() -> dict[str, tuple[int, str]]:
    """The rank and the field of each spelling, as it stands in the list and plain."""
    entries = [
        (spelling, (rank, field))
        for field, spellings in known_fields().items()
        for rank, spelling in enumerate((*spellings, field))
    ]
    plain = {_plain(spelling): place for spelling, place in reversed(entries)}
    return plain | dict(reversed(entries))


def _place(name: str) -> tuple[int, str] | None:
    return _places().get(name) or _places().get(_plain(name))


def is_known(name: str) -> bool:
    """Whether a column of that name is known."""
    return _place(name) is not None


def looks_like_data(text: str) -> bool:
    """Whether a cell holds a number, a date, an address or a path, rather than the name of a column."""
    return bool(_LOOKS_LIKE_DATA.search(text)) and not is_known(text)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The columns of a load file in order: `names`, all different, and the known field of each or ""."""

    names: tuple[str, ...]
    fields: tuple[str, ...]

    def mapped(self, name: str, field: str) -> ColumnMap:
        """The map with column `name` holding `field` ("" for none of the known); a column that held it no longer does.

        Raises ReviewerError where there is no such column or field.
        """
        if name not in self.names or (field and field not in known_fields()):
            raise ReviewerError(f"“{name}” was not mapped to “{field}”", "there is none of that name", "Choose another")
        pairs = zip(self.names, self.fields, strict=True)
        return replace(self, fields=tuple(field if n == name else "" if held == field else held for n, held in pairs))

    def known(self, values: Sequence[str]) -> dict[str, str]:
        """The values of a row by known field; empty ones are left out."""
        return {field: value for field, value in zip(self.fields, values, strict=True) if field and value}

    def others(self, values: Sequence[str]) -> dict[str, str]:
        """The values of a row in columns that are not known, by the column's name; empty ones are left out."""
        columns = zip(self.names, self.fields, values, strict=True)
        return {name: value for name, field, value in columns if not field and value}


def map_columns(header: Sequence[str]) -> ColumnMap:
    """What each column holds, by its name. Of several that could hold one field the preferred spelling does."""
    names = _different(header)
    best: dict[str, tuple[int, int]] = {}
    for place, name in enumerate(header):
        if found := _place(name):
            rank, field = found
            best[field] = min(best.get(field, (rank, place)), (rank, place))
    holder = {place: field for field, (_, place) in best.items()}
    return ColumnMap(names, tuple(holder.get(place, "") for place in range(len(names))))


def apply_saved(saved: ColumnMap, header: Sequence[str], named: bool) -> ColumnMap:
    """A saved map on the columns of another file: by their names, or by their order where that file has no names.

    Columns that the saved map does not have are mapped by their names. Raises ReviewerError where it does not fit.
    """
    if not named:
        if len(saved.names) != len(header):
            why = f"it has {len(saved.names)} columns, the file has {len(header)}"
            raise ReviewerError("The saved columns don't fit", why, "Map the columns by hand")
        return saved
    fresh = map_columns(header)
    kept = dict(zip(saved.names, saved.fields, strict=True))
    taken = {kept[name] for name in fresh.names if name in kept}
    pairs = zip(fresh.names, fresh.fields, strict=True)
    fields = (kept.get(name, "" if field in taken else field) for name, field in pairs)
    return replace(fresh, fields=tuple(fields))


def _different(header: Sequence[str]) -> tuple[str, ...]:
    """Names made different from one another: an empty one gets its place, a repeated one its turn."""
    names: list[str] = []
    for place, name in enumerate(header, 1):
        name = name or f"Column {place}"
        turn, candidate = 2, name
        while candidate in names:
            candidate, turn = f"{name} ({turn})", turn + 1
        names.append(candidate)
    return tuple(names)


def to_json(columns: ColumnMap) -> str:
    """The map as text to be saved for the next volume."""
    return json.dumps(list(zip(columns.names, columns.fields, strict=True)), indent=1, ensure_ascii=False)


def from_json(text: str) -> ColumnMap:
    """The map that was saved; fields that are no longer known are kept under their own names. Raises ReviewerError."""
    try:
        pairs = [(str(name), str(field)) for name, field in json.loads(text)]
    except (ValueError, TypeError) as error:
        raise ReviewerError(
            "The saved columns were not read", "the file is not a map of columns", "Map them again"
        ) from error
    return ColumnMap(
        tuple(name for name, _ in pairs), tuple(field if field in known_fields() else "" for _, field in pairs)
    )
