"""The names in a ZIP that does not say how they are written: older programs wrote them in their system's code page.

APPNOTE.TXT of PKWARE: 4.4.4 bit 11 says UTF-8; 4.6.9 is a field with the name in UTF-8 besides.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

_UTF_8 = 0x800
_UNICODE_PATH = 0x7075
_ISOLATED = 1.5  # bytes in a row beyond ASCII, on average: letters with accents stand alone, other scripts in words


@dataclass(frozen=True, slots=True)
class _Page:
    """A code page: its codec, its name for people, and the bytes of the characters that are common in it."""

    codec: str
    name: str
    common: re.Pattern[bytes]


def _page(codec: str, name: str, common: bytes) -> _Page:
    return _Page(codec, name, re.compile(common, re.DOTALL))


_JAPANESE = _page(  # kana and the first level of JIS X 0208
    "cp932", "Japanese (Shift-JIS)", rb"\x81[\x40-\xac]|\x82[\x4f-\xf1]|\x83[\x40-\x96]|[\x88-\x97][\x40-\xfc]"
)
_OTHERS = (
    _JAPANESE,
    _page("cp949", "Korean", rb"[\xb0-\xc8][\xa1-\xfe]"),  # Hangul of KS X 1001
    _page("gb18030", "Chinese (GBK)", rb"[\xb0-\xd7][\xa1-\xfe]|[\xa1\xa3][\xa1-\xfe]"),  # GB 2312, first level
    _page("big5", "Chinese (Big5)", rb"[\xa1\xa4-\xc6][\x40-\x7e\xa1-\xfe]"),
    _page("cp1251", "Cyrillic (Windows)", rb"[\xa8\xb8\xb9\xc0-\xff]"),
    _page("cp866", "Cyrillic (DOS)", rb"[\x80-\xaf\xe0-\xf1\xfc]"),
)
_WESTERN = (
    _page("cp1252", "Western (Windows)", rb"[\xc0-\xff]"),
    _page("cp850", "Western (DOS)", rb"[\x80-\xa5\xb5-\xb7]|(?<=[a-z\x81\x84\x94])\xe1(?=[a-z])"),  # 0xE1 is ß
)


def names(entries: Sequence[zipfile.ZipInfo]) -> tuple[list[str], str]:
    """The names of the members in their order, and what their code page was guessed to be; "" where none was."""
    unsaid = [raw for entry in entries if (raw := _raw(entry)) and _told(entry, raw) is None]
    page = _guess(unsaid) if unsaid else None
    return [_name(entry, page) for entry in entries], page.name if page else ""


def _name(entry: zipfile.ZipInfo, page: _Page | None) -> str:
    raw = _raw(entry)
    told = _told(entry, raw) if raw else entry.filename
    if told is None:
        told = raw.decode(page.codec, "replace") if page else entry.filename
    return told.partition("\0")[0]


def _raw(entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a name that is not said to be UTF-8 and not in ASCII, which `zipfile` reads as code page 437."""
    if entry.flag_bits & _UTF_8 or entry.filename.isascii():
        return b""
    return entry.orig_filename.encode("cp437", "replace")


def _told(entry: zipfile.ZipInfo, raw: bytes) -> str | None:
    """The name by its field in UTF-8, or as UTF-8, which bytes of another code page hardly ever are by chance."""
    for kind, value in _fields(entry.extra):
        if kind == _UNICODE_PATH and len(value) > 5 and struct.unpack("<L", value[1:5])[0] == zlib.crc32(raw):
            return value[5:].decode("utf-8", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _fields(extra: bytes) -> list[tuple[int, bytes]]:
    found = []
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        found.append((kind, extra[4 : 4 + size]))
        extra = extra[4 + size :]
    return found


def _guess(raw: Sequence[bytes]) -> _Page | None:
    """The code page whose common characters make up most of the names; the first of several, None where none can be."""
    together = b"\n".join(raw)
    pages = _WESTERN if _is_western(together) else (*_OTHERS, *_WESTERN)
    scores = {page: _score(together, page) for page in pages}
    best = max(scores, key=lambda page: scores[page])
    return best if scores[best] else None


def _is_western(raw: bytes) -> bool:
    """Whether what is beyond ASCII stands alone among letters; in Shift-JIS the second byte may be a letter too."""
    beyond = re.findall(rb"[\x80-\xff]+", raw)
    words = re.sub(rb"\.\w+$", b"", _JAPANESE.common.sub(b"", raw), flags=re.MULTILINE)
    return sum(map(len, beyond)) <= _ISOLATED * len(beyond) and bool(re.search(rb"[A-Za-z]", words))


def _score(raw: bytes, page: _Page) -> float:
    """The share of the bytes beyond ASCII that belong to common characters; 0 where they can't all be read."""
    try:
        raw.decode(page.codec)
    except UnicodeDecodeError:
        return 0.0
    common = b"".join(page.common.findall(raw))
    return sum(byte > 0x7F for byte in common) / max(sum(byte > 0x7F for byte in raw), 1)
