"""Import of a mailbox beside Python's own `mailbox` and `email` reading the same one: headers, bodies, attachments.

They read and forget; Reviewer also keeps every message, typesets it, and finds the place of each word.
"""

from __future__ import annotations

import email.policy
import mailbox
import os
import tempfile
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import IO

from tests.bench.figures import TIMES, best, import_into, line
from tests.bench.mailboxes import write_mailbox

MAILS = 1_000


def main(corpus: Path) -> None:
    path = write_mailbox(Path(os.environ["REVIEWER_HOME"]) / "Mails.mbox", MAILS)
    mails, files = python(path)
    bare = best(lambda: python(path))
    print(f"  {mails} mails with {files} files, {path.stat().st_size / 2**20:.1f} MB; Python's the best of {TIMES}")
    line("Python's mailbox and email, one process", bare, bare)
    read, indexed = ours(path, 1 + mails + files)
    line("Reviewer: import", read, bare)
    line("Reviewer: index", indexed, bare)
    line("Reviewer: import and index", read + indexed, bare)


def ours(path: Path, expected: int) -> tuple[float, float]:
    """Seconds to import and to index; once, since it takes long enough to be even."""
    with tempfile.TemporaryDirectory() as home:
        read, indexed, pages = import_into(Path(home) / "Bench.matter", path)
    assert pages >= expected, "the import lost mails"
    return read, indexed


def python(path: Path) -> tuple[int, int]:
    """Mails and attachments that the standard library reads whole."""
    mails = files = 0
    for message in mailbox.mbox(path, factory=parsed, create=False):
        mails += 1
        files += read_whole(message)
    return mails, files


def parsed(file: IO[bytes]) -> EmailMessage:
    return BytesParser(policy=email.policy.default).parse(file)


def read_whole(message: EmailMessage) -> int:
    """Read headers, bodies and the bytes of attachments; the count of these."""
    for name in ("from", "to", "cc", "subject", "date", "message-id", "references"):
        str(message[name])
    for form in ("plain", "html"):
        if body := message.get_body((form,)):
            body.get_content()
    return len([attached.get_content() for attached in message.iter_attachments()])
