"""A mail in a file of its own: `.eml` as the Internet sends it, `.emlx` as Apple keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email import message_from_bytes
from email.message import Message
from email.policy import Compat32
from pathlib import Path

from reviewer.errors import ProcessingError
from reviewer.processing.formats.mail import charsets, headers, parts
from reviewer.processing.formats.mail.letter import CREATED, DRAFT, FOLDER, RECOVERED, Letter
from reviewer.processing.formats.mail.render import to_paper
from reviewer.processing.paper import Paper

LIMIT = 192 << 20  # bytes: Exchange sends no more than 150 MB, and a mail is held in memory


class _Raw(Compat32):
    """Hands fields over as they stand, bytes that are no ASCII as surrogates; the default replaces those."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The value as it was parsed."""
        return value


RAW = _Raw()
_EMLX = re.compile(rb"\s{0,16}(\d{1,10})\s{0,16}\r?\n")
_FIELDS = {
    **{"message-id": "Message-ID", "in-reply-to": "In-Reply-To", "references": "References", "reply-to": "Reply-To"},
    **{"thread-topic": "Thread-Topic", "thread-index": "Thread-Index", "importance": "Importance"},
    **{"folder": FOLDER, "sent by": "Sender", "date as written": "Date"},
}


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read a mail. Raises ProcessingError when it is too large or can't be taken apart."""
    if path.stat().st_size > LIMIT:
        raise ProcessingError("The mail was not read", f"it is larger than {LIMIT >> 20} MB", "")
    return to_paper(read_letter(path.read_bytes()), staging)


def read_letter(data: bytes) -> Letter:
    """A mail from its bytes. Raises ProcessingError when parts lie too deep inside one another."""
    try:
        message = parse(data)
        letter = _letter(message, parts.sort(message))
    except RecursionError as error:
        raise ProcessingError("The mail was not read", "its parts lie too deep inside one another", "") from error
    if _is_empty(letter):
        raise ProcessingError("The mail was not read", "it holds no header, no text and no file", "Ask for it again")
    return letter


def _is_empty(letter: Letter) -> bool:
    said = (letter.sender, letter.to, letter.cc, letter.bcc, letter.subject, letter.date, *letter.fields.values())
    return (
        not any(said) and not letter.attachments and not any(body.html or body.plain.strip() for body in letter.bodies)
    )


def parse(data: bytes) -> Message:
    """The message in a file: of UTF-16 (some exports), or behind the count of bytes that Apple Mail puts first."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[1:2] == b"\x00" or data[:1] == b"\x00":
        data = _from_utf16(data)
    counted = _EMLX.match(data)
    if counted:
        data = data[counted.end() : counted.end() + int(counted[1])]
    return message_from_bytes(data, policy=RAW)


def _from_utf16(data: bytes) -> bytes:
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-be" if data[:1] == b"\x00" else "utf-16-le"
    return data.decode(codec, "replace").encode("utf-8")


def _letter(message: Message, found: parts.Found) -> Letter:
    flags = dict(found.flags)
    sender, to, cc, bcc = (_joined(message, name, flags, people=True) for name in ("from", "to", "cc", "bcc"))
    subject = _joined(message, "subject", flags)
    sent = headers.date(str(message["date"] or ""))
    created = "" if sent else headers.date(str(message[CREATED] or ""))
    flags.update(dict.fromkeys(_dated(str(message["date"] or ""), sent)))
    flags.update({words: None for name, words in _SAID.items() if message[name]})
    return Letter(
        sender=sender,
        to=to,
        cc=cc,
        bcc=bcc,
        subject=subject,
        date=sent or created,
        date_source="sent" if sent else "created" if created else "",
        fields={name: text for name, header in _FIELDS.items() if (text := _joined(message, header, flags))},
        bodies=tuple(found.bodies),
        attachments=tuple(found.attachments),
        flags=tuple(flags),
    )


_SAID = {DRAFT: "a draft; it was not sent from here", RECOVERED: "recovered from what the mailbox had deleted"}


def _dated(raw: str, sent: str) -> Iterable[str]:
    if raw.strip() and not sent:
        yield "the date of the message can't be read"
    if sent and headers.zone_unknown(sent):
        yield "the time zone of the date is unknown"


def _joined(message: Message, name: str, flags: dict[str, None], people: bool = False) -> str:
    """All fields of one name, as text; a guess is flagged."""
    read = [headers.words(str(raw), people) for raw in message.get_all(name, [])]
    if any(words.guessed for words in read):
        flags[charsets.GUESSED] = None
    return ", ".join(words.text for words in read if words.text)
