"""Segments of the Whoosh index: files that say where each word stands in some documents, written once, never changed.

Whoosh gives the storage, the term dictionary, the segments and their table of contents; the codec here is ours: a
term's posting list is its positions (see `inverted.py`), as one run of four-byte numbers, and documents are told apart
by the positions of their first words. So nothing is scored, pickled or compressed, and a list is read in one go.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from whoosh import fields
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3Segment, W3TermsReader
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import TermNotFound

from reviewer.model import DocumentId
from reviewer.search.common import pair_term
from reviewer.search.fields import SEPARATOR
from reviewer.search.inverted import new_positions
from reviewer.search.lexicon import Lexicon, Place
from reviewer.search.tallies import Tally, per_document

NAME = "MAIN"
LAYOUT = f"4 {sys.byteorder} {array('I').itemsize}"
"""Changes whenever segments or tokens change, so that an index of another version is built anew."""

WORDS, BROKEN, PAIRS, TALLIES, TABLES = "words", "broken", "pairs", "tallies", "tables"
SCHEMA = fields.Schema(**{name: fields.ID() for name in (WORDS, BROKEN, PAIRS, TALLIES, TABLES)})
BASES, BRIDGES, COMMON, DOCUMENTS, PAGES = "bases", "bridges", "common", "documents", "pages"


def lexicon_terms(kind: str, field: str) -> tuple[str, str]:
    """The terms under which the words of pages (`field` is "") or of a field stand among the tables, and the places
    of their lists; `kind` is WORDS or BROKEN."""
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
    """Reads terms by name, or all of a field in a row, which is much quicker."""

    def lists(self, field: str) -> Iterator[tuple[bytes, bytes]]:
        """The terms of a field with their posting lists, ascending."""
        for (name, term), info in self.items_from(field, b""):
            if name != field:
                return
            yield term, self._codec.postings_reader(self._postfile, info, None)

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
    """Writes each posting list as it is given."""

    def __init__(self, file, places: array[int]) -> None:  # type: ignore[no-untyped-def]
        self._file, self._places = file, places

    def start_postings(self, format_, terminfo):  # type: ignore[no-untyped-def]
        self._info, self._start = terminfo, self._file.tell()

    def add_posting(self, id_, weight, vbytes, length=None):  # type: ignore[no-untyped-def]
        self._file.write(vbytes)

    def finish_postings(self):  # type: ignore[no-untyped-def]
        end = self._file.tell()
        self._info.set_extent(self._start, end - self._start)
        self._places.extend((self._start, end))
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
        self.common = frozenset(self._bytes(TABLES, COMMON).decode().split("\n"))
        self._lexicons: dict[tuple[str, str], Lexicon] = {}
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
        return sorted(self._all(WORDS, words))

    def all_broken(self, words: Collection[str]) -> Sequence[int]:
        """Where any of the words stands broken: the positions of both halves, pair after pair."""
        return self._all(BROKEN, words)

    def pair(self, first: str, second: str) -> Sequence[int] | None:
        """Where the first of two words stands right before the second, ascending; None unless that is kept."""
        return self._numbers(PAIRS, pair_term(first, second)) if {first, second} <= self.common else None

    def tally(self, word: str) -> Tally:
        """How often a word stands whole in each document that holds it."""
        if word not in self.common:
            return per_document(self.positions(word), self.bases)
        flat = self._numbers(TALLIES, word)
        return dict(zip(flat[: len(flat) // 2], flat[len(flat) // 2 :], strict=True))

    def vocabulary(self, pattern: re.Pattern[str], field: str = "") -> list[str]:
        """The words of pages or of a field, whole or broken, that a pattern matches from first to last letter."""
        whole, broken = (self._lexicon(kind, field).spelled(pattern) for kind in (WORDS, BROKEN))
        return [*whole, *set(broken).difference(whole)] if broken else whole

    def lists(self, field: str) -> Iterator[tuple[str, array[int]]]:
        """All terms of a field with their posting lists, ascending."""
        return ((term.decode(), _numbers(content)) for term, content in self._terms.lists(field))

    def _all(self, kind: str, words: Collection[str]) -> array[int]:
        by_field: dict[str, list[str]] = {}
        for word in words:
            by_field.setdefault(word[: word.find(SEPARATOR) + 1], []).append(word)
        places = (self._lexicon(kind, field).places(sorted(found)) for field, found in by_field.items())
        return _numbers(self._terms.at(chain.from_iterable(places)))

    def _lexicon(self, kind: str, field: str) -> Lexicon:
        if (kind, field) not in self._lexicons:
            words, places = (self._bytes(TABLES, term) for term in lexicon_terms(kind, field))
            self._lexicons[kind, field] = Lexicon(words.decode(), array("Q", places))
        return self._lexicons[kind, field]

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
