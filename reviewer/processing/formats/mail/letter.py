"""A mail as it was read: what its header says, what its body holds, what is attached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

SIGNED = "signed; the signature was not checked"
ENCRYPTED = "encrypted; the text of the message can't be read"
DAMAGED = "damaged; parts of the message may be missing"


@dataclass(frozen=True, slots=True)
class Body:
    """One piece of the body, as HTML, as plain text, or as both where they are two forms of one text."""

    plain: str = ""
    html: str = ""
    note: str = ""  # what it is, where it is no ordinary text: "Calendar entry"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a mail carries. `name` is the sender's: anything may stand in it.

    `load` gives its bytes, or raises ProcessingError. `kind` is its MIME type, `references` are how the HTML may call
    it ("cid:..." or an address). `silent`: it is listed, but is no document of its own (a signature).
    """

    name: str
    kind: str
    load: Callable[[], bytes]
    references: tuple[str, ...] = ()
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail; people and dates as in `headers.py`."""

    sender: str = ""
    to: str = ""
    cc: str = ""
    bcc: str = ""
    subject: str = ""
    date: str = ""
    date_source: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    bodies: tuple[Body, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    flags: tuple[str, ...] = ()


# Header fields that we write into messages which come out of Outlook's files, for what a mail's header can't say.
DRAFT, FOLDER, CREATED = "X-Reviewer-Draft", "X-Reviewer-Folder", "X-Reviewer-Created"
RECOVERED, LOST = "X-Reviewer-Recovered", "X-Reviewer-Lost"
