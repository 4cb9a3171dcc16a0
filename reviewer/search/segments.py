"""Segments of the Whoosh index: files that say where each word stands in some documents, written once, never changed.

Whoosh gives the storage, the files of terms, the segments and their table of contents; the codec here is ours: a
word's posting list is its positions (see `inverted.py`), as one run of four-byte numbers, and documents are told apart
by the positions of their first words. So nothing is scored, pickled or compressed, and a list is read in one go. Words
are found by the lexicons (`lexicon.py`) that stand among the tables: Whoosh writes twenty times as much for a term.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from whoosh import fields
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3Segment, W3TermsReader
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import TermNotFound

from reviewer.model import DocumentId
from reviewer.search.inverted import field_of, new_positions
from reviewer.search.lexicon import Lexicon, Place
from reviewer.search.positions import Positions, positions
from reviewer.search.units import Flat, Unit
from reviewer.search.ways import Ways

NAME = "MAIN"
LAYOUT = f"9 {sys.byteorder} {array('I').itemsize}"
"""Changes whenever segments or tokens change, so that an index of another version is built anew."""

WORDS, BROKEN, TABLES = "words", "broken", "tables"
SCHEMA = fields.Schema(**{name: fields.ID() for name in (WORDS, BROKEN, TABLES)})
BASES, BRIDGES, DOCUMENTS, FIELDS, PAGES = "bases", "bridges", "documents", "fields", "pages"
LISTS = b"lists"
"""The term of a kind of lists under which Whoosh has all of them."""


def lexicon_terms(kind: str, field: str) -> tuple[str, str]:
    """The terms under which the words of pages (`field` is "") or of a field stand among the tables, and the places
    of their lists; `kind` is that of the lists."""
    return f"{kind} of {field}", f"places of {kind} of {field}"


class PositionsCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's own codec, but for posting lists. `places` are those of the lists of the field written last."""

    def postings_writer(self, dbfile, byteids=False):  # type: ignore[no-untyped-def]
        """The writer of posting lists."""
        self.places = array("Q")
        return _ListWriter(dbfile, self.places)

    def postings_reader(self, dbfile, terminfo, format_, term=None, scorer=None):  # type: ignore[no-untyped-def]
        """The posting list of a term, as bytes."""
        offset, (length,) = terminfo.extent()
        return dbfile.get(offset, length)

    def terms_reader(self, storage, segment):  # type: ignore[no-untyped-def]
        """The reader of terms and their posting lists."""
        file = segment.open_file(storage, self.TERMS_EXT)
        length = storage.file_length(segment.make_filename(self.TERMS_EXT))
        return _Terms(self, file, length, segment.open_file(storage, self.POSTS_EXT))


class _Terms(W3TermsReader):  # type: ignore[misc]
    """Reads terms by name, and lists by place."""

    def at(self, places: Iterable[Place]) -> bytes:
        """The posting lists in some places, one after the other."""
        runs: list[list[int]] = []  # lists of neighbours are read in one go
        for begin, end in places:
            if runs and runs[-1][1] == begin:
                runs[-1][1] = end
            else:
                runs.append([begin, end])
        return b"".join([self._postfile.get(begin, end - begin) for begin, end in runs])


class _ListWriter(base.PostingsWriter):  # type: ignore[misc]
    """Writes posting lists as they are given, and notes the place of each; the extent of a term is that of its last."""

    def __init__(self, file, places: array[int]) -> None:  # type: ignore[no-untyped-def]
        self._file, self._places = file, places

    def start_postings(self, format_, terminfo):  # type: ignore[no-untyped-def]
        self._info, self._begin = terminfo, self._file.tell()
        self._end = self._begin

    def add_posting(self, id_, weight, vbytes, length=None):  # type: ignore[no-untyped-def]
        self._file.write(vbytes)
        self._begin, self._end = self._end, self._end + len(vbytes)
        self._places.extend((self._begin, self._end))

    def finish_postings(self):  # type: ignore[no-untyped-def]
        self._info.set_extent(self._begin, self._end - self._begin)
        return self._info


class Segment:
    """A segment that is open for reading. `Words` of `matching.py`; close it before its files are deleted."""

    def __init__(self, storage: FileStorage, entry: W3Segment) -> None:
        self.entry = entry
        self._terms = entry.codec().terms_reader(storage, entry)
        table = _numbers(self._table(BASES))
        self.bases, self.end = table[:-1], table[-1]
        self.documents = [DocumentId(number) for number in _numbers(self._table(DOCUMENTS))]
        self.pages = _numbers(self._table(PAGES))
        self._fields = self._table(FIELDS).decode().split("\n")
        self._lexicons: dict[tuple[str, str], Lexicon] = {}
        flat = _numbers(self._table(BRIDGES))
        self.bridges = dict(zip(flat[::2], flat[1::2], strict=True))

    def close(self) -> None:
        """Let go of the files."""
        self._terms.close()

    @cached_property
    def live(self) -> dict[int, DocumentId]:
        """The documents that were not removed, by number."""
        return {number: document for number, document in enumerate(self.documents) if not self.removed(number)}

    @cached_property
    def numbers(self) -> dict[DocumentId, int]:
        """The numbers of the documents that were not removed."""
        return {document: number for number, document in self.live.items()}

    def removed(self, number: int) -> bool:
        """Whether a document was removed."""
        return bool(self.entry.is_deleted(number))

    def units(self, unit: Unit) -> Flat:
        """The stretches of the sentences, paragraphs or values."""
        return _numbers(self._table(unit))

    @cached_property
    def ways(self) -> Ways:
        """See `Words`."""
        return Ways(positions(self.bases), self.end, self.bridges)

    def positions(self, words: Collection[str]) -> Positions:
        """See `Words`."""
        return np.sort(np.frombuffer(self._lists(WORDS, words), np.int32), kind="stable")

    def broken(self, words: Collection[str]) -> Sequence[tuple[int, int]]:
        """See `Words`."""
        flat = _numbers(self._lists(BROKEN, words))
        return list(zip(flat[::2], flat[1::2], strict=True))

    def vocabulary(self, pattern: re.Pattern[str], field: str = "") -> list[str]:
        """The words of pages or of a field, whole or broken, that a pattern matches from first to last letter."""
        whole, broken = (self._lexicon(kind, field).spelled(pattern) for kind in (WORDS, BROKEN))
        return [*whole, *set(broken).difference(whole)] if broken else whole

    def lists(self, kind: str) -> Iterator[tuple[str, array[int]]]:
        """All words of WORDS or BROKEN with their posting lists, in order."""
        for field in self._fields:
            for word, place in self._lexicon(kind, field):
                yield word, _numbers(self._terms.at((place,)))

    def _lists(self, kind: str, words: Collection[str]) -> bytes:
        field = field_of(next(iter(words), ""))
        return bytes(self._terms.at(self._lexicon(kind, field).places(sorted(words))))

    def _lexicon(self, kind: str, field: str) -> Lexicon:
        if (kind, field) not in self._lexicons:
            words, places = map(self._table, lexicon_terms(kind, field))
            self._lexicons[kind, field] = Lexicon(words.decode(), array("Q", places))
        return self._lexicons[kind, field]

    def _table(self, name: str) -> bytes:
        try:
            return bytes(self._terms.matcher(TABLES, name.encode(), None))
        except TermNotFound:
            return b""


def _numbers(content: bytes) -> array[int]:
    numbers = new_positions()
    numbers.frombytes(content)
    return numbers
