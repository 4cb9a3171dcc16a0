"""Load files written byte by byte for tests, not by the code that is tested."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

ENCODINGS = {
    "UTF-8": ("utf-8", b""),
    "UTF-8 with byte order mark": ("utf-8", codecs.BOM_UTF8),
    "UTF-16 little endian": ("utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-16 big endian": ("utf-16-be", codecs.BOM_UTF16_BE),
    "Windows-1252": ("cp1252", b""),
}


def concordance(rows: Sequence[Sequence[str]]) -> str:
    """Rows as Concordance writes them: each value between þ, 0x14 between values."""
    return "".join("\x14".join(f"þ{value}þ" for value in row) + "\r\n" for row in rows)


def write(path: Path, text: str, encoding: str = "UTF-8 with byte order mark") -> Path:
    codec, mark = ENCODINGS[encoding]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(mark + text.encode(codec))
    return path


def dat(path: Path, *rows: Sequence[str], encoding: str = "UTF-8 with byte order mark") -> Path:
    return write(path, concordance(rows), encoding)


def touch(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
