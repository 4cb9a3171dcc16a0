"""Panels fold, stand in windows of their own, and come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.store import coding, documents

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui


def test_a_panel_stands_in_a_window_of_its_own_and_its_keys_work_there(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    work, session = window.workspace, window.session
    assert session.store is not None
    second = documents.ids(session.store)[1]
    session.show(second)
    qtbot.waitUntil(lambda: work.documents.chosen() == [second], timeout=5_000)
    before = work.sizes()
    window.actions_by_name["float_right"].trigger()
    floating = work.coding.window()
    assert floating is not window and floating.isVisible() and work.coding.isVisible()
    assert work.sizes()[2] == 0
    floating.activateWindow()
    qtbot.waitUntil(floating.isActiveWindow, timeout=5_000)
    qtbot.keyClick(floating, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert coding.reviewed(session.store) == {second}
    qtbot.keyClick(floating, Qt.Key.Key_Escape)
    assert floating.isVisible()
    window.actions_by_name["float_right"].trigger()
    assert work.coding.window() is window and work.coding.isVisible() and work.sizes() == before


def test_closing_its_window_brings_a_panel_back_and_so_does_closing_the_program(
    qtbot: QtBot, window: MainWindow
) -> None:
    work = window.workspace
    for _ in range(2):
        window.actions_by_name["float_left"].trigger()
        work.side.window().close()
        assert work.side.window() is window and work.indexOf(work.side) == 0
        qtbot.wait(10)
    window.actions_by_name["float_left"].trigger()
    window.actions_by_name["left"].trigger()
    assert work.side.window() is window
    window.actions_by_name["float_left"].trigger()
    window.actions_by_name["float_right"].trigger()
    window.close()
    assert work.side.window() is window and work.coding.window() is window


def test_the_facts_of_a_document_fold_and_stay_folded(qtbot: QtBot, window: MainWindow) -> None:
    from reviewer.ui.main_window import MainWindow

    session, card = window.session, window.workspace.coding.card
    assert session.store is not None
    first, second, _ = documents.ids(session.store)
    session.show(second)
    high = card.sizeHint().height()
    words = card.words
    window.actions_by_name["card"].trigger()
    assert card.sizeHint().height() < high and card.words == words
    session.show(first)
    session.show(second)
    assert card.sizeHint().height() < high
    window.close()
    again = MainWindow(session)
    qtbot.addWidget(again)
    again.show()
    assert again.workspace.coding.card.folded
    again.workspace.coding.card.folding.click()
    assert not again.workspace.coding.card.folded
    again.close()


def test_the_document_that_keys_go_to_is_selected_alone(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    work, session = window.workspace, window.session
    assert session.store is not None
    ids = documents.ids(session.store)
    session.show(ids[0])
    qtbot.keyPress(work.documents.view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    for document in ids[1:]:
        session.show(document)
        assert work.documents.chosen() == [document], "or Ctrl+R would mark the others too"
    qtbot.keyRelease(work.documents.view, Qt.Key.Key_Control)
