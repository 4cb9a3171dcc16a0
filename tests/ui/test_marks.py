"""Marks and comments that a file came with: told on its card, listed, gone to, taken over as passages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.model import Annotation, AnnotationKind, Box, DocumentId, Span
from reviewer.store import coding, documents
from reviewer.store.matter import Store
from reviewer.text import boxes_of
from tests.make import add_document, commented, extraction, page_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.marks_dialog import MarksDialog
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui

TEXT = "The programme is voluntary.\nIt will become mandatory."
CORNER = Box(500, 20, 520, 40)


def _on(words: str, comment: str = "") -> Annotation:
    start = TEXT.index(words)
    end = start + len(words)
    boxes = boxes_of(page_text(TEXT), start, end)
    return Annotation(1, AnnotationKind.HIGHLIGHT, "R. Roe", "2009-03-03", comment, Span(1, start, end), boxes)


MARKS = (
    _on("voluntary", "Not true"),
    _on("mandatory"),
    Annotation(1, AnnotationKind.NOTE, "J. Doe", "", "Ask\nhim", None, (CORNER,)),
)


def _store(session: Session) -> Store:
    assert session.store
    return session.store


@pytest.fixture
def draft(session: Session) -> DocumentId:
    """A document with three marks, shown."""
    store = _store(session)
    number = add_document(store, replace(extraction([TEXT], "XYZ-"), annotations=MARKS), "marked.pdf")
    document = documents.by_control_number(store, number).id
    session.show(document)
    return document


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, draft: DocumentId) -> MarksDialog:
    from reviewer.ui.marks_dialog import MarksDialog

    made = MarksDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def _rows(dialog: MarksDialog) -> list[list[str]]:
    return dialog.list.lines()[1:]


def test_marks_are_told_in_words() -> None:
    from reviewer.ui.marks_words import summary

    note = MARKS[2]
    assert summary(MARKS[:1]) == "1 highlight by R. Roe"
    assert summary(MARKS) == "2 highlights, 1 note by R. Roe and J. Doe"
    assert summary([*MARKS, replace(note, author="A. Poe")]) == "2 highlights, 2 notes by R. Roe and 2 others"
    assert summary([replace(note, author="")]) == "1 note"


def test_the_card_says_so_only_where_there_are_any(qtbot: QtBot, session: Session, draft: DocumentId) -> None:
    from reviewer.ui.coding_panel import CodingPanel

    panel = CodingPanel(session)
    qtbot.addWidget(panel)
    panel.resize(290, 720)
    panel.show()
    assert panel.card.marks.words == "2 highlights, 1 note by R. Roe and J. Doe in the file"
    assert panel.card.marks.accessibleName() == panel.card.marks.words
    with qtbot.waitSignal(panel.marks_wanted):
        panel.card.marks.click()
    session.show(DocumentId(1))
    assert panel.card.marks.isHidden()


def test_they_are_listed_and_a_row_goes_to_its_place(qtbot: QtBot, session: Session, dialog: MarksDialog) -> None:
    assert _rows(dialog) == [
        ["Highlight", "1", "R. Roe", "Mar. 3, 2009", "voluntary", "Not true", ""],
        ["Highlight", "1", "R. Roe", "Mar. 3, 2009", "mandatory", "", ""],
        ["Note", "1", "J. Doe", "", "", "Ask him", "marks no words"],
    ]
    places: list[tuple[int, object]] = []
    session.place_wanted.connect(lambda page, place: places.append((page, place)))
    for _ in range(3):
        qtbot.keyClick(dialog.list, _down())
    assert places[-2:] == [(1, MARKS[1].span), (1, CORNER)]


def _down() -> object:
    from PySide6.QtCore import Qt

    return Qt.Key.Key_Down


def test_ticked_marks_become_passages_once(qtbot: QtBot, session: Session, dialog: MarksDialog) -> None:
    from PySide6.QtCore import Qt

    store, document = _store(session), session.current
    assert document is not None
    assert (dialog.take.text(), dialog.all.isChecked()) == ("Take over 2 as passages", True)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert (dialog.take.text(), dialog.all.isChecked()) == ("Take over 1 as a passage", False)
    dialog.tags.setCurrentIndex(dialog.tags.findText("Admission"))
    dialog.take.click()
    (made,) = coding.passages_of(store, document)
    assert (made.quote.exact, made.tags, made.note) == ("mandatory", ("Admission",), "Highlight (R. Roe, Mar. 3, 2009)")
    assert [row[6] for row in _rows(dialog)] == ["", "Admission", "marks no words"]
    assert not dialog.take.isEnabled() and dialog.tags.currentText() == "Admission"
    dialog.all.click()
    assert dialog.take.text() == "Take over 1 as a passage"
    dialog.take.click()
    assert len(coding.passages_of(store, document)) == 2 and not dialog.all.isEnabled()
    session.undo()
    assert [row[6] for row in _rows(dialog)] == ["", "Admission", "marks no words"]


def test_the_list_follows_the_document(session: Session, dialog: MarksDialog, draft: DocumentId) -> None:
    session.show(DocumentId(1))
    assert _rows(dialog) == [] and not dialog.take.isEnabled()
    session.show(draft)
    assert len(_rows(dialog)) == 3
    session.close()
    assert dialog.isHidden()


def test_an_imported_draft_shows_its_marks_in_the_window(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    session.add_files([commented(tmp_path / "draft with marks.pdf")])
    qtbot.waitUntil(lambda: not session.importer.running, timeout=30_000)
    (draft,) = (one for one in documents.every(_store(session)) if one.path == "draft with marks.pdf")
    session.show(draft.id)
    assert window.workspace.coding.card.marks.words.startswith("1 highlight, 1 underline, 1 strikeout, 3 notes")
    window.actions_by_name["marks"].trigger()
    dialog = window.commands.marks
    assert dialog is not None and dialog.isVisible()
    note = dialog.list.marks[3].mark
    dialog.list.setCurrentItem(dialog.list.topLevelItem(3))
    view = window.workspace.reader.view
    area = view.place_of(1, note.boxes[0])
    assert view.viewport().rect().intersects(area.toRect())
