"""An Outlook mailbox (PST, OST): every message in it becomes an `.eml`, with its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pypff

from reviewer.errors import ProcessingError
from reviewer.model import Item
from reviewer.processing.formats.mail import mapi
from reviewer.processing.formats.mail.contents import contents
from reviewer.processing.formats.mail.message import LIMIT
from reviewer.processing.paper import Paper

_DEPTH = 100  # folders inside one another
_NESTED = 20  # messages inside one another
_MOST = 1_000_000
_CONTENT_COUNT, _METHOD = 0x3602, 0x3705
_IS_MESSAGE, _IS_OBJECT = 5, 6
_DAMAGED = "it is damaged in the mailbox"
_FOLDER_DAMAGED = "a folder of the mailbox is damaged"
# What libpff raises.
_UNREADABLE: Any = (
    OSError,
    ValueError,
    OverflowError,
    MemoryError,
    SystemError,
    TypeError,
    RuntimeError,
    AttributeError,  # an item that turns out to be of another kind
)


@dataclass(slots=True)
class _Reading:
    """What was read so far, and how many messages the folders say they hold."""

    staging: Path
    items: list[Item] = field(default_factory=list)
    declared: int = 0
    flags: dict[str, None] = field(default_factory=dict)
    names: dict[int, int] = field(default_factory=dict)

    def next(self) -> Path:
        if len(self.items) >= _MOST:
            raise ProcessingError("The mailbox was not read", f"it holds more than {_MOST:,} messages", "")
        return self.staging / f"{len(self.items) + 1:07d}"


def read(path: Path, name: str, staging: Path) -> Paper:
    """Put each message of a mailbox into `staging`. Those that are damaged are listed with the reason.

    Raises ProcessingError when the mailbox itself can't be opened.
    """
    file = pypff.file()
    reading = _Reading(staging)
    try:
        file.open(str(path))
        reading.names = _names(file)
        _folder(file.get_root_folder(), "", reading, 0)
        _recovered(file, reading)
    except _UNREADABLE as error:
        raise ProcessingError(
            "The mailbox was not read", "it is damaged or no Outlook mailbox", "Ask for it again"
        ) from error
    finally:
        _close(file)
    listed = contents(name, reading.items)
    return Paper(listed, items=tuple(reading.items), declared=reading.declared, flags=tuple(reading.flags))


def _close(file: Any) -> None:
    with suppress(_UNREADABLE):  # it was never open
        file.close()


def _folder(folder: Any, where: str, reading: _Reading, depth: int) -> None:
    name = (_tried(lambda: folder.get_name()) or "").replace("/", "_")
    here = f"{where}/{name}".strip("/") if depth else ""
    messages = _count(lambda: folder.get_number_of_sub_messages(), reading)
    reading.declared += _says(folder, messages)
    for number in range(messages):
        _message(lambda number=number: folder.get_sub_message(number), here, False, reading)  # type: ignore[misc]
    folders = _count(lambda: folder.get_number_of_sub_folders(), reading)
    if depth >= _DEPTH and folders:
        raise ProcessingError("The mailbox was not read", f"more than {_DEPTH} folders lie in one another", "")
    for number in range(folders):
        inner = _tried(lambda number=number: folder.get_sub_folder(number))  # type: ignore[misc]
        if inner is None:
            reading.flags[_FOLDER_DAMAGED] = None
        else:
            _folder(inner, here, reading, depth + 1)


def _count(get: Callable[[], int], reading: _Reading) -> int:
    """How many there are; where a folder can't tell, that is told."""
    found = _tried(get)
    if found is None:
        reading.flags[_FOLDER_DAMAGED] = None
    return found or 0


def _says(folder: Any, found: int) -> int:
    """How many messages a folder says it holds; a saved search (MS-PST, 2.2.2.1: a node of kind 3) holds none."""
    said = _tried(lambda: _bag(folder, {}).get(_CONTENT_COUNT))
    is_search = (_tried(lambda: folder.get_identifier()) or 0) & 0x1F == 3
    return max(said, found) if isinstance(said, int) and not is_search else found


def _recovered(file: Any, reading: _Reading) -> None:
    """Messages that no folder holds any more."""
    orphans = _tried(lambda: file.get_number_of_orphan_items()) or 0
    reading.declared += orphans
    for number in range(orphans):
        _message(lambda number=number: file.get_orphan_item(number), "", True, reading)  # type: ignore[misc]


def _message(get: Callable[[], Any], folder: str, recovered: bool, reading: _Reading) -> None:
    """Write one message down; one that can't be read is listed."""
    path = reading.next()
    place = f"{folder}/" if folder else ""
    try:
        note = replace(_note(get(), reading.names, 0), folder=folder, recovered=recovered)
        data = mapi.to_eml(note)
    except _UNREADABLE:
        reading.items.append(Item(f"{place}{path.name}", path, _DAMAGED))
        return
    title = " ".join((mapi.subject(note.bag) or "no subject").split()).replace("/", "_")[:120]
    path.write_bytes(data)
    too_large = f"it is larger than {LIMIT >> 20} MB" if len(data) > LIMIT else ""
    reading.items.append(Item(f"{place}{path.name} {title}.eml", path, too_large))


def _names(file: Any) -> dict[int, int]:
    """The numbers of named properties; their table has the form that it has in an MSG file (MS-PST, 2.4.7)."""
    table = _tried(lambda: _bag(file.get_name_to_id_map(), {}).get(0x0003))
    return mapi.named(table) if isinstance(table, bytes) else {}


def _note(message: Any, names: dict[int, int], depth: int) -> mapi.Note:
    bag = _bag(message, names)
    recipients = _tried(lambda: [_row(row, {}) for row in message.recipients.record_sets]) or []
    return mapi.Note(bag, recipients, list(_enclosures(message, names, depth)))


def _bag(item: Any, names: dict[int, int]) -> dict[int, mapi.Value]:
    bag: dict[int, mapi.Value] = {}
    for row in item.record_sets:
        bag |= _row(row, names)
    return bag


def _row(row: Any, names: dict[int, int]) -> dict[int, mapi.Value]:
    entries = [(entry, entry.entry_type, entry.value_type) for entry in row.entries if entry.entry_type is not None]
    pages = [entry.data_as_integer for entry, tag, _ in entries if tag in (0x3FFD, 0x3FDE)]
    page = next((number for number in pages if number), 0)
    found = (
        (-names[tag] if tag in names else tag, mapi.value(kind, entry.data or b"", page))
        for entry, tag, kind in entries
    )
    return {key: kept for key, kept in found if kept is not None}


def _enclosures(message: Any, names: dict[int, int], depth: int) -> Iterator[mapi.Enclosure]:
    count = _tried(lambda: message.get_number_of_attachments())
    if count is None:
        yield mapi.Enclosure({}, lost="what is attached is damaged in the mailbox")
    for number in range(count or 0):
        try:
            yield _enclosure(message.get_attachment(number), names, depth)
        except _UNREADABLE:
            yield mapi.Enclosure({}, lost=_DAMAGED)


def _enclosure(attachment: Any, names: dict[int, int], depth: int) -> mapi.Enclosure:
    bag = _bag(attachment, {})
    if bag.get(_METHOD) == _IS_MESSAGE:
        inner = _tried(lambda: attachment.get_sub_item(0))
        if inner is None or depth >= _NESTED:
            return mapi.Enclosure(bag, lost=_DAMAGED)
        return mapi.Enclosure(bag, _note(inner, names, depth + 1))
    if bag.get(_METHOD) == _IS_OBJECT:
        return mapi.Enclosure(bag, lost=mapi.FOREIGN)
    size = _tried(lambda: attachment.get_size()) or 0
    if size > LIMIT:
        return mapi.Enclosure(bag, lost=f"it is larger than {LIMIT >> 20} MB")
    bag[0x3701] = attachment.read_buffer(size) if size else b""
    return mapi.Enclosure(bag)


def _tried(get: Callable[[], Any]) -> Any:
    """What libpff hands over, None where it can't."""
    try:
        return get()
    except _UNREADABLE:
        return None
