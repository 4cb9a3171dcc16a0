"""The text beside the page: the same words, the same marks, the same selection."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.model import Box, Hidden, HiddenKind, PageText, Span
from reviewer.ui.pages.page_text_edit import PageTextEdit
from tests.make import page_text, write_pdf
from tests.ui.reading import Opened, blank_pages

pytestmark = pytest.mark.gui


@pytest.fixture
def beside(memo: Opened) -> Opened:
    """The memo with its text beside it."""
    memo.reader.tools.text.trigger()
    return memo


def test_the_text_of_the_page_that_is_read_is_shown(beside: Opened, qtbot: QtBot) -> None:
    text = beside.reader.text.text
    assert text.isVisible() and text.toPlainText() == beside.texts[1].text
    beside.reader.go_to(4)
    qtbot.waitUntil(lambda: text.toPlainText() == beside.texts[4].text, timeout=5_000)


def test_what_is_selected_on_the_page_is_selected_in_the_text_and_back(beside: Opened) -> None:
    text = beside.reader.text.text
    beside.reader.select([beside.span(1, "is voluntary")])
    assert text.textCursor().selectedText() == "is voluntary"
    span = beside.span(1, "mandatory")
    text.select_text(span.start, span.start)
    QTest.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    assert beside.reader.selected_text() == "mandatory"
    beside.reader.clear_selection()
    assert not text.textCursor().hasSelection()


def test_hits_and_passages_are_marked_at_the_same_words(beside: Opened) -> None:
    hit, passage = beside.hit(1, "voluntary"), beside.passage(1, 1, "says it's mandatory", "#b3261e")
    beside.reader.set_hits([hit])
    beside.reader.set_passages([passage])
    laid = beside.reader.text.text.extraSelections()
    assert {one.cursor.selectedText() for one in laid} == {"voluntary", "says it's mandatory"}


def test_hidden_words_stand_apart_from_the_text(beside: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    path, panel = write_pdf(tmp_path / "one.pdf", ["Seen."]), beside.reader.text
    found = [Hidden(1, HiddenKind.BOX, "the name of the source", Box(0, 0, 9, 9))]
    beside.reader.open(blank_pages(1), path, lambda _: page_text("Seen."), lambda _: found)
    assert panel.text.toPlainText() == "Seen."
    assert panel.hidden_text.isVisible()
    assert panel.hidden_text.toPlainText() == "the name of the source  (under a filled box)"
    beside.reader.open(blank_pages(1), path, lambda _: PageText("", ()))
    assert not panel.hidden_text.isVisible()


def test_scrolling_past_the_end_of_the_text_turns_the_page(beside: Opened) -> None:
    text = beside.reader.text.text
    QTest.keyClick(text, Qt.Key.Key_PageDown)
    assert (beside.reader.current_page, text.toPlainText()) == (2, beside.texts[2].text)
    QTest.keyClick(text, Qt.Key.Key_PageUp)
    assert beside.reader.current_page == 1


def test_without_a_document_there_is_no_text(beside: Opened) -> None:
    beside.reader.clear("Nothing here")
    assert not beside.reader.text.isVisible()


@given(st.text("aé𝒳😀 \n", min_size=1, max_size=30), st.data())
def test_offsets_are_code_points_whatever_qt_counts(qapp: object, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    edit = PageTextEdit()
    edit.show_text(text)
    edit.select_text(start, end)
    assert edit.textCursor().selectedText().replace("\u2029", "\n") == text[start:end]
    assert edit.selected() == (start, end)


def test_the_selection_of_the_page_takes_the_part_on_the_page_that_is_shown(beside: Opened) -> None:
    last = beside.span(1, "Nobody was told.")
    beside.reader.select([last, Span(2, 0, 10)])
    assert beside.reader.text.text.textCursor().selectedText() == "Nobody was told."
