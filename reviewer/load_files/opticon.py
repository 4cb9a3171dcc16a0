"""Opticon files (OPT): one line for each page image, pages put together into documents.

A line has seven fields between commas: image key, volume, path, "Y" where a document begins, breaks of folder and box,
and on the first line of a document its count of pages. A PDF or TIFF of many pages has one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from reviewer.load_files.detect import detect_encoding
from reviewer.load_files.dialect import Dialect
from reviewer.load_files.lines import Record, read_records
from reviewer.load_files.table import BadRow, Note

_BREAKS = ("Y", "")
_MANY_PAGES = (".pdf", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class Image:
    """A line: its number, the key of the page, volume and path as named, what begins there, pages claimed or None."""

    line: int
    key: str
    volume: str
    path: str
    begins_document: bool
    begins_folder: bool = False
    begins_box: bool = False
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class ImageSet:
    """The images of one document in their order. At least one."""

    images: tuple[Image, ...]

    @property
    def key(self) -> str:
        """The key of the first page, as a rule its Bates number."""
        return self.images[0].key

    @property
    def pages(self) -> int | None:
        """How many pages the document is said to have, or None."""
        return self.images[0].pages

    @property
    def one_file(self) -> bool:
        """Whether one file that can hold many pages stands for the whole document."""
        return len(self.images) == 1 and PureWindowsPath(self.images[0].path).suffix.lower() in _MANY_PAGES


def opticon_dialect(path: Path) -> Dialect:
    """How an OPT is written: commas, quotation marks where a path holds a comma, in the encoding that is found."""
    encoding, _ = detect_encoding(path)
    return Dialect(encoding, separator=",", qualifier='"', line_break="", doubled=True, header=False)


def read_images(path: Path, dialect: Dialect | None = None) -> Iterator[Image | BadRow | Note]:
    """The lines of an OPT in their order; those that are none as they stand. Raises ReviewerError."""
    told = False
    for record in read_records(path, dialect or opticon_dialect(path), 7):
        image = _image(record)
        yield image or BadRow(record.line, record.raw, "it is not a line of an Opticon file: key,volume,path,Y,,,pages")
        if image and not told and len(record.values or ()) < 7:
            told = True
            yield Note(record.line, f"lines have {len(record.values or ())} fields where Opticon has 7")


def _image(record: Record) -> Image | None:
    fields = [value.strip() for value in record.values or ()]
    if len(fields) > 7:  # a path with commas and no quotation marks
        fields = [*fields[:2], ",".join((record.values or ())[2:-4]).strip(), *fields[-4:]]
    if len(fields) < 4 or not fields[0] or not fields[2] or fields[3].upper() not in _BREAKS:
        return None
    *breaks, last = fields[3:] if len(fields) > 4 else [fields[3], ""]  # a short line may still end in a count
    if (last and not last.isdecimal()) or any(mark.upper() not in _BREAKS for mark in breaks):
        return None
    document, folder, box = ([mark.upper() == "Y" for mark in breaks] + [False, False])[:3]
    return Image(record.line, fields[0], fields[1], fields[2], document, folder, box, int(last) if last else None)


def documents(images: Iterable[Image | BadRow | Note]) -> Iterator[ImageSet | BadRow | Note]:
    """Page images put together: a document goes on until the next begins. A first line that begins none is told."""
    held: list[Image] = []
    for item in images:
        if not isinstance(item, Image):
            yield item
            continue
        if not held and not item.begins_document:
            yield Note(item.line, "the first line does not begin a document (it has no Y); it was taken for one")
        if held and item.begins_document:
            yield ImageSet(tuple(held))
            held = []
        held.append(item)
    if held:
        yield ImageSet(tuple(held))
