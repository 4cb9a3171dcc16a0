"""The index of a matter: derived from its texts, kept in the user's cache, thrown away and built anew when in doubt.

It is never inside a matter and never received. Several processes may have it open; one writes at a time.
"""

from __future__ import annotations

import shutil
from bisect import bisect_left
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from pathlib import Path
from uuid import UUID

from filelock import FileLock, Timeout
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files

from reviewer.errors import QueryError, ReviewerError
from reviewer.model import DocumentId, Hit
from reviewer.search import seal, writing
from reviewer.search.beside import Beside
from reviewer.search.building import Built, Text, built_apart
from reviewer.search.fields import prefix
from reviewer.search.hits import spans
from reviewer.search.inverted import Inverted
from reviewer.search.matching import NOTHING, Matching
from reviewer.search.parser import parse
from reviewer.search.query import Asked, Leaf, Query, patterns
from reviewer.search.segments import NAME, SCHEMA, Segment
from reviewer.search.spelling import spelled
from reviewer.store import documents, fields
from reviewer.store.matter import Store

MOST_WORDS = 20_000  # that a pattern may stand for
BATCH = 4_000_000  # code points of text that are indexed at a time
_MUCH = 2  # steps: from here on it takes longer than to start processes
MOST_SEGMENTS = 8  # of about the same size, before they are merged
PATIENCE = 60.0  # seconds to wait for another process that writes


class Results:
    """What a query found. It can be asked as long as the index is not changed.

    `counts` has every document, in the order of the production, with its number of hits; `hits` is their sum.
    """

    def __init__(self, query: Query, segments: Iterable[Segment], beside: Beside) -> None:
        self.query = query
        self._matchings = [(segment, Matching(query, segment, _numbers(beside, segment))) for segment in segments]
        found: dict[DocumentId, int] = {}
        for segment, matching in self._matchings:
            counts, live = matching.counts(), segment.live
            if len(live) < len(segment.documents):
                counts = {number: hits for number, hits in counts.items() if number in live}
            found.update(zip(map(live.__getitem__, counts), counts.values(), strict=True))
        self.counts: Mapping[DocumentId, int] = {document: found[document] for document in sorted(found)}
        self.hits = sum(found.values())

    def first_hits(self, document: DocumentId, most: int, page_text: Callable[[int], str]) -> list[Hit]:
        """The first hits in a document, at most so many; `page_text` gives the text of a page, counted from 1."""
        segment, matching = next(pair for pair in self._matchings if document in pair[0].numbers)
        number = segment.numbers[document]
        start = segment.bases[number]
        end = segment.bases[number + 1] if number + 1 < len(segment.bases) else segment.end
        pages = segment.pages[bisect_left(segment.pages, start) : bisect_left(segment.pages, end)]
        return spans(matching.first(number, most), pages, page_text)


def _numbers(beside: Beside, segment: Segment) -> dict[Leaf | Asked, set[int]]:
    """The documents that the store names, as a segment numbers them."""
    numbers = segment.numbers
    return {part: {numbers[document] for document in found if document in numbers} for part, found in beside.items()}


class Index:
    """An open index. `hashes` says which texts it holds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._storage = FileStorage(str(folder))
        self._lock = FileLock(folder.with_name(f"{folder.name}.lock"), timeout=PATIENCE)
        self._signature = ""
        self.segments: list[Segment] = []
        self.generation = 0
        self.hashes: seal.Hashes = {}

    def load(self) -> None:
        """Open what is on the disk if it is ours and whole; else wipe it. Raises ReviewerError."""
        with self._alone():
            self._load()

    def close(self) -> None:
        """Let go of the files."""
        for segment in self.segments:
            segment.close()
        self.segments = []

    def commit(self, texts: Iterable[Text], removed: Collection[DocumentId]) -> None:
        """Add texts, each in place of a former one of the same document, and take documents out. See `update`."""
        with self._changing():
            added, entries = self._add(texts)
            self._take_up(added, entries, removed)

    def take_up(self, built: Iterable[Built]) -> None:
        """Add segments that were built elsewhere, as `commit` adds texts."""
        with self._changing():
            for one in built:
                self._take_up(one.hashes, [one.move(self._folder)], ())

    def build_apart(self, batches: Iterable[Sequence[Text]]) -> Iterator[None]:
        """Add texts in batches, by several processes; a step is a fraction of a second, and may add nothing."""
        for built in built_apart(batches, self._folder.parent):
            if built:
                self.take_up(built)
            yield

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self._alone():
            if seal.signature(self._folder) != self._signature:
                self._load()
            seal.unseal(self._folder)
            self._signature = ""
            yield
            self._merge()
            seal.seal(self._folder, self.hashes)
            self._signature = seal.signature(self._folder)

    def _take_up(self, added: seal.Hashes, entries: Sequence[W3Segment], removed: Collection[DocumentId]) -> None:
        self._remove({*removed, *added})
        self._put_in_place([*(segment.entry for segment in self.segments), *entries])
        self.hashes = {document: text for document, text in self.hashes.items() if document not in removed} | added

    @contextmanager
    def _alone(self) -> Iterator[None]:
        do = "Close other windows of the matter, see that the disk has room, and try again"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._lock:
                yield
        except Timeout as error:
            raise ReviewerError("The index can't be used", "another process is busy with it", do) from error
        except OSError as error:
            why = f"its folder {self._folder} can't be written ({error.strerror})"
            raise ReviewerError("The index can't be used", why, do) from error

    def _load(self) -> None:
        self.close()
        hashes = seal.sealed(self._folder)
        self.generation, self.hashes = 0, hashes or {}
        if hashes is None:
            shutil.rmtree(self._folder)
            self._folder.mkdir()
            seal.seal(self._folder, {})
        elif any(self._folder.glob("*.toc")):
            toc = TOC.read(self._storage, NAME, schema=SCHEMA)
            self.generation = toc.generation
            self.segments = [Segment(self._storage, entry) for entry in toc.segments]
        self._signature = seal.signature(self._folder)

    def _add(self, texts: Iterable[Text]) -> tuple[seal.Hashes, list[W3Segment]]:
        words, hashes = Inverted(), {}
        for text in texts:
            words.add(text.pages, text.fields)
            hashes[text.document] = text.hash
        return hashes, [writing.write(self._storage, words, list(hashes))] if hashes else []

    def _remove(self, gone: Collection[DocumentId]) -> None:
        for segment in self.segments:
            for number, document in enumerate(segment.documents):
                if document in gone:
                    segment.entry.delete_document(number)

    def _put_in_place(self, entries: Sequence[W3Segment]) -> None:
        """Make these the index's segments. Files are closed first, since Windows deletes none that is open."""
        self.close()
        self.generation += 1
        TOC(SCHEMA, list(entries), self.generation).write(self._storage, NAME)
        clean_files(self._storage, NAME, self.generation, entries)
        self.segments = [Segment(self._storage, entry) for entry in entries]

    def _merge(self) -> None:
        """Keep segments few, and free of documents that were removed."""
        while chosen := _to_merge(self.segments):
            merged = [writing.merge(self._storage, chosen)] if any(segment.live for segment in chosen) else []
            rest = [segment.entry for segment in self.segments if segment not in chosen]
            self._put_in_place([*rest, *merged])


def _to_merge(segments: Sequence[Segment]) -> list[Segment]:
    """Segments that are mostly of removed documents, or else the smallest of about the same size when they are many."""
    if wasteful := [segment for segment in segments if len(segment.live) * 2 < len(segment.documents)]:
        return wasteful
    sizes: dict[int, list[Segment]] = {}
    for segment in segments:
        sizes.setdefault(segment.end.bit_length() // 3, []).append(segment)
    return next((alike for _, alike in sorted(sizes.items()) if len(alike) >= MOST_SEGMENTS), [])


def index_folder(cache: Path, uuid: str) -> Path:
    """The folder of a matter's index under the cache folder.

    A matter may come from anywhere, and its id must not lead out of the cache: raises ReviewerError if it is no UUID.
    """
    try:
        return cache / "indexes" / str(UUID(uuid))
    except ValueError as error:
        raise ReviewerError("The matter can't be searched", "its id is damaged", "Restore it from a backup") from error


def open_index(folder: Path) -> Index:
    """Open the index in a folder; a missing, damaged or foreign one is started anew. Raises ReviewerError."""
    index = Index(folder)
    index.load()
    return index


def update(index: Index, texts: Iterable[Text], removed: Collection[DocumentId] = ()) -> None:
    """Add texts and take documents out, in one step. Raises ReviewerError when the index can't be written."""
    index.commit(texts, removed)


def sync(index: Index, store: Store) -> Generator[tuple[int, int], None, None]:
    """Bring the index to what the store holds; yields how many documents it holds, of how many, after each step."""
    wanted = fields.hashes(store)
    if gone := index.hashes.keys() - wanted.keys():
        update(index, (), gone)
    yield len(wanted) - len(_missing(index, wanted)), len(wanted)
    for _ in _apart(index, store, wanted):
        yield len(wanted) - len(_missing(index, wanted)), len(wanted)
    while missing := _missing(index, wanted):  # asked anew each time: another process may have changed the index
        update(index, _batch(_text(store, document, wanted[document]) for document in missing))
        yield len(wanted) - len(_missing(index, wanted)), len(wanted)


def _apart(index: Index, store: Store, wanted: seal.Hashes) -> Iterator[None]:
    """Add what is missing, by several processes if it is much; what they fail at is still missing after."""
    texts = (_text(store, document, wanted[document]) for document in _missing(index, wanted))
    batches = iter(partial(_batch, texts), [])
    first = list(islice(batches, _MUCH))
    if len(first) == _MUCH:
        yield from index.build_apart(chain(first, batches))
        return
    for batch in first:
        update(index, batch)
        yield


def _missing(index: Index, wanted: seal.Hashes) -> list[DocumentId]:
    return [document for document, text_hash in wanted.items() if index.hashes.get(document) != text_hash]


def _text(store: Store, document: DocumentId, text_hash: str) -> Text:
    return Text(document, text_hash, list(documents.page_texts(store, document).values()), fields_of(store, document))


def fields_of(store: Store, document: DocumentId) -> list[tuple[str, str]]:
    """The fields of a document as `Inverted.add` takes them."""
    return [(prefix(field.name), field.text) for field in fields.texts(store, document)]


def _batch(texts: Iterable[Text]) -> list[Text]:
    """The first texts, enough for one step."""
    batch, size = [], 0
    for text in texts:
        batch.append(text)
        size += sum(map(len, text.pages)) + sum(len(value) for _, value in text.fields)
        if size >= BATCH:
            break
    return batch


def search(index: Index, query: str | Query, beside: Beside = NOTHING) -> Results:
    """All documents that a query finds, with their exact numbers of hits. Raises QueryError.

    `beside` has the documents that the store names for parts of the query.
    """
    parsed = parse(query) if isinstance(query, str) else query
    _refuse_too_broad(index, parsed)
    return Results(parsed, index.segments, beside)


def _refuse_too_broad(index: Index, query: Query) -> None:
    for pattern in patterns(query):
        words = set().union(*(spelled(segment, pattern) for segment in index.segments))
        if len(words) > MOST_WORDS:
            why = f"'{pattern.text}' is too broad: it stands for {len(words):,} words"
            raise QueryError("The query can't be answered", why, "Add a letter or digit to it", pattern.start)
