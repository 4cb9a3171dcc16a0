"""The ledger on the screen: its numbers are those of the store, each opens its list, a report is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from reviewer.store import intake, ledger
from reviewer.store.intake import Found, SeenFile
from tests.make import locked_pdf

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.ledger_dialog import LedgerDialog
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui
WAIT = 60_000


@pytest.fixture
def failing(session: Session, tmp_path: Path) -> Session:
    """The session with three papers, and a second production: an archive with a locked member, a damaged file."""
    store = session.store
    assert store is not None
    (tmp_path / "second").mkdir()
    production = intake.add_production(store, tmp_path / "second", "")
    locked = locked_pdf(tmp_path / "second" / "cut.pdf", ["For the eyes of counsel."], "harrow")
    there = locked.stat()
    seen = [
        SeenFile("box.zip", str(tmp_path / "second" / "box.zip"), 1, 0),
        SeenFile("cut.pdf", str(locked), there.st_size, there.st_mtime_ns),
    ]
    box, cut = intake.waiting(store, intake.add_seen(store, production, seen))
    intake.declare(store, box, 2)
    intake.add_inside(store, box, [Found("in/locked.pdf", "", "it is locked by a password")], apart=True)
    intake.add_exception(store, box, "reading", "it is damaged")
    intake.add_exception(store, cut, "reading", "it is damaged", "Ask for it again")
    return session


@pytest.fixture
def dialog(qtbot: QtBot, failing: Session) -> Iterator[LedgerDialog]:
    """The ledger in sight, counted."""
    from reviewer.ui.ledger_dialog import LedgerDialog

    made = LedgerDialog(failing)
    made.show()
    qtbot.waitSignal(made.counted, timeout=WAIT).wait()
    yield made
    made.close()


def links(dialog: LedgerDialog) -> dict[str, str]:
    """The numbers that open a list, by its name."""
    return {name: link.text() for card in dialog.cards for name, link in card.links.items()}


def test_numbers_are_those_of_the_store_and_each_opens_its_list(qtbot: QtBot, dialog: LedgerDialog) -> None:
    from reviewer.ui.exceptions_dialog import ExceptionsDialog
    from reviewer.ui.list_dialog import DocumentsDialog, RowsDialog

    store = dialog._session.store
    assert store is not None and dialog.found == ledger.read(store)
    shown = links(dialog)
    assert (shown["seen"], shown["imported"], shown["exceptions"]) == ("6", "3", "3")
    assert "waiting" not in shown and "breaks" not in shown, "what is zero opens nothing"
    assert shown["reason 0"] == "2" and shown["reason 1"] == "1"
    for name, number in shown.items():
        opened = dialog.open_list(name)
        assert opened is not None and opened.isVisible()
        held = len(opened.entries) if isinstance(opened, ExceptionsDialog) else opened.model.rowCount()
        assert held == (1 if name == "containers" else int(number))
        assert isinstance(opened, ExceptionsDialog | DocumentsDialog | RowsDialog)
        opened.close()


def test_a_document_of_a_list_is_shown_in_the_window(dialog: LedgerDialog) -> None:
    undated = dialog.open_list("without_date")
    assert undated is not None
    undated.view.setCurrentIndex(undated.model.index(0, 0))
    store = dialog._session.store
    assert store is not None
    assert [dialog._session.current] == ledger.without_date(store)


def test_one_production_is_shown_alone(qtbot: QtBot, dialog: LedgerDialog) -> None:
    assert [dialog.scope.itemText(row) for row in range(dialog.scope.count())] == [
        "The whole matter",
        "production",
        "second",
    ]
    with qtbot.waitSignal(dialog.counted, timeout=WAIT):
        dialog.scope.setCurrentIndex(2)
        dialog.scope.activated.emit(2)
    assert links(dialog)["seen"] == "3"


def test_rows_are_copied_as_a_spreadsheet_takes_them(dialog: LedgerDialog) -> None:
    listed = dialog.open_list("containers")
    assert listed is not None
    listed.copy()
    assert QGuiApplication.clipboard().text().splitlines()[1] == "box.zip\t2\t0\t1\t0\t1"


def test_a_report_is_written_by_a_child_process(qtbot: QtBot, dialog: LedgerDialog, tmp_path: Path) -> None:
    with qtbot.waitSignal(dialog.exporter.finished, timeout=WAIT):
        dialog.save(tmp_path / "Ledger.html")
    assert dialog.message == f"Written: {tmp_path / 'Ledger.html'}"
    assert "box.zip › in/locked.pdf" in (tmp_path / "Ledger.html").read_text(encoding="utf-8")


def test_what_failed_is_tried_again_and_counted_anew(qtbot: QtBot, dialog: LedgerDialog) -> None:
    with qtbot.waitSignals([dialog._session.importer.finished, dialog.counted], timeout=WAIT):
        dialog.try_again(["harrow"])
    store = dialog._session.store
    assert store is not None and dialog.found == ledger.read(store)
    assert dialog.found.counts.imported == 4


def test_exceptions_are_grouped_by_reason_with_their_way_in(qtbot: QtBot, failing: Session) -> None:
    from reviewer.ui.exceptions_dialog import ExceptionsDialog

    shown = ExceptionsDialog(failing)
    qtbot.addWidget(shown)
    groups = [shown.tree.topLevelItem(row) for row in range(shown.tree.topLevelItemCount())]
    assert [group.text(0) for group in groups] == ["It is damaged – 2 files", "It is locked by a password – 1 file"]
    assert [groups[0].child(row).text(0) for row in range(2)] == ["box.zip", "cut.pdf"]
    assert groups[1].child(0).text(0) == "box.zip › in/locked.pdf"
    shown.copy()
    assert "box.zip › in/locked.pdf\tit is locked by a password" in QGuiApplication.clipboard().text()
    one = ExceptionsDialog(failing, reason="it is damaged")
    qtbot.addWidget(one)
    assert [entry.crumbs for entry in one.entries] == [("box.zip",), ("cut.pdf",)]


def test_the_keyboard_reaches_each_number(qtbot: QtBot, dialog: LedgerDialog) -> None:
    for card in dialog.cards:
        for link in card.links.values():
            assert link.focusPolicy() & Qt.FocusPolicy.TabFocus and link.accessibleName()


def test_files_that_are_gone_are_not_tried_in_silence(qtbot: QtBot, failing: Session, tmp_path: Path) -> None:
    from reviewer.ui.exceptions_dialog import try_again

    (tmp_path / "second" / "cut.pdf").unlink()
    with qtbot.waitSignal(failing.failed, timeout=WAIT) as told:
        try_again(failing, [])
    assert told.args and told.args[0].startswith("Nothing was tried again: the files are not where they were")
