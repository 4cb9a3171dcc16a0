"""The parts of an Office file: a ZIP of XML, read within limits. Nothing outside the file is read.

Office Open XML: ECMA-376 part 2. OpenDocument: ISO/IEC 26300 part 3.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from lxml import etree

from reviewer.dates import valid
from reviewer.errors import PasswordNeeded, ProcessingError

XML_LIMIT = 32 << 20  # bytes of a part read as a tree, which takes about ten times as much
MEDIA_LIMIT = 128 << 20  # of a picture or an embedded file
STREAM_LIMIT = 512 << 20  # of a part that is read bit by bit
_TOTAL_LIMIT = 1 << 30  # of all that is read of one file
_PART_COUNT = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WHAT = "The file was not read"
_AGAIN = "Ask for it again"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

Element = Any
"""An element of lxml, which has no types."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of its type, and the part's name, or an address outside the file."""

    kind: str
    target: str
    external: bool


class Parts:
    """An open Office file. Names are found whatever their case, as Office does."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive, self._read = archive, 0
        self._infos = {info.filename.lstrip("/").lower(): info for info in archive.infolist()}

    def names(self) -> list[str]:
        """The names of all parts, as written."""
        return [info.filename for info in self._infos.values() if not info.is_dir()]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._infos

    def read(self, name: str, limit: int = MEDIA_LIMIT) -> bytes:
        """The bytes of a part. Raises ProcessingError where it is missing, damaged, locked or too large."""
        with self.stream(name, limit) as file:
            data = file.read(limit + 1)
        self._read += len(data)
        if len(data) > limit or self._read > _TOTAL_LIMIT:
            raise _too_large(len(data))
        return data

    @contextmanager
    def stream(self, name: str, limit: int = STREAM_LIMIT) -> Iterator[IO[bytes]]:
        """A part to be read bit by bit."""
        info = self._infos.get(name.lower())
        if info is None:
            raise ProcessingError(_WHAT, "a part of it is missing", _AGAIN)
        if info.file_size > limit:
            raise _too_large(info.file_size)
        if info.flag_bits & 1:
            raise PasswordNeeded(_WHAT, "it is locked by a password", "Ask for a copy without one")
        with _damage_told(), self._archive.open(info) as file:
            yield file

    def xml(self, name: str) -> Element:
        """The root of an XML part. Raises ProcessingError."""
        return parse(self.read(name, XML_LIMIT))

    def xml_if_any(self, name: str) -> Element | None:
        """The root of an XML part; None where there is none or it is damaged."""
        try:
            return self.xml(name) if name in self else None
        except ProcessingError:
            return None

    def relations(self, name: str) -> Mapping[str, Relation]:
        """What a part refers to, by the ids that it uses; "" is the file itself."""
        folder, base = posixpath.split(name)
        root = self.xml_if_any(posixpath.join(folder, "_rels", f"{base}.rels"))
        return {} if root is None else {found.get("Id", ""): _relation(found, folder) for found in root.iter(_RELATION)}


def _relation(found: Element, folder: str) -> Relation:
    external = found.get("TargetMode") == "External"
    target = found.get("Target") or ""
    if not external:
        target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
    return Relation((found.get("Type") or "").rsplit("/", 1)[-1], target, external)


@contextmanager
def opened(path: Path) -> Iterator[Parts]:
    """The parts of the Office file at `path`. Raises ProcessingError, PasswordNeeded."""
    refuse_locked(path)
    with _damage_told(), zipfile.ZipFile(path) as archive:
        if len(archive.infolist()) > _PART_COUNT:
            raise ProcessingError(_WHAT, f"it has more than {_PART_COUNT:,} parts", _AGAIN)
        yield Parts(archive)


def refuse_locked(path: Path) -> None:
    """Raise PasswordNeeded for an OLE file that holds an encrypted package: MS-OFFCRYPTO, 2.3.4."""
    with path.open("rb") as file:
        if file.read(8) == _OLE and "EncryptedPackage".encode("utf-16-le") in file.read(XML_LIMIT):
            raise PasswordNeeded(_WHAT, "it is locked by a password", "Ask for a copy without one")


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, RuntimeError) as error:
        raise ProcessingError(_WHAT, "it is damaged, or not what its name says", _AGAIN) from error


def _too_large(size: int) -> ProcessingError:
    return ProcessingError(
        _WHAT, f"a part of it unpacks to more than is safe ({size >> 20:,} MB)", "Ask for a PDF of it"
    )


def parser() -> etree.XMLParser:
    """A parser that resolves no entity, loads no DTD and asks no network."""
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True)


def parse(data: bytes) -> Element:
    """The root of an XML document. Raises ProcessingError where it is none."""
    try:
        root = etree.fromstring(data, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ProcessingError(_WHAT, "a part of it is damaged", _AGAIN) from error
    if root is None:
        raise ProcessingError(_WHAT, "a part of it is damaged", _AGAIN)
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without namespace; "" where there is none."""
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Element | None, name: str) -> Element | None:
    """The first child of a name."""
    return None if element is None else next((found for found in element if local(found) == name), None)


def every(element: Element | None, *names: str) -> Iterator[Element]:
    """All descendants of some names, in order."""
    if element is not None:
        yield from (found for found in element.iter() if local(found) in names)


def date(text: str) -> str:
    """The date that XML writes (`2009-03-03T14:05:00Z`) as in `dates.py`; "" for what is none."""
    trimmed = text.strip().split(".")[0] + ("Z" if "." in text and text.strip().endswith("Z") else "")
    return trimmed if valid(trimmed) and not trimmed.startswith(("0", "1601", "1899")) else ""
