"""What a format is given to read one file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.model import OcrMode


@dataclass(frozen=True, slots=True)
class Reading:
    """One file to be read: where its bytes are, its name in the production, where its rendition may be written."""

    path: Path
    name: str
    rendition: Path
    ocr: OcrMode = OcrMode.AUTO
    passwords: tuple[str, ...] = ()
