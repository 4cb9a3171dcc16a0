"""Marks that a PDF came with become passages: one step, none doubled, none without words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.errors import NotFound
from reviewer.model import Annotation, AnnotationKind, DocumentId, Span
from reviewer.review import coding as verbs
from reviewer.review.taking_over import already, note_of, take_over
from reviewer.store import coding, documents, history, in_pdfs
from reviewer.store.matter import Store
from reviewer.text import boxes_of
from tests.make import add_document, coded_matter, extraction, page_text

TEXT = "The programme is voluntary.\nIt will become mandatory."
AUTHOR = "Ana Ruiz"


def mark(words: str, comment: str = "", author: str = "R. Roe", date: str = "2009-03-03") -> Annotation:
    start = TEXT.index(words)
    boxes = boxes_of(page_text(TEXT), start, start + len(words))
    return Annotation(1, AnnotationKind.HIGHLIGHT, author, date, comment, Span(1, start, start + len(words)), boxes)


MARKS = (
    mark("voluntary", "Not true"),
    mark("mandatory"),
    mark("mandatory", "Since when?", "J. Doe", ""),
    Annotation(1, AnnotationKind.NOTE, "J. Doe", "", "Ask him", None),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = coded_matter(tmp_path / "Case.matter", [TEXT])
    number = add_document(made, replace(extraction([TEXT], "XYZ-"), annotations=MARKS), "draft.pdf")
    assert documents.by_control_number(made, number).id == 2
    return made


DRAFT = DocumentId(2)


def test_annotations_are_kept_as_they_were_read(store: Store) -> None:
    assert tuple(in_pdfs.annotations(store, DRAFT)) == MARKS
    assert in_pdfs.annotations(store, DocumentId(1)) == []


def test_marks_become_passages_with_their_comments_in_one_step(store: Store) -> None:
    made = take_over(store, AUTHOR, DRAFT, in_pdfs.annotations(store, DRAFT), "admission")
    assert [(one.quote.exact, one.tags, one.note, one.author, one.bates) for one in made] == [
        ("voluntary", ("Admission",), "Not true (R. Roe, Mar. 3, 2009)", AUTHOR, "XYZ-0000001"),
        ("mandatory", ("Admission",), "Highlight (R. Roe, Mar. 3, 2009); Since when? (J. Doe)", AUTHOR, "XYZ-0000001"),
    ]
    assert [one.marks[0].boxes for one in made] == [MARKS[0].boxes, MARKS[1].boxes]
    operation = history.undo(store, AUTHOR)
    assert operation and "Take over 2 marks as “Admission”" in operation.name
    assert coding.passages_of(store, DRAFT) == []
    history.redo(store, AUTHOR)
    assert len(coding.passages_of(store, DRAFT)) == 2


def test_none_is_doubled(store: Store) -> None:
    verbs.tag_spans(store, AUTHOR, DRAFT, [Span(1, 17, 26)], ["Admission"])
    assert already(store, DRAFT) == {MARKS[0].span}
    (made,) = take_over(store, AUTHOR, DRAFT, MARKS, "Admission")
    assert made.quote.exact == "mandatory"
    assert len(coding.passages_of(store, DRAFT)) == 2
    with pytest.raises(NotFound, match="Nothing was taken over"):
        take_over(store, AUTHOR, DRAFT, MARKS, "Admission")
    with pytest.raises(NotFound, match="no such tag"):
        take_over(store, AUTHOR, DRAFT, MARKS, "Nonesuch")
    assert history.undoable(store, AUTHOR).name.startswith("Take over 1 mark as")  # type: ignore[union-attr]


def test_a_comment_without_words_stays_where_it_is(store: Store) -> None:
    with pytest.raises(NotFound):
        take_over(store, AUTHOR, DRAFT, MARKS[3:], "Admission")
    assert note_of(MARKS[3]) == "Ask him (J. Doe)"
    assert note_of(replace(MARKS[1], author="", date="")) == "Highlight"
