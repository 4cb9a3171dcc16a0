"""A mail as the paper that a printer would make of it: its header, its body, what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from reviewer import dates
from reviewer.errors import ProcessingError
from reviewer.model import Item
from reviewer.processing.formats.mail import clean
from reviewer.processing.formats.mail.letter import Attachment, Body, Letter
from reviewer.processing.paper import Paper

_DRAWN = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*")
_MOST_IMAGE_BYTES = 32 << 20  # of one mail's pictures, kept in memory; larger ones become documents
_MOST_LINKS = 500


def to_paper(letter: Letter, staging: Path) -> Paper:
    """The mail typeset as HTML; its attachments are put into `staging`. Raises ProcessingError, OSError."""
    pictures = _Pictures(letter.attachments)
    texts = [_text(body, pictures) for body in letter.bodies]
    flags = dict.fromkeys((*letter.flags, *(flag for _, found in texts for flag in found)))
    listed, items = _carried(letter.attachments, pictures, staging)
    rule = "<hr>"
    return Paper(
        html=_header(letter, listed) + rule + rule.join(html for html, _ in texts),
        images=pictures.shown,
        title=letter.subject,
        sender=letter.sender,
        to=letter.to,
        cc=letter.cc,
        bcc=letter.bcc,
        subject=letter.subject,
        date=letter.date,
        date_source=letter.date_source,
        fields=_fields(letter, pictures.links),
        flags=tuple(flags),
        items=tuple(items),
    )


class _Pictures:
    """The attachments that the HTML of a mail may show, and those that it does."""

    def __init__(self, attachments: Sequence[Attachment]) -> None:
        self._by_reference = {name: one for one in attachments for name in one.references}
        self._names: dict[int, str] = {}
        self.shown: dict[str, bytes] = {}
        self.links: dict[str, None] = {}

    def name(self, source: str) -> str:
        """The name of the picture that `src` means, "" where there is none that can be drawn."""
        scheme, _, rest = source.partition(":")
        called = f"cid:{rest}" if scheme.lower() == "cid" else source
        attachment = self._by_reference.get(called)
        if attachment is None:
            return ""
        if id(attachment) not in self._names:
            data = _bytes_of(attachment)
            self._names[id(attachment)] = self.keep(f"image{len(self._names) + 1}", data) if data else ""
        return self._names[id(attachment)]

    def keep(self, name: str, data: bytes) -> str:
        """Keep a picture under a name of ours; "" where it is none, or too large."""
        held = sum(map(len, self.shown.values()))
        if not data.startswith(_DRAWN) or held + len(data) > _MOST_IMAGE_BYTES:
            return ""
        self.shown[name] = data
        return name

    def shows(self, attachment: Attachment) -> bool:
        return bool(self._names.get(id(attachment)))


def _bytes_of(attachment: Attachment) -> bytes:
    try:
        return attachment.load()
    except ProcessingError:
        return b""


def _text(body: Body, pictures: _Pictures) -> tuple[str, list[str]]:
    """One piece of the body as HTML, with what is to be told about it."""
    note = f'<p><span class="note">{escape(body.note)}</span></p>' if body.note else ""
    if not body.html:
        return note + plain(body.plain), []
    found = clean.clean(body.html, pictures.name, pictures.keep)
    pictures.links.update(dict.fromkeys(found.links))
    told = [words for words, so in (("hidden text", found.hidden), (_REMOTE, found.remote)) if so]
    return note + found.html + _rest(body, found.html), told


_REMOTE = "pictures from the Internet are not shown"


def _rest(body: Body, html: str) -> str:
    lines = clean.lines_only_in(body.plain, html)
    return f'<hr><p><span class="note">Only in the plain text of this message</span></p>{plain(lines)}' if lines else ""


def plain(text: str) -> str:
    """Plain text as HTML: lines stay lines, runs of spaces stay as wide as they are."""
    lines = escape(text.strip("\n"), quote=False).splitlines()
    return "".join(f"<div>{re.sub(r'^ +|(?<= ) +', _hard, line) or '&#160;'}</div>" for line in lines)


def _hard(spaces: re.Match[str]) -> str:
    return "&#160;" * len(spaces[0])


def _header(letter: Letter, listed: Sequence[str]) -> str:
    rows = [
        *(("From", letter.sender), ("Sent by", letter.fields.get("sent by", ""))),
        *(("To", letter.to), ("Cc", letter.cc), ("Bcc", letter.bcc)),
        *((("Date" if letter.date_source == "sent" else "Created"), _when(letter)), ("Subject", letter.subject)),
        ("Importance", letter.fields.get("importance", "")),
        ("Attachments", "\n".join(listed)),
    ]
    shown = "".join(f"<tr><td><b>{name}:</b></td><td>{_lines(text)}</td></tr>" for name, text in rows if text)
    return f"<table>{shown}</table>" if shown else ""


def _lines(text: str) -> str:
    return "<br>".join(escape(line, quote=False) for line in text.split("\n"))


def _when(letter: Letter) -> str:
    """The day and time that the sender's clock showed; what can't be read, as it was written."""
    if not letter.date:
        return letter.fields.get("date as written", "")
    return " ".join(filter(None, (dates.display(letter.date), dates.display_time(letter.date))))


def _carried(attachments: Sequence[Attachment], pictures: _Pictures, staging: Path) -> tuple[list[str], list[Item]]:
    """The list of attachments as it is printed, and those that become documents of their own."""
    listed: list[str] = []
    items: list[Item] = []
    for attachment in attachments:
        if pictures.shows(attachment):
            continue
        path = staging / f"{len(items) + 1:05d}"
        try:
            data = attachment.load()
            listed.append(f"{attachment.name} ({_size(len(data))})")
            if not attachment.silent:
                path.write_bytes(data)
                items.append(Item(attachment.name, path))
        except ProcessingError as error:
            listed.append(f"{attachment.name} (could not be read)")
            items.append(Item(attachment.name, path, error.why or error.what))
    return listed, items


def _size(count: int) -> str:
    if count < 1024:
        return f"{count} bytes"
    return f"{count / 1024:,.0f} KB" if count < 1 << 20 else f"{count / (1 << 20):,.1f} MB"


def _fields(letter: Letter, links: dict[str, None]) -> dict[str, str]:
    fields = dict(letter.fields)
    if links:
        fields["links"] = " ".join(_first(links))
    return fields


def _first(links: dict[str, None]) -> Iterator[str]:
    return (link for number, link in enumerate(links) if number < _MOST_LINKS)
