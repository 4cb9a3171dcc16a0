"""What a paper says of itself on its first page: the header block of a mail or a memo, its title, its date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from reviewer.dates import on_face

_LINES = 45
_LABEL = re.compile(
    r"^\s*(from|to|cc|bcc|subject|re|memorandum for|memorandum to)\s*:\s*(.*)$",
    re.IGNORECASE,
)
_FIELD = {"memorandum for": "to", "memorandum to": "to", "re": "subject"}
_NO_TITLE = re.compile(
    r"^(untitled|microsoft (word|excel|powerpoint) - .*|document\d*|.*\.(docx?|xlsx?|pptx?|pdf|wpd|rtf))$"
)


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a header block, empty where it has none."""

    sender: str = ""
    to: str = ""
    cc: str = ""
    bcc: str = ""
    subject: str = ""


def header(first_page: str) -> Header:
    """The header block of a mail or memo on a first page; empty unless it has a sender and an addressee or subject."""
    fields: dict[str, str] = {}
    for line in first_page.splitlines()[:_LINES]:
        if match := _LABEL.match(line):
            label = match[1].lower()
            fields.setdefault({"from": "sender"}.get(label, _FIELD.get(label, label)), match[2].strip())
    if not fields.get("sender") or not (fields.get("to") or fields.get("subject")):
        return Header()
    return Header(**fields)


def title(metadata: str, found: Header, name: str) -> str:
    """The title of a document: what its file says unless that is a file's name, else its subject, else its name."""
    claimed = " ".join(metadata.split())
    if claimed and not _NO_TITLE.match(claimed.lower()):
        return claimed
    return found.subject or PurePosixPath(name).stem


def date(first_page: str, made: str, source: str) -> tuple[str, str]:
    """The date of a document, as in `dates.py`, and where it comes from: its face, else what its file says."""
    if face := on_face(first_page):
        return face, "on its face"
    return (made, source) if made else ("", "")
