"""Header fields: words, people, dates."""

import email.utils
from datetime import datetime, timedelta, timezone
from email.header import Header, decode_header, make_header
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer import dates
from reviewer.processing.formats.mail import headers
from tests.processing.mail import letters

LETTERS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), blacklist_characters="=?\u00a0"), min_size=1
)


def test_encoded_words_that_are_folded_join_without_a_space(tmp_path: Path) -> None:
    """Field case 18."""
    folded = "From: =?utf-8?q?B=C3=A9n?=\r\n =?utf-8?q?ard?= <r@example.com>"
    assert letters.read(tmp_path, letters.eml(folded)).sender == "Bénard <r@example.com>"


def test_a_letter_cut_in_two_between_encoded_words_is_read() -> None:
    assert headers.words("=?utf-8?q?B=C3?=\r\n =?utf-8?q?=A9n?=") == headers.Words("Bén")
    assert headers.words("=?iso-2022-jp?b?GyRCRnwbKEI=?= =?iso-2022-jp?b?GyRCS1wbKEI=?=") == headers.Words("日本")


def test_a_comma_in_an_encoded_name_does_not_make_two_people() -> None:
    assert (
        headers.words("=?utf-8?q?Smith=2C_J?= <a@b.org>, c@d.org", people=True).text == '"Smith, J" <a@b.org>, c@d.org'
    )
    assert headers.words('"=?utf-8?q?Smith=2C_J?=" <a@b.org>', people=True).text == '"Smith, J" <a@b.org>'


@given(st.lists(LETTERS, min_size=1, max_size=4))
def test_what_the_standard_library_writes_is_read_back(words: list[str]) -> None:
    text = " ".join(words)
    written = Header(text, "utf-8", header_name="Subject").encode()
    assert headers.words(written).text == text == str(make_header(decode_header(written)))


@given(st.text())
def test_any_field_is_read_on_one_line(raw: str) -> None:
    text = headers.words(raw.encode("utf-8", "replace").decode("ascii", "surrogateescape"), people=True).text
    assert text == text.strip() and len(text.splitlines()) <= 1


def test_a_raw_subject_and_an_unknown_charset_are_guessed_and_flagged(tmp_path: Path) -> None:
    """Field case 19."""
    subject, kind = b"Subject: caf\xe9", "Content-Type: text/plain; charset=x-unknown"
    paper = letters.read(tmp_path, letters.eml(subject, kind, body=b"r\xe9sum\xe9"))
    assert paper.subject == "café"
    assert "résumé" in letters.text(paper)
    assert paper.flags == ("encoding guessed",)


def test_a_raw_subject_in_utf_8_is_no_guess(tmp_path: Path) -> None:
    """RFC 6532 allows it."""
    paper = letters.read(tmp_path, letters.eml("Subject: café №5"))
    assert (paper.subject, paper.flags) == ("café №5", ())


UNKNOWN_ZONE = "the time zone of the date is unknown"
NO_DATE = "the date of the message can't be read"


@pytest.mark.parametrize(
    ("written", "date", "flags"),
    [
        ("Wed, 4 Mar 2009 23:30:00 -0500", "2009-03-04T23:30-05:00", ()),
        ("Tue, 3 Mar 2009 10:00:00 -0000", "2009-03-03T10:00", (UNKNOWN_ZONE,)),
        ("Tue, 3 Mar 2009 10:00:00 CET", "2009-03-03T10:00", (UNKNOWN_ZONE,)),
        ("Tue, 3 Mar 2009 10:00:00 EST", "2009-03-03T10:00-05:00", ()),
        ("Tue, 3 Mar 2009 10:00:00 GMT-05:00", "2009-03-03T10:00-05:00", ()),
        ("Tue, 31 Feb 2009 10:00:00 +0100", "", (NO_DATE,)),
        ("Tue, 3 Mar 97 10:00:07 +0100 (MET)", "1997-03-03T10:00:07+01:00", ()),
        ("soon", "", (NO_DATE,)),
        ("", "", ()),
    ],
)
def test_the_date_is_as_written(tmp_path: Path, written: str, date: str, flags: tuple[str, ...]) -> None:
    """Field case 20."""
    paper = letters.read(tmp_path, letters.eml("Subject: x", f"Date: {written}"))
    assert (paper.date, paper.flags) == (date, flags)
    assert paper.date_source == ("sent" if date else "")


def test_a_mail_late_in_the_evening_stays_on_its_day(tmp_path: Path) -> None:
    """Field case 20: 23:30 -0500 on 4 March is 4 March on every log, whatever the viewer's zone."""
    paper = letters.read(tmp_path, letters.eml("Date: Wed, 4 Mar 2009 23:30:00 -0500"))
    assert dates.display(paper.date) == "Mar. 4, 2009"
    assert "Mar. 4, 2009 11:30 PM (UTC-05:00)" in letters.text(paper)


def test_no_date_is_taken_from_elsewhere(tmp_path: Path) -> None:
    received = "Received: from a by b; Tue, 3 Mar 2009 10:00:00 +0100"
    paper = letters.read(tmp_path, letters.eml(received, "Subject: x", body="Date: Mon, 2 Mar 2009 10:00:00 +0100"))
    assert (paper.date, paper.date_source) == ("", "")


@given(st.datetimes(datetime(1970, 1, 2), datetime(2099, 12, 31)), st.integers(-13 * 60, 14 * 60).filter(bool))
def test_dates_of_the_standard_library_are_read_back(day: datetime, zone: int) -> None:
    moment = day.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=zone)))
    read = headers.date(email.utils.format_datetime(moment))
    assert datetime.fromisoformat(read) == moment
