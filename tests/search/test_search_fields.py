"""Search in fields: what finds what, why a document is found, and an index that follows what is said of documents."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.errors import QueryError
from reviewer.model import Annotation, AnnotationKind, Box, DocumentId, Hidden, HiddenKind
from reviewer.review import coding
from reviewer.search.worker import check_index, hits_of, search_matter
from reviewer.store import history, intake, matter, volumes
from reviewer.store.matter import Store
from tests import make

MAIL = {
    "sender": "Smith, John <john.smith@example.org>",
    "to": "Jane Roe <jane@county.example>; press office",
    "cc": "Counsel",
    "bcc": "Archive",
    "subject": "How to opt out",
    "date": "2009-10-05T14:05",
    "date_source": "sent",
}
MEMO = {"title": "Memo on joining", "author": "Jane Roe", "date": "2010-??-??"}


MAIL_ID, SHEET_ID, MEMO_ID, BARE_ID = map(DocumentId, (1, 2, 3, 4))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIEWER_HOME", str(tmp_path_factory.mktemp("home")))
        made = make_matter(tmp_path_factory.mktemp("matter") / "Case.matter")
        yield made
        matter.close(made)


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """One that a test may change."""
    monkeypatch.setenv("REVIEWER_HOME", str(tmp_path / "home"))
    made = make_matter(tmp_path / "Case.matter")
    yield made
    matter.close(made)


def make_matter(folder: Path) -> Store:
    """1 is a mail with an attachment, 2; 3 is a memo with all that a PDF can hold; 4 has nothing but words."""
    store = matter.create(folder)
    make.add_document(store, make.extraction(["a memo", "to John Smith"], "ABC-", **MAIL), "mail/one.eml")
    make.add_child(store, MAIL_ID, "sheet.xlsx", make.extraction(["figures"], fields={"File Extension": "XLSX"}))
    said = make.extraction(["it is mandatory, says John", "page two"], "XYZ", **MEMO, fields={"form": "Name: Smith"})
    secret = Hidden(2, HiddenKind.PAPER, "secret opt-\nout clause", Box(0, 0, 9, 9))
    note = Annotation(2, AnnotationKind.NOTE, "J. Roe", "", "please withhold", None)
    make.add_document(store, replace(said, hidden=(secret,), annotations=(note,)), "memos/three.pdf")
    make.add_document(store, make.extraction(["nothing said of Smith"]), "four.pdf")
    coding.seed_codebook(store, "R")
    coding.tag_quote(store, "R", "DOC-000002", 2, "page two", "Admission", "shown to the judge")
    return store


def found(store: Store, query: str) -> list[int]:
    return list(search_matter(store, query).documents)


FINDS = {
    "from:smith": [MAIL_ID],
    "FROM:SMITH": [MAIL_ID],
    'from:"smith john"': [MAIL_ID],
    'from:"john smith"': [MAIL_ID],
    "from:john.smith@example.org": [MAIL_ID],
    "from:(jones OR smi*)": [MAIL_ID],
    "from:(smith -john)": [],
    "from:roe OR to:roe": [MAIL_ID],
    'to:"jane press"': [],
    "cc:counsel bcc:archive": [MAIL_ID],
    'subject:"opt out"': [MAIL_ID],
    "subject:out subject:opt": [MAIL_ID],
    "title:memo": [MEMO_ID],
    "author:r?e": [MEMO_ID],
    "custodian:custodian": [MAIL_ID, SHEET_ID, MEMO_ID, BARE_ID],
    "type:pdf NOT from:smith": [SHEET_ID, MEMO_ID, BARE_ID],
    "file:mail": [MAIL_ID, SHEET_ID],
    "file:eml": [MAIL_ID, SHEET_ID],
    "control:DOC-000002": [MEMO_ID],
    "control:DOC-000001.0001": [SHEET_ID],
    '"file extension":xlsx': [SHEET_ID],
    "fileextension:(pdf OR xls*)": [SHEET_ID],
    "form:smith": [MEMO_ID],
    "comment:withhold": [MEMO_ID],
    'comment:"roe please"': [MEMO_ID],
    "hidden:secret": [MEMO_ID],
    'hidden:"secret optout clause"': [MEMO_ID],
    "secret OR withhold OR xlsx": [],
    "*secret": [],
    "*smith": [MAIL_ID, BARE_ID],
    "smith NOT from:smith": [BARE_ID],
    "date:2009": [MAIL_ID],
    "date:2009-10-05": [MAIL_ID],
    "date:2009-10..2010": [MAIL_ID, MEMO_ID],
    "date:2010-01": [],
    "date:2010..": [MEMO_ID],
    "NOT date:..2009-10-04": [MAIL_ID, SHEET_ID, MEMO_ID, BARE_ID],
    "has:date": [MAIL_ID, MEMO_ID],
    "bates:ABC-0000002": [MAIL_ID],
    "bates:abc2": [MAIL_ID],
    "bates:2": [MAIL_ID, MEMO_ID],
    "bates:ABC-3": [],
    "bates:ABC-2..ABC-50 OR bates:..XYZ0": [MAIL_ID],
    "bates:XYZ1..XYZ1": [MEMO_ID],
    "bates:XYZ2..": [MEMO_ID],
    "bates:*0002": [MAIL_ID, MEMO_ID],
    "tag:admission": [MEMO_ID],
    "tag:admit*": [],
    "note:judge tag:(admission -privilege)": [MEMO_ID],
    "NOT tag:admission": [MAIL_ID, SHEET_ID, BARE_ID],
    "has:attachment": [MAIL_ID],
    "has:comment has:form has:hidden-text has:note has:passage has:tag": [MEMO_ID],
    "has:ocr": [],
}


@pytest.mark.parametrize("query", FINDS)
def test_parts_in_fields_find_documents(store: Store, query: str) -> None:
    assert found(store, query) == FINDS[query]


def test_hits_are_on_pages_and_fields_say_why(store: Store) -> None:
    answer = search_matter(store, "john AND (from:smith OR hidden:secret)")
    assert "(with the word 'smith' in the sender or with the word 'secret' in hidden text)" in answer.read_as
    assert [(result.document, result.hits) for result in answer.results] == [(MAIL_ID, 1), (MEMO_ID, 1)]
    assert answer.hits == 2 == sum(len(hits_of(store, answer.query, document)) for document in answer.documents)
    mail, memo = (result.reasons for result in answer.results)
    assert [(reason.field, reason.text, reason.marks) for reason in mail] == [
        ("From", "Smith, John <john.smith@example.org>", ((0, 5),))
    ]
    assert [(reason.field, reason.text, reason.page) for reason in memo] == [
        ("Hidden text", "secret opt- out clause", 2)
    ]


WHY = {
    "subject:out": [("Subject", "How to opt out", 1)],
    "date:2009": [("Date", "Oct. 5, 2009 (sent)", 1)],
    "bates:ABC-2..": [("Bates number", "ABC-0000002", 2)],
    "tag:admission OR note:judge": [("Tag", "Admission", 2), ("Note", "shown to the judge", 2)],
    "comment:please": [("Comment", "J. Roe: please withhold", 2)],
    "has:attachment": [("Has", "attachment", 1)],
    '"file extension":xlsx': [("File Extension", "XLSX", 1)],
    "NOT (date:2009 OR from:smith OR type:pdf)": [],
    "figures OR type:email": [],
}


@pytest.mark.parametrize("query", WHY)
def test_a_document_found_by_fields_alone_says_why(store: Store, query: str) -> None:
    reasons = [reason for result in search_matter(store, query).results for reason in result.reasons]
    assert [(reason.field, reason.text, reason.page) for reason in reasons] == WHY[query]
    assert all(
        hits_of(store, query, result.document) == ()
        for result in search_matter(store, query).results
        if not result.hits
    )


def test_an_unknown_field_is_told_with_those_that_are_like_it(store: Store) -> None:
    with pytest.raises(QueryError, match='Did you mean "File Extension":') as refused:
        search_matter(store, "memo fileextensions:x")
    assert refused.value.position == 5


def test_the_index_follows_what_is_said_of_documents(own_store: Store) -> None:
    store = own_store
    assert found(store, "author:counsel OR custodian:clerk") == []
    overlay = volumes.Update(BARE_ID, {"author": "Principal Counsel"}, {"Batch": "7"}, "", "", "")
    volumes.update_documents(store, [overlay])
    assert found(store, "author:counsel batch:7") == [BARE_ID]
    volumes.update_documents(store, [replace(overlay, fields={"Batch": "8"}, custodian="Clerk")])
    assert found(store, "batch:7") == []
    assert found(store, "batch:8 custodian:clerk") == [BARE_ID]
    intake.add_production(store, Path("/production"), "County")
    assert found(store, "custodian:county") == [MAIL_ID, SHEET_ID, MEMO_ID]
    assert list(check_index(store)) == []


def test_coding_is_found_at_once_and_undone_at_once(own_store: Store) -> None:
    store = own_store
    coding.tag_quote(store, "R", "DOC-000003", 1, "nothing", "Admission")
    assert found(store, "tag:admission") == [MEMO_ID, BARE_ID]
    history.undo(store, "R")
    assert found(store, "tag:admission") == [MEMO_ID]
