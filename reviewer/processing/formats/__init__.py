"""The kinds of files that can become documents: one module each, all found in this table.

A module offers `extract(Reading) -> Extraction`; it raises ProcessingError in words for a paralegal.
"""

from __future__ import annotations

from collections.abc import Callable

from reviewer.model import Extraction, FileType
from reviewer.processing.formats import pdf, text
from reviewer.processing.reading import Reading

EXTRACT: dict[FileType, Callable[[Reading], Extraction]] = {
    FileType.PDF: pdf.extract,
    FileType.TEXT: text.extract,
}
