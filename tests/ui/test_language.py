"""The window speaks the language that was chosen; what is kept in a matter stays English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

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
