"""What the program remembers about its user can be changed; each theme can be read."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from reviewer import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def _as_it_was(qapp: QApplication) -> Iterator[None]:
    from reviewer.ui import theme

    yield
    theme.apply(qapp, theme.LIGHT)


def test_settings_are_kept_and_the_theme_is_worn_at_once(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtWidgets import QLabel

    from reviewer.ui import theme
    from reviewer.ui.settings_dialog import SettingsDialog

    dialog = SettingsDialog(window.session, window)
    qtbot.addWidget(dialog)
    dialog.reviewer.setText("  Ana Ruiz ")
    dialog.theme.setCurrentIndex(dialog.theme.findData("contrast"))
    dialog.scale.setCurrentIndex(dialog.scale.findData("130"))
    dialog.accept()
    assert theme.worn() is theme.CONTRAST
    kept = settings.load()
    assert (kept.reviewer, kept.theme, kept.scale) == ("Ana Ruiz", "contrast", 130)
    assert "Reviewing as Ana Ruiz" in [label.text() for label in window.statusBar().findChildren(QLabel)]


def test_a_name_is_never_lost(qtbot: QtBot, window: MainWindow) -> None:
    from reviewer.ui.settings_dialog import SettingsDialog

    dialog = SettingsDialog(window.session, window)
    qtbot.addWidget(dialog)
    before = window.session.author
    dialog.reviewer.clear()
    dialog.accept()
    assert settings.load().reviewer == before != ""


@pytest.mark.parametrize(("percent", "given", "factor"), [(100, "", 1.0), (150, "1.5", 2.25), (90, "much", 0.9)])
def test_the_size_adds_to_what_the_system_asks(
    monkeypatch: pytest.MonkeyPatch, percent: int, given: str, factor: float
) -> None:
    from reviewer.ui.app import scale_factor

    monkeypatch.setenv("QT_SCALE_FACTOR", given)
    assert float(scale_factor(percent)) == pytest.approx(factor)


@pytest.mark.parametrize(("name", "least"), [("light", 4.5), ("dark", 4.5), ("contrast", 7.0)])
def test_words_stand_out_from_every_ground(name: str, least: float) -> None:
    from reviewer.ui.theme import THEMES, contrast

    theme = THEMES[name]
    inks = (theme.text, theme.quiet, theme.warning, theme.danger, theme.success)
    for ink, ground in product(inks, (theme.window, theme.surface, theme.raised)):
        assert contrast(ink, ground) >= least, (ink, ground)
    for ink, ground in ((theme.on_accent, theme.accent), (theme.on_hit, theme.hit), (theme.text, theme.accent_soft)):
        assert contrast(ink, ground) >= least, (ink, ground)
