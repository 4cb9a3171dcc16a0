"""The window speaks the language that was chosen; what is kept in a matter stays English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.gui


@pytest.fixture
def spanish(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from PySide6.QtCore import QLocale, QTranslator

    from reviewer import words
    from reviewer.ui.language import speak

    monkeypatch.setenv(words.VARIABLE, "en")
    before = QLocale()
    speak(qapp, "es")
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def test_the_program_and_qt_speak_alike(spanish: None, qapp: QApplication) -> None:
    from PySide6.QtCore import QCoreApplication, QLocale
    from PySide6.QtWidgets import QDialogButtonBox

    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert [button.text() for button in box.buttons()] == ["Cancelar"]
    assert QCoreApplication.translate("Anywhere", "Nothing was tagged") == "No se etiquetó nada"
    assert QLocale().toString(12_345) == "12.345"


@pytest.mark.parametrize(("preference", "language"), [("es", "es"), ("en", "en"), ("tlh", "en")])
def test_a_language_without_a_catalogue_is_english(preference: str, language: str) -> None:
    from reviewer.ui.language import chosen

    assert chosen(preference) == language


def test_keys_go_by_the_names_that_sentences_use(spanish: None) -> None:
    from PySide6.QtGui import QKeySequence

    assert QKeySequence("Ctrl+Shift+F").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+Mayús+F"


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_key_stands_twice_in_a_menu(
    language: str, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    from PySide6.QtWidgets import QMenu, QMenuBar

    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.session import Session

    monkeypatch.setenv("REVIEWER_HOME", str(tmp_path))
    if language == "es":
        request.getfixturevalue("spanish")
    window = MainWindow(Session())
    bar = window.menuBar()
    for menu in (bar, *(action.menu() for action in bar.actions())):
        held = menu.actions() if isinstance(menu, QMenu | QMenuBar) else []
        keys = [action.text().replace("&&", "").partition("&")[2][:1].casefold() for action in held]
        assert sorted(filter(None, keys)) == sorted(set(filter(None, keys))), [action.text() for action in held]
    window.close()
