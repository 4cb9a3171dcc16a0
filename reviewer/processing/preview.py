"""The first rows of a load file, as they read in the form that the user chose."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reviewer.jobs import Progress
from reviewer.load_files.columns import ColumnMap, map_columns
from reviewer.load_files.dialect import Dialect
from reviewer.load_files.table import Row, header, rows

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """The columns as mapped by their names, and the first rows that fit them."""

    columns: ColumnMap
    rows: tuple[tuple[str, ...], ...]


def preview(wanted: tuple[Path, Dialect]) -> Generator[Progress, None, Preview]:
    """The preview of a load file in a form, as a job. Raises ReviewerError where it can't be read so."""
    path, dialect = wanted
    yield Progress(0)
    fitting = (item.values for item in rows(path, dialect) if isinstance(item, Row))
    return Preview(map_columns(header(path, dialect)), tuple(islice(fitting, SHOWN)))
