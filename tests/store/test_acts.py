"""The journal tells who did what to which document, and what of it still holds."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.export.export import export
from reviewer.review import coding as verbs
from reviewer.review.matters import new_matter
from reviewer.store import coding, documents, history
from reviewer.store.acts import acts
from reviewer.store.matter import Store
from tests.ui.papers import add_papers, span_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = new_matter(tmp_path / "Kestrel.matter", "Kestrel County", "R. Roe")
    add_papers(made)
    return made


def listed(store: Store, document: int | None = None) -> list[tuple[str, str, int, bool]]:
    """Action, author, how many documents, whether undone; the oldest first, without the making of the matter."""
    found = acts(store) if document is None else acts(store, documents.ids(store)[document])
    every = [(each.operation.name, each.operation.author, len(each.documents), each.undone) for each in found]
    return [each for each in every if each[2]][::-1]


def test_an_act_names_the_documents_that_it_changed(store: Store) -> None:
    first, second, _ = documents.ids(store)
    verbs.tag_spans(store, "A. Ruiz", first, [span_of(store, first, 2, "mandatory")], ["Hot"])
    passage = coding.passages(store)[0].id
    verbs.set_tags(store, "B. Lund", [passage], ["Hot", "Admission"])
    verbs.mark_reviewed(store, "B. Lund", [first, second])
    assert listed(store) == [
        ("Tag “Hot”", "A. Ruiz", 1, False),
        ("Set tags to “Hot, Admission”", "B. Lund", 1, False),
        ("Mark reviewed", "B. Lund", 2, False),
    ]
    assert len(listed(store, 0)) == 3 and len(listed(store, 1)) == 1 and listed(store, 2) == []


def test_what_was_removed_keeps_its_document(store: Store) -> None:
    first = documents.ids(store)[0]
    verbs.tag_spans(store, "R", first, [span_of(store, first, 2, "mandatory")], ["Hot"])
    verbs.remove_passages(store, "R", [coding.passages(store)[0].id])
    assert [each[0] for each in listed(store, 0)] == ["Tag “Hot”", "Remove passage"]


def test_undone_and_done_again_are_told_apart(store: Store) -> None:
    first = documents.ids(store)[0]
    verbs.tag_spans(store, "R", first, [span_of(store, first, 2, "mandatory")], ["Hot"])
    history.undo(store, "R")
    assert [(name, undone) for name, _, _, undone in listed(store)] == [("Tag “Hot”", True), ("Undo: Tag “Hot”", False)]
    history.redo(store, "R")
    assert [(name, undone) for name, _, _, undone in listed(store)] == [
        ("Tag “Hot”", False),
        ("Undo: Tag “Hot”", True),
        ("Redo: Tag “Hot”", False),
    ]


def test_the_history_is_written_whole_or_of_some_documents(store: Store, tmp_path: Path) -> None:
    first, second, third = documents.ids(store)
    verbs.tag_spans(store, "R", first, [span_of(store, first, 2, "mandatory")], ["Hot"])
    verbs.mark_reviewed(store, "R", [second])
    out = tmp_path / "history.csv"
    whole = export(store, "history", out).rows
    assert whole == len(acts(store))
    assert "mandatory" not in out.read_text(encoding="utf-8-sig"), "no text of documents"
    assert export(store, "history", out, documents=[second]).rows == 1
    with out.open(encoding="utf-8-sig", newline="") as file:
        line = list(csv.reader(file))[1]
    assert line[1:5] == ["R", "Mark reviewed", "1", documents.load(store, second).name]
    with pytest.raises(ReviewerError, match="nothing was coded yet"):
        export(store, "history", out, documents=[third])
    with pytest.raises(ReviewerError, match="not of some tags"):
        export(store, "history", out, ["Hot"])
