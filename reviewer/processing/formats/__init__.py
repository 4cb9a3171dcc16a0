"""The kinds of files that can become documents: one module each, all found in this table.

A module offers `extract(Reading) -> ReadFile`; it raises ProcessingError in words for a paralegal.
"""

from __future__ import annotations

from collections.abc import Callable

from reviewer.model import FileType
from reviewer.processing.formats import pdf, text
from reviewer.processing.reading import ReadFile, Reading

EXTRACT: dict[FileType, Callable[[Reading], ReadFile]] = {
    FileType.PDF: pdf.extract,
    FileType.TEXT: text.extract,
}
