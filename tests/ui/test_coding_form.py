"""Documents are coded as a whole from the window, with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.model import DocumentId
from reviewer.review import coding as verbs
from reviewer.review.document_coding import code, tag_documents
from reviewer.store import coding, coding_form
from reviewer.store.document_tags import tags_of
from reviewer.store.matter import Store
from tests import make
from tests.ui.papers import span_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui


def store_of(window: MainWindow) -> Store:
    assert window.session.store is not None
    return window.session.store


def keys(qtbot: QtBot, window: MainWindow, *names: str) -> None:
    """Press keys where the keyboard is, each a letter or one of Qt's names."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    for name in names:
        shift = Qt.KeyboardModifier.ShiftModifier if name.startswith("Shift+") else Qt.KeyboardModifier.NoModifier
        window.activateWindow()
        target = QApplication.focusWidget() or window
        qtbot.keyClick(target, getattr(Qt.Key, f"Key_{name.removeprefix('Shift+')}"), shift)


def answers(window: MainWindow, document: int = 1) -> dict[str, str]:
    return coding_form.answers(store_of(window), DocumentId(document))


def names(window: MainWindow, document: int = 1) -> list[str]:
    return [tag.name for tag in tags_of(store_of(window), DocumentId(document))]


@pytest.fixture
def reading(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window, with the keyboard on the pages of the memo."""
    window.activateWindow()
    for document in (DocumentId(2), DocumentId(1)):
        window.session.show(document)
    window.workspace.reader.setFocus()
    return window


def test_a_document_is_coded_by_keys_and_undo_takes_each_answer_back(qtbot: QtBot, reading: MainWindow) -> None:
    keys(qtbot, reading, "C", "1", "3", "1")
    assert answers(reading) == {"responsive": "yes", "privilege": "withheld in part"}
    assert names(reading) == ["Attorney-client"]
    form = reading.workspace.coding.form
    assert form.missing.split("\n") == [
        "What is withheld is not described for the privilege log.",
        "The document is withheld in part, but no passage bears a tag of privilege.",
    ]
    keys(qtbot, reading, "Down")
    line = next(row.line for row in form.rows if row.line)
    assert line.hasFocus()
    qtbot.keyClicks(line, "Advice of counsel")
    keys(qtbot, reading, "Down", "Right")
    assert answers(reading)["description"] == "Advice of counsel"
    keys(qtbot, reading, "Space", "H", "1", "Escape")
    assert (answers(reading)["confidentiality"], answers(reading)["hot"]) == ("confidential", "yes")
    assert reading.workspace.reader.isAncestorOf(focused()) or focused() is reading.workspace.reader
    reading.actions_by_name["undo"].trigger()
    assert "hot" not in answers(reading) and "confidentiality" in answers(reading)


def select(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Select words on the first page of the memo."""
    reader = window.workspace.reader
    reader.select([span_of(store_of(window), DocumentId(1), 1, words)])
    assert reader.selection()


def focused() -> object:
    from PySide6.QtWidgets import QApplication

    return QApplication.focusWidget()


def test_the_same_answer_again_takes_it_away_and_digits_tag_no_words_meanwhile(
    qtbot: QtBot, reading: MainWindow
) -> None:
    select(qtbot, reading, "programme")
    keys(qtbot, reading, "C", "2", "R", "2")
    assert answers(reading) == {} and coding.passages(store_of(reading)) == []


def test_a_tag_goes_on_the_document_by_the_palette_and_off_by_its_cross(qtbot: QtBot, reading: MainWindow) -> None:
    from reviewer.ui.palette import TagPalette

    keys(qtbot, reading, "Shift+T")
    palette = reading.findChild(TagPalette)
    assert palette is not None
    qtbot.keyClicks(palette.edit, "admis")
    keys(qtbot, reading, "Return")
    assert names(reading) == ["Admission"]
    (chip,) = reading.workspace.coding.card.tags.chips
    assert chip.isVisible() and chip.accessibleName() == "Take “Admission” off the document"
    model = reading.workspace.documents.model
    assert "Admission" in str(model.document(model.row_of(DocumentId(1))))
    chip.click()
    assert names(reading) == [] and not reading.workspace.coding.card.tags.isVisible()
    assert "Untag SCP-0000001 “Admission”" in reading.actions_by_name["undo"].text()


def test_the_tag_goes_on_all_selected_documents_and_off_where_all_bear_it(reading: MainWindow) -> None:
    reading.workspace.documents.view.selectAll()
    reading.commands.coding.tag("Hot")
    assert [names(reading, number) for number in (1, 2, 3)] == [["Hot"]] * 3
    reading.commands.coding.tag("Hot")
    assert [names(reading, number) for number in (1, 2, 3)] == [[]] * 3


def test_marking_reviewed_says_what_is_missing_and_is_not_forbidden(qtbot: QtBot, reading: MainWindow) -> None:
    keys(qtbot, reading, "C", "P", "2", "Escape")
    with qtbot.waitSignal(reading.session.told) as told:
        reading.actions_by_name["reviewed"].trigger()
    assert told.args is not None and "The claim of privilege has no basis." in told.args[0]
    assert coding.count_reviewed(store_of(reading)) == 1


def test_a_document_is_coded_as_the_last_one_by_a_key(qtbot: QtBot, reading: MainWindow) -> None:
    reading.session.do(code, [DocumentId(2)], {"responsive": "no"})
    keys(qtbot, reading, "Shift+C")
    assert answers(reading) == {"responsive": "no"}


def test_the_family_is_coded_alike_once_its_count_was_agreed_to(qtbot: QtBot, reading: MainWindow) -> None:
    store = store_of(reading)
    for name in ("annex a.pdf", "annex b.pdf"):
        make.add_child(store, DocumentId(1), name, make.extraction(["Annex."]))
    keys(qtbot, reading, "C", "1", "Escape")
    reading.session.do(tag_documents, [DocumentId(1)], "Hot")
    card = reading.workspace.coding.form.spread
    assert {kind: len(others) for kind, others in card.choices().items()} == {"family": 2}
    card.ask("family")
    assert card.words.startswith("Code 2 other documents as this one (family): ")
    assert card.words.endswith("\nResponsive: yes · Hot")
    keys(qtbot, reading, "Return")
    assert not card.isVisible()
    assert [(answers(reading, number), names(reading, number)) for number in (4, 5)] == [
        ({"responsive": "yes"}, ["Hot"])
    ] * 2
    reading.session.undo()
    assert (answers(reading, 4), names(reading, 5)) == ({}, [])
    card.ask("family")
    keys(qtbot, reading, "Escape")
    assert not card.isVisible() and answers(reading, 4) == {}


def test_words_are_tagged_as_the_last_ones_by_a_key(qtbot: QtBot, reading: MainWindow) -> None:
    store = store_of(reading)
    span = span_of(store, DocumentId(2), 1, "voluntary")
    reading.session.do(verbs.tag_spans, DocumentId(2), [span], ["Hot", "Admission"], "Again.")
    select(qtbot, reading, "programme")
    keys(qtbot, reading, "S")
    (made,) = coding.passages_of(store, DocumentId(1))
    assert (made.tags, made.note) == (("Admission", "Hot"), "Again.")
    assert reading.workspace.coding.current_passage == made.id


def test_a_matter_for_reading_only_can_not_be_coded(qtbot: QtBot, reading: MainWindow) -> None:
    folder = store_of(reading).folder
    reading.session.do(code, [DocumentId(1)], {"responsive": "no"})
    reading.session.do(tag_documents, [DocumentId(1)], "Hot")
    reading.session.close()
    from reviewer.store import matter

    holder = matter.open_matter(folder)
    assert reading.session.open(folder)
    reading.session.show(DocumentId(1))
    form = reading.workspace.coding.form
    assert not any(row.isEnabled() for row in form.rows) and not form.copy.isEnabled()
    assert any(choice.isChecked() for row in form.rows for choice in row.choices)
    assert not reading.workspace.coding.card.tags.chips[0].isEnabled()
    matter.close(holder)


def test_every_part_of_the_form_is_named(reading: MainWindow) -> None:
    form = reading.workspace.coding.form
    assert all(stop.accessibleName() for row in form.rows for stop in row.stops)
    assert len({row.letter for row in form.rows}) == len(form.rows) and all(row.letter for row in form.rows)


def test_the_list_shows_filters_and_sorts_by_the_coding(reading: MainWindow) -> None:
    from PySide6.QtCore import Qt

    from reviewer.ui.documents_model import COLUMNS

    reading.session.do(code, [DocumentId(2)], {"responsive": "yes", "privilege": "withheld in full"})
    panel, column = reading.workspace.documents, COLUMNS.index("coding")
    assert panel.model.index(1, column).data() == "Responsive: yes · Privilege: withheld in full"
    assert "The coding is incomplete" in panel.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert not panel.model.index(0, 0).data(Qt.ItemDataRole.DecorationRole)
    assert panel.view.isColumnHidden(column)
    panel.resize(700, 500)
    assert not panel.view.isColumnHidden(column)
    panel.view.horizontalHeader().setSortIndicator(column, Qt.SortOrder.DescendingOrder)
    assert panel.model.ids[0] == DocumentId(2)
    panel.filters.open()
    choices = panel.filters.popup.choices
    choices["answers", "privilege: withheld in full"].click()
    choices["coding", "incomplete"].click()
    assert panel.model.ids == [DocumentId(2)]
    assert choices["answers", "responsive: not answered"].accessibleName() == "Not answered"
    panel.filters.popup.hide()
    reading.session.undo()
    assert not panel.model.index(0, column).data()


@pytest.mark.parametrize("language", ["", "es"])
def test_the_form_is_never_wider_than_its_panel(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    from reviewer.ui.coding_form import CodingForm
    from reviewer.words import VARIABLE

    monkeypatch.setenv(VARIABLE, language)
    form = CodingForm(window.session, list)
    qtbot.addWidget(form)
    form.resize(230, 500)
    form.show()
    for row in form.rows:
        row.take_keyboard()
        assert row.width() <= form.width() and row.mapTo(form, row.rect().topLeft()).x() >= 0, row.question.name
        assert all(stop.geometry().right() <= row.width() for stop in row.stops), row.question.name
