"""The language of the window: what `tr` says, the dates and numbers of Qt, and the catalogue of the child processes."""

from __future__ import annotations

import os

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from reviewer import words

_KEYS = ("Ctrl", "Shift", "Alt", "Del", "Enter", "Return")
"""Keys that the catalogue names, as they stand in sentences; the others are named by Qt."""


class Catalogue(QTranslator):
    """Looks up what the program says by its English alone: one word for one thing, wherever it stands."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        if context == "QShortcut" and source not in _KEYS:
            return None
        return words.catalogue_of(self.language()).get(source)

    def __init__(self, language: str, parent: QApplication) -> None:
        super().__init__(parent)
        self._language = language

    def language(self) -> str:
        return self._language

    def isEmpty(self) -> bool:
        return False


def chosen(preference: str) -> str:
    """The code of the language for a preference: a code, or "system"; English where there is no catalogue."""
    code = QLocale.system().name().partition("_")[0] if preference == "system" else preference
    return code if code in words.languages() else "en"


def speak(app: QApplication, language: str) -> None:
    """Let the window that is built next, and all children, speak a language."""
    os.environ[words.VARIABLE] = language
    own = QTranslator(app)
    if own.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(own)
    if language != "en":
        app.installTranslator(Catalogue(language, app))
    if QLocale().language() != QLocale(language).language():
        QLocale.setDefault(QLocale(language))
