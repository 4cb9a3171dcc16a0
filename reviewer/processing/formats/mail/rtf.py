"""The body of an Outlook mail that is kept as RTF: the HTML or the text that is wrapped in it.

Rules: MS-OXRTFEX (HTML and text inside RTF) and the RTF specification 1.9.1.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from html import escape

from reviewer.processing.formats.mail import charsets

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"  # a control word and its number
    rb"|\\'([0-9a-fA-F]{2})"  # one byte
    rb"|\\([^a-zA-Z])"  # a control symbol
    rb"|([{}])"
    rb"|([^\\{}\r\n]+)"
)
_DEPTH = 2000  # groups inside one another; Outlook stays under 50
_LETTERS = {
    **{"par": "\n", "line": "\n", "row": "\n", "page": "\n", "sect": "\n", "cell": "\t", "tab": "\t"},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "endash": "–", "emdash": "—"},
    **{"emspace": " ", "enspace": " ", "qmspace": " "},
}
_SYMBOLS = {b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
_NO_TEXT = {
    *("fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "themedata", "listtable", "listoverridetable"),
    *("header", "footer", "headerl", "headerr", "footerl", "footerr", "generator", "datastore", "rsidtbl"),
}
_CHARSETS = {
    **{0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255},
    **{178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437},
}


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """What stood in the RTF: `html`, or the text alone where it wraps no HTML."""

    html: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within one pair of braces."""

    silent: bool = False
    tag: bool = False  # inside \*\htmltag: HTML as it is
    rtf_only: bool = False  # \htmlrtf: how RTF shows what the HTML around it says
    codec: str = "cp1252"
    per_letter: int = 1  # \uc: how many letters stand after \u for programs without Unicode
    fonts: bool = False


@dataclass(slots=True)
class _Reader:
    wraps_html: bool
    codec: str
    group: _Group
    stack: list[_Group] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    ignorable: bool = False
    to_skip: int = 0

    def text(self, text: str) -> None:
        self.flush()
        if text and not self.group.silent and not (self.wraps_html and self.group.rtf_only):
            self.out.append(text if self.group.tag or not self.wraps_html else escape(text, quote=False))

    def flush(self) -> None:
        """Bytes of one encoding are read together: a letter may be two of them."""
        if self.pending:
            data, self.pending = bytes(self.pending), bytearray()
            self.text(charsets.decode(data, self.group.codec)[0])

    def set(self, **changes: object) -> None:
        self.flush()
        self.group = replace(self.group, **changes)  # type: ignore[arg-type]


def unwrap(rtf: bytes) -> Unwrapped:
    """The HTML (`\\fromhtml`) or text of an RTF body. Whatever is broken in it is passed over; never raises."""
    head = rtf[:1024]
    page = re.search(rb"\\ansicpg(\d{1,5})", head)
    codec = _codec(int(page[1]) if page else 1252)
    reader = _Reader(b"\\fromhtml" in head, codec, _Group(codec=codec))
    for token in _TOKEN.finditer(rtf):
        _take(reader, token)
    reader.flush()
    # Letters beyond U+FFFF come as two halves, in UTF-16.
    made = "".join(reader.out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Unwrapped(html=made) if reader.wraps_html else Unwrapped(text=made.strip("\n"))


def _codec(page: int) -> str:
    name = {65001: "utf-8", 10000: "mac-roman"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _take(reader: _Reader, token: re.Match[bytes]) -> None:
    word, number, byte, symbol, brace, run = token.groups()
    if brace:
        _brace(reader, brace)
    elif word is not None:
        _word(reader, word.decode("ascii"), int(number) if number else None)
    elif symbol == b"*":
        reader.ignorable = True
    elif symbol is not None:
        reader.text(_SYMBOLS.get(symbol, ""))
    else:
        _bytes(reader, bytes.fromhex(byte.decode("ascii")) if byte else run)


def _bytes(reader: _Reader, data: bytes) -> None:
    skipped = min(reader.to_skip, len(data))
    reader.to_skip -= skipped
    reader.pending += data[skipped:]


def _brace(reader: _Reader, brace: bytes) -> None:
    reader.flush()
    reader.ignorable, reader.to_skip = False, 0
    if brace == b"{" and len(reader.stack) < _DEPTH:
        reader.stack.append(reader.group)
    elif brace == b"}" and reader.stack:
        reader.group = reader.stack.pop()


def _word(reader: _Reader, word: str, number: int | None) -> None:
    ignorable, reader.ignorable = reader.ignorable, False
    if word == "htmltag":
        reader.set(tag=True, silent=False)
    elif ignorable or word in _NO_TEXT:
        reader.set(silent=True, fonts=word == "fonttbl")
    elif word == "htmlrtf":
        reader.set(rtf_only=number != 0)
    elif word == "u" and number is not None:
        _unicode(reader, number)
    elif word == "bin" and number:
        reader.to_skip = number
    elif word in _LETTERS:
        reader.text(_LETTERS[word])
    else:
        _setting(reader, word, number or 0)


def _unicode(reader: _Reader, number: int) -> None:
    reader.text(chr(number % 65536))
    reader.to_skip = reader.group.per_letter


def _setting(reader: _Reader, word: str, number: int) -> None:
    if word == "uc":
        reader.set(per_letter=number)
    elif word == "f":
        reader.font = number
        if not reader.group.fonts:
            reader.set(codec=reader.fonts.get(number, reader.codec))
    elif word == "fcharset" and reader.group.fonts and number in _CHARSETS:
        reader.fonts[reader.font] = _codec(_CHARSETS[number])
