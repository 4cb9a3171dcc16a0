"""The compression of RTF bodies in Outlook's files (MS-OXRTFCP). At most 8.5 times as much comes out as goes in."""

from __future__ import annotations

_WINDOW = 4096
_HEADER = 16
_BEGIN = (
    # What the window holds before the first byte: words that stand in every RTF (MS-OXRTFCP, 2.1.3.1.2).
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def expand(data: bytes) -> bytes:
    """The RTF; as much of it as there is where the data is cut short or damaged, and b"" where it is none."""
    packed = data[_HEADER:]
    if data[8:12] == b"MELA":
        return packed
    return bytes(_expanded(packed)) if data[8:12] == b"LZFu" else b""


def _expanded(packed: bytes) -> bytearray:
    """Groups of eight: a byte that tells which are letters and which are places in the window, then those."""
    out = bytearray(_BEGIN)
    place = 0
    while place < len(packed):
        flags, place = packed[place], place + 1
        for bit in range(8):
            if not flags >> bit & 1:
                out += packed[place : place + 1]
                place += 1
            elif not _copy(out, packed[place : place + 2]):
                return out[len(_BEGIN) :]
            else:
                place += 2
    return out[len(_BEGIN) :]


def _copy(out: bytearray, reference: bytes) -> bool:
    """Add bytes that stood before; False at the end, which is a reference to where the window is written next."""
    number = int.from_bytes(reference, "big")
    back = (len(out) - (number >> 4)) % _WINDOW
    if len(reference) < 2 or not back:
        return False
    for _ in range((number & 0xF) + 2):
        out.append(out[-back] if back <= len(out) else 0x20)
    return True
