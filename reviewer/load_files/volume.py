"""A volume: a load file with its image list and the folders that both point into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.load_files import opticon
from reviewer.load_files.columns import ColumnMap, map_columns
from reviewer.load_files.detect import detect
from reviewer.load_files.dialect import Dialect
from reviewer.load_files.images import by_name, listed
from reviewer.load_files.opticon import ImageSet
from reviewer.load_files.paths import Named, SourceFolder
from reviewer.load_files.produced import (
    DATE_FIELDS,
    TIME_FIELDS,
    PageImage,
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

    @property
    def images_only(self) -> bool:
        """Whether an image list stands alone: then it is the load file too."""
        return self.dat == self.opt


IMAGE_COLUMNS = ColumnMap(
    ("Image key", "Volume", "Path", "Document break", "Folder break", "Box break", "Pages"),
    ("BegBates", "Volume", "", "", "", "", "PageCount"),
)
"""The columns of an image list; each line that begins a document says what is known of it."""


def open_volume(
    dat: Path,
    opt: Path | None = None,
    root: Path | None = None,
    dialect: Dialect | None = None,
    columns: ColumnMap | None = None,
) -> Volume:
    """A volume whose form and columns are found where they are not given.

    The root is the folder of the load file, or the one above where that is only for load files ("DATA"). Where `dat` is
    the image list itself, its documents are those of the volume. Raises ReviewerError where the load file can't be
    read, or `columns` don't fit it.
    """
    if dat == opt:
        return Volume(dat, opt, root or _root(dat), dialect or opticon.opticon_dialect(dat), IMAGE_COLUMNS)
    dialect = dialect or detect(dat).dialect
    names = header(dat, dialect)
    columns = columns or map_columns(names)
    if len(columns.names) != len(names):
        why = f"they are {len(columns.names)}, the file has {len(names)}"
        raise ReviewerError("The columns don't fit the load file", why, "Map the columns of this file")
    return Volume(dat, opt, root or _root(dat), dialect, columns)


def _root(dat: Path) -> Path:
    return dat.parent.parent if dat.parent.name.lower() in _DATA_FOLDERS else dat.parent


def read_volume(volume: Volume) -> Iterator[ProducedDocument | BadRow | Note]:
    """The documents of a volume in the order of its load file, with the rows that don't fit and notes.

    Raises ReviewerError where no column tells the documents apart.
    """
    if not {"BegBates", "ControlNumber"} & set(volume.columns.fields):
        why = "no column holds Bates or control numbers"
        raise ReviewerError(f"{volume.dat.name} was not read", why, "Choose the column that does")
    source = SourceFolder(volume.root)
    if volume.images_only:
        yield from _of_images(volume, source)
        return
    images = listed(volume.opt, source) if volume.opt else by_name(source)
    for item in rows(volume.dat, volume.dialect):
        if isinstance(item, Row):
            document = _document(item, volume, source)
            yield replace(document, images=images(document))
        else:
            yield item


def _of_images(volume: Volume, source: SourceFolder) -> Iterator[ProducedDocument | BadRow | Note]:
    """The documents of an image list: each is called by its first key, and ends with its last."""
    for item in opticon.documents(opticon.read_images(volume.dat, volume.dialect)):
        if not isinstance(item, ImageSet):
            yield item
            continue
        fields = {"BegBates": item.key, "Volume": item.images[0].volume}
        if len(item.images) > 1:
            fields["EndBates"] = item.images[-1].key
        held = tuple(PageImage(one, source.find(one.path, volume.dat.parent, one.volume)) for one in item.images)
        known = {name: value for name, value in fields.items() if value}
        yield ProducedDocument(item.images[0].line, known, {}, {}, images=held)


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
