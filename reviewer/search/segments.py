"""Segments of the Whoosh index: files that say where each word stands in some documents, written once, never changed.

Whoosh gives the storage, the term dictionary, the segments and their table of contents; the codec here is ours: a
term's posting list is its positions (see `inverted.py`), as one run of four-byte numbers, and documents are told apart
by the positions of their first words. So nothing is scored, pickled or compressed, and a list is read in one go.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import chain

from whoosh import fields
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3Segment, W3TermsReader
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import TermNotFound

from reviewer.model import DocumentId
from reviewer.search.inverted import new_positions

NAME = "MAIN"
LAYOUT = f"2 {sys.byteorder} {array('I').itemsize}"
"""Changes whenever segments or tokens change, so that an index of another version is built anew."""

SCHEMA = fields.Schema(words=fields.ID(), broken=fields.ID(), tables=fields.ID())
WORDS, BROKEN, TABLES = "words", "broken", "tables"
BASES, BRIDGES, DOCUMENTS, PAGES, VOCABULARY = "bases", "bridges", "documents", "pages", "vocabulary"


class PositionsCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's own codec, but for posting lists."""

    def postings_writer(self, dbfile, byteids=False):  # type: ignore[no-untyped-def]
        """The writer of posting lists."""
        return _ListWriter(dbfile)

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
    """Reads terms by name, or all of a field in a row, which is much quicker."""

    def lists(self, field: str) -> Iterator[tuple[bytes, bytes]]:
        """The terms of a field with their posting lists, ascending."""
        for (name, term), info in self.items_from(field, b""):
            if name != field:
                return
            yield term, self._codec.postings_reader(self._postfile, info, None)


class _ListWriter(base.PostingsWriter):  # type: ignore[misc]
    """Writes each posting list as it is given."""

    def __init__(self, file) -> None:  # type: ignore[no-untyped-def]
        self._file = file

    def start_postings(self, format_, terminfo):  # type: ignore[no-untyped-def]
        self._info, self._start = terminfo, self._file.tell()

    def add_posting(self, id_, weight, vbytes, length=None):  # type: ignore[no-untyped-def]
        self._file.write(vbytes)

    def finish_postings(self):  # type: ignore[no-untyped-def]
        self._info.set_extent(self._start, self._file.tell() - self._start)
        return self._info


class Segment:
    """A segment that is open for reading. `Words` of `matching.py`; close it before its files are deleted."""

    def __init__(self, storage: FileStorage, entry: W3Segment) -> None:
        self.entry = entry
        self._terms = entry.codec().terms_reader(storage, entry)
        table = self._numbers(TABLES, BASES)
        self.bases, self.end = table[:-1], table[-1]
        self.documents = [DocumentId(number) for number in self._numbers(TABLES, DOCUMENTS)]
        self.pages = self._numbers(TABLES, PAGES)
        self._vocabularies: dict[str, str] = {}
        flat = self._numbers(TABLES, BRIDGES)
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

    def positions(self, word: str) -> array[int]:
        """Where a word stands whole, ascending."""
        return self._numbers(WORDS, word)

    def broken(self, word: str) -> array[int]:
        """Where a word stands broken: the positions of both halves, pair after pair."""
        return self._numbers(BROKEN, word)

    def all_positions(self, words: Collection[str]) -> Sequence[int]:
        """Where any of the words stands whole, ascending."""
        return sorted(chain.from_iterable(map(self.positions, words)))

    def all_broken(self, words: Collection[str]) -> Sequence[int]:
        """Where any of the words stands broken: the positions of both halves, pair after pair."""
        return list(chain.from_iterable(map(self.broken, words)))

    def vocabulary(self, pattern: re.Pattern[str], field: str = "") -> list[str]:
        """The words of pages or of a field, whole or broken, that a pattern matches from first to last letter."""
        if field not in self._vocabularies:
            self._vocabularies[field] = self._bytes(TABLES, VOCABULARY + field).decode()
        return re.findall(f"^{pattern.pattern}$", self._vocabularies[field], re.MULTILINE)

    def lists(self, field: str) -> Iterator[tuple[str, array[int]]]:
        """All terms of a field with their posting lists, ascending."""
        return ((term.decode(), _numbers(content)) for term, content in self._terms.lists(field))

    def _numbers(self, field: str, term: str) -> array[int]:
        return _numbers(self._bytes(field, term))

    def _bytes(self, field: str, term: str) -> bytes:
        try:
            return bytes(self._terms.matcher(field, term.encode(), None))
        except TermNotFound:
            return b""


def _numbers(content: bytes) -> array[int]:
    numbers = new_positions()
    numbers.frombytes(content)
    return numbers
