"""What a PDF holds beside the text of its pages: files inside it, what its form was filled with, marks and comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from reviewer.model import Annotation, Item, PageContent
from reviewer.pdf.annotations import read_annotations
from reviewer.pdf.attachments import Bounds, take_out
from reviewer.pdf.forms import read_form


@dataclass(frozen=True, slots=True)
class Beside:
    """`form`: a line `name: value` for each field that is filled; `flags`: what is to be told, in words."""

    attachments: tuple[Item, ...]
    annotations: tuple[Annotation, ...]
    form: str
    flags: tuple[str, ...]


def read_beside(document: pymupdf.Document, pages: Sequence[PageContent], folder: Path, bounds: Bounds) -> Beside:
    """Read what stands beside `pages`; files inside are put into `folder`, which is made when there are any.

    May raise OSError.
    """
    attachments = take_out(document, folder, bounds)
    annotations, more = read_annotations(document, pages)
    form, flags = read_form(document)
    told = ("so many marks and comments that not all are listed",) if more else ()
    return Beside(tuple(attachments), tuple(annotations), form, (*flags, *told))
