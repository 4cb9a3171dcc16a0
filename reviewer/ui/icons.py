"""Icons: one function, one family (Phosphor), coloured by the palette of the moment."""

from __future__ import annotations

import qtawesome
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication


def icon(name: str, colour: str = "") -> QIcon:
    """The icon `name` ("ph.tag"), in a colour ("#rrggbb") or in that of button text, paler when disabled."""
    palette = QApplication.palette()
    normal = colour or palette.color(QPalette.ColorRole.ButtonText).name()
    pale = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
    found: QIcon = qtawesome.icon(name, color=normal, color_disabled=pale)
    return found


def forget() -> None:
    """Drop cached icons, so that they are drawn again in the colours of a new theme."""
    qtawesome.reset_cache()
