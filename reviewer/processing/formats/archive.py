"""Archives: ZIP, TAR, 7Z and single compressed files. Every member is an item; those that can't be had say why.

Names of members are shown and never used as paths: bytes are put under names of our own.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from shutil import rmtree
from typing import IO, Any
from uuid import uuid4

import py7zr
from py7zr.exceptions import PasswordRequired
from py7zr.io import Py7zIO, WriterFactory

from reviewer.errors import PasswordNeeded, ProcessingError
from reviewer.model import FileType, Item
from reviewer.processing.formats import zip_names
from reviewer.processing.formats.papers import as_pages
from reviewer.processing.inside import MOST_ITEMS, room_for
from reviewer.processing.paper import Paper
from reviewer.processing.reading import ReadFile, Reading

_BLOCK = 1 << 20
_LISTED = 2_000
_HEAD = 4096

ERRORS = (zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive: its name there, its size as declared, how to open it, or why it can't be had.

    `guessed`: the code page that its name was guessed to be in.
    """

    name: str
    size: int
    open: Callable[[], IO[bytes]] | None
    reason: str = ""
    guessed: str = ""


class _TooLarge(Exception):
    pass


def extract(reading: Reading) -> ReadFile:
    """Read an archive: its pages list what it holds. Raises PasswordNeeded, ProcessingError."""
    reading.staging.mkdir(parents=True, exist_ok=True)
    paper = unpack(reading.path, reading.name, reading.staging, reading.passwords)
    return as_pages(FileType.ARCHIVE, paper, reading)


def unpack(path: Path, name: str, staging: Path, passwords: tuple[str, ...] = ()) -> Paper:
    """Unpack an archive into `staging`. Raises PasswordNeeded, ProcessingError when nothing of it can be read."""
    room = room_for(path.stat().st_size)
    items: list[Item] = []
    flags: dict[str, None] = {}
    try:
        with _opener(path, name)(path, name, staging, passwords) as members:
            for member in members:
                item, taken = _unpack(member, staging / f"{len(items) + 1:06d}", room)
                items.append(item)
                flags |= {f"names of files guessed to be {member.guessed}": None} if member.guessed else {}
                room -= taken
                if len(items) >= MOST_ITEMS:
                    break
    except ERRORS as error:
        if not items:
            raise ProcessingError("The archive was not read", "it is damaged", "Ask for it again") from error
        items.append(Item("(the rest of the archive)", staging, "the archive is damaged from here on"))
    listing, title = _listing(name, items), PurePosixPath(name).name
    return Paper(listing, title=title, flags=tuple(flags), items=tuple(items), declared=len(items))


def _unpack(member: Member, target: Path, room: int) -> tuple[Item, int]:
    """Put the bytes of a member at `target`; hand back the item, and how many bytes it took."""
    if member.open is None:
        return Item(member.name, target, member.reason), 0
    try:
        with member.open() as source, target.open("xb") as copy:
            return Item(member.name, target), _copy(source, copy, room)
    except _TooLarge:
        target.unlink(missing_ok=True)
        return Item(member.name, target, "unpacked, the archive is far larger than it should be: stopped"), 0
    except (*ERRORS, NotImplementedError) as error:
        target.unlink(missing_ok=True)
        return Item(member.name, target, _why(error)), 0


def _copy(source: IO[bytes], copy: IO[bytes], room: int) -> int:
    taken = 0
    while block := source.read(_BLOCK):
        taken += len(block)
        if taken > room:
            raise _TooLarge
        copy.write(block)
    return taken


def _why(error: Exception) -> str:
    if "password" in str(error).lower() or "encrypted" in str(error).lower():
        return "it is locked by a password"
    if isinstance(error, NotImplementedError):
        return "it is packed in a way that is not read"
    return "it is damaged in the archive"


def _listing(name: str, items: list[Item]) -> str:
    """What the archive holds, as a page to read."""
    rows = "".join(f"<tr><td>{escape(item.name)}</td><td>{escape(item.reason)}</td></tr>" for item in items[:_LISTED])
    more = f"<p>and {len(items) - _LISTED} more</p>" if len(items) > _LISTED else ""
    count = "1 file" if len(items) == 1 else f"{len(items)} files"
    return f"<h1>{escape(name)}</h1><p>Archive of {count}</p><table>{rows}</table>{more}"


Opener = Callable[[Path, str, Path, tuple[str, ...]], AbstractContextManager[Iterator[Member]]]


def _opener(path: Path, name: str) -> Opener:
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"PK") or zipfile.is_zipfile(path):
        return _zip
    if head.startswith(b"7z\xbc\xaf\x27\x1c"):
        return _seven
    return _tar if _is_tar(path) else _single


def _is_tar(path: Path) -> bool:
    try:
        return tarfile.is_tarfile(path)
    except ERRORS:
        return False


@contextmanager
def _zip(path: Path, name: str, staging: Path, passwords: tuple[str, ...]) -> Iterator[Iterator[Member]]:
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        found, guessed = zip_names.names(entries)
        named = zip(entries, found, strict=True)
        yield (_zip_member(archive, entry, shown, guessed, passwords) for entry, shown in named)


def _zip_member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, guessed: str, passwords: tuple[str, ...]
) -> Member:
    if not entry.flag_bits & 1:
        return Member(name, entry.file_size, lambda: archive.open(entry), guessed=guessed)
    key = next((password.encode() for password in passwords if _fits(archive, entry, password)), None)
    if key is None:
        return Member(name, entry.file_size, None, "it is locked by a password", guessed)
    return Member(name, entry.file_size, lambda: archive.open(entry, pwd=key), guessed=guessed)


def _fits(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, password: str) -> bool:
    try:
        archive.open(entry, pwd=password.encode()).close()
    except ERRORS:
        return False
    return True


@contextmanager
def _tar(path: Path, name: str, staging: Path, passwords: tuple[str, ...]) -> Iterator[Iterator[Member]]:
    with tarfile.open(path) as archive:
        yield (_tar_member(archive, entry) for entry in archive if not entry.isdir())


def _tar_member(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Member:
    if not entry.isfile():
        return Member(entry.name, 0, None, "it is a link or a device, not a file")
    return Member(entry.name, entry.size, lambda: _stream(archive.extractfile(entry)))


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise OSError("no bytes")
    return stream


_SINGLE: dict[bytes, Callable[[Path], Any]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ": lzma.open}


@contextmanager
def _single(path: Path, name: str, staging: Path, passwords: tuple[str, ...]) -> Iterator[Iterator[Member]]:
    """A file that is compressed by itself: the name that it says, else its own without the last suffix."""
    with path.open("rb") as file:
        head = file.read(8)
    opened = next((opener for magic, opener in _SINGLE.items() if head.startswith(magic)), None)
    if opened is None:
        raise ProcessingError("The archive was not read", "it is of a kind that is not read", "Unpack it by hand")
    yield iter([Member(_gzip_name(path, head) or PurePosixPath(name).stem, 0, lambda: opened(path))])


def _gzip_name(path: Path, head: bytes) -> str:
    """The name that a GZIP says, "" where it says none: RFC 1952, 2.3."""
    if not head.startswith(b"\x1f\x8b") or not head[3] & 8:
        return ""
    with path.open("rb") as file:
        start = file.read(_HEAD)[10:]
    if head[3] & 4:
        start = start[2 + int.from_bytes(start[:2], "little") :]
    return start.partition(b"\0")[0].decode("latin-1")


@contextmanager
def _seven(path: Path, name: str, staging: Path, passwords: tuple[str, ...]) -> Iterator[Iterator[Member]]:
    """7Z unpacks as a whole, into files with numbers for names; it is refused when it grows beyond bounds."""
    folder = staging / "unpacked"
    folder.mkdir()
    try:
        files = _unpacked(path, folder, passwords)
        yield (_seven_member(name, file) for name, file in files.items())
    finally:
        rmtree(folder)


def _seven_member(name: str, file: Path) -> Member:
    return Member(name, file.stat().st_size, lambda: file.open("rb"))


def _unpacked(path: Path, folder: Path, passwords: tuple[str, ...]) -> dict[str, Path]:
    wanted = False
    for password in (None, *passwords):
        factory = _Numbered(folder, room_for(path.stat().st_size))
        try:
            with py7zr.SevenZipFile(path, password=password) as archive:
                wanted = wanted or archive.password_protected
                archive.extractall(factory=factory)
            return factory.files
        except _TooLarge as error:
            why = "unpacked, it is far larger than it should be"
            raise ProcessingError("The archive was not read", why, "Ask for it again") from error
        except PasswordRequired:
            wanted = True
        except Exception as error:  # py7zr raises what its decompressors raise
            if not wanted:
                raise ProcessingError("The archive was not read", "it is damaged", "Ask for it again") from error
    why = "none of the passwords opens it" if passwords else "it is locked by a password"
    raise PasswordNeeded("The archive was not read", why, "Ask for the password, then import again with it")


class _Numbered(WriterFactory):
    """Makes files with numbers for names, `room` bytes in all; `files` tells whose bytes they hold."""

    def __init__(self, folder: Path, room: int) -> None:
        self.files: dict[str, Path] = {}
        self.room = room
        self._folder = folder

    def create(self, filename: str) -> Py7zIO:
        self.files[filename] = self._folder / f"{uuid4().hex}"
        return _Output(self.files[filename], self)


class _Output(Py7zIO):
    """One file that py7zr writes."""

    def __init__(self, path: Path, factory: _Numbered) -> None:
        self._file = path.open("xb+")
        self._factory = factory

    def write(self, data: bytes | bytearray) -> int:
        self._factory.room -= len(data)
        if self._factory.room < 0:
            raise _TooLarge
        return self._file.write(data)

    def read(self, size: int | None = None) -> bytes:
        return self._file.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def flush(self) -> None:
        self._file.flush()

    def size(self) -> int:
        return self._file.seek(0, 2)

    def close(self) -> None:
        self._file.close()
