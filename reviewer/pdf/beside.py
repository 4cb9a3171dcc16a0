"""What a PDF holds beside the text of its pages: files inside it, what its form was filled with, marks and comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.model import Annotation, Item, PageContent
from reviewer.pdf.annotations import read_annotations
from reviewer.pdf.attachments import Bounds, take_out
from reviewer.pdf.forms import read_form
from reviewer.pdf.open import open_pdf


@dataclass(frozen=True, slots=True)
class Beside:
    """`form`: a line `name: value` for each field that is filled; `flags`: what is to be told, in words."""

    attachments: tuple[Item, ...]
    annotations: tuple[Annotation, ...]
    form: str
    flags: tuple[str, ...]


def read_beside(
    path: Path, passwords: Sequence[str], pages: Sequence[PageContent], folder: Path, bounds: Bounds
) -> Beside:
    """Read what stands beside `pages`; files inside are put into `folder`, which is made when there are any.

    Raises PasswordNeeded and ProcessingError as `open_pdf` does, OSError.
    """
    with open_pdf(path, passwords) as document:
        attachments = take_out(document, folder, bounds)
        annotations, more = read_annotations(document, pages)
        form, flags = read_form(document)
    told = ("so many marks and comments that not all are listed",) if more else ()
    return Beside(tuple(attachments), tuple(annotations), form, (*flags, *told))
