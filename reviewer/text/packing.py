"""Words in small form: one version byte, then columns of numbers, deflated. Coordinates are hundredths of a point."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from math import inf
from typing import overload

from reviewer.errors import ReviewerError
from reviewer.model import Box, Direction, Word

_VERSION = b"\x01"
_LIMIT = 1 << 26  # bytes of one page's words unpacked; the largest real page seen needs a hundredth of it
_DIRECTIONS = tuple(Direction)
_LEVEL = (_DIRECTIONS.index(Direction.RIGHT), _DIRECTIONS.index(Direction.LEFT))
_NOTHING = (inf, -inf)
_CODES = {direction: code for code, direction in enumerate(_DIRECTIONS)}


class PackedWords(Sequence[Word]):
    """The words of a page as bytes, unpacked when somebody looks at them.

    So a worker sends, and the store keeps, what extraction packed, and no word is built on the way.
    """

    def __init__(self, packed: bytes) -> None:
        self.packed = packed

    def outside(self, top: float, bottom: float) -> tuple[Word, ...]:
        """The words whose middle is not between two heights, in points, and those that run up or down the page: what
        may stand in a margin. The others are not even built, since every page of an import is asked."""
        return unpack_words(self.packed, (top, bottom))

    @cached_property
    def _words(self) -> tuple[Word, ...]:
        return unpack_words(self.packed)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, index: int | slice) -> Word | tuple[Word, ...]:
        return self._words[index]

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self._words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._words == tuple(other)

    def __hash__(self) -> int:
        return hash(self._words)

    def __reduce__(self) -> tuple[type[PackedWords], tuple[bytes]]:
        return PackedWords, (self.packed,)


def pack_words(words: Sequence[Word]) -> bytes:
    """Words, in order of their offsets, as bytes for `unpack_words`. Boxes are rounded to hundredths of a point."""
    if isinstance(words, PackedWords):
        return words.packed
    return pack_columns(
        [word.start for word in words],
        [word.end for word in words],
        [round(edge * 100) for word in words for edge in (word.box.x0, word.box.y0, word.box.x1, word.box.y1)],
        bytes(_CODES[word.direction] for word in words),
        b"".join(word.edges for word in words),
    )


def pack_columns(starts: list[int], ends: list[int], corners: list[int], directions: bytes, edges: bytes) -> bytes:
    """As `pack_words`, from columns: `corners` holds x0, y0, x1, y1 of each word in hundredths of a point,
    `directions` each word's place in `Direction`, `edges` one byte a character."""
    count = len(starts)
    gaps = map(int.__sub__, starts, [0, *ends[:-1]])
    lengths = map(int.__sub__, ends, starts)
    columns = struct.pack(
        f"<I{2 * count}I{4 * count}i", count, *gaps, *lengths,
        *corners[0::4], *corners[1::4], *corners[2::4], *corners[3::4],
    )  # fmt: skip
    return _VERSION + zlib.compress(columns + directions + edges, 1)


def unpack_words(packed: bytes, without: tuple[float, float] = _NOTHING) -> tuple[Word, ...]:
    """The words that were packed, those between two heights left out: see `PackedWords.outside`.

    Raises ReviewerError when the bytes are damaged or of another version.
    """
    if packed[:1] != _VERSION:
        raise _damaged("they are of a version that is not known")
    try:
        return tuple(_words_of(_inflate(packed[1:]), *without))
    except (zlib.error, struct.error, IndexError, ValueError) as error:
        raise _damaged("they do not read back") from error


def _inflate(deflated: bytes) -> bytes:
    stream = zlib.decompressobj()
    columns = stream.decompress(deflated, _LIMIT)
    if not stream.eof or stream.unused_data:
        raise ValueError(len(columns))
    return columns


def _words_of(columns: bytes, top: float, bottom: float) -> Iterator[Word]:
    (count,) = struct.unpack_from("<I", columns)
    numbers = struct.unpack_from(f"<{2 * count}I{4 * count}i", columns, 4)
    gaps, lengths = numbers[:count], numbers[count : 2 * count]
    x0, y0, x1, y1 = (numbers[k * count : (k + 1) * count] for k in range(2, 6))
    characters = list(accumulate(lengths, initial=0))
    rest = columns[4 + 24 * count :]
    directions, edges = rest[:count], rest[count:]
    if len(rest) != count + characters[-1]:
        raise ValueError(len(rest))
    low, high = 200 * top, 200 * bottom  # of twice the middle, in hundredths
    for number, gap in enumerate(accumulate(gaps)):
        if low < y0[number] + y1[number] < high and directions[number] in _LEVEL:
            continue
        first, last = characters[number], characters[number + 1]
        box = Box(x0[number] / 100, y0[number] / 100, x1[number] / 100, y1[number] / 100)
        yield Word(first + gap, last + gap, box, edges[first:last], _DIRECTIONS[directions[number]])


def _damaged(why: str) -> ReviewerError:
    return ReviewerError("The words of a page could not be read", why, "Import the document again")
