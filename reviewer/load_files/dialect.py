"""How a load file is written: its encoding, the characters between values and around them, its header row.

The characters are those of Concordance (separator 0x14, qualifier þ, ® for a line break inside a value, `;` between
values, `\\` between levels) and the others that load files are met with: comma, tab, `|`, `^`, `;`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from reviewer.errors import ReviewerError


class Encoding(StrEnum):
    """How characters are written as bytes; the value is what a user reads. UTF-16 is written with its mark."""

    UTF_8 = "UTF-8"
    UTF_8_MARKED = "UTF-8 with byte order mark"
    UTF_16_LE = "UTF-16 little endian"
    UTF_16_BE = "UTF-16 big endian"
    WINDOWS_1252 = "Windows-1252"

    @property
    def codec(self) -> str:
        """Python's name of it, for text that follows the byte order mark."""
        return _CODECS[self]

    @property
    def mark(self) -> str:
        """The byte order mark that files of this encoding begin with, as a character, or ""."""
        return "" if self in (Encoding.UTF_8, Encoding.WINDOWS_1252) else "\ufeff"


_CODECS = {
    Encoding.UTF_8: "utf-8",
    Encoding.UTF_8_MARKED: "utf-8",
    Encoding.UTF_16_LE: "utf-16-le",
    Encoding.UTF_16_BE: "utf-16-be",
    Encoding.WINDOWS_1252: "cp1252",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the rows of a load file are written. Each mark is one character, or "" where the file has none.

    `line_break` stands for a line break inside a value. Where `doubled` is true a qualifier inside a value is written
    twice (CSV); else it stands as it is, and a value ends at a qualifier before a separator or the end (Concordance).
    """

    encoding: Encoding = Encoding.UTF_8
    separator: str = "\x14"
    qualifier: str = "þ"
    line_break: str = "®"
    doubled: bool = False
    header: bool = True
    multi: str = ";"
    nested: str = "\\"

    def __post_init__(self) -> None:
        marks = [self.separator, self.qualifier, self.line_break]
        given = [mark for mark in marks if mark]
        if not self.separator or len(set(given)) < len(given) or any(len(mark) > 1 or mark in "\r\n" for mark in given):
            raise ReviewerError(
                "The load file can't be read like that",
                "separator, qualifier and line break must be single characters that differ",
                "Choose others",
            )

    def split(self, value: str) -> tuple[str, ...]:
        """The values of a field that holds several, blanks around them taken off, empty ones left out."""
        parts = value.replace("\n", self.multi).split(self.multi) if self.multi else [value]
        return tuple(part.strip() for part in parts if part.strip())

    def levels(self, value: str) -> tuple[str, ...]:
        """The levels of a nested value, outermost first: `Legal\\Contracts`."""
        parts = value.split(self.nested) if self.nested else [value]
        return tuple(part.strip() for part in parts if part.strip())

    @property
    def marks(self) -> str:
        """The characters between and around values in words."""
        qualifier = f"{_named(self.qualifier)} around values" if self.qualifier else "nothing around values"
        return f"{_named(self.separator)} between values, {qualifier}"

    def __str__(self) -> str:
        return f"{self.encoding}, {self.marks}, {'names in the first row' if self.header else 'no row of names'}"


_NAMES = {"\x14": "0x14", "\t": "tab", ",": "comma", ";": "semicolon"}


def _named(mark: str) -> str:
    return _NAMES.get(mark, mark)


CONCORDANCE = Dialect()
CSV = Dialect(separator=",", qualifier='"', line_break="", doubled=True)


def to_json(dialect: Dialect) -> str:
    """The dialect as text to be saved."""
    return json.dumps(asdict(dialect), indent=1, ensure_ascii=False)


def from_json(text: str) -> Dialect:
    """The dialect that was saved. Raises ReviewerError."""
    try:
        saved: dict[str, Any] = json.loads(text)
        return Dialect(**{**saved, "encoding": Encoding(saved["encoding"])})
    except (ValueError, TypeError, KeyError) as error:
        raise ReviewerError("The saved form of load file was not read", "it is not one", "Choose it again") from error
