"""Opening a PDF of 1,000 pages to its first painted page in the real window, beside bare MuPDF."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pymupdf
from PySide6.QtWidgets import QApplication

from reviewer.store import documents
from reviewer.ui.main_window import MainWindow
from tests.bench.figures import TIMES, best, images, import_into, line, long_pdf
from tests.bench.windows import pause, until, window

PAGES = 1000
START = 1.0  # seconds on the start page before somebody chooses a matter


def main(corpus: Path) -> None:
    path = long_pdf(corpus, PAGES)
    folder = path.with_name("Long.matter")
    import_into(folder, sorted(images(corpus).glob("*.pdf"))[0], path)
    taken = [afresh(folder) for _ in range(TIMES)]
    zoom = taken[0][2]
    bare = best(lambda: bare_page(path, zoom))
    line(f"bare MuPDF: open, draw page 1 of {PAGES}", bare, bare)
    line("Reviewer: from the choice to the painted page", min(long for _, long, _ in taken), bare)
    line("Reviewer: open the matter, to its first painted page", min(first for first, _, _ in taken), bare)


def bare_page(path: Path, zoom: float) -> None:
    with pymupdf.open(path) as document:
        document[0].get_pixmap(matrix=pymupdf.Matrix(zoom, zoom))


def afresh(folder: Path) -> tuple[float, float, float]:
    """Seconds from opening a matter to its first page, then from choosing the long document to its first page; and
    how many pixels a point is drawn with."""
    with window() as shown:
        pause(START)
        begin = perf_counter()
        shown.session.open(folder)
        until_painted(shown, 0)
        first = perf_counter() - begin
        until(lambda: not shown.workspace.reader.images.busy)
        begin = perf_counter()
        shown.session.show(documents.ids(shown.session.store)[1])
        until_painted(shown, 1)
        view = shown.workspace.reader.view
        return first, perf_counter() - begin, view.zoom * 96 / 72 * view.devicePixelRatioF()


def until_painted(shown: MainWindow, place: int) -> None:
    """Wait for the first page of a document, and for the paint event that its image asks for."""
    path = str(documents.pdf_path(shown.session.store, documents.ids(shown.session.store)[place]))
    until(lambda: shown.workspace.reader.images.stand_in(path, 1) is not None)
    QApplication.processEvents()
