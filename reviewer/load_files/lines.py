"""The lines of a load file with their numbers, and the records that they make."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.load_files.dialect import Dialect, Encoding
from reviewer.load_files.record import values

LONGEST = 16_000_000  # characters of one record: the text of a long document may stand in a value
_WORK = 1_000_000_000  # characters looked at in the search for the end of one record
_TRIES = 100  # ends looked for at any line with a qualifier; later only where qualifiers are odd in number
_BROKEN = 100  # records left open in one file, after which it is plainly read the wrong way
STRAY = re.compile("[\udc80-\udcff]")  # bytes that are not of the encoding, as `surrogateescape` hands them over
_STRANGE = re.compile("[\udc80-\udcad\udcaf-\udcfd\udcff]")  # þ and ® in Windows-1252 among UTF-8 are usual


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number (from 1) and its line break: as it can be written back, and as it is to be read."""

    number: int
    raw: str
    text: str

    @property
    def strange(self) -> bool:
        """Whether some of its bytes are not of the file's encoding."""
        return "\ufffd" in self.text or bool(_STRANGE.search(self.raw))


@dataclass(frozen=True, slots=True)
class Record:
    """Lines that make one record. `values` is None where a qualified value is opened and not closed."""

    lines: tuple[Line, ...]
    values: tuple[str, ...] | None

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.lines[0].number

    @property
    def raw(self) -> str:
        """Its text as it can be written back."""
        return "".join(line.raw for line in self.lines)

    @property
    def strange(self) -> bool:
        """Whether some of its bytes are not of the file's encoding."""
        return any(line.strange for line in self.lines)


def read_lines(path: Path, dialect: Dialect) -> Iterator[Line]:
    """The lines of a file. Stray bytes are read as Windows-1252. Raises ReviewerError, also for a line without end."""
    errors = "replace" if dialect.encoding in (Encoding.UTF_16_LE, Encoding.UTF_16_BE) else "surrogateescape"
    try:
        with path.open(encoding=dialect.encoding.codec, errors=errors, newline="") as file:
            number = 0
            while raw := file.readline(LONGEST):
                number += 1
                raw = raw.removeprefix("\ufeff") if number == 1 else raw
                if len(raw) >= LONGEST:
                    raise _unreadable(path.name, "it has a line that is too long for a load file")
                yield Line(number, raw, STRAY.sub(_windows, raw))
    except OSError as error:
        raise _unreadable(path.name, error.strerror or "the disk does not hand it over") from error


def _windows(stray: re.Match[str]) -> str:
    return bytes([ord(stray[0]) - 0xDC00]).decode("cp1252", "replace")


def _unreadable(name: str, why: str) -> ReviewerError:
    return ReviewerError(f"{name} was not read", why, "Look whether it is a load file, or choose another form")


@dataclass(slots=True)
class Records:
    """The records that lines make, one after another, blank lines left out.

    `width` is how many values a record has, 0 where that is not known. A record that is left open ends before a line
    that plainly is a record by itself, so that none of those that follow is lost.
    """

    lines: Iterator[Line]
    dialect: Dialect
    width: int = 0
    _back: deque[Line] = field(default_factory=deque)
    _broken: int = 0

    def __iter__(self) -> Iterator[Record]:
        while line := self._next():
            if not line.text.strip("\r\n"):
                continue
            record = self._of([line])
            yield record if record.values is not None else self._longer(line)

    def _next(self) -> Line | None:
        return self._back.popleft() if self._back else next(self.lines, None)

    def _of(self, lines: list[Line]) -> Record:
        text = "".join(line.text for line in lines).rstrip("\r\n")
        found = values(text, self.dialect)
        return Record(tuple(lines), None if found is None else tuple(found))

    def _longer(self, first: Line) -> Record:
        """The record that begins with a line which leaves a value open."""
        held, size, tries, work = [first], len(first.text), 0, 0
        while size < LONGEST and work < _WORK and (line := self._next()):
            if not self.dialect.doubled and self._alone(line):
                self._back.appendleft(line)
                return Record(tuple(held), None)
            held.append(line)
            size += len(line.text)
            if self._may_end(line, tries):
                tries, work = tries + 1, work + size
                record = self._of(held)
                if record.values is not None:
                    return record
        return self._given_up(held)

    def _may_end(self, line: Line, tries: int) -> bool:
        count = line.text.count(self.dialect.qualifier)
        return count % 2 == 1 or (count > 0 and tries < _TRIES)

    def _alone(self, line: Line) -> bool:
        """Whether a line is a whole record, qualified from its first value on."""
        if self.width < 2 or not line.text.startswith(self.dialect.qualifier):
            return False
        found = self._of([line]).values
        return found is not None and len(found) == self.width

    def _given_up(self, held: list[Line]) -> Record:
        """The lines before the first that is a record by itself; all where none is."""
        self._broken += 1
        if self._broken > _BROKEN:
            raise _unreadable("The load file", "many values are opened and never closed")
        for place, line in enumerate(held[1:], 1):
            if len(self._of([line]).values or ()) == self.width:
                self._back.extendleft(reversed(held[place:]))
                return Record(tuple(held[:place]), None)
        return Record(tuple(held), None)


def read_records(path: Path, dialect: Dialect, width: int = 0) -> Iterator[Record]:
    """The records of a file, of `width` values each (0: not known). Raises ReviewerError."""
    return iter(Records(read_lines(path, dialect), dialect, width))
