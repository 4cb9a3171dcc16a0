"""Icons: one function, one family (Phosphor, MIT), coloured by the palette of the moment.

The font comes with the package qtawesome, whose code is not loaded: it brings a second layer over all of Qt, and takes
longer to load than the rest of the window to build.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

_SIZE = 0.875  # of the height of the icon: that of the font, so that no glyph is cut


def icon(name: str, colour: str = "") -> QIcon:
    """The icon `name` ("ph.tag"), in a colour ("#rrggbb") or in that of button text, paler when disabled."""
    palette = QApplication.palette()
    normal = colour or palette.color(QPalette.ColorRole.ButtonText).name()
    pale = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
    return _drawn(name, normal, pale)


@cache
def _drawn(name: str, normal: str, pale: str) -> QIcon:
    return QIcon(_Glyph(_letters()[name.removeprefix("ph.")], normal, pale))


class _Glyph(QIconEngine):
    """A letter of the icon font, drawn at any size."""

    def __init__(self, letter: str, normal: str, pale: str) -> None:
        super().__init__()
        self._letter, self._normal, self._pale = letter, normal, pale

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        font = QFont(_family())
        font.setPixelSize(max(1, round(_SIZE * rect.height())))
        painter.save()
        painter.setFont(font)
        painter.setPen(self._pale if mode == QIcon.Mode.Disabled else self._normal)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _Glyph(self._letter, self._normal, self._pale)


@cache
def _family() -> str:
    """The name of the icon font, loaded into the application."""
    number = QFontDatabase.addApplicationFont(str(_file("phosphor-[0-9]*.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _letters() -> dict[str, str]:
    """The letter of each icon."""
    codes: dict[str, str] = json.loads(_file("phosphor-charmap-*.json").read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in codes.items()}


def _file(pattern: str) -> Path:
    spec = find_spec("qtawesome")
    assert spec and spec.origin, "qtawesome is installed with Reviewer"
    return next((Path(spec.origin).parent / "fonts").glob(pattern))
