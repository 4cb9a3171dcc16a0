"""What a format is given to read one file, and what it hands back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.bates import BatesNumber
from reviewer.model import Annotation, FileType, Hidden, Item, OcrMode, PageContent
from reviewer.processing.paper import Paper


@dataclass(frozen=True, slots=True)
class Reading:
    """One file to be read: where its bytes are, its name in the production, where its rendition may be written.

    `staging` is where a folder may be made for the bytes of files found inside it.
    """

    path: Path
    name: str
    rendition: Path
    staging: Path
    ocr: OcrMode = OcrMode.AUTO
    passwords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page, and the Bates numbers that may be stamped on it."""

    content: PageContent
    stamps: tuple[BatesNumber, ...]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as read: what it claims, its pages, and which of them (from 1) still wait for OCR.

    `rendition` says whether one was written; `created` is the date as the file writes it. A file that is not a PDF
    has a `paper`, whose fields are better than what stands on the pages; `fields` and `items` are those of a PDF.
    """

    type: FileType
    pages: tuple[ReadPage, ...]
    scanned: tuple[int, ...] = ()
    title: str = ""
    author: str = ""
    created: str = ""
    rendition: bool = False
    flags: tuple[str, ...] = ()
    paper: Paper | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    annotations: tuple[Annotation, ...] = ()
