"""Load-file volumes among the sources of an import: recognised, and how the user wants them read."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from reviewer.jobs import Progress
from reviewer.load_files.columns import ColumnMap, map_columns
from reviewer.load_files.detect import Guess, detect
from reviewer.load_files.dialect import Dialect
from reviewer.load_files.table import BadRow, Row, header, rows
from reviewer.load_files.volume import Volume, open_volume

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
        found = [held for held in _below(path, _DEEPEST) if held.suffix.lower() == ".dat"]
        return found[0] if len(found) == 1 else None
    if path.suffix.lower() == ".opt":
        named = [held for held in _held(path.parent) if held.suffix.lower() == ".dat" and image_list(held) == path]
        return named[0] if len(named) == 1 else None
    return path if path.suffix.lower() in LOAD_FILES and path.is_file() else None


def _below(folder: Path, depth: int) -> list[Path]:
    held = _held(folder)
    inside = [path for path in held if depth and path.is_dir() and not path.is_symlink()]
    return [path for path in held if path.is_file()] + [found for one in inside for found in _below(one, depth - 1)]


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
