"""F11 leaves the page alone on the screen, where all keys still work, and brings everything back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.store import coding, documents

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui


def test_the_page_alone_and_everything_back(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    session, work = window.session, window.workspace
    assert session.store is not None
    session.show(documents.ids(session.store)[0])
    before = work.sizes()
    bars = (window.menuBar(), window.top_bar, window.statusBar())
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen() and work.sizes()[0] == work.sizes()[2] == 0
    assert not any(bar.isVisible() for bar in bars)
    qtbot.keyClick(work.reader.view, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert len(coding.reviewed(session.store)) == 1
    qtbot.keyClick(work.reader.view, Qt.Key.Key_F11)
    assert not window.isFullScreen() and work.sizes() == before
    assert all(bar.isVisible() for bar in bars)


def test_a_window_that_is_closed_with_the_page_alone_opens_with_its_panels(qtbot: QtBot, window: MainWindow) -> None:
    from reviewer.ui.main_window import MainWindow

    window.actions_by_name["page_alone"].setEnabled(True)
    window.actions_by_name["page_alone"].trigger()
    window.close()
    again = MainWindow(window.session)
    qtbot.addWidget(again)
    again.show()
    assert all(again.workspace.sizes()) and again.menuBar().isVisible() and not again.isFullScreen()
    again.close()
