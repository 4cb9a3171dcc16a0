"""Segments built by several processes at once, beside the index, which takes them up when they are done."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage

from reviewer.jobs import Pool, is_running
from reviewer.model import DocumentId
from reviewer.search import seal, writing
from reviewer.search.inverted import Inverted

_FOLDER = "building-"  # what the names of folders begin with in which a process has segments built; its number follows
_WAIT = 0.25  # seconds


class Text(NamedTuple):
    """What the index takes up of a document: a hash of all that follows, the texts of its pages in order, those of its
    fields as `Inverted.add` takes them."""

    document: DocumentId
    hash: str
    pages: Sequence[str]
    fields: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """A segment in a folder, with the hashes of the texts that it holds."""

    folder: Path
    entry: W3Segment
    hashes: seal.Hashes

    def move(self, target: Path) -> W3Segment:
        """Put its files into another folder."""
        for path in self.folder.glob(f"*{self.entry.segment_id()}*"):
            path.replace(target / path.name)
        return self.entry


@dataclass(frozen=True, slots=True)
class _Part:
    folder: Path
    texts: Sequence[Text]


def build(part: _Part) -> Built:
    """Build a segment of some texts; this is what a process does."""
    words, hashes = Inverted(), {}
    for text in part.texts:
        words.add(text.pages, text.fields)
        hashes[text.document] = text.hash
    return Built(part.folder, writing.write(FileStorage(str(part.folder)), words, list(hashes)), hashes)


def built_apart(batches: Iterable[Sequence[Text]], beside: Path) -> Iterator[list[Built]]:
    """Segments as they come from as many processes as there are cores, a segment a batch. One that fails is left out.

    They are gone when the iterator is, unless they were moved.
    """
    ahead = (os.cpu_count() or 1) + 1
    with _folder(beside) as folder, Pool[int, _Part, Built](build) as pool:
        pool.start()
        for number, batch in enumerate(batches):
            pool.submit(number, _Part(folder, batch))
            while pool.pending >= ahead:
                yield _values(pool)
        while pool.pending:
            yield _values(pool)


def _values(pool: Pool[int, _Part, Built]) -> list[Built]:
    return [outcome.value for outcome in pool.results(_WAIT) if isinstance(outcome.value, Built)]


@contextmanager
def _folder(beside: Path) -> Iterator[Path]:
    for old in beside.glob(f"{_FOLDER}*"):
        if _is_left(old):
            shutil.rmtree(old, ignore_errors=True)
    name = f"{_FOLDER}{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=name, dir=beside, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _is_left(folder: Path) -> bool:
    """Whether the program that made a folder is gone."""
    number = folder.name.removeprefix(_FOLDER).partition("-")[0]
    return not (number.isdecimal() and is_running(int(number)))
