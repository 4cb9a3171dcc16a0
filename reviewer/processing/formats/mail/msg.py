"""An Outlook message in a file of its own (MS-OXMSG): a compound file whose streams are named by property."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import olefile

from reviewer.errors import ProcessingError
from reviewer.processing.formats.mail import mapi
from reviewer.processing.formats.mail.message import LIMIT, read_letter
from reviewer.processing.formats.mail.render import to_paper
from reviewer.processing.paper import Paper

_DEPTH = 20  # messages inside one another
_MOST = 10_000  # recipients, or attachments
_FIXED = {0x02, 0x03, 0x0B, 0x14, 0x40}
_WHERE = tuple[str, ...]
_DAMAGES = (
    # What the library raises on a damaged compound file.
    *(OSError, struct.error, IndexError, KeyError, TypeError, ValueError, AttributeError, RecursionError),
    *(OverflowError, MemoryError),
)


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read an Outlook message. Raises ProcessingError when it is too large, damaged, or no message."""
    if path.stat().st_size > LIMIT:
        raise ProcessingError("The message was not read", f"it is larger than {LIMIT >> 20} MB", "")
    return to_paper(read_letter(mapi.to_eml(read_note(path))), staging)


def read_note(path: Path) -> mapi.Note:
    """The message of a file, with those that are attached. Raises ProcessingError when it is damaged or none."""
    try:
        with olefile.OleFileIO(path) as file:
            if not file.exists("__properties_version1.0"):
                raise ProcessingError("The message was not read", "it is no Outlook message", "")
            return _note(_File(file, _tree(file), _names(file)), (), 0)
    except _DAMAGES as error:
        raise ProcessingError("The message was not read", "it is damaged", "Ask for it again") from error


@dataclass(frozen=True, slots=True)
class _File:
    """A compound file, the names in each of its storages, and the numbers of its named properties."""

    ole: olefile.OleFileIO
    tree: dict[_WHERE, list[str]]
    names: dict[int, int]

    def bytes(self, where: _WHERE) -> bytes:
        with self.ole.openstream(list(where)) as stream:
            data: bytes = stream.read()
            return data


def _tree(ole: olefile.OleFileIO) -> dict[_WHERE, list[str]]:
    tree: dict[_WHERE, list[str]] = {}
    for entry in ole.listdir(streams=True, storages=True):
        tree.setdefault(tuple(entry[:-1]), []).append(entry[-1])
    return tree


def _names(ole: olefile.OleFileIO) -> dict[int, int]:
    """Property numbers from 0x8000 on, and the number that each stands for in a set of Outlook's."""
    where = ["__nameid_version1.0", "__substg1.0_00030102"]
    if not ole.exists(where):
        return {}
    return mapi.named(ole.openstream(where).read())


def _note(file: _File, where: _WHERE, depth: int) -> mapi.Note:
    if depth > _DEPTH:
        raise ProcessingError("The message was not read", f"more than {_DEPTH} messages lie in one another", "")
    header = 32 if not where else 24
    bag = _bag(file, where, header, 0)
    codepage = _codepage(bag)
    recipients = [_bag(file, (*where, name), 8, codepage) for name in _inside(file, where, "__recip_version1.0_#")]
    attached = [
        _enclosure(file, (*where, name), codepage, depth) for name in _inside(file, where, "__attach_version1.0_#")
    ]
    return mapi.Note(bag, recipients, attached)


def _inside(file: _File, where: _WHERE, prefix: str) -> list[str]:
    return sorted(name for name in file.tree.get(where, []) if name.startswith(prefix))[:_MOST]


def _codepage(bag: mapi.Bag) -> int:
    return next((page for key in (0x3FFD, 0x3FDE) if isinstance(page := bag.get(key), int)), 0)


def _bag(file: _File, where: _WHERE, header: int, codepage: int) -> dict[int, mapi.Value]:
    """The properties of a storage: numbers and times from its table, the rest from a stream each."""
    bag = dict(_fixed(file, where, header))
    page = _codepage(bag) or codepage
    for name in file.tree.get(where, []):
        if not name.startswith("__substg1.0_") or len(name) != 20 or (*where, name) in file.tree:
            continue
        tag, kind = int(name[12:16], 16), int(name[16:], 16)
        found = mapi.value(kind, file.bytes((*where, name)), page)
        if found is not None:
            bag[_key(file, tag)] = found
    return bag


def _key(file: _File, tag: int) -> int:
    return -file.names[tag] if tag in file.names else tag


def _fixed(file: _File, where: _WHERE, header: int) -> Iterator[tuple[int, mapi.Value]]:
    if "__properties_version1.0" not in file.tree.get(where, []):
        return
    data = file.bytes((*where, "__properties_version1.0"))[header:]
    for kind, tag, _, raw in struct.iter_unpack("<HHI8s", data[: len(data) - len(data) % 16]):
        found = mapi.value(kind, raw, 0) if kind in _FIXED else None
        if found is not None:
            yield _key(file, tag), found


def _enclosure(file: _File, where: _WHERE, codepage: int, depth: int) -> mapi.Enclosure:
    bag = _bag(file, where, 8, codepage)
    inner = (*where, "__substg1.0_3701000D")
    if "__properties_version1.0" in file.tree.get(inner, []):
        return mapi.Enclosure(bag, _note(file, inner, depth + 1))
    lost = mapi.FOREIGN if inner in file.tree else ""
    return mapi.Enclosure(bag, lost=lost)
