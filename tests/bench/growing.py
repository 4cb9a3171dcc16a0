"""Ten thousand mails come into the real window from one mailbox: its memory, that of its workers, and its waits."""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter

from reviewer.model import ImportReport
from reviewer.processing.intake import ImportProgress
from reviewer.ui.main_window import MainWindow
from tests.bench.figures import apart
from tests.bench.mailboxes import write_mailbox
from tests.bench.windows import HeartBeat, pause, print_memory, until, window

MAILS = 10_000
EVERY = 2_000
PATIENCE = 1800.0  # seconds
REST = 5.0


def main(corpus: Path) -> None:
    apart(prepare, corpus)
    path = mailbox()
    print(f"  {path.stat().st_size / 2**20:.1f} MB")
    with window() as shown:
        shown.session.create(path.with_name("Growing.matter"))
        pause(REST)
        print_memory("before")
        imported(shown, path)
        rested(shown)


def mailbox() -> Path:
    return Path(os.environ["REVIEWER_HOME"]) / "Mails.mbox"


def prepare(corpus: Path) -> None:
    write_mailbox(mailbox(), MAILS)


def imported(shown: MainWindow, path: Path) -> None:
    importer = shown.session.importer
    marks = iter(range(EVERY, 10 * MAILS, EVERY))
    next_mark = [next(marks)]
    reports: list[ImportReport] = []

    def look(state: ImportProgress) -> None:
        if state.done >= next_mark[0]:
            print_memory(f"with {next_mark[0]} files")
            next_mark[0] = next(marks)

    importer.progress.connect(look)
    importer.finished.connect(reports.append)
    beat = HeartBeat()
    begin = perf_counter()
    beat.start()
    shown.session.add_files([path])
    until(lambda: not importer.running, PATIENCE)
    took = perf_counter() - begin
    beat.stop(f"import {reports[0].imported} files")
    print(
        f"  {took:.0f} s, {reports[0].pages / took:.0f} pages a second; {reports[0].exceptions} exceptions", flush=True
    )


def rested(shown: MainWindow) -> None:
    """What goes on by itself after an import: the index, duplicates, threads."""
    beat = HeartBeat()
    beat.start()
    pause(REST)
    beat.stop("after it")
    print_memory("after it")
