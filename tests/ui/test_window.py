"""The window is driven as a reviewer does: by keys, by the mouse, by what is dropped on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pymupdf
import pytest

from reviewer.store import coding, documents, matter
from tests.make import add_document, extraction, write_pdf

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui

PAPERS = {
    "001 Policy memo.pdf": ["The programme is voluntary.\nCounties may opt out.", "It will become mandatory."],
    "002 Talking points.pdf": ["Do not say mandatory."],
    "003 Press release.pdf": ["Participation is voluntary."],
}


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window as it is after the first start, in light."""
    monkeypatch.setenv("REVIEWER_HOME", str(tmp_path / "home"))
    made = _window(qtbot)
    yield made
    made.close()


@pytest.fixture
def production(tmp_path: Path) -> Path:
    """A folder of three small PDFs."""
    folder = tmp_path / "production"
    folder.mkdir()
    for name, pages in PAPERS.items():
        write_pdf(folder / name, pages)
    return folder


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window on a matter with three documents, without files."""
    assert window.session.create(tmp_path / "Smith.matter")
    store = window.session.store
    assert store is not None
    for number, (title, date) in enumerate((("Memo", "2010-05-04"), ("Draft", ""), ("Answer", "2009-01-02"))):
        found = extraction(
            ["some words", "and more"][: number + 1], f"ABC{number}-", title=title, date=date, sender="Whitfield"
        )
        add_document(store, found, f"{number}.pdf")
    window.session.documents_changed.emit()
    window.workspace.documents._list()
    return window


def _window(qtbot: QtBot) -> MainWindow:
    from PySide6.QtWidgets import QApplication

    from reviewer.ui import theme
    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.session import Session

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if not app.styleSheet() or theme.worn() is not theme.LIGHT:
        theme.apply(app, theme.LIGHT)
    made = MainWindow(Session())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    window.activateWindow()
    qtbot.keyClick(QApplication.focusWidget() or window, key, held)


def _titles(window: MainWindow) -> list[str]:
    model = window.workspace.documents.model
    return [str(model.data(model.index(row, 4))) for row in range(model.rowCount())]


def test_the_start_page_says_what_to_do_when_there_is_nothing_yet(window: MainWindow) -> None:
    assert window.stack.currentWidget() is window.start_page
    assert [tile.accessibleName() for tile in window.start_page.tiles] == [
        "New matter",
        "Open matter",
        "Open the sample matter",
    ]
    assert not window.start_page.recent.rows
    assert not window.top_bar.isVisible()


def test_files_dropped_on_the_window_are_imported(
    qtbot: QtBot, window: MainWindow, production: Path, tmp_path: Path
) -> None:
    from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
    from PySide6.QtGui import QDropEvent

    window.session.create(tmp_path / "Smith.matter")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(production))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    drop = QDropEvent(QPointF(200, 200), action, data, button, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(window.session.importer.finished, timeout=60_000):
        window.dropEvent(drop)
    qtbot.waitUntil(lambda: window.workspace.documents.model.rowCount() == len(PAPERS))
    assert window.import_strip.words == "Imported 3 of 3 files: 4 pages"
    assert window.workspace.left.tabText(0) == "Documents 3"


def test_a_matter_read_by_keys_alone(qtbot: QtBot, opened: MainWindow) -> None:
    from PySide6.QtCore import Qt

    key, control = Qt.Key, Qt.KeyboardModifier.ControlModifier
    session = opened.session
    first, second, third = documents.ids(_store(opened))
    assert session.current == first
    opened.workspace.documents.view.setFocus()
    _press(qtbot, opened, key.Key_R, control)
    assert coding.reviewed(_store(opened)) == {first}
    _press(qtbot, opened, key.Key_Down, control, Qt.KeyboardModifier.ShiftModifier)
    assert session.current == second
    _press(qtbot, opened, key.Key_Down)
    assert session.current == third
    _press(qtbot, opened, key.Key_R, control)
    _press(qtbot, opened, key.Key_N)
    assert session.current == second
    _press(qtbot, opened, key.Key_Z, control)
    assert coding.reviewed(_store(opened)) == {first}


def test_the_menu_names_what_undo_takes_back(opened: MainWindow) -> None:
    undo, redo = opened.actions_by_name["undo"], opened.actions_by_name["redo"]
    assert (undo.text(), undo.isEnabled(), redo.isEnabled()) == ("Undo", False, False)
    opened.actions_by_name["reviewed"].trigger()
    assert (undo.text(), undo.isEnabled()) == ("Undo Mark reviewed", True)
    undo.trigger()
    assert not coding.reviewed(_store(opened))
    assert (redo.text(), redo.isEnabled()) == ("Redo Mark reviewed", True)
    redo.trigger()
    assert len(coding.reviewed(_store(opened))) == 1


def test_the_table_is_sorted_and_filtered(qtbot: QtBot, opened: MainWindow) -> None:
    from PySide6.QtCore import Qt

    panel = opened.workspace.documents
    assert _titles(opened) == ["Memo", "Draft", "Answer"]
    panel.view.horizontalHeader().setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    assert _titles(opened) == ["Answer", "Memo", "Draft"]
    panel.view.horizontalHeader().setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    assert _titles(opened) == ["Memo", "Answer", "Draft"]
    panel.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    panel.filters.words.setText("abc1-")
    qtbot.waitUntil(lambda: _titles(opened) == ["Draft"])
    panel.filters.words.clear()
    qtbot.waitUntil(lambda: _titles(opened) == ["Memo", "Draft", "Answer"])
    opened.session.show(documents.ids(_store(opened))[0])
    panel.mark()
    panel.filters.unreviewed.setChecked(True)
    assert _titles(opened) == ["Draft", "Answer"]
    assert panel.filters.unreviewed.text() == "Unreviewed 2"


def test_rows_tell_number_date_and_tags(opened: MainWindow) -> None:
    from PySide6.QtCore import Qt

    from reviewer.model import Span
    from reviewer.review.coding import tag_spans
    from reviewer.ui.documents_model import COLOURS_ROLE

    first = documents.ids(_store(opened))[0]
    opened.session.do(tag_spans, first, [Span(1, 0, 4)], ["Hot", "Admission"])
    model = opened.workspace.documents.model
    assert model.data(model.index(0, 1)) == "ABC0-0000001"
    assert str(model.data(model.index(0, 2))).replace("\u00a0", " ") == "May 4, 2010"
    assert model.data(model.index(0, 6), Qt.ItemDataRole.ToolTipRole) == "Admission, Hot"
    assert len(model.data(model.index(0, 6), COLOURS_ROLE)) == 2


def test_a_theme_is_kept(opened: MainWindow) -> None:
    from reviewer import settings
    from reviewer.ui import theme

    opened.actions_by_name["theme"].trigger()
    assert theme.worn() is theme.DARK
    assert settings.load().theme == "dark"
    opened.actions_by_name["theme"].trigger()
    assert theme.worn() is theme.LIGHT


def test_recent_matters_open_by_a_click_and_can_be_forgotten(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    from PySide6.QtCore import Qt

    session = opened.session
    gone = str(tmp_path / "Gone.matter")
    session.change_settings(replace(session.settings, recent=(*session.settings.recent, gone)))
    session.close()
    assert opened.stack.currentWidget() is opened.start_page
    there, missing = opened.start_page.recent.rows
    assert there.open.isEnabled() and not missing.open.isEnabled()
    assert missing.open.accessibleName().endswith("not there")
    qtbot.mouseClick(missing.remove, Qt.MouseButton.LeftButton)
    assert len(opened.start_page.recent.rows) == 1
    qtbot.mouseClick(opened.start_page.recent.rows[0].open, Qt.MouseButton.LeftButton)
    assert _store(opened).name == "Smith"


def test_the_name_of_the_reviewer_is_kept(opened: MainWindow) -> None:
    from reviewer import settings

    opened.session.close()
    field = opened.start_page._name
    field.setText("  Ana Ruiz ")
    field.editingFinished.emit()
    assert settings.load().reviewer == "Ana Ruiz"


def test_a_matter_that_is_held_is_shown_for_reading(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    held = matter.create(tmp_path / "Held.matter")
    try:
        assert window.session.open(tmp_path / "Held.matter")
        assert "has had it open since" in window.read_only_strip.words
        assert window.read_only_strip.isVisible()
        assert "(read only: " in window.windowTitle()
        assert not window.actions_by_name["import"].isEnabled()
        assert not window.actions_by_name["undo"].isEnabled()
    finally:
        window.session.close()
        matter.close(held)


def test_an_error_is_shown_in_words_and_can_be_closed(window: MainWindow, tmp_path: Path) -> None:
    assert not window.session.open(tmp_path / "Nowhere.matter")
    assert window.messages.isVisible()
    assert "it is not a matter" in window.messages.words
    window.messages._close.click()
    assert not window.messages.isVisible()


def test_tagging_by_key_and_by_palette(qtbot: QtBot, window: MainWindow, production: Path, tmp_path: Path) -> None:
    from PySide6.QtCore import Qt

    from reviewer.model import Span
    from reviewer.ui.palette import TagPalette

    window.session.create(tmp_path / "Smith.matter")
    with qtbot.waitSignal(window.session.importer.finished, timeout=60_000):
        window.session.add_files([production])
    first = documents.ids(_store(window))[0]
    window.session.show(first)
    reader = window.workspace.reader
    reader.select([Span(1, 0, 13)])
    reader.setFocus()
    _press(qtbot, window, Qt.Key.Key_4)
    (passage,) = coding.passages_of(_store(window), first)
    assert (passage.quote.exact, passage.tags) == ("The programme", ("Admission",))
    assert not reader.selection()
    _press(qtbot, window, Qt.Key.Key_T)
    palette = window.findChild(TagPalette)
    assert palette is not None
    qtbot.keyClicks(palette.edit, "hot")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert coding.passages_of(_store(window), first)[0].tags == ("Admission", "Hot")


def test_a_search_fills_the_results_and_goes_from_hit_to_hit(
    qtbot: QtBot, window: MainWindow, production: Path, tmp_path: Path
) -> None:
    from PySide6.QtCore import Qt

    window.session.create(tmp_path / "Smith.matter")
    with qtbot.waitSignal(window.session.importer.finished, timeout=60_000):
        window.session.add_files([production])
    qtbot.waitUntil(lambda: window.session.store is not None)
    _press(qtbot, window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = window.search_box.edit
    qtbot.keyClicks(box, "mandatory")
    with qtbot.waitSignal(window.session.searcher.found, timeout=30_000):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace.left.tabText(1) == "Results 2", timeout=30_000)
    _press(qtbot, window, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: len(window.session.hits) == 1, timeout=30_000)
    qtbot.waitUntil(lambda: window.workspace.reader.current_page == 2, timeout=30_000)
    _press(qtbot, window, Qt.Key.Key_F3)
    second = documents.ids(_store(window))[1]
    qtbot.waitUntil(lambda: window.session.current == second)


def _store(window: MainWindow) -> matter.Store:
    assert window.session.store is not None
    return window.session.store


def test_every_control_has_a_name(opened: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QProgressBar, QWidget

    def unnamed(widget: QWidget) -> bool:
        if isinstance(widget, QAbstractButton) and (widget.text() or widget.toolTip()):
            return False
        return not widget.accessibleName()

    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QProgressBar)
    controls = [widget for kind in kinds for widget in opened.findChildren(kind) if not _is_inner(widget)]
    assert len(controls) > 30
    assert [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}" for widget in controls if unnamed(widget)
    ] == []


def _is_inner(widget: object) -> bool:
    """Parts that Qt makes by itself: headers, corner buttons, what unfolds a bar or clears a field."""
    from PySide6.QtWidgets import QHeaderView, QLineEdit, QMenuBar, QTabBar, QToolBar, QWidget

    assert isinstance(widget, QWidget)
    if isinstance(widget.parent(), QToolBar):
        return widget.objectName() == "qt_toolbar_ext_button"
    corner = type(widget).__name__ == "QAbstractButton"
    return corner or isinstance(widget, QHeaderView) or isinstance(widget.parent(), QLineEdit | QMenuBar | QTabBar)


def test_the_layout_of_the_window_is_kept(qtbot: QtBot, opened: MainWindow) -> None:
    work = opened.workspace
    work.fold(0)
    work.fold(2)
    assert [size > 0 for size in work.sizes()] == [False, True, False]
    work.fold(2)
    work.show_small_pages(True)
    folder = _store(opened).folder
    opened.close()
    again = _window(qtbot)
    again.session.open(folder)
    assert [size > 0 for size in again.workspace.sizes()] == [False, True, True]
    assert again.workspace.reader.tools.side.isChecked()
    again.close()


def test_files_that_could_not_be_read_are_listed_and_tried_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    from reviewer.ui.exceptions_dialog import ExceptionsDialog

    locked = write_pdf(tmp_path / "plain.pdf", ["For the eyes of counsel."])
    with pymupdf.open(locked) as plain:
        plain.save(tmp_path / "locked.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="harrow", owner_pw="x")
    window.session.create(tmp_path / "Smith.matter")
    with qtbot.waitSignal(window.session.importer.finished, timeout=60_000):
        window.session.add_files([tmp_path / "locked.pdf"])
    assert window.import_strip.words == "Imported 0 of 1 files: 0 pages"
    dialog = ExceptionsDialog(window.session, window)
    group = dialog.tree.topLevelItem(0)
    assert group.child(0).text(0) == "locked.pdf"
    assert "password" in group.text(0)
    with qtbot.waitSignal(window.session.importer.finished, timeout=60_000):
        dialog.import_again(["harrow"])
    assert documents.count(_store(window)) == 1
    assert not ExceptionsDialog(window.session, window)._again.isEnabled()


def test_the_column_of_numbers_grows_with_what_comes_in(opened: MainWindow) -> None:
    store = opened.session.store
    assert store is not None
    view = opened.workspace.documents.view
    for number in range(3):
        add_document(store, extraction(["words"], f"HARROW-COUNTY-{number}-", title="Longer"), f"long {number}.pdf")
    opened.workspace.documents._list()
    column = view.columnAt(view.columnViewportPosition(1) + 1)
    longest = max(store.db.execute("SELECT bates_begin FROM document").fetchall(), key=lambda row: len(row[0]))[0]
    assert view.columnWidth(column) >= min(view.fontMetrics().horizontalAdvance(longest) + 12, 102)
