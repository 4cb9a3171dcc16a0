"""Kinds of files that are turned into HTML: typeset to a PDF rendition, then read like any PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reviewer.model import FileType, OcrMode
from reviewer.pdf.read import read_pdf
from reviewer.pdf.typeset import html_to_pdf
from reviewer.processing.formats.pdf import with_stamps
from reviewer.processing.paper import Paper
from reviewer.processing.reading import ReadFile, Reading

Reader = Callable[[Path, str, Path], Paper]


def typeset(kind: FileType, read: Reader) -> Callable[[Reading], ReadFile]:
    """The `extract` of a kind whose reader makes a Paper."""

    def extract(reading: Reading) -> ReadFile:
        reading.staging.mkdir(parents=True, exist_ok=True)
        return as_pages(kind, read(reading.path, reading.name, reading.staging), reading)

    return extract


def as_pages(kind: FileType, paper: Paper, reading: Reading) -> ReadFile:
    """Typeset a paper and read its pages; what was typeset is not needed any more."""
    drawn = html_to_pdf(paper.html, paper.images, reading.rendition)
    found = read_pdf(reading.rendition, OcrMode.OFF)
    bare = replace(paper, html="", images={})
    flags = () if drawn else ("some characters or pictures can't be shown",)
    pages = tuple(map(with_stamps, found.pages))
    return ReadFile(kind, pages, rendition=True, flags=flags, paper=bare, hidden=found.hidden)
