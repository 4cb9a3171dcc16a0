"""A mailbox in one text file (RFC 4155): its messages one after the other, each behind a line that begins "From ".

Some programs mark such lines of a text (">From "), others count the bytes of a body (Content-Length), some do neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from reviewer.errors import ProcessingError
from reviewer.model import Item
from reviewer.processing.formats.mail.contents import contents
from reviewer.processing.formats.mail.message import LIMIT
from reviewer.processing.paper import Paper

_LINE = 1 << 16  # bytes that are read at once: a line may be as long as the file
_MOST = 1_000_000
_AHEAD = 16
_PARTED = re.compile(rb"From .*\b\d{1,2}:\d\d(:\d\d)?\b.*\b(19|20)\d\d\b|From \S+ *\r?\n")
_QUOTED = re.compile(rb">+From ")
_LENGTH = re.compile(rb"Content-Length:[ \t]{0,16}(\d{1,10})\s*$", re.IGNORECASE)
_END = re.compile(rb"\s*(From |\Z)")


def read(path: Path, name: str, staging: Path) -> Paper:
    """Put each message of a mailbox into `staging`, in flat memory. Raises ProcessingError where there is none."""
    items: list[Item] = []
    with path.open("rb") as file:
        for number, lines in _messages(file):
            if number > _MOST:
                raise ProcessingError("The mailbox was not read", f"it holds more than {_MOST:,} messages", "")
            items.append(_write(lines, number, staging))
    if not items:
        raise ProcessingError(
            "The mailbox was not read", "no message was found in it", "Ask in which form it was saved"
        )
    return Paper(contents(name, items), items=tuple(items), declared=len(items))


def _write(lines: Iterator[bytes], number: int, staging: Path) -> Item:
    path, name, size = staging / f"{number:07d}", f"message {number:06d}.eml", 0
    with path.open("wb") as file:
        for line in lines:
            size += len(line)
            if size <= LIMIT:
                file.write(line)
    return Item(name, path, f"it is larger than {LIMIT >> 20} MB" if size > LIMIT else "")


def _messages(file: BinaryIO) -> Iterator[tuple[int, Iterator[bytes]]]:
    """The messages with their numbers from 1; the lines of one must be taken before the next is asked for."""
    reader = _Reader(file)
    number = 0
    while reader.at_message():
        number += 1
        yield number, reader.lines()
        with suppress(StopIteration):  # what was not taken is passed over
            while True:
                next(reader.rest)


class _Reader:
    """Reads lines, and knows where a message begins: after an empty line, with sender and time, before a header."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._line = file.readline(_LINE)
        while self._line and not self._line.strip():
            self._line = file.readline(_LINE)
        self.rest: Iterator[bytes] = iter(())

    def at_message(self) -> bool:
        return self._line.startswith(b"From ")

    def lines(self) -> Iterator[bytes]:
        self.rest = self._lines()
        return self.rest

    def _lines(self) -> Iterator[bytes]:
        """The lines of the message that begins here. ">From " loses the mark that it was given in the mailbox."""
        after_empty, whole, in_header, length, end = False, True, True, 0, 0
        self._line = self._file.readline(_LINE)
        while self._line:
            begin = self._file.tell() - len(self._line)
            if after_empty and whole and begin >= end and _PARTED.match(self._line):
                return
            if in_header and (counted := _LENGTH.match(self._line)):
                length = int(counted[1])
            after_empty = whole and not self._line.strip()
            if in_header and after_empty:
                in_header, end = False, self._counted_end(length)
            line = self._line
            yield line[1:] if whole and _QUOTED.match(line) else line
            whole = line.endswith(b"\n")
            self._line = self._file.readline(_LINE)

    def _counted_end(self, length: int) -> int:
        """Where a body of `length` bytes that begins here ends; 0 where no message begins there: the count is wrong."""
        begin = self._file.tell()
        self._file.seek(begin + length)
        ahead = self._file.read(_AHEAD)
        self._file.seek(begin)
        return begin + length if length and _END.match(ahead) else 0
