"""How long events of the window wait while pages scroll, files come in, and searches run; and what memory that takes.

A wait is the gap between two beats of a timer of one millisecond in the real window. Beside the import stands the same
window at rest while the command line's import of the same files keeps all cores busy.
"""

from __future__ import annotations

import multiprocessing
import os
from itertools import islice
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QTimer

from reviewer.store import documents, matter
from reviewer.ui.main_window import MainWindow
from tests.bench.figures import apart, images, import_into, long_pdf
from tests.bench.windows import HeartBeat, pause, print_memory, until, window

PAGES = 500
FILES = 500
DOCUMENTS = 10_000  # that are searched
STEP_MS = 16  # a frame
STEPS_A_PAGE = 2
QUERIES = ("the", "libya", '"of the"', "secretary AND state", "benghazi")
REST = 3.0  # seconds


def main(corpus: Path) -> None:
    apart(prepare, corpus)
    with window() as shown:
        print_memory("start page")
        at_rest()
        scrolled(shown)
        beside(corpus)
        imported(shown, corpus)
        searched(shown)


def prepare(corpus: Path) -> None:
    from reviewer.search.worker import sync_matter  # as elsewhere, not in the process of the window
    from tests.bench.large import put_in
    from tests.bench.prose import corpus_texts, made_texts

    import_into(home("Scroll.matter"), long_pdf(corpus, PAGES))
    import_into(home("Many.matter"), *files(corpus))
    with matter.opened(home("Many.matter")) as store:
        written = corpus_texts(corpus)
        put_in(store, list(islice(made_texts(written, 8 * DOCUMENTS), DOCUMENTS - FILES)))
        sync_matter(store)


def home(name: str) -> Path:
    return Path(os.environ["REVIEWER_HOME"]) / name


def files(corpus: Path) -> list[Path]:
    return sorted(images(corpus).glob("*.pdf"))[:FILES]


def at_rest() -> None:
    """The yardstick: what the machine does to a window in which nothing happens."""
    beat = HeartBeat()
    beat.start()
    pause(REST)
    beat.stop("nothing happens")


def scrolled(shown: MainWindow) -> None:
    open_matter(shown, home("Scroll.matter"))
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


def beside(corpus: Path) -> None:
    """The window at rest, while another process imports as the command line does."""
    process = multiprocessing.get_context("spawn").Process(target=import_alone, args=(corpus,))
    beat = HeartBeat()
    beat.start()
    process.start()
    until(lambda: not process.is_alive())
    beat.stop(f"window at rest, command line imports {FILES} files")


def import_alone(corpus: Path) -> None:
    import_into(home("Beside.matter"), *files(corpus))


def imported(shown: MainWindow, corpus: Path) -> None:
    """Files come in while the first document is read."""
    shown.session.create(home("Growing.matter"))
    beat = HeartBeat()
    begin = perf_counter()
    beat.start()
    shown.session.add_files(files(corpus))
    until(lambda: not shown.session.importer.running)
    beat.stop(f"import {FILES} files, {perf_counter() - begin:.1f} s")
    beat.start()
    pause(REST)
    beat.stop("index them")
    print_memory("after the import")


def searched(shown: MainWindow) -> None:
    """Searches of a matter of many documents, the first that is found shown each time."""
    open_matter(shown, home("Many.matter"))
    searcher = shown.session.searcher
    shown.session.search("warm")
    until(lambda: searcher.answer is not None)
    beat = HeartBeat()
    beat.start()
    for query in QUERIES:
        shown.session.search(query)
        until(lambda query=query: searcher.answer is not None and searcher.answer.query == query)
        shown.session.show(searcher.answer.documents[0])
        pause(REST / len(QUERIES))
    beat.stop(f"{len(QUERIES)} searches over {documents.count(shown.session.store)} documents")
    print_memory("after the searches")


def open_matter(shown: MainWindow, folder: Path) -> None:
    shown.session.open(folder)
    until(lambda: shown.workspace.reader.current_page == 1)
    pause(1.0)
