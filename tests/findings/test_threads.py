"""Conversations: by ids, over messages that are missing, and by subject, people and time where there are no ids."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.findings.threads import base_subject, people, threads
from reviewer.model import DocumentId
from reviewer.store.related import Message

ANA, BEN, EVE = "Ana Ruiz <ana@clinic.org>", "Ben <ben@agency.gov>", "Eve <eve@press.org>"


def message(number: int, subject: str = "", date: str = "2009-03-01T09:00Z", **said: str) -> Message:
    empty = {"sender": ANA, "to": BEN, "cc": "", "message_id": "", "in_reply_to": "", "references": ""}
    return Message(DocumentId(number), "Email", subject=subject, date=date, **{**empty, **said})


def test_answers_hang_together_by_their_ids_whatever_their_subjects() -> None:
    found = threads(
        [
            message(1, "Fingerprints", message_id="<a@x>"),
            message(2, "Another word", message_id="<b@x>", in_reply_to="<a@x>"),
            message(3, "Third", message_id="<c@x>", references="<a@x>\r\n <b@x>"),
            message(4, "Fingerprints", message_id="<d@x>"),
        ]
    )
    assert found == {1: 1, 2: 1, 3: 1}


def test_two_answers_to_a_message_that_was_not_produced_are_of_one_thread() -> None:
    lost = "<withheld@agency.gov>"
    both = [message(1, references=lost, message_id="<b@x>"), message(2, in_reply_to=lost, message_id="<c@x>")]
    assert threads(both) == {1: 1, 2: 1}


def test_words_in_a_reply_field_are_no_id() -> None:
    """RFC 822 allowed phrases there: "Your message of ..." must not make one thread of all mails."""
    both = [message(1, in_reply_to="Your message of Tuesday"), message(2, in_reply_to="Your message of Friday")]
    assert threads(both) == {}


@pytest.mark.parametrize(
    ("later", "joined"),
    [
        (message(2, "RE: opting  OUT", "2009-04-20", sender=BEN, to=ANA), True),
        (message(2, "RE: Opting out", "2009-06-20", sender=BEN, to=ANA), False),  # too late
        (message(2, "RE: Opting out", "2009-02-01", sender=BEN, to=ANA), False),  # before the question
        (message(2, "RE: Opting out", "", sender=BEN, to=ANA), False),  # nothing is known of its time
        (message(2, "Opting out", "2009-03-02", sender=BEN, to=ANA), False),  # no answer
        (message(2, "RE: Opting out", "2009-03-02", sender=EVE, to=EVE), False),  # other people
        (message(2, "Fwd: Opting out", "2009-03-02", sender=BEN, to=EVE), True),
        (message(2, "AW: WG: [EXTERNAL] Opting out", "2009-03-02", sender=BEN, to=EVE), True),
    ],
)
def test_without_ids_subject_people_and_time_tell(later: Message, joined: bool) -> None:
    assert (threads([message(1, "Opting out"), later]) == {1: 1, 2: 1}) is joined


def test_a_message_whose_ids_tell_is_not_moved_by_its_subject() -> None:
    own = [message(3, message_id="<m@x>"), message(4, "Re: Opting out", "2009-03-02", sender=BEN, in_reply_to="<m@x>")]
    assert threads([message(1, "Opting out"), *own]) == {3: 3, 4: 3}


@given(st.permutations(range(6)))
def test_the_order_of_the_messages_changes_nothing(order: list[int]) -> None:
    chain = [message(n + 1, message_id=f"<{n}@x>", in_reply_to=f"<{n // 2}@x>") for n in range(3)]
    chain += [
        message(4, "Hearing"),
        message(5, "Re: Hearing", sender=BEN, to=ANA),
        message(6, "Re: Hearing", sender=EVE, to=EVE),
    ]
    assert threads([chain[place] for place in order]) == threads(chain) == {1: 1, 2: 1, 3: 1, 4: 4, 5: 4}


def test_people_are_the_same_by_address_or_by_name_either_way_round() -> None:
    assert people("Ana Ruiz <Ana@Clinic.org>", "ben@agency.gov, eve@press.org") == {
        "ana@clinic.org",
        "ben@agency.gov",
        "eve@press.org",
    }
    assert people("Smith, John; Doe, Jane") == people("Jane Doe", "john smith")


@given(st.text(max_size=60), st.lists(st.sampled_from(["Re: ", "FW:", "re :", "Antw: ", "RE[2]: "]), max_size=4))
def test_marks_of_answers_come_off_a_subject(subject: str, marks: list[str]) -> None:
    bare, _ = base_subject(subject)
    assert base_subject("".join(marks) + subject)[0] == bare


def test_a_message_alone_has_no_thread() -> None:
    assert threads([replace(message(1, "Re: x"), message_id="<a@x>", references="<gone@x>")]) == {}
