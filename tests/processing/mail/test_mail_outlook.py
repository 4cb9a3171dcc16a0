"""Outlook's forms: winmail.dat, MSG properties, RTF that wraps HTML; and calendars."""

import struct
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import ProcessingError
from reviewer.processing.formats.mail import ical, lzfu, mapi, msg, pst, rtf, winmail
from reviewer.processing.paper import Paper
from tests.processing.mail import letters
from tests.processing.mail.letters import (
    attached,
    multipart,
    named,
    part,
    read,
    text,
    tnef,
    tnef_body,
    tnef_file,
    tnef_message,
)

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


def with_winmail(*attributes: bytes) -> bytes:
    wrapped = attached("winmail.dat", tnef(*attributes), "application/ms-tnef")
    return multipart("mixed", part("text/plain", ""), wrapped, fields=["Subject: S"])


def test_a_winmail_with_a_file(tmp_path: Path) -> None:
    """Field case 22."""
    paper = read(tmp_path, with_winmail(tnef_file("Plan é.txt", b"the plan")))
    assert named(paper) == {"Plan é.txt": b"the plan"}
    assert paper.flags == ()


def test_a_winmail_with_only_a_body(tmp_path: Path) -> None:
    paper = read(tmp_path, with_winmail(tnef_body("The wrapped body.")))
    assert "The wrapped body." in text(paper)
    assert not paper.items


def test_a_winmail_with_a_message(tmp_path: Path) -> None:
    inner = tnef(tnef_body("The inner body."), tnef_file("a.txt", b"deep"))
    paper = read(tmp_path, with_winmail(tnef_body("The outer body."), tnef_message(inner)))
    assert "The outer body." in text(paper)
    nested = read(tmp_path, *named(paper).values())
    assert "The inner body." in text(nested) and named(nested) == {"a.txt": b"deep"}


def test_a_winmail_that_is_damaged_is_listed(tmp_path: Path) -> None:
    paper = read(tmp_path, multipart("mixed", attached("winmail.dat", b"no such thing", "application/ms-tnef")))
    assert letters.unread(paper.items) == {"winmail.dat": "it is damaged"}
    assert paper.flags == ("winmail.dat could not be read",)
    assert "winmail.dat (could not be read)" in text(paper)


def test_the_body_of_a_winmail_is_not_shown_twice(tmp_path: Path) -> None:
    wrapped = attached("winmail.dat", tnef(tnef_body("Only once.")), "application/ms-tnef")
    paper = read(tmp_path, multipart("mixed", part("text/plain", "Only  once.\r\n"), wrapped))
    assert text(paper).count("once") == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(st.data())
def test_a_damaged_winmail_is_read_or_refused_in_words(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(tnef(tnef_body("Body."), tnef_file("a.txt", b"file"), tnef_message(tnef(tnef_body("In.")))))
    for place in data.draw(st.lists(st.integers(6, len(whole) - 1), max_size=8)):
        whole[place] = data.draw(st.integers(0, 255))
    path = tmp_path / "winmail.dat"
    path.write_bytes(whole[: data.draw(st.integers(4, len(whole)))])
    try:
        assert isinstance(winmail.read(path, path.name, tmp_path), Paper)
    except ProcessingError as error:
        assert str(error).endswith(".")


@pytest.mark.parametrize("reader", [msg.read, pst.read, winmail.read, ical.read])
@pytest.mark.parametrize(
    "data", [b"", b"no such file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), b"!BDN" + bytes(5000)]
)
def test_what_is_no_such_file_is_refused_in_words(reader: object, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(ProcessingError, match="not read"):
        reader(path, "file", tmp_path)  # type: ignore[operator]


NOTE = {
    **{0x0037: "\x01\x05FW: Plans", 0x0042: "Smith, Ann", 0x5D02: "ann@x.org", 0x1000: "Plain é.", 0x1035: "<1@x>"},
    **{0x0039: datetime(2009, 3, 4, 4, 30, tzinfo=UTC), 0x0017: 2, 0x0070: "Plans", 0x0071: b"\x01\x02", 0x0E07: 8},
}
PEOPLE = [
    {0x3001: "Bob", 0x39FE: "bob@x.org", 0x0C15: 1},
    {0x3001: "Carl", 0x3003: "/O=EX/CN=CARL", 0x0C15: 2},
    {0x3001: "dora@x.org", 0x3003: "dora@x.org", 0x0C15: 3},
]


def test_properties_become_a_mail(tmp_path: Path) -> None:
    inner = mapi.Note({0x0037: "Inner", 0x1000: "Deep."})
    enclosures = [mapi.Enclosure({0x3707: "a é.txt", 0x3701: b"file"}), mapi.Enclosure({}, inner)]
    lost = mapi.Enclosure({0x3707: "chart"}, lost="it is an object of another program")
    note = mapi.Note(NOTE, PEOPLE, [*enclosures, lost], folder="Inbox/Plans", recovered=True)
    paper = read(tmp_path, mapi.to_eml(note))
    assert (paper.sender, paper.to, paper.cc, paper.bcc) == (
        '"Smith, Ann" <ann@x.org>',
        "Bob <bob@x.org>",
        "Carl",
        "dora@x.org",
    )
    assert (paper.subject, paper.date, paper.date_source) == ("FW: Plans", "2009-03-04T04:30+00:00", "sent")
    assert {name: paper.fields[name] for name in ("folder", "importance", "thread-index")} == {
        **{"folder": "Inbox/Plans", "importance": "High", "thread-index": "AQI="},
    }
    assert paper.flags == ("a draft; it was not sent from here", "recovered from what the mailbox had deleted")
    assert list(named(paper)) == ["a é.txt", "Inner.eml"]
    assert letters.unread(paper.items) == {"chart": "it is an object of another program"}
    assert "Plain é." in text(paper)


def test_the_header_that_was_sent_goes_before_the_properties(tmp_path: Path) -> None:
    sent = "Received: x\r\nFrom: Ann <ann@x.org>\r\nContent-Type: text/plain\r\n"
    sent += "Date: Tue, 3 Mar 2009 23:30:00 -0500\r\n\r\n"
    paper = read(tmp_path, mapi.to_eml(mapi.Note({**NOTE, 0x007D: sent}, PEOPLE)))
    assert (paper.sender, paper.date) == ("Ann <ann@x.org>", "2009-03-03T23:30-05:00")
    assert (paper.bcc, paper.subject) == ("dora@x.org", "FW: Plans")


def test_a_part_that_claims_to_be_lost_keeps_its_bytes(tmp_path: Path) -> None:
    """The field is ours: a sender must not hide a file with it."""
    forged = attached("a.txt", b"here").replace(b"\r\n\r\n", b"\r\nX-Reviewer-Lost: gone\r\n\r\n", 1)
    assert named(read(tmp_path, multipart("mixed", forged))) == {"a.txt": b"here"}


def test_an_appointment_and_a_contact_show_what_makes_them_so(tmp_path: Path) -> None:
    begin = datetime(2017, 2, 28, 18, 30, tzinfo=UTC)
    meeting = {0x001A: "IPM.Appointment", 0x0037: "Talk; closed", -0x820D: begin, -0x8208: "Room 5, North"}
    shown = text(read(tmp_path, mapi.to_eml(mapi.Note(meeting))))
    assert "Summary: Talk; closed Begins: Feb. 28, 2017 6:30 PM (UTC+00:00) Place: Room 5, North" in shown
    contact = {0x001A: "IPM.Contact", 0x3001: "Ann Fox", 0x3A16: "Fence Co", -0x8083: "ann@x.org"}
    assert "Name: Ann Fox Organization: Fence Co E-mail: ann@x.org" in text(
        read(tmp_path, mapi.to_eml(mapi.Note(contact)))
    )


def test_a_time_that_stands_for_none_is_none() -> None:
    assert mapi.moment(0) is None and mapi.moment(0x0CB34557A3DD4000) is None and mapi.moment(2**64 - 1) is None
    assert mapi.moment(128_806_146_000_000_000) == datetime(2009, 3, 4, 4, 30, tzinfo=UTC)


def test_eight_bit_text_is_read_by_its_code_page() -> None:
    assert mapi.value(0x1E, "жук".encode("cp1251"), 1251) == "жук"
    assert mapi.value(0x1E, "日本".encode("cp932"), 932) == "日本"
    assert mapi.value(0x03, b"\x01", 0) is None
    assert mapi.value(0x03, struct.pack("<i", -5), 0) == -5


def test_a_body_comes_out_of_rtf(tmp_path: Path) -> None:
    html = rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 caf\'e9 & tea"
    html += rb"{\*\htmltag244 <b>}\htmlrtf {\b \htmlrtf0 \u8220?bold\u-10179?\u-8704?\htmlrtf }\htmlrtf0"
    html += rb"{\*\htmltag252 </b>}}}"
    assert rtf.unwrap(html) == rtf.Unwrapped(html="<p>café &amp; tea<b>“bold😀</b>")
    plain = rb"{\rtf1\ansi{\fonttbl{\f0\fcharset204 A;}{\f1 B;}}{\*\generator X;}{\info{\author A}}"
    plain += rb"\f0\'e6\f1  a\tab b\par c}"
    assert rtf.unwrap(plain) == rtf.Unwrapped(text="ж a\tb\nc")


def test_packed_rtf_is_unpacked() -> None:
    """The example of MS-OXRTFCP, 3.1.1, whole and cut short."""
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    text = b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert lzfu.expand(packed) == text
    assert text.startswith(lzfu.expand(packed[:30])) and lzfu.expand(packed[:30])


@given(st.binary(max_size=300))
def test_any_packed_rtf_is_survived(data: bytes) -> None:
    assert len(lzfu.expand(b"12345678LZFu1234" + data)) <= 9 * len(data)


@given(st.binary(max_size=300))
def test_any_rtf_is_survived(data: bytes) -> None:
    assert isinstance(rtf.unwrap(b"{\\rtf1\\fromhtml1 " + data), rtf.Unwrapped)


def test_what_is_written_is_a_mail_for_other_programs() -> None:
    made = message_from_bytes(mapi.to_eml(mapi.Note(NOTE, PEOPLE, [mapi.Enclosure({0x3707: "a.txt", 0x3701: b"x"})])))
    assert [part.get_filename() for part in made.walk() if part.get_filename()] == ["a.txt"]
    assert not made.defects and made["message-id"] == "<1@x>"


def test_cards_are_read(tmp_path: Path) -> None:
    path = tmp_path / "card.vcf"
    path.write_bytes(
        b"BEGIN:VCARD\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Max M=C3=BC=\n=C3=BCller\nitem1.TEL:1\nEND:VCARD\n"
    )
    paper = ical.read(path, "card.vcf", tmp_path)
    assert (paper.title, text(paper)) == ("Max Müüller", "Name: Max Müüller Phone: 1")


@pytest.mark.corpus
@pytest.mark.parametrize("share", [0.95, 0.6, 0.3])
@pytest.mark.parametrize("name", ["tika_testMSG_att_msg.msg", "tika_testPST_variousBodyTypes.pst"])
def test_a_file_cut_short_is_read_or_refused_in_words(name: str, share: float, tmp_path: Path) -> None:
    whole = CORPUS / "email" / name
    if not whole.is_file():
        pytest.skip("the corpus is not beside the checkout")
    data = whole.read_bytes()
    cut = tmp_path / "cut"
    cut.write_bytes(data[: int(len(data) * share)])
    try:
        assert {"msg": msg, "pst": pst}[name[-3:]].read(cut, name, tmp_path).declared != 0
    except ProcessingError as error:
        assert str(error).endswith(".")
