"""How long a page takes from being asked for to being painted in the real window, beside bare MuPDF drawing the same
pages at the same size; and whether memory stays flat over all pages of a long document."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path
from time import perf_counter

from PySide6.QtWidgets import QApplication

from reviewer.model import Page, PageText, TextSource
from reviewer.ui.main_window import MainWindow
from reviewer.ui.pages.view import PageView
from tests.bench.figures import apart, images, spread
from tests.bench.windows import HeartBeat, pause, print_memory, until, window

PAGES = 5_000
JUMPS = 300
MEMORY_EVERY = 1_000  # pages
SEED = 5


def main(corpus: Path) -> None:
    apart(prepare, corpus)
    with window() as shown:
        pause(1.0)
        open_long(shown)
        view = shown.workspace.reader.view
        os.environ["BENCH_ZOOM"] = str(view.zoom * 96 / 72 * view.devicePixelRatioF())
        apart(bare, corpus)
        told("Reviewer: jump to a page", turned(view, jumps()))
        walked(view)


def prepare(corpus: Path) -> None:
    """A PDF of so many pages, those of the corpus over and over, and the sizes of its pages."""
    import pymupdf  # as elsewhere, not in the process of the window

    with pymupdf.open() as joined:
        for source in cycle(sorted(images(corpus).glob("*.pdf"))):
            with pymupdf.open(source) as opened:
                joined.insert_pdf(opened, to_page=min(opened.page_count, PAGES - joined.page_count) - 1)
            if joined.page_count == PAGES:
                break
        joined.save(long_path())
        sizes = [(page.rect.width, page.rect.height, page.rotation) for page in joined]
    long_path().with_suffix(".json").write_text(json.dumps(sizes), encoding="utf-8")


def long_path() -> Path:
    return Path(os.environ["REVIEWER_HOME"]) / "turning.pdf"


def jumps() -> list[int]:
    """The pages that are jumped to, the same for both programs."""
    return random.Random(SEED).sample(range(1, PAGES + 1), JUMPS)


def open_long(shown: MainWindow) -> None:
    """The reader of the window on the long document, without the matter around it."""
    sizes = json.loads(long_path().with_suffix(".json").read_text(encoding="utf-8"))
    pages = [Page(number, *size, "", "", TextSource.NONE) for number, size in enumerate(sizes, 1)]
    shown.stack.setCurrentWidget(shown.workspace)
    shown.workspace.reader.open(pages, long_path(), lambda _: PageText("", ()))
    until(lambda: drawn(shown.workspace.reader.view, 1))


def bare(corpus: Path) -> None:
    """MuPDF alone: the same pages at the same size, from a file that is open."""
    import pymupdf

    zoom = float(os.environ["BENCH_ZOOM"])
    with pymupdf.open(long_path()) as document:
        told("bare MuPDF: draw that page", list(_drawn_bare(document, pymupdf.Matrix(zoom, zoom))))


def _drawn_bare(document: object, matrix: object) -> Iterator[float]:
    for number in jumps():
        begin = perf_counter()
        document[number - 1].get_pixmap(matrix=matrix, alpha=False)  # type: ignore[index]
        yield perf_counter() - begin


def turned(view: PageView, pages: Iterable[int]) -> list[float]:
    """Seconds from each page being asked for until it is painted sharp."""
    taken = []
    for page in pages:
        begin = perf_counter()
        view.go_to(page)
        until(lambda page=page: drawn(view, page))
        QApplication.processEvents()  # the paint event that the image asks for
        taken.append(perf_counter() - begin)
    return taken


def drawn(view: PageView, page: int) -> bool:
    return all(view._images.get(piece) is not None for piece in view._pieces(page))


def walked(view: PageView) -> None:
    """Page after page, to the end."""
    beat, taken = HeartBeat(), list[float]()
    print_memory("before the first page")
    beat.start()
    for first in range(1, PAGES + 1, MEMORY_EVERY):
        taken += turned(view, range(first, first + MEMORY_EVERY))
        print_memory(f"after {first + MEMORY_EVERY - 1:,} pages")
    beat.stop(f"turn {PAGES:,} pages")
    told("Reviewer: turn to the next page", taken)


def told(what: str, seconds: list[float]) -> None:
    ms = [one * 1000 for one in seconds]
    print(
        f"  {what:<48} p50 {spread(ms, 0.5):6.1f}  p99 {spread(ms, 0.99):6.1f}  max {max(ms):6.1f} ms"
        f"  ({len(ms):,} pages)",
        flush=True,
    )
