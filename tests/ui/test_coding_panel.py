"""The coding panel: tags go onto words, passages can be gone to, annotated, removed, and all can be undone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import DocumentId, Passage, Span
from reviewer.review import coding as verbs
from reviewer.store import coding, documents
from reviewer.store.matter import Store
from tests.ui.papers import span_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.coding_panel import CodingPanel
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui


@pytest.fixture
def selected() -> list[Span]:
    """What is selected on the page."""
    return []


@pytest.fixture
def panel(qtbot: QtBot, session: Session, selected: list[Span]) -> Iterator[CodingPanel]:
    """The panel beside the memo."""
    from reviewer.ui.coding_panel import CodingPanel

    made = CodingPanel(session, lambda: selected)
    qtbot.addWidget(made)
    made.resize(290, 800)
    made.show()
    session.show(memo(session))
    yield made


def store_of(session: Session) -> Store:
    assert session.store is not None
    return session.store


def memo(session: Session) -> DocumentId:
    return documents.ids(store_of(session))[0]


def passages(session: Session) -> list[Passage]:
    return coding.passages_of(store_of(session), memo(session))


def tagged(session: Session, panel: CodingPanel, page: int, words: str, *tags: str) -> Passage:
    spans = [span_of(store_of(session), memo(session), page, words)]
    made: Passage = session.do(verbs.tag_spans, memo(session), spans, tags)
    return made


def test_a_key_tags_the_selected_words(session: Session, panel: CodingPanel, selected: list[Span]) -> None:
    selected.append(span_of(store_of(session), memo(session), 2, "It will become mandatory in 2013"))
    panel.tag_by_key("4")
    (made,) = passages(session)
    assert (made.quote.exact, made.tags, made.bates) == (
        "It will become mandatory in 2013", ("Admission",), "SCP-0000002",
    )  # fmt: skip
    assert panel.current_passage == made.id


def test_a_second_key_adds_to_the_passage_that_was_just_made(
    session: Session, panel: CodingPanel, selected: list[Span]
) -> None:
    selected.append(span_of(store_of(session), memo(session), 2, "mandatory"))
    for key in ("4", "7", "0"):
        panel.tag_by_key(key)
    (made,) = passages(session)
    assert made.tags == ("Admission", "Hot")


def test_a_click_on_a_tag_takes_it_off_the_current_passage_and_undo_puts_it_back(
    qtbot: QtBot, session: Session, panel: CodingPanel
) -> None:
    from PySide6.QtCore import Qt

    made = tagged(session, panel, 2, "mandatory", "Hot", "Admission")
    panel.set_current(made.id)
    button = next(button for button in panel.grid.buttons if button.tag.name == "Hot")
    assert button.isChecked()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert passages(session)[0].tags == ("Admission",)
    assert not button.isChecked()
    session.undo()
    assert passages(session)[0].tags == ("Admission", "Hot")
    assert button.isChecked()


def test_other_words_make_another_passage(session: Session, panel: CodingPanel, selected: list[Span]) -> None:
    panel.set_current(tagged(session, panel, 2, "mandatory", "Hot").id)
    selected.append(span_of(store_of(session), memo(session), 1, "voluntary"))
    panel.selection_changed()
    assert not any(button.isChecked() for button in panel.grid.buttons)
    panel.tag("Admission")
    assert [passage.quote.exact for passage in passages(session)] == ["voluntary", "mandatory"]


def test_without_words_and_passage_the_panel_says_what_to_do(
    qtbot: QtBot, session: Session, panel: CodingPanel
) -> None:
    with qtbot.waitSignal(session.told) as told:
        panel.tag("Hot")
    assert told.args == ["Select words on the page, then click a tag or press its key."]
    assert all(button.pale for button in panel.grid.buttons)
    assert passages(session) == []


def test_the_card_says_which_document_is_open(session: Session, panel: CodingPanel) -> None:
    for words in ("SCP-0000001 – SCP-0000002", "Memorandum on participation", "Oct. 2, 2009", "Records office"):
        assert words in panel.card.words
    session.close()
    assert panel.card.words.startswith("No document open")


def test_a_click_on_a_card_goes_to_its_words(qtbot: QtBot, session: Session, panel: CodingPanel) -> None:
    from PySide6.QtCore import Qt

    tagged(session, panel, 1, "county", "Hot")
    made = tagged(session, panel, 2, "mandatory", "Hot")
    index = panel.passages.passage_model.index_of(made.id)
    panel.passages.doItemsLayout()
    place = panel.passages.visualRect(index).topLeft()
    place += type(place)(40, 40)
    with qtbot.waitSignal(session.place_wanted) as wanted:
        qtbot.mouseClick(panel.passages.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == [2, made.marks[0].span]
    assert panel.current_passage == made.id


@pytest.mark.parametrize(("keys", "note"), [("ctrl+enter", "Ask J. about this."), ("esc", ""), ("leave", "Ask J.")])
def test_a_note_is_typed_in_place(qtbot: QtBot, session: Session, panel: CodingPanel, keys: str, note: str) -> None:
    from PySide6.QtCore import Qt

    from reviewer.ui.passage_delegate import NoteEditor

    made = tagged(session, panel, 2, "mandatory", "Admission")
    panel.set_current(made.id)
    qtbot.keyClick(panel.passages, Qt.Key.Key_F2)
    editor = panel.passages.findChild(NoteEditor)
    assert isinstance(editor, NoteEditor)
    qtbot.keyClicks(editor, note or "Forget it.")
    if keys == "ctrl+enter":
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    elif keys == "esc":
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    else:
        editor.clearFocus()
    assert passages(session)[0].note == note
    session.undo()
    assert passages(session) == ([replace(made, note="")] if note else [])


def test_delete_removes_a_passage_and_undo_brings_it_back(qtbot: QtBot, session: Session, panel: CodingPanel) -> None:
    from PySide6.QtCore import Qt

    made = tagged(session, panel, 2, "mandatory", "Hot")
    panel.set_current(made.id)
    qtbot.keyClick(panel.passages, Qt.Key.Key_Delete)
    assert passages(session) == []
    assert panel.current_passage is None
    session.undo()
    assert passages(session) == [made]


def test_three_hundred_passages_are_laid_out_in_batches_and_all_are_there(
    qtbot: QtBot, session: Session, panel: CodingPanel
) -> None:
    span = [span_of(store_of(session), memo(session), 2, "whatever the talking points say")]
    for _ in range(300):
        verbs.tag_spans(store_of(session), "Reviewer", memo(session), span, ["Hot"])
    panel.refresh()
    panel.set_current(passages(session)[-1].id)
    qtbot.waitUntil(lambda: panel.passages.indexAt(panel.passages.viewport().rect().center()).isValid())
    model = panel.passages.passage_model
    qtbot.waitUntil(lambda: panel.passages.visualRect(model.index(299)).height() > 0)
    assert model.rowCount() == 300


def test_every_control_has_a_name(panel: CodingPanel) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView

    for kind in (QAbstractButton, QAbstractItemView):
        nameless = [
            widget
            for widget in panel.findChildren(kind)
            if not (widget.accessibleName() or getattr(widget, "text", str)()) and widget.isVisibleTo(panel)
        ]
        assert nameless == []


@given(st.integers(0, 0xFFFFFF), st.booleans())
def test_any_colour_of_a_tag_can_be_read_in_both_themes(colour: int, dark: bool) -> None:
    from reviewer.ui import theme
    from reviewer.ui.chips import colours, swatch

    worn = theme.DARK if dark else theme.LIGHT
    chip = colours(f"#{colour:06x}", worn)
    assert theme.contrast(chip.ink, chip.ground) >= 4.5
    assert theme.contrast(chip.dot, chip.ground) >= 3
    for ground in (worn.surface, worn.accent_soft, worn.hover, worn.raised):
        assert theme.contrast(swatch(f"#{colour:06x}", ground), ground) >= 3


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_no_label_is_cut_off(scale: str, tmp_path: Path) -> None:
    script = Path(__file__).with_name("cut_labels.py")
    settings = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale, "REVIEWER_HOME": str(tmp_path)}
    root = str(Path(__file__).parents[2])
    ran = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "Scaled.matter")],
        env={**os.environ, **settings, "PYTHONPATH": root}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (ran.stdout, ran.returncode) == ("", 0), ran.stderr


def test_a_document_is_marked_reviewed_on_its_card(panel: CodingPanel, session: Session) -> None:
    panel.card.reviewed.click()
    assert coding.reviewed(store_of(session)) == {memo(session)}
    assert panel.card.reviewed.text() == "Reviewed"
    session.undo()
    assert not panel.card.reviewed.isChecked()


def test_a_colleague_replies_under_the_note_and_disputes_by_keys(
    qtbot: QtBot, session: Session, panel: CodingPanel
) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QPlainTextEdit

    made = tagged(session, panel, 2, "mandatory", "Hot")
    session.do(verbs.set_note, made.id, "Ask J.")
    panel.set_current(made.id)
    panel.passages.setFocus()
    before = panel.passages.sizeHintForRow(0)
    none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    for key, modifier, words in ((Qt.Key.Key_Return, control, "J. was asked."), (Qt.Key.Key_Escape, none, "Dropped")):
        qtbot.keyClick(panel.passages, Qt.Key.Key_A)
        editor = panel.passages.findChild(QPlainTextEdit)
        assert editor is not None and editor.accessibleName() == "Reply" and editor.toPlainText() == ""
        qtbot.keyClicks(editor, words)
        qtbot.keyClick(editor, key, modifier)
        qtbot.wait(20)
    (passage,) = passages(session)
    assert ([reply.text for reply in passage.replies], passage.note) == (["J. was asked."], "Ask J.")
    assert panel.passages.sizeHintForRow(0) > before
    qtbot.keyClick(panel.passages, Qt.Key.Key_D)
    index = panel.passages.passage_model.index(0)
    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("disputed. Hot.") and said.endswith(": J. was asked.")
    panel.dispute()
    assert not passages(session)[0].disputed
    session.undo()
    assert passages(session)[0].disputed
