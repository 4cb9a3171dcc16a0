"""F1 opens the manual at what the user is busy with, in dialogs too; the tour leads through the work."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import reviewer.ui
from reviewer.store import documents
from tests.ui.papers import span_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.help_window import HelpWindow
    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui


def heading(manual: HelpWindow | None) -> str:
    assert manual is not None and manual.isVisible()
    item = manual.contents.currentItem()
    assert item is not None and item.text() in manual.text.toPlainText()
    return item.text()


def test_every_topic_is_a_section_of_the_manual_and_a_part_of_the_window() -> None:
    from reviewer.ui.help_window import TOPICS, sections

    assert set(TOPICS.values()) <= set(sections("en"))
    folder = Path(reviewer.ui.__path__[0])
    names = [
        ".".join(("reviewer.ui", *path.relative_to(folder).with_suffix("").parts)) for path in folder.rglob("*.py")
    ]
    known = {name for module in map(import_module, names) for name in vars(module)}
    assert set(TOPICS) <= known


def test_f1_opens_the_manual_at_what_has_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    window.activateWindow()
    for widget, wanted in (
        (window.search_box.edit, "How words are searched"),
        (window.workspace.reader.view, "Reading pages"),
        (window.workspace.documents.view, "What comes in"),
    ):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_F1)
        assert heading(window.commands.help.manual) == wanted
        window.activateWindow()


def test_f1_in_a_dialog_opens_the_manual_over_it(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from reviewer.ui.export_dialog import ExportDialog
    from reviewer.ui.help_window import HelpKey, HelpWindow

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    key = HelpKey(app)
    dialog = ExportDialog(window.session, window)
    qtbot.addWidget(dialog)
    dialog.setModal(True)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5_000)
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert heading(dialog.findChild(HelpWindow)) == "What may leave the office"
    app.removeEventFilter(key)


def test_words_are_found_in_the_manual(qtbot: QtBot, window: MainWindow) -> None:
    from reviewer.ui.help_window import HelpWindow, sections

    manual = HelpWindow(window)
    qtbot.addWidget(manual)
    manual.open_at(0)
    manual.search.setText("w/5")
    assert heading(manual) == "How words are searched"
    assert manual.text.textCursor().selectedText() == "w/5"
    rows = range(manual.contents.count())
    assert any(manual.contents.item(row).isHidden() for row in rows)
    over_lines = re.search(r"([a-z]+)\n([a-z]+)", sections("en")["How words are searched"])
    assert over_lines is not None
    manual.search.setText(" ".join(over_lines.groups()))
    assert manual.text.textCursor().selectedText() == manual.search.text()
    manual.search.clear()
    assert not any(manual.contents.item(row).isHidden() for row in rows)


def test_the_manual_is_in_the_language_of_the_window(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer import words
    from reviewer.ui.help_window import HelpWindow, topic

    for language, wanted in (("es", "Cómo se buscan las palabras"), ("tlh", "How words are searched")):
        monkeypatch.setenv(words.VARIABLE, language)
        manual = HelpWindow(window)
        qtbot.addWidget(manual)
        manual.open_at(topic(window.search_box.edit))
        assert heading(manual) == wanted


def test_the_paragraphs_of_the_manual_stand_apart(qtbot: QtBot, window: MainWindow) -> None:
    from reviewer.ui.help_window import HelpWindow

    manual = HelpWindow(window)
    qtbot.addWidget(manual)
    manual.open_at(0)
    manual.contents.setCurrentRow(1)
    first = manual.text.document().begin()
    assert min(first.blockFormat().bottomMargin(), first.next().blockFormat().bottomMargin()) > 0


def test_no_words_of_the_tour_are_cut(qtbot: QtBot, window: MainWindow) -> None:
    from reviewer.ui.tour import Tour
    from tests.ui.cut_labels import cut

    tour = Tour(window)
    tour.start()
    for place in range(len(tour.steps)):
        tour.go_to(place)
        qtbot.waitUntil(lambda: not list(cut(tour)), timeout=2_000)


def test_the_tour_goes_on_with_what_is_done(qtbot: QtBot, window: MainWindow) -> None:
    session, store = window.session, window.session.store
    assert store is not None
    for document in reversed(documents.ids(store)):
        session.show(document)
    window.actions_by_name["tour"].trigger()
    tour = window.commands.help.tour
    assert tour is not None and tour.isVisible() and tour.words.startswith("Open a document")
    assert window.rect().contains(tour.geometry())
    tour.next.click()
    assert tour.words.startswith("Search")
    with qtbot.waitSignal(session.searcher.found, timeout=60_000):
        session.search("mandatory")
    assert tour.words.startswith("Go to a hit")
    window.actions_by_name["next_hit"].trigger()
    qtbot.waitUntil(lambda: tour.words.startswith("Tag a passage"), timeout=20_000)
    assert session.current is not None
    window.workspace.reader.select([span_of(store, session.current, *_place(window))])
    window.workspace.coding.tag("Admission")
    assert tour.words.startswith("Take it back")
    window.actions_by_name["undo"].trigger()
    window.actions_by_name["reviewed"].trigger()
    assert tour.words.startswith("Make an exhibit list")
    tour.back.click()
    assert tour.words.startswith("Mark it reviewed")
    session.close()
    assert not tour.isVisible()


def _place(window: MainWindow) -> tuple[int, str]:
    """A page of the document that is open, and a word on it."""
    store, current = window.session.store, window.session.current
    assert store is not None and current is not None
    texts = documents.page_texts(store, current)
    return next(page for page, text in texts.items() if "mandatory" in text), "mandatory"
