"""The history beside the window: of the matter or of the document that is shown, filtered, followed, written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.review import coding as verbs
from reviewer.store import documents
from tests.ui.papers import span_of

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.ui.history_dialog import HistoryDialog
    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui
WAIT = 60_000


def shown(dialog: HistoryDialog) -> list[tuple[str, str]]:
    """Action and documents of the rows in sight."""
    rows = dialog.table.rows
    return [(rows.index(row, 2).data(), rows.index(row, 3).data()) for row in range(rows.rowCount())]


def test_the_history_follows_the_work_and_the_document(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    from PySide6.QtCore import Qt

    session, store = window.session, window.session.store
    assert store is not None
    first, second, _ = documents.ids(store)
    session.do(verbs.tag_spans, first, [span_of(store, first, 2, "mandatory")], ["Hot"])
    session.do(verbs.mark_reviewed, [first, second])
    window.actions_by_name["history"].trigger()
    dialog = window.commands.reports.history
    assert dialog is not None
    names = [documents.load(store, document).name for document in (first, second)]
    both = [("Mark reviewed", f"{names[0]} and 1 more"), ("Tag “Hot”", names[0])]
    qtbot.waitUntil(lambda: shown(dialog)[:2] == both, timeout=WAIT)
    session.undo()
    qtbot.waitUntil(lambda: shown(dialog)[1][0] == "Mark reviewed (undone)", timeout=WAIT)
    session.show(first)
    dialog.scope.choose("document")
    qtbot.waitUntil(lambda: len(shown(dialog)) == 3, timeout=WAIT)
    session.show(second)
    qtbot.waitUntil(lambda: len(shown(dialog)) == 2, timeout=WAIT)
    dialog.scope.choose("matter")
    dialog.filter.setText("hot")
    qtbot.waitUntil(lambda: shown(dialog) == both[1:], timeout=WAIT)
    dialog.table.setCurrentIndex(dialog.table.rows.index(0, 0))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert session.current == first
    with qtbot.waitSignal(dialog.exporter.finished, timeout=WAIT):
        dialog.save(tmp_path / "history.csv")
    assert "Tag “Hot”" in (tmp_path / "history.csv").read_text(encoding="utf-8-sig")
