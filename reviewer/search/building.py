"""Segments built by several processes at once, beside the index, which takes them up when they are done."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import NamedTuple

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage

from reviewer.jobs import Pool
from reviewer.model import DocumentId
from reviewer.search import seal, writing
from reviewer.search.inverted import Inverted

_FOLDER = "building-"  # what the names of folders begin with in which segments are built
_OLD = 86_400.0  # seconds: a folder of that age is of a program that died
_WAIT = 1.0  # seconds


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


def may_have_children() -> bool:
    """Whether this process may start others."""
    return not multiprocessing.current_process().daemon


def built_apart(batches: Iterable[Sequence[Text]], beside: Path) -> Iterator[list[Built]]:
    """Segments as they come from as many processes as there are cores, a segment a batch. One that fails is left out.

    They are gone when the iterator is, unless they were moved.
    """
    ahead = (os.cpu_count() or 1) + 1
    with _folder(beside) as folder, Pool[int, _Part, Built](build) as pool:
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
        if time() - old.stat().st_mtime > _OLD:
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_FOLDER, dir=beside, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
