"""Every action is found by typing, and can be given other keys, which are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer import settings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.command_palette import CommandPalette
    from reviewer.ui.keys_dialog import KeysDialog
    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> KeysDialog:
    """The dialog over the window."""
    from reviewer.ui.keys_dialog import KeysDialog

    made = KeysDialog(window.session, window.actions_by_name, window)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(qtbot: QtBot, window: MainWindow) -> CommandPalette:
    """The command palette, by its key."""
    from PySide6.QtCore import Qt

    from reviewer.ui.command_palette import CommandPalette

    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palettes = window.findChildren(CommandPalette)
    assert len(palettes) == 1
    return palettes[0]


def words(palette: CommandPalette) -> list[str]:
    model = palette.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(dialog: KeysDialog, action: str) -> None:
    dialog.search.setText(action)


def test_the_palette_holds_every_action_that_can_be_used_and_no_other(qtbot: QtBot, window: MainWindow) -> None:
    from reviewer.ui.actions import words_of

    usable = [words_of(action) for action in window.actions_by_name if action.isEnabled()]
    assert "Export" in usable and "Undo" not in usable
    assert words(opened(qtbot, window)) == usable


def test_an_action_is_found_by_typing_and_done_by_enter(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    palette = opened(qtbot, window)
    qtbot.keyClicks(palette.edit, "fold left")
    assert words(palette) == []
    palette.edit.clear()
    qtbot.keyClicks(palette.edit, "fold the left")
    assert words(palette) == ["Fold the left panel"]
    assert window.workspace.sizes()[0] > 0
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert window.workspace.sizes()[0] == 0
    assert palette.isHidden()


def test_other_keys_work_at_once_and_are_kept(qtbot: QtBot, window: MainWindow, dialog: KeysDialog) -> None:
    from PySide6.QtCore import Qt

    choose(dialog, "Fold the left panel")
    dialog.pressed.setFocus()
    qtbot.keyClick(dialog.pressed, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.actions_by_name["left"].shortcut().toString() == "Ctrl+U", timeout=5_000)
    dialog.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5_000)
    qtbot.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.sizes()[0] == 0
    assert settings.load().keys == {"left": "Ctrl+U"}
    assert "Ctrl+U" in window.actions_by_name["left"].toolTip()


def test_a_key_that_is_taken_goes_over_and_that_is_said(window: MainWindow, dialog: KeysDialog) -> None:
    choose(dialog, "Fold the left panel")
    dialog.give("Ctrl+Y")
    assert dialog.said.text() == "“Redo” has no longer that key."
    assert [keys.toString() for keys in window.actions_by_name["redo"].shortcuts()] == ["Ctrl+Shift+Z"]
    dialog.give_usual()
    assert window.actions_by_name["left"].shortcut().toString() == "Ctrl+B"
    dialog.give_all_usual()
    assert [keys.toString() for keys in window.actions_by_name["redo"].shortcuts()] == ["Ctrl+Shift+Z", "Ctrl+Y"]
    assert settings.load().keys == {}


def test_an_action_is_found_by_its_key_too(dialog: KeysDialog) -> None:
    choose(dialog, "ctrl+e")
    rows = [row for row in range(dialog.table.rowCount()) if not dialog.table.isRowHidden(row)]
    found = {item.text() for row in rows if (item := dialog.table.item(row, 0))}
    assert "Export" in found and "Import" not in found
    choose(dialog, "no such thing")
    assert not dialog.pressed.isEnabled()


def test_no_two_actions_have_the_same_key(window: MainWindow) -> None:
    met: dict[str, str] = {}
    for action in window.actions_by_name:
        for keys in action.shortcuts():
            assert met.setdefault(keys.toString(), action.objectName()) == action.objectName(), keys.toString()
