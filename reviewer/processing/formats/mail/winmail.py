"""A winmail.dat that stands by itself."""

from __future__ import annotations

from pathlib import Path

from reviewer.errors import ProcessingError
from reviewer.processing.formats.mail import tnef
from reviewer.processing.formats.mail.message import LIMIT, read_letter
from reviewer.processing.formats.mail.render import to_paper
from reviewer.processing.paper import Paper


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read a winmail.dat. Raises ProcessingError when it is too large, damaged, or none."""
    if path.stat().st_size > LIMIT:
        raise ProcessingError("The file was not read", f"it is larger than {LIMIT >> 20} MB", "")
    return to_paper(read_letter(tnef.unwrap(path.read_bytes())), staging)
