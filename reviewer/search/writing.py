"""Writes segments: from texts, and from other segments."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage

from reviewer.model import DocumentId
from reviewer.search.inverted import Inverted, new_positions
from reviewer.search.segments import (
    BASES,
    BRIDGES,
    BROKEN,
    DOCUMENTS,
    NAME,
    PAGES,
    SCHEMA,
    TABLES,
    VOCABULARY,
    WORDS,
    PositionsCodec,
    Segment,
)

Row = tuple[str, bytes]
"""A term and its posting list."""


def write(storage: FileStorage, words: Inverted, documents: Sequence[DocumentId]) -> W3Segment:
    """Write a segment of the documents, which were added to `words` in this order."""
    tables = {
        BASES: new_positions([*words.bases, words.end]),
        BRIDGES: new_positions(chain.from_iterable(words.bridges.items())),
        DOCUMENTS: new_positions(documents),
        PAGES: words.pages,
    }
    return _write(storage, _rows(words.words), _rows(words.halves), tables)


def _rows(lists: Mapping[str, array[int]]) -> list[Row]:
    return [(word, lists[word].tobytes()) for word in sorted(lists)]


def merge(storage: FileStorage, segments: Sequence[Segment]) -> W3Segment:
    """Write a segment that holds what these hold, without the removed documents."""
    moves = _moves(segments)
    words = sorted(set().union(*(segment.words for segment in segments)))
    tables = {
        BASES: new_positions([*_join(moves, lambda segment: segment.bases), moves[-1].end]),
        BRIDGES: new_positions(_join(moves, lambda segment: chain.from_iterable(segment.bridges.items()))),
        DOCUMENTS: new_positions(chain.from_iterable(segment.live.values() for segment in segments)),
        PAGES: new_positions(_join(moves, lambda segment: segment.pages)),
    }
    whole = _merged(words, moves, Segment.positions)
    return _write(storage, whole, _merged(words, moves, Segment.broken), tables)


def _merged(words: Iterable[str], moves: Sequence[_Move], lists: Callable[[Segment, str], array[int]]) -> Iterator[Row]:
    for word in words:
        if joined := new_positions(chain.from_iterable(move(lists(move.segment, word)) for move in moves)):
            yield word, joined.tobytes()


def _join(moves: Iterable[_Move], positions: Callable[[Segment], Iterable[int]]) -> Iterator[int]:
    return chain.from_iterable(move(positions(move.segment)) for move in moves)


def _moves(segments: Iterable[Segment]) -> list[_Move]:
    moves: list[_Move] = []
    for segment in segments:
        moves.append(_Move(segment, moves[-1].end if moves else 0))
    return moves


class _Move:
    """Where the positions of a segment go in the merged one: those of each document by a number of their own."""

    def __init__(self, segment: Segment, start: int) -> None:
        self.segment, self.end = segment, start
        self._shifts: list[int | None] = []
        for number, (base, end) in enumerate(zip(segment.bases, [*segment.bases[1:], segment.end], strict=True)):
            self._shifts.append(None if segment.removed(number) else self.end - base)
            self.end += 0 if segment.removed(number) else end - base

    def __call__(self, positions: Iterable[int]) -> list[int]:
        """The new positions, without those of removed documents."""
        if len(shifts := set(self._shifts)) == 1 and (shift := shifts.pop()) is not None:
            return [position + shift for position in positions]
        bases, all_shifts = self.segment.bases, self._shifts
        shifted = ((position, all_shifts[bisect_right(bases, position) - 1]) for position in positions)
        return [position + shift for position, shift in shifted if shift is not None]


def _write(
    storage: FileStorage, whole: Iterable[Row], broken: Iterable[Row], tables: Mapping[str, array[int]]
) -> W3Segment:
    codec = PositionsCodec()
    segment = codec.new_segment(storage, NAME)
    terms = codec.field_writer(storage, segment)
    words = _write_field(terms, WORDS, whole) | _write_field(terms, BROKEN, broken)
    rows = [*((name, numbers.tobytes()) for name, numbers in tables.items()), (VOCABULARY, _lines(words))]
    _write_field(terms, TABLES, rows)
    terms.close()
    segment.set_doc_count(len(tables[DOCUMENTS]))
    return segment


def _lines(words: Iterable[str]) -> bytes:
    return "\n".join(sorted(words)).encode()


def _write_field(terms, field: str, rows: Iterable[Row]) -> set[str]:  # type: ignore[no-untyped-def]
    """Write the rows, whose terms ascend; hand back the terms."""
    written = set()
    terms.start_field(field, SCHEMA[field])
    for term, values in rows:
        terms.start_term(term.encode())
        terms.add(0, 1.0, values, 1)
        terms.finish_term()
        written.add(term)
    terms.finish_field()
    return written
