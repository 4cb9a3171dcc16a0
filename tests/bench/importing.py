"""Import with index against bare word extraction of the same files on the same cores, and Recoll where installed."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pymupdf

from tests.bench.figures import TIMES, best, images, import_into, line


def main(corpus: Path) -> None:
    folder = images(corpus)
    pages = bare_words(folder)
    bare = best(lambda: bare_words(folder))
    print(f"  {len(list(folder.glob('*.pdf')))} files, {pages} pages; the best of {TIMES}")
    line("bare PyMuPDF words, a process a core", bare, bare)
    read, indexed = min((ours(folder, pages) for _ in range(TIMES)), key=sum)
    line("Reviewer: import", read, bare)
    line("Reviewer: index", indexed, bare)
    line("Reviewer: import and index", read + indexed, bare)
    if shutil.which("recollindex"):
        recoll = best(lambda: recoll_index(folder))
        line("Recoll: index, without the places of words", recoll, bare)
        line("Reviewer beside Recoll", read + indexed, recoll)
    else:
        print("  Recoll is not installed here, so that there is nothing to set beside it")


def ours(folder: Path, pages: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as home:
        read, indexed, found = import_into(Path(home) / "Bench.matter", folder)
    assert found == pages, "the import lost pages"
    return read, indexed


def bare_words(folder: Path) -> int:
    """Words of every page, in one process a core; hand back the count of pages."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        return sum(pool.imap_unordered(words_of, sorted(folder.glob("*.pdf")), chunksize=16))


def words_of(path: Path) -> int:
    with pymupdf.open(path) as opened:
        for page in opened:
            page.get_text("words")
        return int(opened.page_count)


def recoll_index(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as config:
        (Path(config) / "recoll.conf").write_text(f"topdirs = {folder}\n")
        subprocess.run(["recollindex", "-z", "-c", config], check=True, capture_output=True)
