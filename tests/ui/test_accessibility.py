"""What a screen reader meets: every control has a name, and Tab goes through them all and comes round."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from reviewer.review import coding as verbs
from reviewer.store import documents
from tests.make import write_pdf
from tests.ui.papers import span_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QAccessibleInterface
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui


def unnamed(widget: QWidget) -> list[str]:
    """The controls in sight that have no name, a line each."""
    from PySide6.QtGui import QAccessible

    role = QAccessible.Role
    controls = (role.Button, role.EditableText, role.ComboBox, role.CheckBox, role.List, role.Table, role.Tree)

    def walk(node: QAccessibleInterface) -> Iterator[str]:
        state, made = node.state(), node.object()
        control = state.focusable or node.role() in controls
        if control and not state.invisible and not node.text(QAccessible.Text.Name).strip():
            yield f"{node.role().name} {type(made).__name__} in {type(made.parent()).__name__ if made else None}"
        if node.role() in (role.List, role.Table, role.Tree):
            return  # their rows are read by their words
        for number in range(node.childCount()):
            if child := node.child(number):
                yield from walk(child)

    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return list(walk(found))


def test_every_control_of_the_window_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    assert unnamed(window) == [] and window.session.store is not None
    first = documents.ids(window.session.store)[0]
    verbs.tag_spans(window.session.store, "R", first, [span_of(window.session.store, first, 2, "mandatory")], ["Hot"])
    window.session.tell_coded()
    window.session.show(first)
    window.search_box.edit.setText("mandatory AND (county OR voluntary)")
    with qtbot.waitSignal(window.session.searcher.found, timeout=30_000):
        window.search_box.edit.ask()
    for tab in range(window.workspace.left.count()):
        window.workspace.left.setCurrentIndex(tab)
        assert unnamed(window) == []


def test_every_control_of_the_start_page_has_a_name(window: MainWindow) -> None:
    window.session.close()
    assert unnamed(window) == []


@pytest.mark.parametrize(
    "name",
    [
        *(
            "assign_dialog.AssignDialog",
            "bates_dialog.BatesDialog",
            "codebook_dialog.CodebookDialog",
            "diary_dialog.DiaryDialog",
        ),
        *("exceptions_dialog.ExceptionsDialog", "export_dialog.ExportDialog", "hidden_dialog.HiddenDialog"),
        *(
            "highlights_dialog.HighlightsDialog",
            "history_dialog.HistoryDialog",
            "import_dialog.ImportDialog",
            "keys_dialog.KeysDialog",
        ),
        *("ledger_dialog.LedgerDialog", "marks_dialog.MarksDialog", "matter_dialog.MatterDialog"),
        *(
            "progress_dialog.ProgressDialog",
            "search_dialogs.SampleDialog",
            "settings_dialog.SettingsDialog",
            "terms_dialog.TermsDialog",
        ),
    ],
)
def test_every_control_of_a_dialog_has_a_name(qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str) -> None:
    session, store = window.session, window.session.store
    assert store is not None
    arguments: dict[str, tuple[object, ...]] = {
        "AssignDialog": (session, store, documents.ids(store)),
        "BatesDialog": (session, store, documents.ids(store)[0], 1),
        "ImportDialog": (window, (write_pdf(tmp_path / "one.pdf", ["One."]),)),
        "KeysDialog": (session, window.actions_by_name),
        "MatterDialog": (session, store),
        "SampleDialog": (None, 3),
    }
    module, kind = name.split(".")
    made = getattr(import_module(f"reviewer.ui.{module}"), kind)
    dialog = made(*arguments.get(kind, (session,)))
    qtbot.addWidget(dialog)
    dialog.show()
    assert unnamed(dialog) == []


def test_tab_goes_through_the_window_and_comes_round(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    window.activateWindow()
    window.search_box.focus_search()
    met: list[QWidget] = []
    while (held := QApplication.focusWidget()) is not None and held not in met:
        met.append(held)
        qtbot.keyClick(held, Qt.Key.Key_Tab)
    assert held is met[0], f"Tab goes round and round from {held} on, and never comes back to the search"
    panels = (window.workspace.left, window.workspace.reader, window.workspace.coding)
    for panel in panels:
        assert any(panel.isAncestorOf(each) for each in met), panel
