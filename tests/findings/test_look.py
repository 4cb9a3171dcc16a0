"""A matter is looked at as a whole: what is found, what is kept, and that a second look does only what is new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from reviewer.findings.look import look
from reviewer.jobs import Job
from reviewer.store import documents, matter, related
from reviewer.store.matter import Store
from reviewer.store.related import Findings
from tests.findings.finding import find
from tests.make import add_child, add_document, add_mail, extraction

TEXT = (
    "The Secretary says that taking part in the programme is voluntary, and that no county is made to join it. "
    "Counties that wish to opt out may write to the field office before the end of the year, and will be heard."
)
SAID = {"sender": "ana@clinic.org", "to": "ben@agency.gov", "subject": "Opting out", "date": "2009-03-03T09:00Z"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = matter.create(tmp_path / "Case.matter")
    yield made
    matter.close(made)


def test_threads_stand_in_the_order_of_time(store: Store) -> None:
    answer = {"sender": "ben@agency.gov", "to": "ana@clinic.org", "subject": "RE: Opting out"}
    late = add_mail(store, "2.eml", "Agreed.", {"references": "<a@x>"}, **answer, date="2009-03-05T09:00Z")
    first = add_mail(store, "1.eml", TEXT, {"message-id": "<a@x>"}, **SAID)
    undated = add_mail(store, "3.eml", "Noted.", {"in-reply-to": "<a@x>"}, **answer)
    apart = add_mail(store, "4.eml", TEXT, {"message-id": "<z@x>"}, **{**SAID, "subject": "Lunch"})
    find(store)
    assert related.thread(store, late) == related.thread(store, first) == [first, late, undated]
    assert related.thread(store, apart) == []


def test_the_same_attachment_on_two_mails_is_two_documents_that_are_duplicates(store: Store) -> None:
    """Field case 24."""
    one, two = (add_mail(store, f"{n}.eml", f"Number {n}", **SAID) for n in (1, 2))
    paper = extraction([TEXT])
    first, second = add_child(store, one, "memo.pdf", paper, "same"), add_child(store, two, "memo.pdf", paper, "same")
    find(store)
    assert related.duplicates(store, first) == [second]
    assert related.duplicates(store, second) == [first]
    assert related.similar(store, first) == []  # it is said already that they are duplicates
    assert documents.family(store, first) == [one, first]
    assert related.parents(store, [one, first, second]) == {first: one, second: two}
    assert len(documents.ids(store)) == 4


def test_one_mail_from_two_mailboxes_is_a_duplicate_whatever_its_bytes(store: Store) -> None:
    sent = add_mail(store, "sent.eml", TEXT, bcc="chief@agency.gov", **SAID)
    received = add_mail(store, "received.eml", TEXT, {"message-id": "<a@x>"}, **SAID)
    find(store)
    assert related.duplicates(store, sent) == [received]


def test_what_is_alike_is_told_with_its_score_the_likest_first(store: Store) -> None:
    drafts = [
        TEXT,
        TEXT.replace("voluntary", "mandatory"),
        TEXT + " Do not forward this memorandum to anyone.",
        "Else.",
    ]
    ids = [documents.by_control_number(store, add_document(store, extraction([text]), f"{n}.pdf")).id
           for n, text in enumerate([*drafts, TEXT])]  # fmt: skip
    find(store)
    found = related.similar(store, ids[0])
    assert found[0][0] == ids[4]
    assert {other for other, _ in found} == {ids[4], ids[1], ids[2]}
    assert found[0][1] == 1.0
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert (ids[0], found[1][1]) in related.similar(store, found[1][0])
    assert related.similar(store, ids[3]) == []


def test_a_second_look_reads_only_what_is_new(store: Store) -> None:
    add_document(store, extraction([TEXT]), "1.pdf")
    assert len(find(store).noticed) == 1
    assert related.unnoticed(store) == []
    number = add_document(store, extraction([TEXT + " One word more."]), "2.pdf")
    found = find(store)
    assert [one.document for one in found.noticed] == [documents.by_control_number(store, number).id]
    assert len(found.alike) == 1
    assert find(store) == Findings({}, [], [])
    assert len(related.similar(store, found.noticed[0].document)) == 1


def test_a_document_that_was_read_again_is_looked_at_again(store: Store) -> None:
    add_document(store, extraction([TEXT]), "1.pdf")
    number = add_document(store, extraction([TEXT + " One word more."]), "2.pdf")
    find(store)
    document = documents.by_control_number(store, number).id
    with matter.writing(store.db):
        store.db.execute("UPDATE page SET text = 'A blank form.' WHERE document_id = ?", [document])
        store.db.execute("UPDATE document SET text_hash = 'other' WHERE id = ?", [document])
    assert len(find(store).noticed) == 1
    assert related.similar(store, document) == []


def test_it_runs_as_a_job_while_the_matter_is_open(store: Store) -> None:
    add_document(store, extraction([TEXT]), "1.pdf")
    job, deadline = Job(look, str(store.folder)), monotonic() + 30
    while not job.poll().finished and monotonic() < deadline:
        sleep(0.02)
    found = job.poll().value
    assert isinstance(found, Findings)
    assert len(found.noticed) == 1
