"""The journal: undo, redo, the audit chain."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reviewer.errors import MatterError, NotFound
from reviewer.model import Span, Tag, TagId, TagKind
from reviewer.review import coding as verbs
from reviewer.store import coding, documents, history, matter
from reviewer.store.matter import Store
from tests import make


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make.coded_matter(tmp_path / "Case.matter", ["The programme is voluntary for every county.", "Second page."])
    yield made
    matter.close(made)


def state(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables that reviewers change."""
    return {table: store.db.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in
            ("tag", "passage", "passage_mark", "passage_tag", "review")}  # fmt: skip


def test_a_tag_survives_undo_and_redo_row_for_row(store: Store) -> None:
    before = state(store)
    document = documents.ids(store)[0]
    verbs.tag_spans(store, "Ana", document, [Span(1, 4, 13)], ["Admission", "Hot"], "a note")
    after = state(store)
    assert history.undo(store, "Ana").name == "Tag “Admission, Hot”"
    assert state(store) == before
    assert history.redo(store, "Ana").name == "Tag “Admission, Hot”"
    assert state(store) == after


def test_undo_past_the_start_does_nothing(store: Store) -> None:
    assert history.undo(store, "Ana") is None
    assert history.redo(store, "Ana") is None
    assert len(coding.tags(store)) == 11, "the codebook that came with the matter is not undone"


def test_undo_is_of_ones_own_actions(store: Store) -> None:
    document = documents.ids(store)[0]
    verbs.mark_reviewed(store, "Ben", [document])
    assert history.undo(store, "Ana") is None
    assert coding.reviewed(store) == {document}


def test_a_new_action_ends_redo(store: Store) -> None:
    document = documents.ids(store)[0]
    verbs.mark_reviewed(store, "Ana", [document])
    history.undo(store, "Ana")
    verbs.tag_quote(store, "Ana", "DOC-000001", 1, "voluntary", "Admission")
    assert history.redoable(store, "Ana") is None


def test_five_thousand_passages_are_one_step(store: Store) -> None:
    document = documents.ids(store)[0]
    made = [verbs.tag_spans(store, "Ana", document, [Span(1, 0, 3)], ["Hot"]).id for _ in range(200)]
    verbs.set_tags(store, "Ana", made, ["Admission"])
    history.undo(store, "Ana")
    assert all(passage.tags == ("Hot",) for passage in coding.passages(store))
    verbs.remove_passages(store, "Ana", made)
    assert coding.passages(store) == []
    history.undo(store, "Ana")
    assert [passage.id for passage in coding.passages(store)] == made


def test_the_chain_shows_what_was_changed_behind_its_back(store: Store) -> None:
    verbs.tag_quote(store, "Ana", "DOC-000001", 1, "voluntary", "Admission")
    verbs.mark_reviewed(store, "Ana", documents.ids(store))
    assert history.broken_link(store) is None
    forged = store.db.execute("SELECT max(id) FROM operation").fetchone()[0] - 1
    store.db.execute("UPDATE operation SET author = 'Eve' WHERE id = ?", [forged])
    assert history.broken_link(store) == forged


def test_a_refused_action_leaves_nothing(store: Store) -> None:
    before = state(store)
    with pytest.raises(NotFound, match="“Nonsense” was not found"):
        verbs.tag_quote(store, "Ana", "DOC-000001", 1, "voluntary", "Nonsense")
    with pytest.raises(NotFound, match="does not hold those words"):
        verbs.tag_quote(store, "Ana", "DOC-000001", 1, "mandatory", "Admission")
    with pytest.raises(NotFound, match="holds no words"):
        verbs.tag_spans(store, "Ana", documents.ids(store)[0], [Span(1, 3, 4)], ["Admission"])
    assert state(store) == before
    assert history.undoable(store, "Ana") is None


def test_removing_a_tag_takes_it_off_and_undo_puts_it_back(store: Store) -> None:
    passage = verbs.tag_quote(store, "Ana", "DOC-000001", 1, "voluntary", "Admission")
    before = state(store)
    verbs.remove_tag(store, "Ana", coding.tag_by_name(store, "admission"))
    assert coding.passage(store, passage.id).tags == ()
    history.undo(store, "Ana")
    assert state(store) == before


def test_two_tags_cannot_share_a_name_or_a_key(store: Store) -> None:
    for name, key, why in (("hot", "", "“Hot” already"), ("New", "4", "belongs to “Admission”"), (" ", "", "no name")):
        with pytest.raises(Exception, match=why):
            verbs.add_tag(store, "Ana", Tag(TagId(0), name, TagKind.ISSUE, "#112233", key))


def test_reading_only_refuses_to_write(store: Store) -> None:
    reading = matter.open_matter(store.folder, read_only=True)
    with pytest.raises(MatterError, match="reading only"):
        verbs.mark_reviewed(reading, "Ana", documents.ids(reading))
    matter.close(reading)


@given(st.lists(st.sampled_from(["tag", "review", "note", "undo", "redo", "remove"]), max_size=14))
@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_everything_gives_the_first_state_back(store: Store, actions: list[str]) -> None:
    while history.undo(store, "Ana"):
        pass
    first = state(store)
    for action in actions:
        act(store, action)
    last = state(store)
    undone = 0
    while history.undo(store, "Ana"):
        undone += 1
    assert state(store) == first
    for _ in range(undone):
        history.redo(store, "Ana")
    assert state(store) == last
    assert history.broken_link(store) is None


def act(store: Store, action: str) -> None:
    passages = coding.passages(store)
    if action == "tag":
        verbs.tag_quote(store, "Ana", "DOC-000001", 1, "voluntary", "Hot")
    elif action == "review":
        reviewed = bool(coding.reviewed(store))
        verbs.mark_reviewed(store, "Ana", documents.ids(store), not reviewed)
    elif action == "note" and passages:
        verbs.set_note(store, "Ana", passages[-1].id, f"note {len(passages)}")
    elif action == "remove" and passages:
        verbs.remove_passages(store, "Ana", [passages[0].id])
    elif action == "undo":
        history.undo(store, "Ana")
    elif action == "redo":
        history.redo(store, "Ana")
