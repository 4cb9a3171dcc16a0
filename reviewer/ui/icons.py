"""Icons: one function, one family (Phosphor), coloured by the palette of the moment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import qtawesome
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication
from qtawesome.iconic_font import IconicFont


def icon(name: str, colour: str = "") -> QIcon:
    """The icon `name` ("ph.tag"), in a colour ("#rrggbb") or in that of button text, paler when disabled."""
    palette = QApplication.palette()
    normal = colour or palette.color(QPalette.ColorRole.ButtonText).name()
    pale = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
    found: QIcon = _family().icon(name, color=normal, color_disabled=pale)
    return found


def forget() -> None:
    """Drop cached icons, so that they are drawn again in the colours of a new theme."""
    _family().icon_cache.clear()


@cache
def _family() -> IconicFont:
    """The one font that is used: qtawesome by itself loads all of its twelve, which takes a tenth of a second."""
    fonts = Path(qtawesome.__file__).parent / "fonts"
    files = (next(fonts.glob(f"phosphor-{end}")).name for end in ("[0-9]*.ttf", "charmap-*.json"))
    return IconicFont(("ph", *files))
