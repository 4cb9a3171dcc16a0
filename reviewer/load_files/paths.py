"""Paths that stand in load files, found inside the source folder and never outside it.

They are written on other systems: with back-slashes, in other case, from the load file's folder or the volume's, with
the volume's name missing or doubled. Only names that a folder of the source really holds are ever opened.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

_OUTSIDE = "it points outside the source folder, so it was not opened"
_ELSEWHERE = re.compile(r"[A-Za-z]:|[\\/]{2}|/|[A-Za-z][A-Za-z0-9+.-]+://")
"""A drive, a share, an absolute path, an address. One leading back-slash means the volume's root in load files."""


@dataclass(frozen=True, slots=True)
class Named:
    """A file as a load file names it, where it is (None: nowhere), and why it was not found or not opened."""

    name: str
    path: Path | None = None
    why: str = ""
    refused: bool = False


@dataclass(slots=True)
class SourceFolder:
    """The folder that a production came in; `root` bounds what may be opened."""

    root: Path
    _root: Path = field(init=False)
    _held: dict[Path, dict[str, list[str]]] = field(default_factory=dict)
    _checked: dict[Path, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._root = self.root.resolve()

    def find(self, name: str, near: Path, volume: str = "") -> Named:
        """The file that `name` means in a load file that lies in the folder `near`, which is inside the source.

        Looked for from `near` up to the root; with `volume` before it; without its first folder where that is the
        volume or one that the load file lies in.
        """
        name = name.strip().strip('"')
        parts = _parts(name)
        if parts is None:
            return Named(name, None, _OUTSIDE, refused=True)
        if not parts:
            return Named(name, None, "it names no file")
        tried = []
        for base, names in self._tries(parts, near.resolve(), volume):
            tried.append(self._walk(base, names))
            if tried[-1].path:
                return Named(name, tried[-1].path)
        return self._not_found(name, parts, near.resolve(), tried)

    def files(self) -> Iterator[Path]:
        """All files of the source folder, in order of their names; links are not followed."""
        for folder, folders, names in os.walk(self._root):
            folders.sort()
            yield from (Path(folder, name) for name in sorted(names))

    def relative(self, path: Path) -> str:
        """A path as it is shown: from the root, with slashes."""
        return path.resolve().relative_to(self._root).as_posix()

    def _tries(self, parts: list[str], near: Path, volume: str) -> Iterator[tuple[Path, list[str]]]:
        bases = [base for base in (near, *near.parents) if base.is_relative_to(self._root)] or [self._root]
        yield from ((base, parts) for base in bases)
        if volume:
            yield from ((base, [volume, *parts]) for base in bases)
        above = {_key(base.name) for base in bases} | {_key(volume)}
        if len(parts) > 1 and parts[0] != ".." and _key(parts[0]) in {*above, _key(parts[1])}:
            yield from ((base, parts[1:]) for base in bases)

    def _not_found(self, name: str, parts: list[str], near: Path, tried: list[Named]) -> Named:
        told = [one for one in tried if one.why and one.why != _OUTSIDE]
        if link := next((one for one in told if one.refused), None):
            return Named(name, None, link.why, refused=True)
        if self._leaves(parts, near):
            return Named(name, None, _OUTSIDE, refused=True)
        return Named(name, None, told[0].why if told else "there is no such file in the source folder")

    def _leaves(self, parts: list[str], near: Path) -> bool:
        """Whether the path, written from the load file's folder, goes above the root on its way."""
        depth = len(near.relative_to(self._root).parts) if near.is_relative_to(self._root) else 0
        steps = (-1 if part == ".." else 1 for part in parts)
        return any(height < 0 for height in accumulate(steps, initial=depth))

    def _walk(self, base: Path, parts: list[str]) -> Named:
        """The file that `parts` lead to from `base`, each name as a folder of the source holds it."""
        place = base
        for part in parts:
            if part == "..":
                if place == self._root:
                    return Named("", None, _OUTSIDE, refused=True)
                place = place.parent
                continue
            names = self._names(place).get(_key(part), [])
            if part not in names and len(names) > 1:
                return Named("", None, "several names differ only in capitals: " + ", ".join(names))
            if not names:
                return Named("")
            place = place / (part if part in names else names[0])
            if not self._inside(place):
                return Named("", None, "a link leads outside the source folder, so it was not opened", refused=True)
        return Named("", place) if place.is_file() else Named("", None, "it is a folder, not a file")

    def _inside(self, path: Path) -> bool:
        """Whether a path ends inside the source, links followed. Plain files of a folder inside need no look."""
        if path not in self._checked:
            plain = not path.is_symlink() and not path.is_dir()  # a folder may be a junction
            if plain:
                return True
            self._checked[path] = path.resolve().is_relative_to(self._root)
        return self._checked[path]

    def _names(self, folder: Path) -> dict[str, list[str]]:
        """What a folder holds, by names without case; nothing where it is none."""
        if folder not in self._held:
            held: dict[str, list[str]] = {}
            with suppress(OSError):  # not a folder, or not to be read: it holds nothing for us
                for name in sorted(path.name for path in folder.iterdir()):
                    held.setdefault(_key(name), []).append(name)
            self._held[folder] = held
        return self._held[folder]


def _parts(name: str) -> list[str] | None:
    """The names that a path is made of; None where it starts from somewhere else than the load file or the volume."""
    if _ELSEWHERE.match(name) or "\0" in name:
        return None
    parts = [part.strip() if part.strip() == ".." else part for part in re.split(r"[\\/]+", name)]
    return [part for part in parts if part.strip() not in ("", ".")]


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().rstrip(" .")
