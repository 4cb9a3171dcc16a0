"""Which files a source holds, in the order in which they get their control numbers."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.errors import ProcessingError
from reviewer.jobs import Progress
from reviewer.store.intake import SeenFile, shown

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Source:
    """A folder or a file to import. `root` is the production's folder, `leave_out` the matter's own."""

    path: Path
    leave_out: Path

    @property
    def root(self) -> Path:
        """The folder that paths of the production are told from."""
        return self.path if self.path.is_dir() else self.path.parent


def scan(sources: Sequence[Source]) -> Generator[Progress, None, dict[Path, list[SeenFile]]]:
    """List the files of sources by the folder of their production, as a job; the value is `dict[Path, list[SeenFile]]`.

    Sources come in their order, the files of a folder sorted by the parts of their paths. Raises ProcessingError when
    a folder holds no file.
    """
    found: dict[Path, list[SeenFile]] = {}
    count = 0
    for source in sources:
        files: list[SeenFile] = []
        for path in _files(source) if source.path.is_dir() else [source.path]:
            files.append(_seen(path, source.root))
            count += 1
            if count % _BATCH == 0:
                yield Progress(count, note=str(source.path))
        if not files:
            raise ProcessingError(f"{source.path} was not imported", "it holds no files", "Choose another folder")
        found.setdefault(source.root, []).extend(sorted(files, key=lambda seen: Path(seen.path).parts))
    return found


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
