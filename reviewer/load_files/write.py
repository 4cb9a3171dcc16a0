"""Load files written: a DAT or CSV from rows or documents, and an OPT from page images.

What is read back is the same, but for what a dialect has no way to say (a separator where nothing stands around
values, a character that Windows-1252 does not have): that is replaced, and told. Line breaks come back as line feeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.load_files.columns import ColumnMap
from reviewer.load_files.dialect import Dialect
from reviewer.load_files.opticon import Image
from reviewer.load_files.produced import ProducedDocument


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that could not be written as it is: record (the names are record 1) and column from 1, both forms."""

    record: int
    column: int
    value: str
    written: str


def write_rows(path: Path, dialect: Dialect, names: Sequence[str], rows: Iterable[Sequence[str]]) -> list[Changed]:
    """Write a load file, its names first where the dialect has them; hand back what had to be changed."""
    changed: list[Changed] = []
    with path.open("w", encoding=dialect.encoding.codec, newline="") as file:
        file.write(dialect.encoding.mark)
        for record, values in enumerate(_with_names(dialect, names, rows), 1):
            written = [expressible(value, dialect) for value in values]
            file.write(dialect.separator.join(_qualified(value, dialect) for value in written) + "\r\n")
            changed += _changes(record, values, written)
    return changed


def _with_names(dialect: Dialect, names: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    if dialect.header:
        yield names
    yield from rows


def _changes(record: int, values: Sequence[str], written: Sequence[str]) -> Iterator[Changed]:
    for column, (value, now) in enumerate(zip(values, written, strict=True), 1):
        if _line_feeds(value) != now:
            yield Changed(record, column, value, now)


def write_documents(
    path: Path, dialect: Dialect, columns: ColumnMap, documents: Iterable[ProducedDocument]
) -> list[Changed]:
    """Write documents as a load file of the given columns; hand back what had to be changed."""
    pairs = tuple(zip(columns.names, columns.fields, strict=True))
    rows = (
        [one.fields.get(field, "") if field else one.others.get(name, "") for name, field in pairs] for one in documents
    )
    return write_rows(path, dialect, columns.names, rows)


def write_images(path: Path, images: Iterable[Image], dialect: Dialect) -> list[Changed]:
    """Write an OPT, seven fields a line; hand back what had to be changed."""
    return write_rows(path, dialect, (), map(image_values, images))


def image_values(image: Image) -> list[str]:
    """The seven fields of a line of an image list."""
    breaks = ["Y" if begins else "" for begins in (image.begins_document, image.begins_folder, image.begins_box)]
    return [image.key, image.volume, image.path, *breaks, "" if image.pages is None else str(image.pages)]


def _line_feeds(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


def expressible(value: str, dialect: Dialect) -> str:
    """The value as the dialect can say it: what it can't is replaced by a blank or the replacement character."""
    value = _line_feeds(value).replace("\ufeff", "")
    value = value.encode(dialect.encoding.codec, "replace").decode(dialect.encoding.codec)
    if dialect.line_break:
        value = value.replace(dialect.line_break, " ")
    elif not dialect.qualifier:
        value = value.replace("\n", " ")
    if not dialect.qualifier:
        return value.replace(dialect.separator, " ")
    return value if dialect.doubled else _closed_once(value, dialect)


def _closed_once(value: str, dialect: Dialect) -> str:
    """Without what would end the value early where qualifiers are not doubled."""
    value = value.replace(dialect.qualifier + dialect.separator, dialect.qualifier + " ")
    return value if dialect.line_break else value.replace(dialect.qualifier + "\n", dialect.qualifier + " ")


def _qualified(value: str, dialect: Dialect) -> str:
    value = value.replace("\n", dialect.line_break or "\r\n")
    if not dialect.qualifier:
        return value
    doubled = value.replace(dialect.qualifier, dialect.qualifier * 2) if dialect.doubled else value
    return f"{dialect.qualifier}{doubled}{dialect.qualifier}"
