"""What is kept of the passages of a document is what the store has, whatever was done since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.model import DocumentId, PassageId, Span
from reviewer.review import coding as verbs
from reviewer.store import coding, documents, history, matter
from reviewer.store.matter import Store
from reviewer.ui.passages_kept import KeptPassages
from tests.make import add_document, coded_matter, extraction

pytestmark = pytest.mark.gui
WORDS = "one two three four five six seven eight"
AUTHOR = "Reviewer"
ACTS = ("tag", "other", "retag", "note", "reply", "dispute", "remove", "rename", "undo", "redo")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = coded_matter(tmp_path_factory.mktemp("kept") / "Kept.matter", [WORDS, WORDS])
    add_document(made, extraction([WORDS]), "other.pdf")
    yield made
    matter.close(made)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 30)), max_size=12))
def test_after_any_acts_it_is_as_if_read_anew(store: Store, acts: list[tuple[str, int]]) -> None:
    shown, other = documents.ids(store)
    kept = KeptPassages()
    for act, number in acts:
        do(store, act, number, other if act == "other" else shown)
        assert kept.of(store, shown) == coding.passages_of(store, shown)
    assert kept.of(store, other) == coding.passages_of(store, other)


def do(store: Store, act: str, number: int, document: DocumentId) -> None:
    """One act of a reviewer; `number` picks the place or the passage."""
    passages = coding.passages_of(store, document)
    tags = coding.tags(store)
    if act in ("tag", "other"):
        start = WORDS.index(WORDS.split()[number % 8])
        page = 1 if act == "other" else 1 + number % 2
        verbs.tag_spans(store, AUTHOR, document, [Span(page, start, start + 3)], [tags[0].name])
    elif act == "undo":
        history.undo(store, AUTHOR)
    elif act == "redo":
        history.redo(store, AUTHOR)
    elif act == "rename":
        verbs.edit_tag(store, AUTHOR, replace(tags[0], name=f"Tag {number}"))
    elif passages:
        change(store, act, passages[number % len(passages)].id, tags[number % len(tags)].name)


def change(store: Store, act: str, passage: PassageId, tag: str) -> None:
    if act == "retag":
        verbs.toggle_tag(store, AUTHOR, passage, tag)
    elif act == "note":
        verbs.set_note(store, AUTHOR, passage, f"{tag}?")
    elif act == "reply":
        verbs.reply(store, AUTHOR, passage, f"{tag}!")
    elif act == "dispute":
        verbs.set_disputed(store, AUTHOR, passage)
    else:
        verbs.remove_passages(store, AUTHOR, [passage])


def test_what_was_not_touched_is_not_read_again(store: Store) -> None:
    shown = documents.ids(store)[0]
    kept = KeptPassages()
    for number in range(4):
        do(store, "tag", number, shown)
    before = kept.of(store, shown)
    do(store, "note", 0, shown)
    after = kept.of(store, shown)
    assert [one is other for one, other in zip(before, after, strict=True)] == [False, *[True] * (len(before) - 1)]
