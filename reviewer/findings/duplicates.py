"""Which documents say the same: mails by their normalised content, others by how many of their words they share.

A document's sketch is a sample of its shingles, the runs of three words: those whose digests are the least. Of two
sketches the share of common shingles is read off (Broder, "On the resemblance and containment of documents", 1997;
bottom-k sampling: Cohen and Kaplan, 2007). Which pairs are worth comparing is told by bands of least digests (one
permutation hashing: Li, Owen, Zhang, 2012).
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from zlib import crc32

from reviewer.findings.threads import people
from reviewer.model import FileType
from reviewer.store.related import Message

ALIKE = 0.6  # the share of common shingles from which on documents are alike
_SHINGLE = 3  # words
_KEPT = 256  # digests in a sketch, of 4 bytes each
_BINS = 63
_ROWS = 3  # bins in a band: pairs of 0.6 are found with 99.4 %, those of 0.8 always but for one in ten million
_COMPARED = 200  # contents of one band that a new one is compared with, at most: thousands may bear one letterhead
_WORD = re.compile(r"\w+")
_MIX = 0x9E3779B1  # spreads the digests, whose order must not follow from the words


def sketch(text: str) -> bytes:
    """A sample of the words of a text, empty for a text without words; the same words give the same sketch."""
    words = [crc32(word.encode()) for word in _WORD.findall(text.casefold())]
    return array("I", sorted(_shingles(words))[:_KEPT]).tobytes()


def _shingles(words: Sequence[int]) -> set[int]:
    if len(words) < _SHINGLE:
        return {_mixed(sum(words), 0, len(words))} if words else set()
    return {_mixed(*run) for run in zip(words, words[1:], words[2:], strict=False)}


def _mixed(one: int, two: int, three: int) -> int:
    value = ((one * 31 + two) * 0x85EBCA6B + three) * _MIX & 0xFFFFFFFFFFFFFFFF
    return (value ^ value >> 29) * _MIX >> 16 & 0xFFFFFFFF


def digest(data: bytes) -> str:
    """A short name for bytes; "" for none."""
    return hashlib.blake2b(data, digest_size=16).hexdigest() if data else ""


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of common shingles of two sketches: exact for documents of up to 256 of them, else within some 3 %."""
    ours, theirs = frozenset(one), frozenset(other)
    sample = sorted(ours | theirs)[:_KEPT]
    return len(ours & theirs & set(sample)) / len(sample) if sample else 0.0


def alike(sketches: Mapping[str, bytes], new: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    """The pairs of contents that are alike, with their score; only such as have a part in `new`, each pair once."""
    fresh = dict.fromkeys(new)
    known = {name: array("I", data) for name, data in sketches.items()}
    bands: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for name in [*(name for name in known if name not in fresh), *fresh]:
        mine = list(_bands(known[name]))
        if name in fresh:
            yield from _compared(name, known, dict.fromkeys(_nearest(mine, bands)))
        for band in mine:
            bands[band].append(name)


def _nearest(mine: Iterable[tuple[int, ...]], bands: Mapping[tuple[int, ...], list[str]]) -> Iterator[str]:
    for band in mine:
        yield from bands.get(band, [])[-_COMPARED:]


def _compared(
    name: str, known: Mapping[str, array[int]], candidates: Iterable[str]
) -> Iterator[tuple[str, str, float]]:
    for other in candidates:
        score = likeness(known[name], known[other])
        if score >= ALIKE:
            yield name, other, round(score, 4)


def _bands(sketched: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The least digest in each bin, three bins at a time; an empty bin takes after the next one that is not."""
    least: dict[int, int] = {}
    for value in sketched:
        least.setdefault(value % _BINS, value)
    filled = sorted(least)
    places = [*filled, *(place + _BINS for place in filled[:1])]
    lower = -1
    bins: list[int] = []
    for place in places:
        bins += [least[place % _BINS]] * (place - lower)
        lower = place
    for start in range(0, _BINS if filled else 0, _ROWS):
        yield (start, *bins[start : start + _ROWS])


def mail(message: Message, text: str) -> str:
    """A digest of what makes a mail this mail: sender, recipients, instant, subject, and what its pages say below them.

    "" for what is no mail, and for a mail of which nothing is known but its words. Blind copies, ids and the way that
    a mail took differ between the copies of sender and recipient, and count for nothing.
    """
    if message.type != FileType.EMAIL or not (message.sender and message.date):
        return ""
    subject = _squeezed(message.subject)
    said = _squeezed(text)
    below = said.partition(f"subject:{subject}")[2] or said
    recipients = sorted(people(message.to, message.cc))
    parts = (*sorted(people(message.sender)), "", *recipients, "", _instant(message.date), subject, below)
    return digest("\n".join(parts).encode())


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())


def _instant(written: str) -> str:
    """A date as its instant where the zone is known, else as it is written."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return written
    return moment.astimezone(UTC).isoformat() if moment.tzinfo else written
