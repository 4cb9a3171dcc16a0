"""Import of a load-file volume beside Python's `csv` on its DAT and OPT and bare word extraction of the same pages."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from reviewer.load_files.detect import detect
from reviewer.processing.volumes import VolumeChoice
from tests.bench.figures import TIMES, best, images, import_into, line
from tests.bench.importing import bare_words


def main(corpus: Path) -> None:
    volume = corpus / "VOL_HRC"
    rows, pages = bare_rows(volume), bare_words(images(corpus))
    bare = best(lambda: (bare_rows(volume), bare_words(images(corpus))))
    print(f"  {rows} rows, {pages} pages; the best of {TIMES}")
    line("csv and bare PyMuPDF words, a process a core", bare, bare)
    read, indexed = min((ours(volume, pages) for _ in range(TIMES)), key=sum)
    line("Reviewer: import of DAT and OPT", read, bare)
    line("Reviewer: index", indexed, bare)
    line("Reviewer: import and index", read + indexed, bare)


def ours(volume: Path, pages: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as home:
        read, indexed, found = import_into(Path(home) / "Bench.matter", volume, volume=VolumeChoice())
    assert found == pages, "the import lost pages"
    return read, indexed


def bare_rows(volume: Path) -> int:
    """The rows of the DAT, every field and every line of the OPT read, in one process."""
    data = next((volume / "DATA").glob("*.dat"))
    written = detect(data).dialect
    with data.open(encoding="utf-8-sig", newline="") as file:
        rows = sum(1 for _ in csv.reader(file, delimiter=written.separator, quotechar=written.qualifier)) - 1
    with data.with_suffix(".opt").open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) == rows
    return rows
