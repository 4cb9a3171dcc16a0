"""What does not add up in a volume: pages, Bates numbers, families, files, in words for the person who imports it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reviewer import bates
from reviewer.load_files import opticon
from reviewer.load_files.images import image_sets
from reviewer.load_files.opticon import ImageSet
from reviewer.load_files.paths import Named, SourceFolder
from reviewer.load_files.produced import DATE_FIELDS, ProducedDocument, parents
from reviewer.load_files.table import BadRow, Note
from reviewer.load_files.volume import Volume

PageCounter = Callable[[Path], int | None]
"""Counts the pages of a file; None where it can't."""

_LOAD_FILES = {".dat", ".opt", ".csv", ".txt", ".lfp", ".dii", ".xml", ".log"}


class Kind(StrEnum):
    """What a finding is about."""

    ROW = "row that does not fit"
    NOTE = "note"
    DUPLICATE = "number used twice"
    PAGES = "page counts differ"
    COUNTED = "pages in its files"
    GAP = "gap in Bates numbers"
    OVERLAP = "Bates numbers overlap"
    RANGE = "Bates range not understood"
    MISSING = "file named and missing"
    REFUSED = "file named outside the source"
    NOT_NAMED = "file present and not named"
    IMAGES = "image list"
    NO_FILE = "no images and no native"
    FAMILY = "family"
    DATE = "date not understood"
    ORDER = "order of day and month"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not add up: its kind, a sentence, the line of the load file (0: none), the control number."""

    kind: Kind
    what: str
    line: int = 0
    document: str = ""


def check(
    volume: Volume, items: Iterable[ProducedDocument | BadRow | Note], count_pages: PageCounter | None = None
) -> list[Finding]:
    """What does not add up in what `read_volume` gave for `volume`; pages of files are counted by `count_pages`."""
    documents: list[ProducedDocument] = []
    findings: list[Finding] = []
    for item in items:
        if isinstance(item, ProducedDocument):
            documents.append(item)
            findings += [*_files(item), *_dates(item)]
        else:
            findings.append(_told(item))
    by_document = _numbered_by_document(documents)
    for one in documents:
        findings += _pages(one, by_document, count_pages)
    findings += [*_duplicates(documents), *_sequence(documents, by_document), *_families(documents)]
    findings += _image_list(volume, documents)
    return [*findings, *_not_named(volume, documents)]


def _told(item: BadRow | Note) -> Finding:
    if isinstance(item, BadRow):
        return Finding(Kind.ROW, f"Line {item.line} was not imported: {item.why}", item.line)
    return Finding(Kind.NOTE, f"Line {item.line}: {item.what}", item.line)


def _about(kind: Kind, document: ProducedDocument, what: str) -> Finding:
    return Finding(kind, f"{document.control_number}: {what}", document.line, document.control_number)


# One document


def _files(document: ProducedDocument) -> Iterator[Finding]:
    named = [document.text, document.native, *(image.file for image in document.images)]
    for one in named:
        if one and not one.path:
            yield _about(Kind.REFUSED if one.refused else Kind.MISSING, document, f"“{one.name}”: {one.why}")
    if not document.images and not document.native:
        yield _about(Kind.NO_FILE, document, "it has neither page images nor a native file")


def _dates(document: ProducedDocument) -> Iterator[Finding]:
    for name in DATE_FIELDS:
        if document.field(name) and name not in document.dates:
            yield _about(Kind.DATE, document, f"“{document.field(name)}” in {name} is not understood as a date")


def _pages(document: ProducedDocument, by_document: bool, count_pages: PageCounter | None) -> Iterator[Finding]:
    counts = [("{} by the load file", document.page_count), ("{} by the image list", document.image_count)]
    if document.field("EndBates") and not by_document:
        if document.range:
            counts += [("{} by its Bates numbers", len(document.range))]
        else:
            named = f"{document.begin} to {document.end}"
            yield _about(Kind.RANGE, document, f"{named} is not a range of Bates numbers")
    if count_pages and document.images:
        counts += [("{} in its files", _counted(document, count_pages))]
    known = [(where, count) for where, count in counts if count is not None]
    if len({count for _, count in known}) > 1:
        told = ", ".join(where.format(count) for where, count in known)
        yield _about(Kind.PAGES, document, f"pages: {told}")


def _counted(document: ProducedDocument, count_pages: PageCounter) -> int | None:
    counts = [count_pages(image.file.path) if image.file.path else None for image in document.images]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


# Numbers


def _numbered_by_document(documents: Sequence[ProducedDocument]) -> bool:
    """Whether each document has one number, whatever its pages: then pages and numbers say nothing of each other."""
    ends = [one for one in documents if one.field("EndBates")]
    alike = all(one.field("EndBates") == one.begin for one in ends)
    first = [number for one in documents if (number := bates.parse(one.begin))]
    following = set(first)
    many = [
        one
        for one in documents
        if (one.pages or 1) > 1 and (number := bates.parse(one.begin)) and number.next in following
    ]
    return alike and bool(many)


def _duplicates(documents: Sequence[ProducedDocument]) -> Iterator[Finding]:
    seen: dict[str, ProducedDocument] = {}
    for one in documents:
        for name in {one.control_number, one.begin}:
            if name and name in seen:
                yield _about(Kind.DUPLICATE, one, f"“{name}” already stands on line {seen[name].line}")
            seen.setdefault(name, one)
        if not one.control_number:
            yield Finding(Kind.DUPLICATE, f"Line {one.line} has no control number and no Bates number", one.line)


def _sequence(documents: Sequence[ProducedDocument], by_document: bool) -> Iterator[Finding]:
    """Gaps and overlaps, prefix by prefix, in the order of the numbers."""
    runs: dict[str, dict[bates.BatesNumber, tuple[int, ProducedDocument]]] = defaultdict(dict)
    for one in documents:
        first = bates.parse(one.begin)
        if first and not first.suffix:
            last = one.range.end.number if one.range and not by_document else first.number
            runs[first.prefix].setdefault(first, (last, one))
    for run in runs.values():
        reached, before = None, None
        for first, (last, one) in sorted(run.items(), key=lambda entry: entry[0].number):
            if reached is not None and before is not None:
                yield from _step(before, reached, first, one)
            if reached is None or last >= reached:
                reached, before = last, one


def _step(
    before: ProducedDocument, reached: int, first: bates.BatesNumber, document: ProducedDocument
) -> Iterator[Finding]:
    end = str(first + (reached - first.number))
    if first.number <= reached:
        yield _about(Kind.OVERLAP, document, f"it begins at {first}, but {before.control_number} goes on to {end}")
    elif first.number > reached + 1:
        missing = bates.BatesRange(first + (reached + 1 - first.number), first + -1)
        yield _about(Kind.GAP, document, f"no document has {missing}, between {end} and {first}")


def _families(documents: Sequence[ProducedDocument]) -> Iterator[Finding]:
    known = {name for one in documents for name in (one.control_number, one.begin)}
    parent_of = parents(documents)
    for one in documents:
        parent = parent_of.get(one.control_number, "")
        if parent and parent not in known:
            yield _about(Kind.FAMILY, one, f"its parent {parent} is not in the load file")
        for child in one.attachments:
            if child not in known:
                yield _about(Kind.FAMILY, one, f"its attachment {child} is not in the load file")
        family, own = one.family_range, one.range
        if family and own and not family.contains(own.begin):
            yield _about(Kind.FAMILY, one, f"it lies outside its family {family}")


# Files


def _image_list(volume: Volume, documents: Sequence[ProducedDocument]) -> Iterator[Finding]:
    """What is odd about the image list; its lines were told of already where it stands alone."""
    opt = volume.opt
    if opt is None:
        return
    keys: Counter[str] = Counter()
    paths: Counter[str] = Counter()
    known = {name for one in documents for name in (one.begin, one.control_number)}
    for item in opticon.documents(opticon.read_images(opt)):
        if not isinstance(item, ImageSet):
            what = item.why if isinstance(item, BadRow) else item.what
            if not volume.images_only:
                yield Finding(Kind.IMAGES, f"{opt.name}, line {item.line}: {what}")
            continue
        keys.update(image.key for image in item.images)
        paths.update(image.path for image in item.images)
        if item.key not in known:
            yield Finding(Kind.IMAGES, f"{item.key} has page images but no row in the load file")
        if item.pages is not None and item.pages != len(item.images) and not item.one_file:
            what = f"{item.key} is said to have {item.pages} pages and has {len(item.images)} lines"
            yield Finding(Kind.IMAGES, what, document=item.key)
    for what, counter in (("The key", keys), ("The path", paths)):
        for name, count in counter.items():
            if count > 1:
                yield Finding(Kind.IMAGES, f"{what} “{name}” stands {count} times in {opt.name}")


def _not_named(volume: Volume, documents: Sequence[ProducedDocument]) -> Iterator[Finding]:
    source = SourceFolder(volume.root)
    named: list[Named | None] = [image.file for one in documents for image in one.images]
    named += [file for one in documents for file in (one.text, one.native)]
    if volume.opt:
        images = (image for held in image_sets(volume.opt).values() for image in held.images)
        named += [source.find(image.path, volume.opt.parent, image.volume) for image in images]
    found = {file.path.resolve() for file in named if file and file.path}
    beside = {volume.dat.parent.resolve(), volume.root.resolve()}
    for path in source.files():
        load_file = path.parent in beside and path.suffix.lower() in _LOAD_FILES
        if path not in found and not load_file:
            yield Finding(Kind.NOT_NAMED, f"“{source.relative(path)}” is not named in the load file")
