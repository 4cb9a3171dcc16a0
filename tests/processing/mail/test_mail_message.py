"""Mails: bodies, attachments, mails inside mails."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import ProcessingError
from tests.processing.mail import letters
from tests.processing.mail.letters import attached, eml, multipart, named, part, read, text, zipped


def test_a_mail_in_a_mail_with_a_zip(tmp_path: Path) -> None:
    """Field case 21: what is this module's of it: each level hands on the next, and shows its own word."""
    pdf = b"%PDF-1.4 pdfword"
    inner = multipart(
        "mixed", part("text/plain", "innerword"), attached("b.zip", zipped("c.pdf", pdf)), fields=["Subject: In"]
    )
    outer = multipart("mixed", part("text/plain", "outerword"), part("message/rfc822", inner), fields=["Subject: Out"])
    first = read(tmp_path, outer)
    assert "outerword" in text(first) and "innerword" not in text(first)
    second = read(tmp_path, named(first)["In.eml"])
    assert (second.subject, list(named(second))) == ("In", ["b.zip"])
    assert "innerword" in text(second)
    assert named(second)["b.zip"] == zipped("c.pdf", pdf)


def test_a_mail_in_a_mail_is_handed_on_byte_for_byte(tmp_path: Path) -> None:
    inner = eml(
        "From: a@b.org", "X-Long: " + "word " * 60, "Subject: =?utf-8?q?=C3=A9?=", body="From here\r\n\r\n.\r\nend"
    )
    paper = read(tmp_path, multipart("mixed", part("message/rfc822", inner)))
    assert named(paper)["é.eml"].replace(b"\r\n", b"\n") == inner.replace(b"\r\n", b"\n")


def test_the_same_file_on_two_mails_is_two_items(tmp_path: Path) -> None:
    """Field case 24: each mail hands its own on; that they are equal is told by their hash."""
    papers = [read(tmp_path, multipart("mixed", attached("a.pdf", b"%PDF"), fields=[f"Subject: {n}"])) for n in (1, 2)]
    paths = {paper.items[0].path for paper in papers}
    assert len(paths) == 2 and {path.read_bytes() for path in paths} == {b"%PDF"}


def test_html_is_shown_and_what_only_the_plain_text_says(tmp_path: Path) -> None:
    both = multipart(
        "alternative", part("text/plain", "Dear Ann\nBurn this."), part("text/html", "<p>Dear <b>Ann</b></p>")
    )
    shown = text(read(tmp_path, both))
    assert shown == "Dear Ann Only in the plain text of this message Burn this."


def test_texts_one_after_the_other_are_all_shown(tmp_path: Path) -> None:
    mixed = multipart("mixed", part("text/plain", "one"), attached("a.bin", b"x"), part("text/html", "<i>two</i>"))
    paper = read(tmp_path, mixed)
    assert text(paper) == "Attachments: a.bin (1 bytes) one two"


def test_a_picture_stands_where_the_html_wants_it_and_is_no_item(tmp_path: Path) -> None:
    picture = attached("logo.png", letters.PNG, "image/png").replace(b"\r\n\r\n", b"\r\nContent-ID: <a@b>\r\n\r\n", 1)
    loose = attached("scan.png", letters.PNG, "image/png")
    html = part("text/html", '<p>Before <img src="cid:a@b" width="40"> after</p>')
    paper = read(tmp_path, multipart("related", html, picture, loose))
    assert '<p>Before <img src="image1" width="40"> after</p>' in paper.html
    assert paper.images == {"image1": letters.PNG}
    assert list(named(paper)) == ["scan.png"]


def test_a_picture_that_can_not_be_drawn_becomes_an_item(tmp_path: Path) -> None:
    picture = attached("x.wmf", b"\xd7\xcd\xc6\x9a", "image/wmf").replace(
        b"\r\n\r\n", b"\r\nContent-ID: <a@b>\r\n\r\n", 1
    )
    paper = read(tmp_path, multipart("related", part("text/html", '<img src="cid:a@b" alt="Seal">'), picture))
    assert (paper.images, list(named(paper))) == ({}, ["x.wmf"])
    assert "[Seal]" in text(paper)


def test_names_of_attachments_are_decoded_and_never_used_as_paths(tmp_path: Path) -> None:
    names = ["..\\\\..\\\\x.txt", "/etc/passwd", "=?utf-8?q?Pi=C3=A8ces?=.pdf", "CON"]
    paper = read(tmp_path, multipart("mixed", *(attached(name, name.encode()) for name in names)))
    assert [item.name for item in paper.items] == ["..\\..\\x.txt", "/etc/passwd", "Pièces.pdf", "CON"]
    assert [item.path.name for item in paper.items] == ["00001", "00002", "00003", "00004"]
    assert len({item.path.parent for item in paper.items}) == 1


def test_a_name_in_pieces_is_put_together(tmp_path: Path) -> None:
    fields = "Content-Disposition: attachment; filename*0*=utf-8''%E5%B0%8E; filename*1*=%E5%87%BA.pdf"
    assert read(tmp_path, multipart("mixed", part("application/pdf", "x", fields))).items[0].name == "導出.pdf"


def test_a_signature_is_listed_and_told_but_is_no_document(tmp_path: Path) -> None:
    signature = attached("smime.p7s", b"\x30\x82", "application/pkcs7-signature")
    paper = read(tmp_path, multipart("signed", part("text/plain", "I agree."), signature))
    assert paper.flags == ("signed; the signature was not checked",)
    assert not paper.items
    assert text(paper) == "Attachments: smime.p7s (2 bytes) I agree."


def test_an_encrypted_mail_is_imported_and_told(tmp_path: Path) -> None:
    sealed = [
        part("application/pgp-encrypted", "Version: 1"),
        part("application/octet-stream", "-----BEGIN PGP MESSAGE-----"),
    ]
    paper = read(tmp_path, multipart("encrypted", *sealed, fields=["Subject: Secret"]))
    assert paper.subject == "Secret"
    assert paper.flags == ("encrypted; the text of the message can't be read",)
    assert len(paper.items) == 1


def test_an_invitation_is_read(tmp_path: Path) -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Board\\, closed\r\nDTSTART;TZID=Europe/Paris:20090303T140000\r\n"
    )
    calendar += "ATTENDEE;CN=Ann:mailto:ann@x.org\r\nLOCATION:Ro\r\n om 5\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    both = multipart("alternative", part("text/plain", "Please come."), part("text/calendar; method=REQUEST", calendar))
    paper = read(tmp_path, both)
    assert not paper.items
    for line in (
        "Please come.",
        "Summary: Board, closed",
        "Begins: Mar. 3, 2009 2:00 PM (Europe/Paris)",
        "Place: Room 5",
    ):
        assert line in text(paper)
    assert "Attendee: Ann <ann@x.org>" in text(paper)
    kept = read(tmp_path, multipart("mixed", attached("invite.ics", calendar.encode(), "text/calendar")))
    assert "Board, closed" in text(kept) and list(named(kept)) == ["invite.ics"]


def test_fields_for_threads_are_kept(tmp_path: Path) -> None:
    fields = [
        "Message-ID: <1@x>",
        "In-Reply-To: <0@x>",
        "References: <a@x>\r\n <0@x>",
        "Thread-Topic: T",
        "Importance: High",
    ]
    paper = read(tmp_path, eml(*fields, "Thread-Index: AcX"))
    expected = {"message-id": "<1@x>", "in-reply-to": "<0@x>", "references": "<a@x> <0@x>"}
    assert paper.fields == expected | {"thread-topic": "T", "thread-index": "AcX", "importance": "High"}


def test_a_mail_of_apple_mail_ends_before_its_list_of_properties(tmp_path: Path) -> None:
    mail = eml("Subject: S", body="Body.")
    paper = read(
        tmp_path, f"{len(mail)}       \n".encode() + mail + b"<?xml version='1.0'?><plist>no body</plist>", "1.emlx"
    )
    assert (paper.subject, text(paper)) == ("S", "Subject: S Body.")


def test_a_mail_cut_short_is_flagged(tmp_path: Path) -> None:
    whole = multipart("mixed", part("text/plain", "Body."), attached("a.bin", bytes(900)))
    paper = read(tmp_path, whole[: len(whole) - 400])
    assert "Body." in text(paper)
    assert paper.flags == ("damaged; parts of the message may be missing",)


def test_parts_too_deep_are_refused_in_words(tmp_path: Path) -> None:
    data = b"".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n'.encode() for n in range(3000))
    with pytest.raises(ProcessingError, match="too deep"):
        read(tmp_path, data + b"\r\nend")


def test_plain_text_keeps_its_lines_and_indents(tmp_path: Path) -> None:
    paper = read(tmp_path, eml("Subject: x", body="> quoted <b>\n\n    indented  twice"))
    assert (
        "<div>&gt; quoted &lt;b&gt;</div><div>&#160;</div><div>&#160;&#160;&#160;&#160;indented &#160;twice"
        in paper.html
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"Subject: =?"]),
)
def test_any_bytes_become_a_paper_or_a_sentence(tmp_path: Path, data: bytes, before: bytes) -> None:
    try:
        read(tmp_path, before + data)
    except ProcessingError as error:
        assert str(error).endswith(".")


WORDS = st.text(st.characters(whitelist_categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(WORDS, WORDS, WORDS, st.binary(max_size=200))
def test_what_the_standard_library_builds_is_read(
    tmp_path: Path, subject: str, plain: str, html: str, data: bytes
) -> None:
    made = EmailMessage()
    made["Subject"], made["From"] = subject, "a@b.org"
    made.set_content(plain)
    made.add_alternative(f"<p>{html}</p>", subtype="html")
    made.add_attachment(data, maintype="application", subtype="x-test", filename=f"{plain}.bin")
    paper = read(tmp_path, made.as_bytes())
    assert (paper.subject, named(paper)) == (subject, {f"{plain}.bin": data})
    assert html in text(paper) and plain in text(paper)
