"""The parts of a MIME message: which are its body, which are files that it carries."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import (
    CloseBoundaryNotFoundDefect,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    MultipartInvariantViolationDefect,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
from email.generator import BytesGenerator
from email.message import Message
from functools import partial
from typing import cast

from reviewer.errors import ProcessingError
from reviewer.processing.formats.mail import charsets, headers, ical, smime, tnef, uu
from reviewer.processing.formats.mail.letter import DAMAGED, ENCRYPTED, LOST, SIGNED, Attachment, Body

_MOST_PARTS = 10_000  # files of one mail; mail systems end at some hundred
_DAMAGES = (
    CloseBoundaryNotFoundDefect,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    MultipartInvariantViolationDefect,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
_SIGNATURES = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
_CARDS = {"text/vcard", "text/x-vcard", "text/directory"}
_SUFFIXES = {
    **{"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/tiff": ".tif", "image/bmp": ".bmp"},
    **{"application/pdf": ".pdf", "application/zip": ".zip", "application/rtf": ".rtf", "application/msword": ".doc"},
    **{
        "text/plain": ".txt",
        "text/html": ".html",
        "text/csv": ".csv",
        "text/calendar": ".ics",
        "message/rfc822": ".eml",
    },
    **dict.fromkeys(_CARDS, ".vcf"),
}
_NAME = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(slots=True)
class Found:
    """What the parts of a message are, in their order."""

    bodies: list[Body] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: dict[str, None] = field(default_factory=dict)

    def flag(self, words: str) -> None:
        """Tell this once."""
        self.flags[words] = None

    def seal(self) -> None:
        """Tell that the text is encrypted, on the paper too."""
        self.flag(ENCRYPTED)
        self.bodies.append(Body(note="This message is encrypted; its text can't be read."))

    def attach(self, attachment: Attachment) -> None:
        """Add a file. Raises ProcessingError where there are too many."""
        if len(self.attachments) >= _MOST_PARTS:
            raise ProcessingError("The mail was not read", f"it carries more than {_MOST_PARTS:,} files", "")
        self.attachments.append(attachment)


def sort(message: Message) -> Found:
    """Sort the parts of a parsed message. Raises ProcessingError where there are too many."""
    found = Found()
    _take(message, found)
    return found


def _take(part: Message, found: Found) -> None:
    kind = part.get_content_type()
    if any(isinstance(defect, _DAMAGES) for defect in part.defects):
        found.flag(DAMAGED)
    if kind in ("message/rfc822", "message/global"):
        found.attach(_nested(part))
    elif kind.startswith("message/"):
        found.bodies.append(Body(plain=_report(part), note=_REPORTS.get(kind, "")))
    elif part.is_multipart():
        _take_many(part, kind, found)
    else:
        _take_one(part, kind, found)


_REPORTS = {"message/delivery-status": "Delivery report", "message/disposition-notification": "Reading report"}


def _take_many(part: Message, kind: str, found: Found) -> None:
    children = cast(list[Message], part.get_payload())
    if kind == "multipart/signed":
        found.flag(SIGNED)
    if kind == "multipart/encrypted":
        found.seal()
    if kind == "multipart/alternative":
        _take_alternatives(children, found)
    else:
        for child in children:
            _take(child, found)


def _take_alternatives(children: list[Message], found: Found) -> None:
    """Forms of one text: HTML and plain text become one body; what else there is (a calendar entry) follows."""
    inner = Found(flags=found.flags, attachments=found.attachments)
    for child in children:
        _take(child, inner)
    html = [body.html for body in inner.bodies if body.html]
    plain = [body.plain for body in inner.bodies if body.plain and not body.note and not body.html]
    noted = [body for body in inner.bodies if body.note]
    found.bodies.extend(Body(plain="\n".join(plain) if n == 0 else "", html=one) for n, one in enumerate(html))
    found.bodies.extend(Body(plain=one) for one in plain if not html)
    found.bodies.extend(noted)


def _take_one(part: Message, kind: str, found: Found) -> None:
    apart = part.get_content_disposition() == "attachment" or bool(_raw_name(part))
    if kind in _SEALED and (inner := smime.unwrap(content(part))) is not None:
        found.flag(SIGNED)
        _take(message_from_bytes(inner, policy=part.policy), found)
    elif kind in _SEALED:
        _take_sealed(part, kind, found)
    elif kind in _TNEF or _name(part).lower() == "winmail.dat":
        _take_tnef(part, found)
    elif kind == "text/calendar" or kind in _CARDS:
        _take_entry(part, kind, apart, found)
    elif kind in ("text/plain", "text/html", "text/enriched", "text/rfc822-headers") and not apart:
        found.bodies.append(_body(part, kind, found))
    elif kind == "application/pgp-encrypted":
        pass  # "Version: 1", and nothing else (RFC 3156, 4)
    elif content(part) or apart or kind != "text/plain":
        found.attach(_file(part, kind))


def _take_sealed(part: Message, kind: str, found: Found) -> None:
    """What can't be opened is told, and stays an attachment. Certificates alone (RFC 8551, 3.2.2) are no text."""
    purpose = str(part.get_param("smime-type", ""))
    if "signed" in purpose:
        found.flag("signed as a whole; the text of the message is in its attachment")
    elif purpose != "certs-only":
        found.seal()
    found.attach(_file(part, kind))


def _body(part: Message, kind: str, found: Found) -> Body:
    read = charsets.decode_html if kind == "text/html" else charsets.decode
    text, guessed = read(content(part), str(part.get_param("charset", "") or ""))
    if guessed:
        found.flag(charsets.GUESSED)
    if kind == "text/html":
        return Body(html=text)
    text, files = uu.parted(text)
    for name, data in files:
        found.attach(Attachment(_NAME.sub(" ", name), "application/octet-stream", partial(bytes, data)))
    return Body(plain=text)


def _take_entry(part: Message, kind: str, apart: bool, found: Found) -> None:
    text, _ = charsets.decode(content(part), str(part.get_param("charset", "") or "utf-8"))
    found.bodies.append(Body(plain=ical.readable(text), note="Contact card" if kind in _CARDS else "Calendar entry"))
    if apart:
        found.attach(_file(part, kind))


def _take_tnef(part: Message, found: Found) -> None:
    """What Outlook wrapped into winmail.dat is the mail's own; where it can't be read, the file itself is listed."""
    try:
        inner = tnef.unwrap(content(part))
    except ProcessingError as error:
        found.flag(f"{_name(part)} could not be read")
        reason = error
        found.attach(Attachment(_name(part), "application/ms-tnef", lambda: _refuse(reason)))
        return
    had = any(body.html or body.plain.strip() for body in found.bodies)
    inside = sort(message_from_bytes(inner, policy=part.policy))
    found.flags.update(inside.flags)
    known = "\n".join(body.plain for body in found.bodies)
    found.bodies.extend(body for body in inside.bodies if not had or body.note or not _same(body, known))
    for attachment in inside.attachments:
        found.attach(attachment)


def _same(body: Body, known: str) -> bool:
    """Whether a text is the one that stands in the mail already, save for white space."""
    return bool(body.plain) and "".join(body.plain.split()) in "".join(known.split())


def _refuse(reason: ProcessingError) -> bytes:
    raise reason


def _file(part: Message, kind: str) -> Attachment:
    silent = kind in _SIGNATURES
    lost = str(part[LOST] or "")
    if lost and not content(part):
        reason = ProcessingError("The attachment was not read", lost, "")
        return Attachment(_name(part), kind, lambda: _refuse(reason))
    return Attachment(_name(part), kind, lambda: content(part), tuple(_references(part)), silent)


def _references(part: Message) -> Iterator[str]:
    if part["content-id"]:
        yield "cid:" + str(part["content-id"]).strip().strip("<>")
    if part["content-location"]:
        yield str(part["content-location"]).strip()


def content(part: Message) -> bytes:
    """The bytes of a part, decoded; what is broken in its encoding is passed over."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _nested(part: Message) -> Attachment:
    """A message inside the message, to become a document of its own."""
    inner = part.get_payload()
    message = inner[0] if isinstance(inner, list) and inner else None
    subject = headers.words(str(message["subject"] or "")).text if isinstance(message, Message) else ""
    name = _given_name(part) or f"{subject or 'message'}.eml"
    return Attachment(name, "message/rfc822", lambda: _message_bytes(part, message), ())


def _message_bytes(part: Message, message: object) -> bytes:
    if not isinstance(message, Message):
        return content(part)
    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64" and not message.keys():
        # RFC 2046, 5.2.1 forbids it; GroupWise does it.
        return headers.from_base64(str(message.get_payload()))
    return as_bytes(message)


def as_bytes(message: Message) -> bytes:
    """A message written down as it was parsed. Raises ProcessingError where the parts contradict one another."""
    out = io.BytesIO()
    try:
        BytesGenerator(out, mangle_from_=False, maxheaderlen=0).flatten(message)
    except (UnicodeError, LookupError, TypeError, AttributeError, ValueError) as error:
        raise ProcessingError("The attached message was not read", "it is damaged", "") from error
    return out.getvalue()


def _report(part: Message) -> str:
    """The fields of a report about a message, as they stand there."""
    payload = part.get_payload()
    inner = payload if isinstance(payload, list) else [payload]
    return "\n\n".join(
        as_bytes(one).decode("utf-8", "replace").strip() if isinstance(one, Message) else str(one) for one in inner
    )


def _name(part: Message) -> str:
    """What an attachment is called; where it has no name, what its kind says."""
    kind = part.get_content_type()
    suffix = ".eml" if kind.startswith("multipart/") else _SUFFIXES.get(kind, "")
    return _given_name(part) or ("signature" if kind in _SIGNATURES else "attachment") + suffix


def _given_name(part: Message) -> str:
    return _NAME.sub(" ", headers.words(_raw_name(part)).text).strip()


def _raw_name(part: Message) -> str:
    try:
        return str(part.get_filename("") or "")
    except (LookupError, ValueError, TypeError):  # a name in pieces that don't fit together (RFC 2231)
        return "attachment"
