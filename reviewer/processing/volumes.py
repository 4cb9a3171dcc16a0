"""Load-file volumes among the sources of an import: recognised, and how the user wants them read."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.jobs import Progress
from reviewer.load_files import columns as column_maps
from reviewer.load_files import dialect as dialects
from reviewer.load_files.checks import Finding, Kind, check
from reviewer.load_files.columns import ColumnMap, apply_saved, map_columns
from reviewer.load_files.detect import Guess, detect
from reviewer.load_files.dialect import Dialect
from reviewer.load_files.produced import ProducedDocument, parents
from reviewer.load_files.table import BadRow, Note, Row, header, rows
from reviewer.load_files.volume import Volume, open_volume, read_volume
from reviewer.store.intake import kept
from reviewer.store.volumes import LoadFile

LOAD_FILES = {".dat", ".csv", ".txt"}
_SHOWN = 20  # rows of a preview
_DEEPEST = 2  # folders below a volume's own in which its load file may lie
_NUMBERS = {"BegBates", "ControlNumber"}
_FILES = {"NativeLink", "TextLink"}
_SURE = 0.25  # of a form found; two things may be in doubt
_STEP = 1000


@dataclass(frozen=True, slots=True)
class VolumeChoice:
    """How to read a volume; what is None is found. `use_text`: take the TEXT files where page images have no text.

    `overlay`: the rows change the fields of documents that the matter holds, and add none.
    """

    dialect: Dialect | None = None
    columns: ColumnMap | None = None
    use_text: bool = False
    overlay: bool = False


@dataclass(frozen=True, slots=True)
class VolumeOffer:
    """A volume that was recognised: its load file, image list or None, and folder; how the load file seems written.

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
        images = f", page images listed in {self.volume.opt.name}" if self.volume.opt else ""
        return f"{self.volume.dat.name} is a load file of {len(self.rows)} rows ({self.volume.dialect}){images}."


def list_volume(
    path: Path, choice: VolumeChoice, before: tuple[LoadFile, ...]
) -> Generator[Progress, None, ListedVolume | None]:
    """The rows of the volume at `path`, as steps of a job; None where it is none. `before`: load files read earlier.

    Raises ReviewerError where no column of a load file tells the documents apart.
    """
    offer = yield from recognise(path)
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
    use_text = choice.use_text or bool(known and known.use_text)
    found = tuple(_told(offer, choice, volume, items))
    kept_rows = tuple(item for item in items if not isinstance(item, Note))
    families = parents(item for item in items if isinstance(item, ProducedDocument))
    return ListedVolume(volume, use_text, choice.overlay, kept_rows, families, found)


def _as_chosen(offer: VolumeOffer, choice: VolumeChoice, known: LoadFile | None) -> Volume:
    """The volume read as chosen, else as it was read before, else as it was found."""
    dialect, columns = choice.dialect, choice.columns
    if known and not dialect and not columns:
        dialect, columns = dialects.from_json(known.dialect), column_maps.from_json(known.columns)
    dialect = dialect or offer.guess.dialect
    names = header(offer.dat, dialect)
    columns = apply_saved(columns, names, dialect.header) if columns else map_columns(names)
    return Volume(offer.dat, offer.opt, offer.root, dialect, columns)


def _told(
    offer: VolumeOffer, choice: VolumeChoice, volume: Volume, items: list[ProducedDocument | BadRow | Note]
) -> Iterator[Finding]:
    """What does not add up; rows that don't fit are exceptions, and an overlay brings no files."""
    if offer.guess.doubts and not choice.dialect:
        doubts = "; ".join(offer.guess.doubts)
        yield Finding(Kind.NOTE, f"{volume.dat.name} was read as {volume.dialect}, which is in doubt: {doubts}")
    if not choice.overlay:
        yield from (found for found in check(volume, items) if found.kind != Kind.ROW)


def recognise(path: Path) -> Generator[Progress, None, VolumeOffer | None]:
    """The volume that a load file, an image list or a folder is, as a job; None where it is none.

    A folder is one where exactly one DAT lies in it, at most two folders deep. A DAT is one where its rows are alike;
    its columns may be left to be mapped. Another file is one where columns tell the documents apart and name their
    files, or an image list does. Raises ReviewerError where a file can't be read.
    """
    dat = _load_file(path)
    if dat is None or not _looks_right(dat):
        return None
    guess = detect(dat)
    columns = map_columns(header(dat, guess.dialect))
    opt = image_list(dat)
    if not _is_load_file(dat, guess, columns, opt):
        return None
    volume = open_volume(dat, opt, path if path.is_dir() else None, guess.dialect, columns)
    first, count = yield from _rows(volume)
    return VolumeOffer(dat, volume.opt, volume.root, guess, columns, first, count)


def _is_load_file(dat: Path, guess: Guess, columns: ColumnMap, opt: Path | None) -> bool:
    known = set(columns.fields)
    if dat.suffix.lower() == ".dat":
        return guess.confidence >= _SURE and (bool(_NUMBERS & known) or len(columns.names) > 1)
    return bool(_NUMBERS & known) and (bool(_FILES & known) or opt is not None)


def image_list(dat: Path) -> Path | None:
    """The image list of a load file: the OPT beside it that is called like it, or the only one there."""
    beside = [path for path in _held(dat.parent) if path.suffix.lower() == ".opt"]
    named = [path for path in beside if path.stem.casefold() == dat.stem.casefold()]
    return (named or beside)[0] if len(named or beside) == 1 else None


def _load_file(path: Path) -> Path | None:
    """The load file that a source means, by names alone."""
    if path.is_dir():
        found = [held for held in _below(path) if held.suffix.lower() == ".dat"]
        return found[0] if len(found) == 1 else None
    if path.suffix.lower() == ".opt":
        named = [held for held in _held(path.parent) if held.suffix.lower() == ".dat" and image_list(held) == path]
        return named[0] if len(named) == 1 else None
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
