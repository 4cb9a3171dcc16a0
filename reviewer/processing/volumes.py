"""Load-file volumes among the sources of an import: recognised, and how the user wants them read."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.jobs import Progress
from reviewer.load_files import columns as column_maps
from reviewer.load_files import dialect as dialects
from reviewer.load_files import opticon
from reviewer.load_files.checks import Finding, Kind, check
from reviewer.load_files.columns import ColumnMap, apply_saved, map_columns
from reviewer.load_files.date_order import in_order, orders
from reviewer.load_files.date_order import told as order_told
from reviewer.load_files.detect import Guess, detect
from reviewer.load_files.dialect import Dialect, Encoding
from reviewer.load_files.opticon import Image, ImageSet
from reviewer.load_files.produced import ProducedDocument, parents
from reviewer.load_files.table import BadRow, Note, Row, header, rows
from reviewer.load_files.volume import Volume, open_volume, read_volume
from reviewer.load_files.write import image_values
from reviewer.store.intake import kept
from reviewer.store.volumes import LoadFile

DAT, OPT = ".dat", ".opt"
LOAD_FILES = {DAT, ".csv", ".txt"}
_SHOWN = 20  # rows of a preview
_DEEPEST = 2  # folders below a volume's own in which its load file may lie
_NUMBERS = {"BegBates", "ControlNumber"}
_FILES = {"NativeLink", "TextLink"}
_SURE = 0.25  # of a form found; two things may be in doubt
_STEP = 1000


@dataclass(frozen=True, slots=True)
class VolumeChoice:
    """How to read a volume; what is None is found. `use_text`: take the TEXT files where page images have no text.

    `overlay`: the rows change the fields of documents that the matter holds, and add none. Where not the whole dialect
    is chosen, the encoding and the character between values may be.
    """

    dialect: Dialect | None = None
    columns: ColumnMap | None = None
    use_text: bool = False
    overlay: bool = False
    encoding: Encoding | None = None
    separator: str = ""

    @property
    def form_told(self) -> bool:
        """Whether it says how the load file is written."""
        return bool(self.dialect or self.encoding or self.separator)


AS_FOUND = VolumeChoice()
"""Volumes are read as they are found to be written."""


@dataclass(frozen=True, slots=True)
class VolumeOffer:
    """A volume that was recognised: its load file, image list or None, and folder; how the load file seems written.

    An image list that stands alone is both.
    `columns` as mapped by their names, `rows` the first of them for a preview, `row_count` all, those too that don't
    fit.
    """

    dat: Path
    opt: Path | None
    root: Path
    guess: Guess
    columns: ColumnMap
    rows: tuple[tuple[str, ...], ...]
    row_count: int


@dataclass(frozen=True, slots=True)
class ListedVolume:
    """A volume as it will be read: its rows in order, the parent of each attachment, what does not add up in it."""

    volume: Volume
    use_text: bool
    overlay: bool
    rows: tuple[ProducedDocument | BadRow, ...]
    parents: dict[str, str]
    findings: tuple[Finding, ...]

    @property
    def source(self) -> str:
        """The load file's path as the matter keeps it."""
        return kept(str(self.volume.dat))

    @property
    def told(self) -> str:
        """What was taken for what, in a sentence."""
        if self.volume.images_only:
            count = "1 document" if len(self.rows) == 1 else f"{len(self.rows)} documents"
            return f"{self.volume.dat.name} is an image list of {count}, without a load file."
        images = f", page images listed in {self.volume.opt.name}" if self.volume.opt else ""
        return f"{self.volume.dat.name} is a load file of {len(self.rows)} rows ({self.volume.dialect}){images}."


def list_volume(
    path: Path, choice: VolumeChoice, before: tuple[LoadFile, ...]
) -> Generator[Progress, None, ListedVolume | None]:
    """The rows of the volume at `path`, as steps of a job; None where it is none. `before`: load files read earlier.

    Raises ReviewerError where no column of a load file tells the documents apart.
    """
    offer = yield from recognise(path, choice)
    if offer is None:
        return None
    known = next((one for one in before if one.path == kept(str(offer.dat))), None)
    volume = _as_chosen(offer, choice, known)
    if not _NUMBERS & set(volume.columns.fields):
        if path.is_dir():
            return None
        why, do = "no column holds Bates or control numbers", "Say which column does, or import the files as they are"
        raise ReviewerError(f"{offer.dat.name} was not imported", why, do)
    items: list[ProducedDocument | BadRow | Note] = []
    for item in read_volume(volume):
        items.append(item)
        if len(items) % _STEP == 0:
            yield Progress(len(items), note=offer.dat.name)
    listed = [item for item in items if isinstance(item, ProducedDocument)]
    shown = orders(listed)
    items = [in_order(item, shown) if isinstance(item, ProducedDocument) else item for item in items]
    use_text = choice.use_text or bool(known and known.use_text)
    found = tuple(_told(offer, choice, volume, items))
    kept_rows = tuple(item for item in items if not isinstance(item, Note))
    families = parents(listed)
    return ListedVolume(volume, use_text, choice.overlay, kept_rows, families, found)


def _as_chosen(offer: VolumeOffer, choice: VolumeChoice, known: LoadFile | None) -> Volume:
    """The volume read as chosen, else as it was read before, else as it was found."""
    dialect, columns = choice.dialect, choice.columns
    if offer.opt == offer.dat:
        return open_volume(offer.dat, offer.opt, offer.root, dialect or offer.guess.dialect)
    if known and not choice.form_told and not columns:
        dialect, columns = dialects.from_json(known.dialect), column_maps.from_json(known.columns)
    dialect = dialect or offer.guess.dialect
    names = header(offer.dat, dialect)
    columns = apply_saved(columns, names, dialect.header) if columns else map_columns(names)
    return Volume(offer.dat, offer.opt, offer.root, dialect, columns)


def _told(
    offer: VolumeOffer, choice: VolumeChoice, volume: Volume, items: list[ProducedDocument | BadRow | Note]
) -> Iterator[Finding]:
    """What does not add up; rows that don't fit are exceptions, and an overlay brings no files."""
    if offer.guess.doubts and volume.dialect == offer.guess.dialect:
        doubts = "; ".join(offer.guess.doubts)
        yield Finding(Kind.NOTE, f"{volume.dat.name} was read as {volume.dialect}, which is in doubt: {doubts}")
    if not choice.overlay:
        yield from (found for found in check(volume, items) if found.kind != Kind.ROW)
    documents = [item for item in items if isinstance(item, ProducedDocument)]
    yield from (Finding(Kind.ORDER, sentence) for sentence in order_told(documents, orders(documents)))


def recognise(path: Path, choice: VolumeChoice = AS_FOUND) -> Generator[Progress, None, VolumeOffer | None]:
    """The volume that a load file, an image list or a folder is, as a job; None where it is none.

    A folder is one where exactly one DAT lies in it, at most two folders deep, or no DAT and one image list. A DAT is
    one where its rows are alike; its columns may be left to be mapped. Another file is one where columns tell the
    documents apart and name their files, or an image list does; an image list is one where its lines are those of
    Opticon. One whose dialect is chosen is taken for what it is said to be. Raises ReviewerError where a file can't be
    read.
    """
    dat = _load_file(path)
    if dat is None or not _looks_right(dat):
        return None
    root = path if path.is_dir() else None
    if dat.suffix.lower() == OPT:
        return _images_alone(dat, root, choice)
    guess = Guess(choice.dialect, 1.0) if choice.dialect else detect(dat, choice.encoding, choice.separator)
    columns = map_columns(header(dat, guess.dialect))
    opt = image_list(dat)
    if not choice.dialect and not _is_load_file(dat, guess, columns, opt):
        return None
    volume = open_volume(dat, opt, root, guess.dialect, columns)
    first, count = yield from _rows(volume)
    return VolumeOffer(dat, volume.opt, volume.root, guess, columns, first, count)


def _images_alone(opt: Path, root: Path | None, choice: VolumeChoice) -> VolumeOffer | None:
    """The volume that an image list makes by itself; None where its first line is none of Opticon."""
    dialect = choice.dialect or opticon.opticon_dialect(opt)
    volume = open_volume(opt, opt, root, dialect)
    first = next(opticon.read_images(opt, dialect), None)
    if not isinstance(first, Image):
        return None
    shown = islice((item for item in opticon.read_images(opt, dialect) if isinstance(item, Image)), _SHOWN)
    lines = tuple(tuple(image_values(image)) for image in shown)
    count = sum(isinstance(item, ImageSet | BadRow) for item in opticon.documents(opticon.read_images(opt, dialect)))
    return VolumeOffer(opt, opt, volume.root, Guess(dialect, 1.0), volume.columns, lines, count)


def _is_load_file(dat: Path, guess: Guess, columns: ColumnMap, opt: Path | None) -> bool:
    known = set(columns.fields)
    if dat.suffix.lower() == DAT:
        return guess.confidence >= _SURE and (bool(_NUMBERS & known) or len(columns.names) > 1)
    return bool(_NUMBERS & known) and (bool(_FILES & known) or opt is not None)


def image_list(dat: Path) -> Path | None:
    """The image list of a load file: the OPT beside it that is called like it, or the only one there, if the load file
    names its pages."""
    beside = [path for path in _held(dat.parent) if path.suffix.lower() == OPT]
    named = [path for path in beside if path.stem.casefold() == dat.stem.casefold()]
    if named or len(beside) != 1:
        return named[0] if len(named) == 1 else None
    return beside[0] if _names_pages(dat, beside[0]) else None


def _names_pages(dat: Path, opt: Path) -> bool:
    """Whether one of the first keys of an image list stands in a load file, however that is encoded."""
    images = (one for one in opticon.read_images(opt, opticon.opticon_dialect(opt)) if isinstance(one, Image))
    keys = [one.key for one in islice(images, _SHOWN) if one.key]
    with dat.open("rb") as file, suppress(ValueError), mmap(file.fileno(), 0, access=ACCESS_READ) as held:
        return any(held.find(key.encode(form)) >= 0 for key in keys for form in ("utf-8", "utf-16-le", "utf-16-be"))
    return False  # an empty file can't be mapped


def _load_file(path: Path) -> Path | None:
    """The load file that a source means, by names alone."""
    if path.is_dir():
        held = list(_below(path))
        dats, opts = ([one for one in held if one.suffix.lower() == suffix] for suffix in (DAT, OPT))
        found = dats or opts
        return found[0] if len(found) == 1 else None
    if path.suffix.lower() == OPT:
        named = [held for held in _held(path.parent) if held.suffix.lower() == DAT and image_list(held) == path]
        return named[0] if len(named) == 1 else path
    return path if path.suffix.lower() in LOAD_FILES else None


def _below(path: Path) -> Iterator[Path]:
    """The files of a folder, not too deep in it; what may not be listed holds none for us."""
    for folder, folders, names in os.walk(path):
        if len(Path(folder).relative_to(path).parts) >= _DEEPEST:
            folders.clear()
        yield from (Path(folder, name) for name in names)


def _held(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _looks_right(path: Path) -> bool:
    """Whether it is a text file at all: `winmail.dat` and databases of that name are not."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        return False
    wide = start[::2].count(0) * 4 > len(start) or start[1::2].count(0) * 4 > len(start)
    return bool(start.strip()) and (wide or b"\0" not in start)


def _rows(volume: Volume) -> Generator[Progress, None, tuple[tuple[tuple[str, ...], ...], int]]:
    first: list[tuple[str, ...]] = []
    count = 0
    for item in rows(volume.dat, volume.dialect):
        if isinstance(item, Row) and len(first) < _SHOWN:
            first.append(item.values)
        count += isinstance(item, Row | BadRow)
        if count % _STEP == 0:
            yield Progress(count, note=volume.dat.name)
    return tuple(first), count
