"""The text of one page, extracted from its file again."""

from __future__ import annotations

from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.pdf.open import ERRORS, open_pdf
from reviewer.pdf.words import page_content


def page_text_again(path: Path, number: int) -> str:
    """The text of page `number` (from 1) as the PDF file at `path` holds it now. Raises ReviewerError."""
    try:
        with open_pdf(path) as opened:
            return page_content(opened[number - 1], number).content.text
    except (*ERRORS, ReviewerError) as error:
        raise ReviewerError(f"Page {number} of {path.name} was not read again", "the file is damaged") from error
