"""What the parts of the bench share: timing, lines of the table, a matter with the corpus in it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from reviewer import settings
from reviewer.processing.intake import Import, Options, carry_out
from reviewer.processing.volumes import VolumeChoice
from reviewer.store import matter

TIMES = 3
Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds that the work took, and its result."""
    begin = perf_counter()
    result = work()
    return perf_counter() - begin, result


def best(work: Callable[[], object], times: int = TIMES) -> float:
    """Seconds of the fastest of several times."""
    return min(timed(work)[0] for _ in range(times))


def line(what: str, seconds: float, beside: float = 0.0) -> None:
    """A line of the table: a duration, and its ratio to that of the reference."""
    amount = f"{seconds:8.2f} s " if seconds >= 2 else f"{seconds * 1000:8.1f} ms"
    print(f"  {what:<58}{amount}{f'{seconds / beside:9.2f}x' if beside else ''}", flush=True)


def spread(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def images(corpus: Path) -> Path:
    """The folder of PDFs that most parts work on."""
    return corpus / "VOL_HRC" / "IMAGES"


def corpus_matter(corpus: Path) -> Path:
    """A matter with those PDFs in it, indexed; made by the part that first asks."""
    folder = Path(os.environ["REVIEWER_HOME"]) / "Corpus.matter"
    if not folder.exists():
        made = folder.with_name("Making.matter")
        shutil.rmtree(made, ignore_errors=True)
        import_into(made, images(corpus))
        made.rename(folder)
    return folder


def import_into(folder: Path, *sources: Path, volume: VolumeChoice | None = None) -> tuple[float, float, int]:
    """Seconds to import the sources into a new matter, seconds to index it, pages."""
    from reviewer.search.worker import sync_matter

    store = matter.create(folder)
    try:
        running = Import(store, list(sources), settings.load().reviewer, Options(volume=volume))
        read, report = timed(lambda: carry_out(running, lambda state: None))
        indexed, _ = timed(lambda: sync_matter(store))
        return read, indexed, report.pages
    finally:
        matter.close(store)


def long_pdf(corpus: Path, pages: int) -> Path:
    """A PDF of so many pages, joined from those of the corpus; made by the part that first asks."""
    path = Path(os.environ["REVIEWER_HOME"]) / f"{pages} pages.pdf"
    if path.exists():
        return path
    import pymupdf  # as elsewhere, not in the process of the window

    with pymupdf.open() as joined:
        for source in sorted(images(corpus).glob("*.pdf")):
            with pymupdf.open(source) as opened:
                joined.insert_pdf(opened, to_page=pages - joined.page_count - 1)
            if joined.page_count == pages:
                break
        joined.save(path)
    return path


def apart(work: Callable[[Path], object], corpus: Path) -> None:
    """Do something in a process of its own, so that what it loads is not counted as the window's."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=(corpus,))
    process.start()
    process.join()
    assert process.exitcode == 0
