"""Real mails: every file is read, and what other programs found in it is found."""

import csv
import email.utils
import json
from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from functools import cache
from pathlib import Path

import pytest

from reviewer.errors import ProcessingError
from reviewer.processing.formats.mail import ical, mbox, message, msg, pst, winmail
from reviewer.processing.paper import Paper
from tests.processing.mail import letters

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
FOLDER = CORPUS / "email"
READ: dict[str, Callable[[Path, str, Path], Paper]] = {
    **{".eml": message.read, ".emlx": message.read, ".rsmf": message.read, ".msg": msg.read, ".mbox": mbox.read},
    **{".pst": pst.read, ".tnef": winmail.read, ".ics": ical.read, ".vcf": ical.read},
}
EMPTY = "The mail was not read: it holds no header, no text and no file. Ask for it again."
REFUSED = {
    "unst_empty.eml": EMPTY,  # 13 bytes of white space: not even a header
}

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the corpus is not beside the checkout"),
]


@cache
def facts() -> dict[str, str]:
    """What other programs found, by file name."""
    if not FOLDER.is_dir():
        return {}
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {Path(row["path"]).name: row["facts"] for row in rows if row["path"].startswith("email/")}


def pairs(name: str) -> dict[str, str]:
    """Facts as "subject=...;date=...": a subject may hold a ";"."""
    return {key: value for key, _, value in (piece.partition("=") for piece in facts()[name].split(";")) if value}


def told(*suffixes: str, form: str = "") -> list[str]:
    return [name for name, fact in facts().items() if name.endswith(suffixes) and fact.startswith(form)]


def read(name: str, folder: Path) -> Paper:
    return READ[Path(name).suffix](FOLDER / name, name, folder)


def carried(paper: Paper) -> int:
    """The files that a mail carries: those that become documents, and pictures shown in its body."""
    return len(paper.items) + len([name for name in paper.images if name.startswith("image")])


@pytest.mark.parametrize("name", facts())
def test_every_file_is_read_or_refused_in_words(name: str, tmp_path: Path) -> None:
    if name in REFUSED:
        with pytest.raises(ProcessingError) as refusal:
            read(name, tmp_path)
        assert str(refusal.value) == REFUSED[name]
        return
    paper = read(name, tmp_path)
    assert paper.html or paper.items
    assert not letters.unread(paper.items)
    assert all(item.path.parent == tmp_path and item.path.is_file() for item in paper.items)


UTF_16 = {"unst_fake-email-utf-16-be.eml": ("Test Email", "2022-12-16T17:04:16-05:00")}
"""Saved in UTF-16 as a whole: Python's package finds no header in it; its text has one."""


@pytest.mark.parametrize("name", [name for name in told(".eml", form="subject=") if name not in REFUSED])
def test_subject_date_and_parts_are_those_of_the_other_program(name: str, tmp_path: Path) -> None:
    paper, found = read(name, tmp_path), pairs(name)
    if name in UTF_16:
        assert (paper.subject, paper.date) == UTF_16[name]
        return
    assert paper.subject[:80].strip() == found.get("subject", "").strip()[:80]
    assert same_moment(paper.date, found.get("date", ""))
    assert carried(paper) == int(found["named_parts"]) + unnamed(name) + int(found["nested_messages"]) - twice(name)


def same_moment(ours: str, written: str) -> bool:
    """Whether a date is the one that stands in the mail, with the clock and the zone of its writer."""
    if not written:
        return not ours
    there = email.utils.parsedate_to_datetime(written)
    return datetime.fromisoformat(ours).replace(tzinfo=None) == there.replace(tzinfo=None) and (
        datetime.fromisoformat(ours).tzinfo is None or datetime.fromisoformat(ours) == there
    )


def unnamed(name: str) -> int:
    """Files without a name, which the count of named parts leaves out: the sealed text of an encrypted mail."""
    return {"unst_fake-encrypted.eml": 1}.get(name, 0)


def twice(name: str) -> int:
    """A message with a name counts as a named part and as a nested message."""
    return {"tika_testGroupWiseEml.eml": 1}.get(name, 0)


ATTACHMENTS = {
    # msgconvert writes the RTF form of a text as a part of its own; as it has no plain name, it is an attachment here.
    **{"outlookmsg_gpg_signed.eml": 2, "outlookmsg_plain_jpeg_attached.eml": 2, "outlookmsg_plain_uc_unsent.eml": 1},
    **{"outlookmsg_plain_uc_wc_unsent.eml": 1, "outlookmsg_plain_unsent.eml": 1},
}


@pytest.mark.parametrize("name", told(".eml", ".rsmf", form="{"))
def test_mails_made_by_msgconvert(name: str, tmp_path: Path) -> None:
    paper, found = read(name, tmp_path), json.loads(facts()[name])
    assert paper.subject == (found["subject"] or "")
    assert same_moment(paper.date, found["date"] or "")
    assert (paper.sender, paper.to) == (found.get("from", ""), found.get("to", ""))
    assert paper.fields.get("message-id", "") == found.get("message_id", "")
    assert len(paper.items) == ATTACHMENTS.get(name, found["attachments"])


@pytest.mark.parametrize("name", told(".msg", form="{"))
def test_outlook_messages(name: str, tmp_path: Path) -> None:
    paper, found = read(name, tmp_path), json.loads(facts()[name])
    assert paper.subject == found["subject"]
    assert same_moment(paper.date, found["msgconvert"]["date"])
    assert paper.date_source == ("created" if "unsent" in name else "sent")
    assert found.get("sender", "") in paper.sender
    assert found["to"] in paper.to
    assert len(paper.items) == found["attachments"]
    twin = message.read_letter((FOLDER / name).with_suffix(".eml").read_bytes())
    ours = "".join(letters.text(paper).split())
    assert all("".join(body.plain.split()) in ours for body in twin.bodies)


UNNAMED = "(no name)"


@pytest.mark.parametrize(
    "name", [name for name in told(".eml", ".rsmf", ".msg", form="{") if "attachment_names" in facts()[name]]
)
def test_names_of_attachments(name: str, tmp_path: Path) -> None:
    """What has no name is called after its kind or its subject; a form of the text may come before: see ATTACHMENTS."""
    wanted = json.loads(facts()[name])["attachment_names"]
    names = [item.name for item in read(name, tmp_path).items][-len(wanted) :]
    assert [one for one in wanted if one != UNNAMED] == [one for one in names if one in wanted]
    assert len(names) == len(wanted) and all(names)


@pytest.mark.parametrize("name", told(".eml", ".rsmf", form="{"))
def test_texts_of_mails_made_by_msgconvert(name: str) -> None:
    """`text_parts` and `html_parts` of one text are one body; `other_parts` are files: see ATTACHMENTS."""
    found = json.loads(facts()[name])
    (body,) = message.read_letter((FOLDER / name).read_bytes()).bodies
    assert (bool(body.plain), bool(body.html)) == (found["text_parts"] == 1, found.get("html_parts", 0) == 1)


@pytest.mark.parametrize("name", told(".msg", form="{"))
def test_outlook_messages_go_to_as_many_people(name: str, tmp_path: Path) -> None:
    """`bodies` in RTF are not shown beside the plain text that they repeat."""
    paper, found = read(name, tmp_path), json.loads(facts()[name])
    assert sum(who.count("@") for who in (paper.to, paper.cc, paper.bcc)) == found["recipients"]
    assert "plain" in found["bodies"] and letters.text(paper).strip()


MSG = {
    # msgconvert could not read these; the values are those that Outlook's own properties hold.
    "aleph_piste.msg": ("Ab auf die Piste!", 0),
    "msgx_strangeDate.msg": ("MSG Test File", 0),
    "msgx_unicode-2.msg": ("Test for TIF files", 2),
    "msgx_unicode.msg": ("Test for TIF files", 2),
    "tika_testMSG.msg": ("MIME registry use cases", 0),
    "tika_testMSG_Appointment.msg": ("Quick brown fox", 0),
    "tika_testMSG_Contact.msg": ("Quick Brown Fox Jr", 0),
    "tika_testMSG_Post.msg": ("QuickBrownFox", 0),
    "tika_testMSG_att_doc.msg": ("test pièce jointe 1", 2),
    "tika_testMSG_att_msg.msg": ("test email", 2),
    "tika_testMSG_chinese.msg": ("Alfresco MSG format testing ( MSG 格式測試 )", 0),
    "tika_testMSG_forwarded.msg": ("FW: Testing", 0),
    "unst_fake-email-attachment.msg": ("Fake email with attachment", 1),
}


@pytest.mark.parametrize("name", told(".msg", form="msgconvert failed"))
def test_outlook_messages_that_another_program_could_not_read(name: str, tmp_path: Path) -> None:
    paper = read(name, tmp_path)
    assert (paper.subject, len(paper.items)) == MSG[name]


@pytest.mark.parametrize("name", told(".mbox"))
def test_mailboxes_hold_as_many_messages_as_lines_begin_them(name: str, tmp_path: Path) -> None:
    paper = read(name, tmp_path)
    assert len(paper.items) == paper.declared == int(pairs(name)["from_lines"])
    for item in paper.items:
        assert message.read_letter(item.path.read_bytes()).bodies


@pytest.mark.parametrize("name", told(".pst"))
def test_a_mailbox_of_outlook(name: str, tmp_path: Path) -> None:
    """Field case 23; readpst counts 4."""
    paper = read(name, tmp_path)
    assert len(paper.items) == paper.declared == int(pairs(name)["items_by_readpst"])
    assert f"Mailbox of {paper.declared} messages" in paper.html
    mails = [message.read_letter(item.path.read_bytes()) for item in paper.items]
    assert [mail.subject for mail in mails] == ["original email", *["FW: original email"] * 3]
    assert {mail.fields["folder"] for mail in mails} == {"Top of Outlook data file/Inbox/tmp"}
    assert all(mail.date.startswith("2017-08-30T19:2") and mail.bodies and mail.fields["message-id"] for mail in mails)


NOT_IN_THE_TNEF = {
    # An embedded message: the other program names it as Outlook does, we after its subject.
    "tnefparse_IPM-DistList.tnef": ["XXXXnews.eml"],
}


@pytest.mark.parametrize("name", told(".tnef"))
def test_what_outlook_wrapped(name: str, tmp_path: Path) -> None:
    """Field case 22."""
    paper, found = read(name, tmp_path), json.loads(facts()[name])
    assert carried(paper) == found["attachments"]
    names = [item.name for item in paper.items]
    expected = NOT_IN_THE_TNEF.get(name, found["attachment_names"])
    assert names == [one for one in expected if one in names] and len(expected) == len(names) + len(paper.images)
    bodies = found["has_body"], found["has_rtf"], found["has_html"]
    mail = message.read_letter(winmail.tnef.unwrap((FOLDER / name).read_bytes()))
    assert any(body.plain.strip() or body.html for body in mail.bodies if not body.note) == any(bodies)


def test_inner_mails_are_whole(tmp_path: Path) -> None:
    """What is handed on of a nested mail is what the standard library finds there."""
    paper = read("unst_mime-multipart-digest.eml", tmp_path)
    inner = [message_from_bytes(data)["from"] for data in letters.named(paper).values()]
    assert inner == ["eve@example.com", "frank@example.com", "grace@example.com"]
