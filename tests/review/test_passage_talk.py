"""What is said of a passage after it was made: replies, disputes, default notes; and its words changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import NotFound, ReviewerError
from reviewer.model import DocumentId, PassageId, Span
from reviewer.review import coding as verbs
from reviewer.review.check import check
from reviewer.store import coding, fields, history, matter
from reviewer.store.matter import Store
from tests import make

ANA, BEN = "Ana Ruiz", "Ben Osei"
PAGES = ("The programme is voluntary, said counsel.", "It becomes mandatory in 2013.")
DOCUMENT = DocumentId(1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A memo of two pages, with one passage."""
    store = make.coded_matter(tmp_path / "Case.matter", PAGES)
    verbs.tag_quote(store, ANA, coding_number(store), 1, "voluntary", "Admission", "So they say.")
    yield store
    matter.close(store)


def coding_number(store: Store) -> str:
    return str(store.db.execute("SELECT control_number FROM document").fetchone()[0])


def only(store: Store) -> PassageId:
    (passage,) = coding.passages(store)
    return passage.id


def test_replies_stand_under_the_note_in_their_order_and_are_found(store: Store) -> None:
    verbs.reply(store, BEN, only(store), "Counsel was not asked. ")
    verbs.reply(store, ANA, only(store), "She was, on page 2.")
    replies = coding.passage(store, only(store)).replies
    assert [(one.author, one.text) for one in replies] == [
        (BEN, "Counsel was not asked."), (ANA, "She was, on page 2."),
    ]  # fmt: skip
    assert fields.having(store, "reply") == {DOCUMENT}
    assert "She was, on page 2." in fields.coded(store, "note")
    history.undo(store, BEN)
    assert [one.author for one in coding.passages_of(store, DOCUMENT)[0].replies] == [ANA]


def test_an_empty_reply_is_refused(store: Store) -> None:
    with pytest.raises(ReviewerError, match="the reply is empty"):
        verbs.reply(store, BEN, only(store), " \n")
    with pytest.raises(NotFound):
        verbs.reply(store, BEN, PassageId(99), "To whom?")


def test_a_passage_is_disputed_once_until_it_is_not(store: Store) -> None:
    verbs.set_disputed(store, BEN, only(store))
    verbs.set_disputed(store, ANA, only(store))
    assert coding.passage(store, only(store)).disputed and fields.having(store, "disputed") == {DOCUMENT}
    verbs.set_disputed(store, ANA, only(store), False)
    assert not coding.passage(store, only(store)).disputed
    assert [one.name for one in history.operations(store, 2)] == [
        "Mark passage not disputed", "Mark passage disputed",
    ]  # fmt: skip


def test_a_passage_goes_and_comes_back_with_all_that_was_said(store: Store) -> None:
    verbs.reply(store, BEN, only(store), "No.")
    verbs.set_disputed(store, BEN, only(store))
    before = coding.passages(store)
    verbs.remove_passages(store, ANA, [only(store)])
    assert coding.passages(store) == []
    history.undo(store, ANA)
    assert coding.passages(store) == before
    assert not [problem for problem in check(store) if problem.kind != "file"]


def test_a_stretched_passage_keeps_tags_note_and_replies_and_its_anchor_holds(store: Store) -> None:
    verbs.reply(store, BEN, only(store), "No.")
    before = coding.passage(store, only(store))
    after = verbs.stretch_passage(store, BEN, before.id, [Span(1, 4, len(PAGES[0])), Span(2, 0, 20)])
    assert after.quote.exact == "programme is voluntary, said counsel.\nIt becomes mandatory"
    assert (after.tags, after.note, after.author, after.replies) == (
        before.tags, before.note, before.author, before.replies,
    )  # fmt: skip
    assert (before.bates, after.bates) == ("ABC-0000001", "ABC-0000001 – ABC-0000002")
    assert not [problem for problem in check(store) if problem.kind == "anchor"]
    undone = history.undo(store, BEN)
    assert undone is not None and undone.name == "Change the words of a passage"
    assert coding.passage(store, before.id) == before


def test_a_passage_is_not_made_of_no_words(store: Store) -> None:
    before = coding.passages(store)
    with pytest.raises(NotFound, match="holds no words"):
        verbs.stretch_passage(store, ANA, only(store), [Span(1, 3, 4)])
    assert coding.passages(store) == before


def test_words_are_tagged_as_the_last_ones_of_the_same_reviewer(store: Store) -> None:
    verbs.tag_spans(store, BEN, DOCUMENT, [Span(2, 0, 2)], ["Hot"])
    made = verbs.tag_as_last(store, ANA, DOCUMENT, [Span(2, 3, 10)])
    assert (made.tags, made.note, made.quote.exact) == (("Admission",), "So they say.", "becomes")
    with pytest.raises(NotFound, match="has tagged no words yet"):
        verbs.tag_as_last(store, "Cy Dee", DOCUMENT, [Span(2, 3, 10)])


def test_a_tag_brings_its_default_note_where_there_is_none(store: Store) -> None:
    bare = verbs.tag_spans(store, ANA, DOCUMENT, [Span(2, 0, 2)], ["Hot"])
    for passage in (bare.id, coding.passages(store)[0].id):
        verbs.toggle_tag(store, ANA, passage, "Work product")
    notes = [one.note for one in coding.passages(store)]
    assert notes == ["So they say.", "Basis: attorney work product."]
    history.undo(store, ANA)
    history.undo(store, ANA)
    assert coding.passage(store, bare.id).note == ""
