"""Files inside OLE objects: MS-OLEDS 2.3.6 and 2.2.5, MS-CFB."""

from __future__ import annotations

import io
import struct
from pathlib import PurePosixPath, PureWindowsPath

import olefile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NATIVE = "\x01Ole10Native"
_PLAIN = ("Package", "CONTENTS")  # streams that are a file: of Office, of Acrobat
_KINDS = {
    "WordDocument": ".doc",
    "Workbook": ".xls",
    "Book": ".xls",
    "PowerPoint Document": ".ppt",
    "__properties_version1.0": ".msg",
    "EncryptedPackage": ".docx",
}


def unwrapped(name: str, data: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the file inside an OLE object; those given where it is none, or of an unknown kind."""
    if not data.startswith(_OLE):
        return name, data
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _inside(ole, name, data)
    except Exception:  # olefile lets many errors of damaged files through; such a file stays as it is
        return name, data


def _inside(ole: olefile.OleFileIO, name: str, data: bytes) -> tuple[str, bytes]:
    if ole.exists(_NATIVE):
        return native(ole.openstream(_NATIVE).read(), name)
    for stream in _PLAIN:
        if ole.exists(stream):
            found = bytes(ole.openstream(stream).read())
            return str(PurePosixPath(name).with_suffix(_suffix(found))), found
    kind = next((suffix for stream, suffix in _KINDS.items() if ole.exists(stream)), None)
    return (str(PurePosixPath(name).with_suffix(kind)) if kind and name.endswith(".bin") else name), data


def native(data: bytes, name: str) -> tuple[str, bytes]:
    """A packaged file: label, path where it was, path where it was put, then its bytes."""
    rest = data[6:]
    label, _, rest = rest.partition(b"\0")
    _, _, rest = rest.partition(b"\0")
    (length,) = struct.unpack_from("<I", rest, 4)
    rest = rest[8 + length :]
    (size,) = struct.unpack_from("<I", rest)
    found = rest[4 : 4 + size]
    said = PureWindowsPath(label.decode("cp1252", "replace")).name
    return (said or name, found) if len(found) == size and found else (name, data)


def packaged(data: bytes) -> tuple[str, bytes] | None:
    """The file in an OLE 1.0 object, as in Rich Text; None where there is none."""
    try:
        _, kind = struct.unpack_from("<II", data)
        place, names = 8, []
        for _ in range(3):  # class, topic, item
            (length,) = struct.unpack_from("<I", data, place)
            names.append(data[place + 4 : place + 4 + length].rstrip(b"\0").decode("cp1252", "replace"))
            place += 4 + length
        (size,) = struct.unpack_from("<I", data, place)
        found = data[place + 4 : place + 4 + size]
        if kind != 2 or not found:  # 2: an embedded object; a link has no bytes
            return None
        name = f"object {names[0]}".strip() + ".bin"
        return native(b"\0\0\0\0" + found, name) if names[0] == "Package" else unwrapped(name, found)
    except struct.error:
        return None


def _suffix(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return ".pdf"
    if data.startswith(b"PK"):
        kinds = {b"word/": ".docx", b"xl/": ".xlsx", b"ppt/": ".pptx"}
        return next((suffix for part, suffix in kinds.items() if part in data), ".zip")
    return ".bin"
