"""A volume: a load file with its image list and the folders that both point into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.load_files.columns import ColumnMap, map_columns
from reviewer.load_files.detect import detect
from reviewer.load_files.dialect import Dialect
from reviewer.load_files.images import by_name, listed
from reviewer.load_files.paths import Named, SourceFolder
from reviewer.load_files.produced import (
    DATE_FIELDS,
    TIME_FIELDS,
    ProducedDocument,
    read_date,
)
from reviewer.load_files.table import BadRow, Note, Row, header, rows

_DATA_FOLDERS = {"data", "dat", "load", "loadfile", "loadfiles", "load files"}
_FILE_NAME = re.compile(r"[^\n]{1,1000}\.\w{1,5}\s*")


@dataclass(frozen=True, slots=True)
class Volume:
    """What to read and how: the load file, the image list or None, the folder that bounds what may be opened."""

    dat: Path
    opt: Path | None
    root: Path
    dialect: Dialect
    columns: ColumnMap


def open_volume(
    dat: Path,
    opt: Path | None = None,
    root: Path | None = None,
    dialect: Dialect | None = None,
    columns: ColumnMap | None = None,
) -> Volume:
    """A volume whose form and columns are found where they are not given.

    The root is the folder of the load file, or the one above where that is only for load files ("DATA").
    Raises ReviewerError where the load file can't be read, or `columns` don't fit it.
    """
    dialect = dialect or detect(dat).dialect
    names = header(dat, dialect)
    columns = columns or map_columns(names)
    if len(columns.names) != len(names):
        why = f"they are {len(columns.names)}, the file has {len(names)}"
        raise ReviewerError("The columns don't fit the load file", why, "Map the columns of this file")
    folder = dat.parent
    return Volume(
        dat, opt, root or (folder.parent if folder.name.lower() in _DATA_FOLDERS else folder), dialect, columns
    )


def read_volume(volume: Volume) -> Iterator[ProducedDocument | BadRow | Note]:
    """The documents of a volume in the order of its load file, with the rows that don't fit and notes.

    Raises ReviewerError where no column tells the documents apart.
    """
    if not {"BegBates", "ControlNumber"} & set(volume.columns.fields):
        why = "no column holds Bates or control numbers"
        raise ReviewerError(f"{volume.dat.name} was not read", why, "Choose the column that does")
    source = SourceFolder(volume.root)
    images = listed(volume.opt, source) if volume.opt else by_name(source)
    for item in rows(volume.dat, volume.dialect):
        if isinstance(item, Row):
            document = _document(item, volume, source)
            yield replace(document, images=images(document))
        else:
            yield item


def _document(row: Row, volume: Volume, source: SourceFolder) -> ProducedDocument:
    fields = volume.columns.known(row.values)
    text = fields.get("TextLink", "")
    named = bool(_FILE_NAME.fullmatch(text))
    return ProducedDocument(
        row.line,
        fields,
        volume.columns.others(row.values),
        _dates(fields),
        volume.dialect.split(fields.get("AttachIDs", "")),
        text=_file(text, fields, volume, source) if named else None,
        text_inline="" if named else text,
        native=_file(fields.get("NativeLink", ""), fields, volume, source),
    )


def _file(name: str, fields: Mapping[str, str], volume: Volume, source: SourceFolder) -> Named | None:
    return source.find(name, volume.dat.parent, fields.get("Volume", "").strip()) if name.strip() else None


def _dates(fields: Mapping[str, str]) -> dict[str, str]:
    read = ((name, read_date(fields.get(name, ""), fields.get(TIME_FIELDS.get(name, ""), ""))) for name in DATE_FIELDS)
    return {name: date for name, date in read if date}
