"""The nouns of a review, their ids and enums. Pages count from 1; offsets are code points; lengths are points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NewType

DocumentId = NewType("DocumentId", int)
PassageId = NewType("PassageId", int)
TagId = NewType("TagId", int)
OperationId = NewType("OperationId", int)


class FileType(StrEnum):
    """What kind of file a document was produced as."""

    PDF = "PDF"
    TEXT = "Text"
    EMAIL = "Email"
    CALENDAR = "Calendar item"
    CONTACT = "Contact"
    WORD = "Word processing"
    SHEET = "Spreadsheet"
    SLIDES = "Presentation"
    WEB = "Web page"
    IMAGE = "Image"
    ARCHIVE = "Archive"
    MAILBOX = "Mailbox"


class TextSource(StrEnum):
    """Where the text of a page comes from."""

    LAYER = "text layer"
    OCR = "ocr"
    NONE = "none"


class OcrMode(StrEnum):
    """When pages are read by OCR: where text is missing, never, or always."""

    AUTO = "auto"
    OFF = "off"
    FORCE = "force"


class HiddenKind(StrEnum):
    """Why words that a PDF holds are not seen on its page."""

    PAPER = "in the colour of what is under it"
    INKLESS = "drawn without ink"
    TINY = "too small to read"
    OUTSIDE = "outside the page"
    BOX = "under a filled box"
    IMAGE = "under an image"
    REDACTION = "under a redaction that was not applied"


class AnnotationKind(StrEnum):
    """What somebody put on the pages of a PDF before it was produced."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    STRIKEOUT = "strikeout"
    NOTE = "note"
    SHAPE = "shape"


class TagKind(StrEnum):
    """The question that a tag answers."""

    PRIVILEGE = "privilege"
    ADMISSION = "admission"
    ISSUE = "issue"
    HOT = "hot"
    RESPONSIVE = "responsive"
    CONFIDENTIALITY = "confidentiality"


class Direction(StrEnum):
    """Which way the characters of a word run on the displayed page."""

    RIGHT = "right"
    DOWN = "down"
    LEFT = "left"
    UP = "up"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points on the page as displayed (rotation and crop applied), origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page's text: `text[start:end]` and where it stands.

    `edges` holds one byte a character: where the character ends along the word's direction, as a share of 255.
    """

    start: int
    end: int
    box: Box
    edges: bytes
    direction: Direction = Direction.RIGHT


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page, made from its words in reading order.

    Words of a line are joined by a space, lines by a line feed, columns and blocks by a line feed. A run of characters
    without white space is one word, or several that abut: each has its own box, and its characters run one way.
    """

    text: str
    words: Sequence[Word]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of code points `start` to `end` (exclusive) in the text of page `page`."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Area:
    """A place on a page that is meant itself, without words: a redaction, a picture, a scan that OCR did not read."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document, without its words. Sizes are of the page as displayed."""

    number: int
    width: float
    height: float
    rotation: int
    label: str
    bates: str
    text_source: TextSource


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page as extraction hands it back; where OCR read it, with one byte a word: how certain OCR is of it, 0-100."""

    page: Page
    content: PageText
    certainty: bytes = b""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Words that a PDF holds but does not show, and where they would stand; they are no part of the page's text."""

    page: int
    kind: HiddenKind
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark or comment that a PDF came with. `span`: the words that it marks, None where it marks none.

    `date` is written as in `dates.py`; empty strings mean unknown. `boxes`: where it is on the page as displayed."""

    page: int
    kind: AnnotationKind
    author: str
    date: str
    comment: str
    span: Span | None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the outline of a PDF: its level from 0, the page that it leads to (0: none in this file), and the
    point on it, as a box without size on the page as displayed."""

    level: int
    title: str
    page: int
    place: Box | None


@dataclass(frozen=True, slots=True)
class Document:
    """One occurrence in a production. `date` is written as in `dates.py`; empty strings mean unknown."""

    id: DocumentId
    control_number: str
    bates_begin: str
    bates_end: str
    parent: str
    family: str
    type: FileType
    title: str
    author: str
    sender: str
    to: str
    cc: str
    bcc: str
    subject: str
    date: str
    date_source: str
    pages: int
    sha256: str
    md5: str
    path: str
    custodian: str
    text_source: str
    duplicate_of: str
    flags: tuple[str, ...]
    reviewed_by: str
    reviewed_at: str
    tags: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How the document is called where one name must do: its Bates number, else its control number."""
        return self.bates_begin or self.control_number

    @property
    def reviewed(self) -> bool:
        """Whether a reviewer marked the document reviewed."""
        return bool(self.reviewed_at)


@dataclass(frozen=True, slots=True)
class Tag:
    """An entry of the codebook. `colour` is `#rrggbb`; `key` is "1" to "9" or empty; `parent` names a tag."""

    id: TagId
    name: str
    kind: TagKind
    colour: str
    key: str = ""
    parent: str = ""
    description: str = ""
    default_note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a passage stands on a page, of which size and rotation; an area has one box, and a span without words."""

    span: Span
    boxes: tuple[Box, ...]
    width: float
    height: float
    rotation: int


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a passage with some context, as in the W3C Web Annotation text quote selector."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reviewer answered to the note of a passage."""

    author: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words that a reviewer marked, on one page or over a page break; `exact` changes only with its span,
    and is empty where the passage is an area without words.
    `unanchored`: the words were not found again when the page was read again; `disputed`: a reviewer disputes it."""

    id: PassageId
    document: DocumentId
    control_number: str
    marks: tuple[Mark, ...]
    quote: Quote
    tags: tuple[str, ...]
    note: str
    author: str
    at: str
    bates: str
    sha256: str
    extractor: str
    unanchored: bool = False
    disputed: bool = False
    replies: tuple[Reply, ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that the passage stands on, from 1."""
        return tuple(mark.span.page for mark in self.marks)

    @property
    def area(self) -> Area | None:
        """The area that the passage is; None where it is words."""
        mark = self.marks[0] if len(self.marks) == 1 else None
        return Area(mark.span.page, mark.boxes[0]) if mark and mark.boxes and mark.span.start == mark.span.end else None


@dataclass(frozen=True, slots=True)
class ProcessingException:
    """A file of a production that did not become a document, and why."""

    path: str
    stage: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; `seen` = `imported` + `exceptions`. Fields are those of the command line's contract."""

    seen: int = 0
    imported: int = 0
    duplicates: int = 0
    exceptions: int = 0
    documents: int = 0
    pages: int = 0
    pages_without_text: int = 0
    pages_ocred: int = 0


@dataclass(frozen=True, slots=True)
class Operation:
    """One user action in the journal. `undoes` is the operation that it takes back, if any."""

    id: OperationId
    name: str
    author: str
    at: str
    undoes: OperationId | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that `check` found: its kind, what is wrong, what to do."""

    kind: str
    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Item:
    """A file found inside another: its name there (anything may stand in it), and where its bytes were put, or the
    `reason` why they can't be had."""

    name: str
    path: Path
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a worker hands back for one file: plain values, ready to be stored."""

    type: FileType
    title: str = ""
    author: str = ""
    sender: str = ""
    to: str = ""
    cc: str = ""
    bcc: str = ""
    subject: str = ""
    date: str = ""
    date_source: str = ""
    rendition: str = ""
    flags: tuple[str, ...] = ()
    pages: tuple[PageContent, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    hidden: tuple[Hidden, ...] = ()
    annotations: tuple[Annotation, ...] = ()


Hit = tuple[Span, ...]
"""One match of a query: a span on each page (or line piece) that it touches, in reading order."""
