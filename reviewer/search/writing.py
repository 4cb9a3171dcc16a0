"""Writes segments: from texts, and from other segments."""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby
from operator import itemgetter, methodcaller

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage

from reviewer.model import DocumentId
from reviewer.search.inverted import Inverted, field_of, new_positions, order
from reviewer.search.segments import (
    BASES,
    BRIDGES,
    BROKEN,
    DOCUMENTS,
    FIELDS,
    LISTS,
    NAME,
    PAGES,
    SCHEMA,
    TABLES,
    WORDS,
    PositionsCodec,
    Segment,
    lexicon_terms,
)
from reviewer.search.units import Unit

Row = tuple[str, bytes]
"""A term and its posting list."""


def write(storage: FileStorage, words: Inverted, documents: Sequence[DocumentId]) -> W3Segment:
    """Write a segment of the documents, which were added to `words` in this order."""
    tables = {
        BASES: new_positions([*words.bases, words.end]),
        BRIDGES: new_positions(chain.from_iterable(words.bridges.items())),
        DOCUMENTS: new_positions(documents),
        PAGES: words.pages,
        **{str(unit): flat for unit, flat in words.stretches.items()},
    }
    return _write(storage, _rows(words.words), _rows(words.halves), tables)


def _rows(lists: Mapping[str, array[int]]) -> list[Row]:
    return [(word, lists[word].tobytes()) for word in sorted(lists, key=order)]


def merge(storage: FileStorage, segments: Sequence[Segment]) -> W3Segment:
    """Write a segment that holds what these hold, without the removed documents."""
    moves = _moves(segments)
    tables = {
        BASES: new_positions([*_join(moves, lambda segment: segment.bases), moves[-1].end]),
        BRIDGES: new_positions(_join(moves, lambda segment: chain.from_iterable(segment.bridges.items()))),
        DOCUMENTS: new_positions(chain.from_iterable(segment.live.values() for segment in segments)),
        PAGES: new_positions(_join(moves, lambda segment: segment.pages)),
        **{str(unit): new_positions(_join(moves, methodcaller("units", unit))) for unit in Unit},
    }
    return _write(storage, _merged(moves, WORDS), _merged(moves, BROKEN), tables)


def _merged(moves: Sequence[_Move], kind: str) -> Iterator[Row]:
    """The posting lists of a kind, each read once, in the order in which they stand on the disk."""
    rows = heapq.merge(*(_moved(move, number, kind) for number, move in enumerate(moves)))
    for (_, word), same in groupby(rows, key=itemgetter(0)):
        if joined := new_positions(chain.from_iterable(positions for _, _, positions in same)):
            yield word, joined.tobytes()


def _moved(move: _Move, number: int, kind: str) -> Iterator[tuple[tuple[str, str], int, list[int]]]:
    return ((order(word), number, move(positions)) for word, positions in move.segment.lists(kind))


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
        if (same := self._same_shift) is not None:
            return [position + same for position in positions]
        bases, shifts = self.segment.bases, self._shifts
        shifted = ((position, shifts[bisect_right(bases, position) - 1]) for position in positions)
        return [position + shift for position, shift in shifted if shift is not None]

    @cached_property
    def _same_shift(self) -> int | None:
        """The number for all documents, when none was removed."""
        return self._shifts[0] if len(set(self._shifts)) == 1 else None


def _write(
    storage: FileStorage, whole: Iterable[Row], broken: Iterable[Row], tables: Mapping[str, array[int]]
) -> W3Segment:
    codec = PositionsCodec()
    segment = codec.new_segment(storage, NAME)
    terms = codec.field_writer(storage, segment)
    prefix, _ = lexicon_terms(WORDS, "")
    lexicons = dict(_write_lists(terms, codec, WORDS, whole))
    fields = [name.removeprefix(prefix) for name in lexicons if name.startswith(prefix)]
    lexicons |= _write_lists(terms, codec, BROKEN, broken)
    numbers = {name: positions.tobytes() for name, positions in tables.items()}
    _write_tables(terms, {**numbers, **lexicons, FIELDS: _lines(fields)})
    terms.close()
    segment.set_doc_count(len(tables[DOCUMENTS]))
    return segment


def _write_lists(terms, codec: PositionsCodec, kind: str, rows: Iterable[Row]) -> Iterator[Row]:  # type: ignore[no-untyped-def]
    """Write the lists of a kind, in order; hand back their lexicons, as tables."""
    words = []
    terms.start_field(kind, SCHEMA[kind])
    terms.start_term(LISTS)
    for word, content in rows:
        terms.add(0, 1.0, content, 1)
        words.append(word)
    terms.finish_term()
    terms.finish_field()
    begin = 0
    for field, found in groupby(words, field_of):
        some = list(found)
        places = codec.places[2 * begin : 2 * (begin + len(some))]
        begin += len(some)
        yield from zip(lexicon_terms(kind, field), (_lines(some), places.tobytes()), strict=True)


def _lines(words: Iterable[str]) -> bytes:
    return "\n".join(words).encode()


def _write_tables(terms, tables: Mapping[str, bytes]) -> None:  # type: ignore[no-untyped-def]
    terms.start_field(TABLES, SCHEMA[TABLES])
    for name in sorted(tables):
        terms.start_term(name.encode())
        terms.add(0, 1.0, tables[name], 1)
        terms.finish_term()
    terms.finish_field()
