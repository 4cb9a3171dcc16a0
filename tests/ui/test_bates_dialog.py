"""A run of Bates numbers is corrected in the window, from the menu or from the ledger's list of gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.review.numbering import correct_bates
from reviewer.store import documents, ledger
from tests.make import add_document, extraction

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.store.matter import Store
    from reviewer.ui.bates_dialog import BatesDialog
    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui


@pytest.fixture
def window(window: MainWindow, session: Session) -> MainWindow:
    """The window with the memo (SCP-0000001 and SCP-0000002) open."""
    session.opened.emit()
    for document in reversed(documents.ids(store_of(session))):
        session.show(document)
    return window


def store_of(session: Session) -> Store:
    assert session.store is not None
    return session.store


def dialog_on(qtbot: QtBot, window: MainWindow, page: int = 1) -> BatesDialog:
    from reviewer.ui.bates_dialog import BatesDialog

    session = window.session
    made = BatesDialog(session, store_of(session), documents.ids(store_of(session))[0], page)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(dialog: BatesDialog) -> list[tuple[str, ...]]:
    return [tuple(row) for row in dialog.model.rows]


def test_many_pages_are_numbered_in_a_child_process_as_one_step(qtbot: QtBot, window: MainWindow) -> None:
    from reviewer.ui.bates_dialog import MANY, BatesDialog

    session, store = window.session, store_of(window.session)
    add_document(store, extraction(["A page"] * (MANY + 1)), "long.pdf")
    session.show(documents.ids(store)[-1])
    dialog = BatesDialog(session, store, documents.ids(store)[-1])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.number.setText("LONG-0001")
    dialog.correct()
    dialog.reject()
    assert dialog.isVisible() and not dialog.apply.isEnabled()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=60_000)
    assert documents.load(store, documents.ids(store)[-1]).bates_end == f"LONG-{MANY + 1:04d}"
    session.undo()
    qtbot.waitUntil(lambda: documents.load(store, documents.ids(store)[-1]).bates_end == "", timeout=60_000)


def test_what_will_be_is_shown_while_one_types(qtbot: QtBot, window: MainWindow) -> None:
    dialog = dialog_on(qtbot, window)
    assert (dialog.first.page, dialog.last.page, dialog.number.text()) == (1, 2, "SCP-0000001")
    assert not dialog.apply.isEnabled() and dialog.message.startswith("Nothing changes yet")
    dialog.number.setText("SCP-0000003")
    assert shown(dialog) == [
        ("1", "SCP-0000001", "SCP-0000003", "stands on DOC-000002 too"),
        ("2", "SCP-0000002", "SCP-0000004", "stands on DOC-000003 too"),
    ]
    assert dialog.message.startswith("2 pages get another number") and dialog.message.endswith("2 pages want a look.")
    dialog.number.setText("SCP")
    assert not dialog.apply.isEnabled() and "“SCP” is not a Bates number" in dialog.message
    dialog.number.clear()
    dialog.first.setText("2")
    assert shown(dialog) == [("1", "SCP-0000001", "SCP-0000001", ""), ("2", "SCP-0000002", "–", "")]
    assert dialog.apply.isEnabled()
    dialog.first.clear()
    assert not dialog.apply.isEnabled() and dialog.message.startswith("Page 0 was not found")


def test_the_window_shows_the_numbers_at_once_and_undo_takes_them_back(qtbot: QtBot, window: MainWindow) -> None:
    dialog = dialog_on(qtbot, window)
    dialog.number.setText("SCP-0000101")
    dialog.apply.click()
    model, reader = window.workspace.documents.model, window.workspace.reader
    assert not dialog.isVisible()
    assert [model.document(row).name for row in range(3)] == ["SCP-0000101", "SCP-0000003", "SCP-0000004"]
    assert reader.bar.bates.text().endswith("SCP-0000101")
    assert "SCP-0000101" in window.workspace.coding.card.words
    window.session.undo()
    assert model.document(0).name == "SCP-0000001" and reader.bar.bates.text().endswith("SCP-0000001")
    window.session.redo()
    assert reader.bar.bates.text().endswith("SCP-0000101")


def test_the_menu_opens_it_on_the_page_that_is_read(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer.ui.bates_dialog import BatesDialog

    opened: list[int] = []
    monkeypatch.setattr(BatesDialog, "exec", lambda dialog: opened.append(dialog.first.page))
    window.workspace.reader.set_zoom(2.0)
    window.workspace.reader.go_to(2)
    window.actions_by_name["bates"].trigger()
    assert opened == [2]


def test_a_gap_of_the_ledger_leads_to_its_page_and_is_corrected_there(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer.ui.bates_dialog import BatesDialog
    from reviewer.ui.ledger_dialog import LedgerDialog
    from reviewer.ui.numbers_dialog import NumbersDialog

    session = window.session
    memo = documents.ids(store_of(session))[0]
    correct_bates(store_of(session), "Ana", memo, 2, 2, "SCP-0000000")
    made = LedgerDialog(session)
    with qtbot.waitSignal(made.counted, timeout=60_000):
        made.show()
    assert made.found is not None and [str(gap.missing) for gap in made.found.gaps] == ["SCP-0000002"]
    listed = made.open_list("breaks")
    assert isinstance(listed, NumbersDialog)
    session.show(documents.ids(store_of(session))[1])
    listed.table.selectRow(0)
    assert session.current == memo and window.workspace.reader.current_page == 2
    monkeypatch.setattr(BatesDialog, "exec", lambda dialog: (dialog.number.setText("SCP-0000002"), dialog.correct()))
    with qtbot.waitSignal(made.counted, timeout=60_000):
        listed._correct.click()
    assert made.found.gaps == () and ledger.read(store_of(session)).gaps == ()
    made.close()
