"""How a load file is written, found by looking at it; what stays in doubt is told, and may be chosen by hand."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.load_files.columns import is_known, looks_like_data
from reviewer.load_files.dialect import Dialect, Encoding
from reviewer.load_files.lines import STRAY, Line, Record, Records, read_lines

_BLOCK = 1 << 20  # bytes
_LINES, _CHARACTERS = 2000, 400_000  # what is looked at for separators and names
_RECORDS = 200
_CLOSE = 0.25  # a form that scores less by no more than this is another choice
_MARKS = {
    codecs.BOM_UTF8: Encoding.UTF_8_MARKED,
    codecs.BOM_UTF16_LE: Encoding.UTF_16_LE,
    codecs.BOM_UTF16_BE: Encoding.UTF_16_BE,
}
_MARKS_OF_FORMS = (
    "\x14þ",
    "\x14",
    '\x14"',
    "|",
    "|^",
    "|þ",
    '|"',
    "^",
    "^|",
    "^þ",
    '^"',
    ',"',
    ",þ",
    '\t"',
    "\tþ",
    ';"',
    ";þ",
)
FORMS = tuple(
    Dialect(
        separator=marks[0],
        qualifier=marks[1:],
        line_break="®" if "þ" in marks or marks == "\x14" else "",
        doubled=marks[1:] not in ("", "þ"),
    )
    for marks in _MARKS_OF_FORMS
)
"""The characters between and around values that load files are met with, the usual ones first."""


@dataclass(frozen=True, slots=True)
class Guess:
    """How a file seems to be written: the best guess, how sure it is (0 to 1), what is in doubt, and other choices."""

    dialect: Dialect
    confidence: float
    doubts: tuple[str, ...] = ()
    alternatives: tuple[Dialect, ...] = ()


def detect(path: Path, told: Encoding | None = None, separator: str = "") -> Guess:
    """How the load file at `path` is written; its encoding and the character between values may be told.

    Raises ReviewerError where it can't be read or holds nothing.
    """
    encoding, encoding_doubt = (told, "") if told else detect_encoding(path)
    lines = _first_lines(path, encoding)
    possible = [replace(form, encoding=encoding) for form in FORMS if separator in ("", form.separator)]
    forms = sorted((_Form.of(form, lines) for form in possible), key=lambda form: -form.score)
    header, header_doubt = _has_header(forms[0].records)
    best = replace(forms[0].dialect, header=header)
    rivals = [replace(form.dialect, header=header) for form in forms[1:] if form.rivals(forms[0])]
    form_doubt = _form_doubt(forms[0], rivals)
    others = list(rivals)
    if encoding_doubt:
        others.append(replace(best, encoding=_other_encoding(encoding)))
    if header_doubt:
        others.append(replace(best, header=not header))
    doubts = tuple(filter(None, (encoding_doubt, form_doubt, header_doubt)))
    return Guess(best, round(forms[0].fit * 0.5 ** len(doubts), 3), doubts, tuple(others))


def _other_encoding(encoding: Encoding) -> Encoding:
    return Encoding.UTF_8 if encoding == Encoding.WINDOWS_1252 else Encoding.WINDOWS_1252


# Encoding


def detect_encoding(path: Path) -> tuple[Encoding, str]:
    """How the characters of a file are written, and what is in doubt or "". The whole file is looked at.

    Raises ReviewerError where it can't be read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4096)
        for mark, encoding in _MARKS.items():
            if start.startswith(mark):
                return encoding, ""
        return _by_zeros(start) or _by_bytes(path)
    except OSError as error:
        why = error.strerror or "the disk does not hand it over"
        raise ReviewerError(f"{path.name} was not read", why, "Look whether the file is there") from error


def _by_zeros(start: bytes) -> tuple[Encoding, str] | None:
    """UTF-16 without a mark: every other byte of plain text is zero."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 < len(start) or not start:
        return None
    doubt = "It has no byte order mark; it was taken for UTF-16 by its zero bytes"
    return (Encoding.UTF_16_LE if odd > even else Encoding.UTF_16_BE), doubt


def _by_bytes(path: Path) -> tuple[Encoding, str]:
    """UTF-8 where all is valid, Windows-1252 where nothing beyond ASCII is; the more frequent where both occur."""
    proper, stray = _proper_and_stray(path)
    marks = stray[0xFE] + stray[0xAE]
    others = stray.total() - marks
    if not stray:
        return Encoding.UTF_8, ""
    if not proper:
        return Encoding.WINDOWS_1252, ""
    if not others:
        return Encoding.UTF_8, ""  # the text is UTF-8, and þ and ® are written as single bytes
    doubt = f"{proper} characters look like UTF-8, {others} like Windows-1252"
    return (Encoding.UTF_8 if proper > others else Encoding.WINDOWS_1252), doubt


def _proper_and_stray(path: Path) -> tuple[int, Counter[int]]:
    """How many characters beyond ASCII are valid UTF-8, and how often each byte stands that is not."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    proper, stray = 0, Counter[int]()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            text = decoder.decode(block)
            strays = [ord(character) - 0xDC00 for character in STRAY.findall(text)]
            proper += len(text) - len(text.encode("ascii", "ignore")) - len(strays)
            stray.update(strays)
    return proper, stray


# Separators


@dataclass(frozen=True, slots=True)
class _Form:
    """How well a form explains the first lines. `fit` is the share of records with the usual count of values."""

    dialect: Dialect
    records: tuple[Record, ...]
    width: int
    fit: float
    score: float

    @staticmethod
    def of(dialect: Dialect, lines: Sequence[Line]) -> _Form:
        records = list(islice(Records(iter(lines), dialect), _RECORDS))
        if len(records) > 1 and records[-1].values is None:
            records.pop()  # the sample ends inside it
        width, count = Counter(len(record.values or ()) for record in records).most_common(1)[0]
        fit = count / len(records) if width > 1 else 0.0
        score = fit + _qualified(dialect, records) - _unexplained(dialect, records) + min(width, 50) / 1000
        return _Form(dialect, tuple(records), width, fit, score if fit else 0.0)

    def rivals(self, best: _Form) -> bool:
        """Whether it explains the lines nearly as well as the best, and otherwise."""
        close = self.score > max(best.score - _CLOSE, 0)
        return close and [record.values for record in self.records] != [record.values for record in best.records]


def _first_lines(path: Path, encoding: Encoding) -> list[Line]:
    lines: list[Line] = []
    characters = 0
    for line in read_lines(path, Dialect(encoding=encoding)):
        lines.append(line)
        characters += len(line.text)
        if len(lines) == _LINES or characters > _CHARACTERS:
            break
    if not any(line.text.strip() for line in lines):
        raise ReviewerError(f"{path.name} was not read", "it is empty", "Ask for it again")
    return lines


def _qualified(dialect: Dialect, records: Sequence[Record]) -> float:
    """Up to 0.5, for the share of values that are qualified, and 0.1 more where any is."""
    if not dialect.qualifier:
        return 0.0
    begins = [
        line.text.startswith(dialect.qualifier) + line.text.count(dialect.separator + dialect.qualifier)
        for record in records
        for line in record.lines
    ]
    cells = sum(len(record.values or ()) for record in records)
    return min(0.5, 0.1 + 0.4 * sum(begins) / cells) if sum(begins) and cells else 0.0


def _unexplained(dialect: Dialect, records: Sequence[Record]) -> float:
    """Up to 0.5, for the share of values that still stand between marks which look like qualifiers."""
    cells = [value for record in records for value in record.values or () if value]
    marked = sum(len(value) > 1 and value[0] == value[-1] and value[0] in 'þ^"|' for value in cells)
    return 0.5 * marked / len(cells) if cells else 0.0


def _form_doubt(best: _Form, rivals: Sequence[Dialect]) -> str:
    if not best.fit:
        return "No character was found that stands between values"
    if any(rival.separator != best.dialect.separator for rival in rivals):
        return "More than one character could be the one between values"
    return "" if best.fit >= 0.9 else "Many rows have more or fewer values than the others"


# Names


def _has_header(records: Sequence[Record]) -> tuple[bool, str]:
    """Whether the first record names the columns, and what is in doubt or ""."""
    names = records[0].values or ()
    known = sum(map(is_known, names))
    if known >= 2 or known * 2 > len(names):
        return True, ""
    if any(map(looks_like_data, names)) or sum(not name.strip() for name in names) * 4 > len(names):
        return False, ""
    below = [record.values for record in records[1:] if record.values and len(record.values) == len(names)]
    differs = any(looks_like_data(value) for row in below for value in row)
    return True, "" if differs and len(set(names)) == len(names) else "The first row may be names or a document"
