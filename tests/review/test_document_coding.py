"""Documents coded as a whole: tags, answers, rules, copies; what search and filters make of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import NotFound, ReviewerError
from reviewer.model import DocumentId, Span
from reviewer.review import coding as passages
from reviewer.review.check import check
from reviewer.review.document_coding import code, copy_coding, copy_last, tag_documents, untag_documents
from reviewer.review.retag import merge
from reviewer.store import coding, coding_form, coding_rules, documents, fields, filters, history, matter
from reviewer.store.coding_form import form, question_named, read_answer
from reviewer.store.document_tags import tags_of
from reviewer.store.filters import EVERYTHING
from reviewer.store.matter import Store
from tests import make

ANA, BEN = "Ana Ruiz", "Ben Osei"
ONE, TWO, THREE = map(DocumentId, (1, 2, 3))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three documents."""
    store = matter.create(tmp_path / "Case.matter")
    passages.seed_codebook(store, ANA)
    for number in range(3):
        make.add_document(store, make.extraction([f"memo {number} of counsel"], f"ABC-{number}"), f"{number}.pdf")
    yield store
    matter.close(store)


def names(store: Store, document: DocumentId) -> list[str]:
    return [tag.name for tag in tags_of(store, document)]


def said(store: Store, document: DocumentId) -> str:
    return " ".join(coding_rules.missing(store, document))


def coded(store: Store) -> list[tuple[object, ...]]:
    tables = ("answer", "document_tag")
    return [row for table in tables for row in store.db.execute(f"SELECT * FROM {table} ORDER BY id")]


def test_a_tag_on_a_document_is_one_step_and_stands_where_tags_are_listed(store: Store) -> None:
    assert tag_documents(store, ANA, [ONE, TWO, ONE], "hot") == 2
    assert tag_documents(store, ANA, [TWO, THREE], "Hot") == 1
    assert names(store, TWO) == ["Hot"]
    assert documents.load(store, TWO).tags == ("Hot",)
    assert filters.counts(store, EVERYTHING, "tags") == {"Hot": 3}
    assert documents.ids_sorted(store, "production", chosen=replace(EVERYTHING, without=frozenset({"Hot"}))) == []
    assert fields.having(store, "tag") == {ONE, TWO, THREE}
    assert fields.coded(store, "tag") == {"Hot": {ONE, TWO, THREE}}
    assert [one.text for one in fields.coded_in(store, "tag", ONE)] == ["Hot (on the document)"]
    undone = history.undo(store, ANA)
    assert undone is not None and undone.name == "Tag 2 documents “Hot”"
    assert (names(store, TWO), names(store, THREE)) == (["Hot"], [])


def test_a_tag_on_document_and_passage_is_counted_once_and_each_is_taken_off_by_itself(store: Store) -> None:
    tag_documents(store, ANA, [ONE], "Hot")
    passages.tag_spans(store, ANA, ONE, [Span(1, 0, 4)], ["Hot", "Admission"])
    assert documents.load(store, ONE).tags == ("Admission", "Hot")
    assert filters.counts(store, EVERYTHING, "tags") == {"Admission": 1, "Hot": 1}
    untag_documents(store, ANA, [ONE], "Hot")
    assert names(store, ONE) == [] and documents.load(store, ONE).tags == ("Admission", "Hot")


def test_a_tag_that_leaves_the_codebook_or_is_merged_leaves_documents_too(store: Store) -> None:
    tag_documents(store, ANA, [ONE, TWO], "Hot")
    tag_documents(store, ANA, [TWO], "Admission")
    merge(store, ANA, "Hot", "Admission")
    assert (names(store, ONE), names(store, TWO)) == (["Admission"], ["Admission"])
    passages.remove_tag(store, ANA, coding.tag_by_name(store, "Admission"))
    assert coded(store) == []
    history.undo(store, ANA)
    history.undo(store, ANA)
    assert (names(store, ONE), names(store, TWO)) == (["Hot"], ["Admission", "Hot"])
    assert [problem for problem in check(store) if problem.kind in ("store", "audit")] == []


def test_answers_are_one_step_read_by_their_beginning_and_taken_away(store: Store) -> None:
    code(store, ANA, [ONE, TWO], {"Responsive": "Y", "privilege": "withheld in p"})
    assert coding_form.answers(store, ONE) == {"responsive": "yes", "privilege": "withheld in part"}
    code(store, BEN, [ONE], {"privilege": ""})
    assert coding_form.answers(store, ONE) == {"responsive": "yes"}
    history.undo(store, BEN)
    history.undo(store, ANA)
    assert coded(store) == []


@pytest.mark.parametrize(
    ("question", "answer", "why"),
    [
        ("relevance", "yes", "the form has no such question"),
        ("basis", "x", "the form has no such question"),
        ("responsive", "maybe", "“maybe” is none of its answers"),
        ("privilege", "withheld", "“withheld” may mean several of its answers"),
    ],
)
def test_what_the_form_does_not_have_is_refused(store: Store, question: str, answer: str, why: str) -> None:
    with pytest.raises(ReviewerError, match=why):
        code(store, ANA, [ONE], {question: answer})
    assert coded(store) == []


@given(st.sampled_from([(q, choice) for q in form().answered for choice in q.choices]), st.booleans())
def test_each_choice_is_read_as_itself(pair: tuple[coding_form.Question, str], loud: bool) -> None:
    question, choice = pair
    assert read_answer(question, f"  {choice.upper() if loud else choice} ") == choice
    assert question_named(question.name.upper()) == question


def test_rules_say_what_a_claim_lacks_until_it_lacks_nothing(store: Store) -> None:
    code(store, ANA, [ONE], {"privilege": "withheld in part"})
    assert said(store, ONE) == (
        "It is not said whether the document is responsive. The claim of privilege has no basis."
        " What is withheld is not described for the privilege log."
        " The document is withheld in part, but no passage bears a tag of privilege."
    )
    code(store, ANA, [ONE], {"responsive": "yes", "description": "Advice on the opt-out letters."})
    tag_documents(store, ANA, [ONE], "Attorney-client")
    assert said(store, ONE) == "The document is withheld in part, but no passage bears a tag of privilege."
    assert fields.having(store, "missing-coding") == {ONE}
    passages.tag_spans(store, ANA, ONE, [Span(1, 0, 4)], ["Work product"])
    assert said(store, ONE) == ""
    assert fields.having(store, "missing-coding") == set()


def test_a_contradiction_is_told(store: Store) -> None:
    code(store, ANA, [TWO], {"responsive": "yes", "privilege": "none", "confidentiality": "none"})
    assert said(store, TWO) == ""
    passages.tag_spans(store, ANA, TWO, [Span(1, 0, 4)], ["Attorney-client"])
    tag_documents(store, ANA, [TWO], "Confidential")
    assert said(store, TWO) == (
        "The document is coded as not privileged, but bears a tag of privilege."
        " The document is coded as not confidential, but bears a tag of confidentiality."
    )


def test_a_document_that_is_not_coded_lacks_nothing(store: Store) -> None:
    passages.mark_reviewed(store, ANA, [ONE])
    passages.tag_spans(store, ANA, ONE, [Span(1, 0, 4)], ["Attorney-client"])
    tag_documents(store, ANA, [TWO], "Issue: changing the message")
    assert (said(store, ONE), said(store, TWO)) == ("", "")


FACTS = st.sampled_from(
    [
        *((question.name, choice) for question in form().answered for choice in question.choices),
        *(("tag", tag) for tag in ("Attorney-client", "Hot", "Confidential")),
        *(("passage", tag) for tag in ("Attorney-client", "Hot", "Confidential")),
        ("description", "Advice."),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([ONE, TWO]), FACTS), max_size=8))
def test_what_is_incomplete_is_what_lacks_something(
    store: Store, acts: list[tuple[DocumentId, tuple[str, str]]]
) -> None:
    for document, (what, value) in acts:
        if what == "tag":
            tag_documents(store, ANA, [document], value)
        elif what == "passage":
            passages.tag_spans(store, ANA, document, [Span(1, 0, 4)], [value])
        else:
            code(store, ANA, [document], {what: value})
    lacking = {document for document in (ONE, TWO, THREE) if coding_rules.missing(store, document)}
    assert fields.having(store, "missing-coding") == lacking
    assert all(fields.having(store, "missing-coding", one) == lacking & {one} for one in (ONE, TWO, THREE))
    while history.undo(store, ANA):
        pass
    assert coded(store) == []


def test_documents_are_coded_as_another_in_one_step(store: Store) -> None:
    code(store, ANA, [ONE], {"responsive": "yes", "hot": "yes"})
    code(store, ANA, [TWO], {"responsive": "no", "confidentiality": "confidential"})
    tag_documents(store, ANA, [ONE], "Admission")
    copy_coding(store, ANA, ONE, [ONE, TWO, THREE])
    assert coding_form.answers(store, TWO) == {"responsive": "yes", "confidentiality": "confidential", "hot": "yes"}
    assert (names(store, TWO), names(store, THREE)) == (["Admission"], ["Admission"])
    undone = history.undo(store, ANA)
    assert undone is not None and undone.name == "Code 2 documents as ABC-00000001"
    assert coding_form.answers(store, TWO)["responsive"] == "no" and names(store, THREE) == []


def test_the_last_coded_document_of_the_same_reviewer_is_copied(store: Store) -> None:
    with pytest.raises(NotFound, match="coded no other document"):
        copy_last(store, ANA, ONE)
    code(store, ANA, [TWO], {"responsive": "no"})
    code(store, BEN, [THREE], {"responsive": "yes"})
    assert copy_last(store, ANA, ONE) == TWO
    assert coding_form.answers(store, ONE) == {"responsive": "no"}
    history.undo(store, BEN)
    with pytest.raises(NotFound, match="answers no question"):
        copy_coding(store, ANA, THREE, [ONE])


def test_a_filter_takes_answers_as_alternatives_of_their_question(store: Store) -> None:
    assert filters.counts(store, EVERYTHING, "answers") == {}
    code(store, ANA, [ONE, TWO], {"responsive": "yes", "privilege": "none"})
    code(store, ANA, [TWO], {"privilege": "withheld in full"})

    def listed(*answers: str) -> list[DocumentId]:
        chosen = filters.choosing(EVERYTHING, "answers", answers)
        found = documents.ids_sorted(store, "production", chosen=chosen)
        assert filters.count(store, chosen) == len(found)
        return found

    assert listed("responsive: yes", "responsive: no") == [ONE, TWO]
    assert listed("responsive: yes", "privilege: withheld in full") == [TWO]
    assert listed("responsive: not answered") == [THREE]
    assert listed("hot: yes") == []
    chosen = filters.choosing(EVERYTHING, "answers", ["privilege: none", "responsive: yes"])
    counted = filters.counts(store, chosen, "answers")
    assert (counted["privilege: none"], counted["privilege: withheld in full"]) == (1, 1)
    assert (counted["responsive: yes"], counted["responsive: not answered"]) == (1, 0)
    assert filters.counts(store, EVERYTHING, "coding") == {"": 2, "incomplete": 1}
    assert documents.ids_sorted(store, "production", chosen=filters.choosing(EVERYTHING, "coding", ["incomplete"])) == [
        TWO
    ]
