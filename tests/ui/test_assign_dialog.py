"""Documents of the list are given out by a dialog that shows what each would get, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.store import documents, filters
from reviewer.store.filters import EVERYTHING

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.assign_dialog import AssignDialog
    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui


def opened(qtbot: QtBot, window: MainWindow) -> AssignDialog:
    from reviewer.ui.assign_dialog import AssignDialog

    store = window.session.store
    assert store is not None
    dialog = AssignDialog(window.session, store, documents.ids(store), window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def assigned(window: MainWindow) -> dict[str, int]:
    assert window.session.store is not None
    return filters.counts(window.session.store, EVERYTHING, "assigned")


def test_what_each_would_get_is_shown_and_given_in_one_step(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    assert len(dialog.bars.rows) == 1 and dialog.bars.rows[0][0] == window.session.author
    dialog.names.setText("Ana Ruiz, B. Lund")
    assert [name for name, _, _ in dialog.bars.rows] == ["Ana Ruiz", "B. Lund"]
    with qtbot.waitSignal(window.session.coding_changed, timeout=60_000):
        dialog.go.click()
    assert sum(assigned(window).values()) == 3 and "" not in assigned(window)
    window.session.undo()
    assert assigned(window) == {"": 3}


def test_without_a_name_nothing_is_given(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    dialog.names.setText(" , ")
    assert not dialog.go.isEnabled() and "no reviewer is named" in dialog.message


def test_documents_are_taken_from_their_reviewers(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    with qtbot.waitSignal(window.session.coding_changed, timeout=60_000):
        dialog.go.click()
    assert assigned(window) == {window.session.author: 3}
    opened(qtbot, window).release.click()
    assert assigned(window) == {"": 3}
