"""Text from the bytes of a mail, whatever they say of their encoding."""

from __future__ import annotations

import codecs
import re

_SAME = {
    # What mail programs write, and the codec that reads it: the superset that is meant, as browsers take it
    # (WHATWG Encoding, "Names and labels").
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "unicode-1-1-utf-7": "utf-7",
    "utf-8mb4": "utf-8",
}
_NOT_OF_MAIL = {"unicode-escape", "raw-unicode-escape", "undefined", "idna", "punycode"}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
GUESSED = "encoding guessed"


def decode(data: bytes, charset: str) -> tuple[str, bool]:
    """Text from bytes that claim `charset` ("" where they claim none), and whether it is a guess.

    A byte that can't be of the claimed encoding is taken as Windows-1252; nothing is left out.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), False
    claimed = _codec(charset)
    if claimed and (text := _strict(data, claimed)) is not None:
        return text, charset.lower() in ("us-ascii", "ascii") and not data.isascii()
    if (text := _strict(data, "utf-8")) is not None:
        return text, not data.isascii()
    return data.decode(claimed if claimed and claimed.startswith("utf-8") else "cp1252", "as-cp1252"), True


def decode_html(data: bytes, charset: str) -> tuple[str, bool]:
    """As `decode`; where no encoding is claimed, what the HTML says of itself."""
    said = _META.search(data[:4096])
    return decode(data, charset or (said[1].decode("ascii") if said else ""))


def _codec(charset: str) -> str:
    """The codec for a name, "" where there is none."""
    name = charset.strip().strip("\"'").lower()
    try:
        found = _SAME.get(name) or codecs.lookup(name).name
        return "" if found.replace("_", "-") in _NOT_OF_MAIL else found
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return ""


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec, "as-cp1252" if codec == "cp1252" else "strict")
    except (UnicodeError, LookupError):  # LookupError: a codec that is none of text, such as "hex"
        return None


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """What a codec does with bytes that it can't read; five that Windows-1252 leaves open are control characters."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return "".join(_WINDOWS[byte] for byte in wrong), error.end


_WINDOWS = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
codecs.register_error("as-cp1252", _as_cp1252)
