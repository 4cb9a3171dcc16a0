"""Files in the text of a mail, as programs before MIME put them there: uuencode (POSIX, `uuencode`)."""

from __future__ import annotations

import binascii
import re

_BLOCK = re.compile(
    r"^begin [0-7]{3,4} (?P<name>[^\r\n]{1,255})\r?\n"
    r"(?P<lines>(?:[ -`]{1,100}\r?\n)+?)(?:[` ]?\r?\n)?end[ \t]*(?=\r?$)",
    re.MULTILINE,
)


def parted(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text with the name of each file where it stood, and the files; what can't be decoded stays in the text."""
    files: list[tuple[str, bytes]] = []

    def taken(block: re.Match[str]) -> str:
        data = _decoded(block["lines"])
        if not data:
            return block[0]
        files.append((block["name"].strip(), data))
        return f"[{block['name'].strip()}]"

    return (_BLOCK.sub(taken, text), files) if "begin " in text else (text, files)


def _decoded(lines: str) -> bytes:
    """The bytes of a block, b"" where it is none."""
    try:
        return b"".join(map(_line, lines.splitlines()))
    except (binascii.Error, ValueError):
        return b""


def _line(line: str) -> bytes:
    """The bytes of a line; some programs leave the spaces at its end out, others add a sum."""
    count = (ord(line[0]) - 32) & 63
    length = (count * 4 + 5) // 3
    return binascii.a2b_uu(line[:1] + line[1 : 1 + (count + 2) // 3 * 4].ljust(length))
