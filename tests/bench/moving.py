"""How long events of the window wait while pages scroll, files come in, and searches run; and what memory that takes.

A wait is the gap between two beats of a timer of one millisecond in the real window.
"""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QTimer

from reviewer.store import documents
from reviewer.ui.main_window import MainWindow
from tests.bench.figures import apart, corpus_matter, images, import_into, long_pdf
from tests.bench.windows import HeartBeat, pause, print_memory, until, window

PAGES = 500
FILES = 500
STEP_MS = 16  # a frame
STEPS_A_PAGE = 2
QUERIES = ("the", "libya", '"of the"', "secretary AND state", "benghazi")
REST = 3.0  # seconds


def main(corpus: Path) -> None:
    apart(prepare, corpus)
    with window() as shown:
        print_memory("start page")
        at_rest(shown, corpus)
        scrolled(shown, corpus)
        imported(shown, corpus)
        searched(shown, corpus)


def prepare(corpus: Path) -> None:
    corpus_matter(corpus)
    path = long_pdf(corpus, PAGES)
    import_into(path.with_name("Scroll.matter"), path)


def at_rest(shown: MainWindow, corpus: Path) -> None:
    """The yardstick: what the machine does to a window in which nothing happens."""
    beat = HeartBeat()
    beat.start()
    pause(REST)
    beat.stop("nothing happens")


def scrolled(shown: MainWindow, corpus: Path) -> None:
    open_matter(shown, Path(os.environ["REVIEWER_HOME"]) / "Scroll.matter")
    bar = shown.workspace.reader.view.verticalScrollBar()
    bar.setValue(bar.minimum())
    step = bar.maximum() // (PAGES * STEPS_A_PAGE)
    timer = QTimer(interval=STEP_MS)
    timer.timeout.connect(lambda: bar.setValue(bar.value() + step))
    beat = HeartBeat()
    timer.start()
    beat.start()
    until(lambda: shown.workspace.reader.current_page >= PAGES - 1)
    timer.stop()
    beat.stop(f"scroll {PAGES} pages, {1000 // STEP_MS // STEPS_A_PAGE} a second")
    print_memory("after scrolling")


def imported(shown: MainWindow, corpus: Path) -> None:
    """Files come in while the first document is read."""
    shown.session.create(Path(os.environ["REVIEWER_HOME"]) / "Growing.matter")
    beat = HeartBeat()
    begin = perf_counter()
    beat.start()
    shown.session.add_files(sorted(images(corpus).glob("*.pdf"))[:FILES])
    until(lambda: not shown.session.importer.running)
    beat.stop(f"import {FILES} files, {perf_counter() - begin:.1f} s")
    beat.start()
    pause(REST)
    beat.stop("index them")
    print_memory("after the import")


def searched(shown: MainWindow, corpus: Path) -> None:
    """Searches of a matter of 2,500 documents, the first hit shown each time."""
    open_matter(shown, corpus_matter(corpus))
    searcher = shown.session.searcher
    shown.session.search("warm")
    until(lambda: searcher.answer is not None)
    beat = HeartBeat()
    beat.start()
    for query in QUERIES:
        shown.session.search(query)
        until(lambda query=query: searcher.answer is not None and searcher.answer.query == query)
        shown.session.show(searcher.answer.documents[-1])
        pause(REST / len(QUERIES))
    beat.stop(f"{len(QUERIES)} searches over {documents.count(shown.session.store)} documents")
    print_memory("after the searches")


def open_matter(shown: MainWindow, folder: Path) -> None:
    shown.session.open(folder)
    until(lambda: shown.workspace.reader.current_page == 1)
    pause(1.0)
