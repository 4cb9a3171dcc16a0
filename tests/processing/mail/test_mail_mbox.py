"""Mailboxes in one file."""

import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.errors import ProcessingError
from reviewer.processing.formats.mail import mbox
from tests.processing.mail import letters


def taken(tmp_path: Path, data: bytes) -> list[bytes]:
    path, staging = tmp_path / "in.mbox", tmp_path / "staging"
    path.write_bytes(data)
    staging.mkdir()
    return [item.path.read_bytes() for item in mbox.read(path, "in.mbox", staging).items]


FROM = b"From a@x Mon Jun 01 10:00:00 2009\n"


PEAK = """
import sys, tracemalloc
from pathlib import Path
from reviewer.processing.formats.mail import mbox
tracemalloc.start()
mbox.read(Path(sys.argv[1]), "big.mbox", Path(sys.argv[2]))
print(tracemalloc.get_traced_memory()[1])
"""


def test_ten_megabytes_in_flat_memory(tmp_path: Path) -> None:
    """Field cases 25 and 23; in a process of its own, where nothing else takes memory."""
    path = letters.mailbox(tmp_path / "big.mbox", count=2000, size=5200)
    assert path.stat().st_size > 10 << 20
    (tmp_path / "staging").mkdir()
    command = [sys.executable, "-c", PEAK, path, tmp_path / "staging"]
    told = subprocess.run(command, cwd=Path(__file__).parents[3], check=True, capture_output=True, text=True)
    assert int(told.stdout) < 3 << 20


def test_a_mailbox_has_one_item_a_message(tmp_path: Path) -> None:
    path = letters.mailbox(tmp_path / "big.mbox", count=2000, size=200)
    staging = tmp_path / "staging"
    staging.mkdir()
    paper = mbox.read(path, "big.mbox", staging)
    assert (len(paper.items), paper.declared) == (2000, 2000)
    assert "Mailbox of 2,000 messages" in paper.html
    last = paper.items[-1].path.read_bytes()
    assert last.startswith(b"From: a1999@example.com\n") and b"\nFrom here on, unique1999.\n" in last


def test_one_line_as_long_as_the_mailbox(tmp_path: Path) -> None:
    body = b"x" * (3 << 20) + b"From a@x Mon Jun 01 10:00:00 2009\n"
    assert taken(tmp_path, FROM + b"Subject: s\n\n" + body) == [b"Subject: s\n\n" + body]


def test_a_sentence_that_begins_with_from_parts_nothing(tmp_path: Path) -> None:
    body = b"Subject: s\n\nText.\n\nFrom here to 2009 we went.\nFrom a@x Mon Jun 01 10:00:00 2009\n"
    assert taken(tmp_path, FROM + body) == [body]


def test_the_mark_that_the_mailbox_gave_is_taken_away(tmp_path: Path) -> None:
    assert taken(tmp_path, FROM + b"\n>From me\n>>From you\n> From us\n") == [b"\nFrom me\n>From you\n> From us\n"]


def test_line_ends_of_windows_and_senders_of_other_programs(tmp_path: Path) -> None:
    parts = [b"From - Mon Jun 01 10:00:00 2009\r\n", b"From 17@xxx Mon Jun 01 10:00:00 +0000 2009\r\n"]
    mails = [f"Subject: {n}\r\n\r\nBody {n}\r\n\r\n".encode() for n in range(2)]
    assert taken(tmp_path, b"".join(part + mail for part, mail in zip(parts, mails, strict=True))) == mails


@pytest.mark.parametrize("data", [b"", b"\n\n", b"no mailbox\n", b"Subject: one mail\n\nFrom x\n"])
def test_what_is_no_mailbox_is_refused_in_words(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ProcessingError, match="no message was found in it"):
        taken(tmp_path, data)


def counted(body: bytes) -> bytes:
    return b"Subject: s\nContent-Length: %d\n\n" % len(body) + body


def test_a_body_whose_bytes_are_counted_is_not_parted(tmp_path: Path) -> None:
    """As Solaris and some lists write mailboxes: lines that begin "From " are not marked there."""
    mails = [counted(b"Forwarded:\n\n" + FROM + b"Subject: inner\n\ntext\n\n"), counted(b"The second.\n")]
    assert taken(tmp_path, FROM + mails[0] + FROM + mails[1]) == mails


def test_a_wrong_count_of_bytes_is_passed_over(tmp_path: Path) -> None:
    mails = [b"Content-Length: 9\n\nA body that grew.\n\n", b"Content-Length: 99999\n\nOne that shrank.\n"]
    assert taken(tmp_path, FROM + mails[0] + FROM + mails[1]) == mails
