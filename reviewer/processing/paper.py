"""What a file that is not a PDF is turned into: HTML to be typeset, what it says of itself, what is inside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reviewer.model import Item


@dataclass(frozen=True, slots=True)
class Paper:
    """`html` is a body fragment of our own making; `images` are what its `<img src="name">` show.

    Fields are as in Extraction.
    """

    html: str
    images: Mapping[str, bytes] = field(default_factory=dict)
    title: str = ""
    author: str = ""
    sender: str = ""
    to: str = ""
    cc: str = ""
    bcc: str = ""
    subject: str = ""
    date: str = ""  # as in reviewer/dates.py; never invented
    date_source: str = ""  # "sent", "created", "modified", "on its face"
    fields: Mapping[str, str] = field(default_factory=dict)  # everything else worth searching: "message-id", ...
    flags: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    declared: int | None = None  # for containers: how many items it says it holds
