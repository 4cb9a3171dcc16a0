"""Files inside a PDF: attached to the document, to a place on a page, or held together as a portfolio.

The name tree of the document (ISO 32000-1, 7.7.4 and 7.11.4), file attachment annotations (12.5.6.15), associated
files (ISO 32000-2, 7.11.4.3). Names are shown and never used as paths: bytes are put under names of our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from reviewer.model import Item
from reviewer.pdf import objects
from reviewer.pdf.objects import Object, entry
from reviewer.pdf.open import ERRORS

_LONGEST_NAME = 1000  # characters
_DEEPEST = 50  # levels of a name tree
_WIDEST = 1 << 20  # entries of one node
_SYSTEMS = ("UF", "F", "Unix", "DOS", "Mac")  # the same file for several systems, the name that is best first

ELSEWHERE = "the PDF only names it; the file itself is not inside"
TOO_LARGE = "unpacked, the files in the PDF are far larger than they should be: stopped"
DAMAGED = "it is damaged in the PDF"
TOO_MANY = "the PDF holds more files than are taken out of one"
_REST = "(more files)"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many files are taken out of one PDF, and how many bytes they may have all together."""

    files: int
    bytes: int


def take_out(document: pymupdf.Document, folder: Path, bounds: Bounds) -> list[Item]:
    """Put the files inside an open PDF into `folder`, made when there are any. Raises OSError."""
    taken: list[Item] = []
    room = bounds.bytes
    try:
        for called, stream in _embedded(objects.file_of(document)):
            if len(taken) >= bounds.files:
                return [*taken, Item(_REST, folder, TOO_MANY)]
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{len(taken) + 1:06d}"
            reason, size = _save(stream, path, room) if stream is not None else (ELSEWHERE, 0)
            taken.append(Item(called, path, reason))
            room -= size
    except ERRORS:
        taken.append(Item(_REST, folder, DAMAGED))
    return taken


def _save(stream: Object, path: Path, room: int) -> tuple[str, int]:
    """Put the bytes of a stream at `path`; why they can't be had, or "", and how many there are."""
    size, reason = 0, ""
    try:
        with path.open("xb") as copy:
            for block in objects.blocks(stream, room):
                size += copy.write(block)
    except ERRORS:
        reason = DAMAGED
    if size > room:
        reason = TOO_LARGE
    elif not size and objects.whole(entry(stream, "Params", "Size")):
        reason = DAMAGED
    if reason:
        path.unlink(missing_ok=True)
    return (reason, 0) if reason else ("", size)


def _embedded(file: Object) -> Iterator[tuple[str, Object | None]]:
    """The name and the bytes of each file, once, in the order of the document; None where they are not inside."""
    met: set[int] = set()
    for known, specification in _specifications(file):
        here = {objects.number(specification)} - {0}
        streams = dict(_streams(specification, known))
        if not streams and not here & met:
            yield _name(specification) or known, None
        for stream, (called, data) in streams.items():
            if stream not in met:
                yield called, data
        met |= here | streams.keys()


def _streams(specification: Object, known: str) -> Iterator[tuple[int, tuple[str, Object]]]:
    """The streams of a file specification by number; most name one file several times, once for each system."""
    held, met = entry(specification, "EF"), set()
    for system in _SYSTEMS:
        data = entry(held, system)
        if objects.is_stream(data) and objects.number(data) not in met:
            met.add(objects.number(data))
            own = objects.text(entry(specification, system), _LONGEST_NAME)
            yield objects.number(data), (own or _name(specification) or known, data)


def _name(specification: Object) -> str:
    if objects.is_text(specification):
        return objects.text(specification, _LONGEST_NAME)
    names = (objects.text(entry(specification, system), _LONGEST_NAME) for system in _SYSTEMS)
    return next(filter(None, names), "")


def _specifications(file: Object) -> Iterator[tuple[str, Object]]:
    """All file specifications that may have bytes, with the names that they are listed under."""
    root = objects.catalog(file)
    yield from _leaves(entry(root, "Names", "EmbeddedFiles"), set(), _DEEPEST)
    yield from (("", one) for one in objects.items(entry(root, "AF"), _WIDEST))
    for page in range(1, objects.page_count(file) + 1):
        for mark in objects.marks(file, page, _WIDEST):
            if objects.name(entry(mark, "Subtype")) == "FileAttachment":
                yield objects.text(entry(mark, "Contents"), _LONGEST_NAME), entry(mark, "FS")


def _leaves(node: Object, met: set[int], deep: int) -> Iterator[tuple[str, Object]]:
    """The entries of a name tree; nodes that were met already, and those that lie too deep, are left out."""
    if not deep or objects.number(node) in met - {0}:
        return
    met.add(objects.number(node))
    pairs = list(objects.items(entry(node, "Names"), _WIDEST))
    for known, specification in zip(pairs[::2], pairs[1::2], strict=False):
        yield objects.text(known, _LONGEST_NAME), specification
    for child in objects.items(entry(node, "Kids"), _WIDEST):
        yield from _leaves(child, met, deep - 1)
