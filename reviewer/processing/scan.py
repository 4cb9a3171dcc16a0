"""Which files a source holds, in the order in which they get their control numbers."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reviewer.errors import MatterError, NotFound, ProcessingError
from reviewer.jobs import Progress
from reviewer.processing.volumes import ListedVolume, VolumeChoice, list_volume
from reviewer.store.intake import SeenFile, shown
from reviewer.store.volumes import LoadFile

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Source:
    """A folder or a file to import, as it was named. `root` is the production's folder, `leave_out` the matter's own.

    `volume`: how it is read if it is a load-file volume, None where its files are taken as they are; `before`: how load
    files of the matter were read.
    """

    path: Path
    leave_out: Path
    volume: VolumeChoice | None = None
    before: tuple[LoadFile, ...] = ()

    @property
    def root(self) -> Path:
        """The folder that paths of the production are told from."""
        return self.path if self.path.is_dir() else self.path.parent


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the sources hold: loose files by the folder of their production, and volumes."""

    files: dict[Path, list[SeenFile]]
    volumes: tuple[ListedVolume, ...]


def settled(path: Path) -> Path:
    """The one absolute form of a path, so that a source is known again; a link that is named itself stays one."""
    return path.parent.resolve() / path.name if path.is_symlink() and not path.is_dir() else path.resolve()


def _settled(sources: Sequence[Source]) -> list[Source]:
    """The sources by their one form. Raises NotFound for one that is not there, MatterError for one of the matter."""
    leave_out = {source.leave_out: source.leave_out.resolve() for source in sources}
    found = [replace(one, path=settled(one.path), leave_out=leave_out[one.leave_out]) for one in sources]
    for source in found:
        what = f"{source.path} was not imported"
        if not os.path.lexists(source.path):
            raise NotFound(what, "there is nothing at that path", "Check the path, or plug the drive in")
        if source.path.is_relative_to(source.leave_out):
            raise MatterError(what, "it belongs to the matter itself", "Name the folder of the production")
    return found


def scan(sources: Sequence[Source]) -> Generator[Progress, None, Scanned]:
    """List the files of sources by the folder of their production, and the rows of volumes, as a job.

    Sources come in their order, the files of a folder sorted by the parts of their paths. Raises NotFound for a source
    that is not there, MatterError for one of the matter itself, ProcessingError when a folder holds no file,
    ReviewerError when a volume can't be read.
    """
    found: dict[Path, list[SeenFile]] = {}
    volumes: list[ListedVolume] = []
    for source in _settled(sources):
        volume = (yield from list_volume(source.path, source.volume, source.before)) if source.volume else None
        if volume:
            volumes.append(volume)
        else:
            files = yield from _list(source)
            found.setdefault(source.root, []).extend(sorted(files, key=lambda seen: Path(seen.path).parts))
    return Scanned(found, tuple(volumes))


def _list(source: Source) -> Generator[Progress, None, list[SeenFile]]:
    files: list[SeenFile] = []
    for path in _files(source) if source.path.is_dir() else [source.path]:
        files.append(_seen(path, source.root))
        if len(files) % _BATCH == 0:
            yield Progress(len(files), note=str(source.path))
    if not files:
        raise ProcessingError(f"{source.path} was not imported", "it holds no files", "Choose another folder")
    return files


def _files(source: Source) -> Iterator[Path]:
    """All files below the folder, links to folders and folders that can't be listed among them, but not entered."""
    unreadable: list[Path] = []
    walk = os.walk(source.path, onerror=lambda error: unreadable.append(Path(str(error.filename))))
    for folder, subfolders, names in walk:
        here = Path(folder)
        links = [name for name in subfolders if (here / name).is_symlink()]
        subfolders[:] = [name for name in subfolders if name not in links and not _same(here / name, source.leave_out)]
        yield from (here / name for name in [*names, *links])
    if source.path in unreadable:
        raise ProcessingError(f"{source.path} was not imported", "it can't be listed", "Ask for the right to read it")
    yield from unreadable


def _same(folder: Path, other: Path) -> bool:
    """Whether two paths name one folder, however they are written."""
    try:
        return folder.samefile(other)
    except OSError:
        return False


def _seen(path: Path, root: Path) -> SeenFile:
    """A file as it is noted; one that can't even be looked at is noted too, and fails when it is read."""
    try:
        status = path.lstat()
    except OSError:
        return SeenFile(shown(path.relative_to(root).as_posix()), str(path), 0, 0)
    return SeenFile(shown(path.relative_to(root).as_posix()), str(path), status.st_size, status.st_mtime_ns)
