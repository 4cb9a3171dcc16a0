"""The time zone of a matter is set in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.store import matter

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.matter_dialog import MatterDialog
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui


def dialog_on(qtbot: QtBot, session: Session) -> MatterDialog:
    from reviewer.ui.matter_dialog import MatterDialog

    assert session.store is not None
    made = MatterDialog(session, session.store)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_zone_is_chosen_shown_again_and_undone(qtbot: QtBot, session: Session) -> None:
    assert session.store is not None
    dialog = dialog_on(qtbot, session)
    assert dialog.zone.currentText() == "Each date in its own zone"
    dialog.zone.setEditText("america/new york")
    dialog.accept()
    assert matter.zone(session.store) == "America/New_York" and not dialog.isVisible()
    assert dialog_on(qtbot, session).zone.currentText() == "America/New_York"
    session.undo()
    assert matter.zone(session.store) == ""


def test_what_is_no_zone_is_told_and_the_dialog_stays(qtbot: QtBot, session: Session) -> None:
    dialog = dialog_on(qtbot, session)
    dialog.zone.setEditText("Kestrel time")
    dialog.accept()
    assert dialog.isVisible() and "“Kestrel time” is not a time zone" in dialog.message
