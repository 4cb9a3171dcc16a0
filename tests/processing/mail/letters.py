"""Mails for tests, byte for byte as they come, and what is read from them."""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

from reviewer.model import Item
from reviewer.processing.formats.mail import message
from reviewer.processing.paper import Paper

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def eml(*fields: str | bytes, body: str | bytes = "The body.") -> bytes:
    """A mail with these header lines and this body."""
    lines = [field if isinstance(field, bytes) else field.encode("utf-8") for field in fields]
    return b"\r\n".join([*lines, b"", body if isinstance(body, bytes) else body.encode("utf-8")])


def multipart(kind: str, *parts: bytes, fields: Iterable[str] = ()) -> bytes:
    """A mail of several parts, each with its own header; `kind` as in "mixed"."""
    border = f"=={kind}{len(b''.join(parts))}=="
    body = b"".join(b"--" + border.encode() + b"\r\n" + part + b"\r\n" for part in parts) + f"--{border}--\r\n".encode()
    return eml(*fields, "MIME-Version: 1.0", f'Content-Type: multipart/{kind}; boundary="{border}"', body=body)


def part(kind: str, body: str | bytes, *fields: str) -> bytes:
    """A part of a mail."""
    return eml(f"Content-Type: {kind}", *fields, body=body)


def attached(name: str, data: bytes, kind: str = "application/octet-stream") -> bytes:
    """A file as a part of a mail, in base64."""
    coded = b"\r\n".join(re.findall(rb".{1,76}", b64encode(data)))
    disposition = f'Content-Disposition: attachment; filename="{name}"'
    return part(kind, coded, disposition, "Content-Transfer-Encoding: base64")


def zipped(name: str, data: bytes) -> bytes:
    """A ZIP with one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def read(folder: Path, data: bytes, name: str = "mail.eml") -> Paper:
    """What a mail becomes; its items lie in a folder of their own."""
    path, staging = folder / "mail", folder / f"staging {len(list(folder.iterdir()))}"
    path.write_bytes(data)
    staging.mkdir()
    return message.read(path, name, staging)


def text(paper: Paper) -> str:
    """The words that the paper shows, as one line."""
    blocks = re.sub(r"</?(?:div|p|tr|td|table|br|hr|li|h\d)\b[^>]*>", " ", paper.html)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", blocks)).split())


def named(paper: Paper) -> dict[str, bytes]:
    """The files that a mail carries, by name."""
    return {item.name: item.path.read_bytes() for item in paper.items if not item.reason}


def unread(items: Iterable[Item]) -> dict[str, str]:
    """Those whose bytes can't be had, with the reason."""
    return {item.name: item.reason for item in items if item.reason}


# winmail.dat (MS-OXTNEF)


def tnef(*attributes: bytes) -> bytes:
    """A winmail.dat with these attributes, for Western Europe."""
    head = struct.pack("<IH", 0x223E9F78, 1)
    return head + tnef_attribute(1, 0x9007, 6, struct.pack("<II", 1252, 0)) + b"".join(attributes)


def tnef_attribute(level: int, name: int, kind: int, data: bytes) -> bytes:
    """One attribute with its checksum."""
    return struct.pack("<BHHI", level, name, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def tnef_properties(properties: Iterable[tuple[int, int, bytes]]) -> bytes:
    """MAPI properties, each a number, a kind (0x1E text, 0x102 bytes, 0x0D object) and its bytes."""
    rows = list(properties)
    return struct.pack("<I", len(rows)) + b"".join(_tnef_property(*row) for row in rows)


def _tnef_property(tag: int, kind: int, data: bytes) -> bytes:
    padded = data + bytes(-len(data) % 4)
    return struct.pack("<HHII", kind, tag, 1, len(data)) + padded


def tnef_body(words: str) -> bytes:
    """The attributes of a message with a plain body."""
    return tnef_attribute(1, 0x9003, 6, tnef_properties([(0x1000, 0x1E, words.encode("cp1252") + b"\x00")]))


def tnef_file(name: str, data: bytes) -> bytes:
    """The attributes of an attached file."""
    return (
        tnef_attribute(2, 0x9002, 6, bytes(14))
        + tnef_attribute(2, 0x8010, 1, name.encode("cp1252") + b"\x00")
        + tnef_attribute(2, 0x800F, 6, data)
    )


def tnef_message(inner: bytes) -> bytes:
    """The attributes of an attached message; `inner` is a winmail.dat of its own."""
    identity = bytes.fromhex("0703020000000000c000000000000046")
    properties = tnef_properties([(0x3701, 0x0D, identity + inner), (0x3705, 0x03, b"")][:1])
    return tnef_attribute(2, 0x9002, 6, bytes(14)) + tnef_attribute(2, 0x9005, 6, properties)


def mailbox(path: Path, count: int, size: int) -> Path:
    """An mbox of `count` messages of about `size` bytes."""
    with path.open("wb") as file:
        for number in range(count):
            file.writelines(_letter_of_mailbox(number, size))
    return path


def _letter_of_mailbox(number: int, size: int) -> Iterator[bytes]:
    yield f"From a{number}@example.com Tue Mar  3 10:{number % 60:02d}:00 2009\n".encode()
    yield f"From: a{number}@example.com\nSubject: number {number}\n\n>From here on, unique{number}.\n".encode()
    yield b"A line of some length that fills the message up.\n" * (size // 49) + b"\n"
