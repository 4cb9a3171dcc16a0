"""Tags as they are painted everywhere: chips, colour dots and key caps, readable in both themes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from reviewer.ui import theme as themes
from reviewer.ui.icons import icon
from reviewer.ui.theme import Theme

GAP = 4
DOT = 8
_SIDE = 7
_SHARE = 0.16  # how much of the tag's colour goes into the ground of its chip
_TEXT, _SHAPE = 4.5, 3.0  # contrast of text, and of shapes that carry meaning (WCAG 2.2, 1.4.3 and 1.4.11)
_UNKNOWN = "#808080"


@dataclass(frozen=True, slots=True)
class ChipColours:
    """The colours of one chip, as `#rrggbb`."""

    ground: str
    edge: str
    ink: str
    dot: str


@lru_cache(maxsize=512)
def colours(colour: str, theme: Theme) -> ChipColours:
    """The colours of a chip for a tag's colour: ink of 4.5:1 and dot of 3:1 or more on the chip's ground."""
    ground = themes.mixed(QColor(theme.surface), QColor(colour), _SHARE)
    edge = themes.mixed(QColor(theme.surface), QColor(themes.legible(colour, theme.surface, _SHAPE)), 0.4)
    return ChipColours(ground, edge, themes.legible(colour, ground, _TEXT), themes.legible(colour, ground, _SHAPE))


@lru_cache(maxsize=512)
def swatch(colour: str, ground: str) -> str:
    """A tag's colour, such that a patch of it stands out from the ground by 3:1."""
    return themes.legible(colour, ground, _SHAPE)


def small(font: QFont) -> QFont:
    """The font for what is said besides: a little smaller."""
    smaller = QFont(font)
    if font.pixelSize() > 0:
        smaller.setPixelSize(round(font.pixelSize() * 0.92))
    else:
        smaller.setPointSizeF(font.pointSizeF() * 0.92)
    return smaller


def two_lines(font: QFont) -> int:
    """The height of a row with a line and a smaller one under it, in pixels."""
    return QFontMetrics(font).height() + QFontMetrics(small(font)).height() + 14


def paint_row(painter: QPainter, rect: QRect, ground: str) -> None:
    """The rounded ground of a row; what is painted after it has smooth edges and no outline."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), 6, 6)


def chip_size(name: str, metrics: QFontMetrics) -> QSize:
    """The size of a chip that bears a name in full."""
    return QSize(metrics.horizontalAdvance(name) + DOT + 5 + 2 * _SIDE, metrics.height() + 4)


def lay_chips(names: Iterable[str], width: int, metrics: QFontMetrics) -> list[tuple[str, QRect]]:
    """Where chips go, row after row, in a column of `width`; a name wider than the column gets all of it."""
    placed, at = [], QPoint(0, 0)
    for name in names:
        size = chip_size(name, metrics).boundedTo(QSize(width, 1000))
        if at.x() and at.x() + size.width() > width:
            at = QPoint(0, at.y() + size.height() + GAP)
        placed.append((name, QRect(at, size)))
        at += QPoint(size.width() + GAP, 0)
    return placed


def paint_chip(
    painter: QPainter, rect: QRect, name: str, colour: str, theme: Theme, beside: int = 0, picture: str = ""
) -> None:
    """Paint a chip in the painter's font: dot and name on a ground of the tag's colour; `beside` pixels are left.

    The icon of a name may stand in the place of the dot.
    """
    paints = colours(colour or _UNKNOWN, theme)
    painter.setPen(QPen(QColor(paints.edge), 1))
    painter.setBrush(QColor(paints.ground))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    if picture:
        icon(picture, paints.ink).paint(painter, rect.left() + _SIDE - 2, rect.top(), DOT + 3, rect.height())
    else:
        paint_dot(painter, QPointF(rect.left() + _SIDE + DOT / 2, rect.top() + rect.height() / 2), paints.dot)
    words = rect.adjusted(_SIDE + DOT + 5, 0, -_SIDE + 2 - beside, 0)
    painter.setPen(QColor(paints.ink))
    shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def paint_dot(painter: QPainter, centre: QPointF, colour: str) -> None:
    """Paint the round dot that stands for a tag."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(centre, DOT / 2, DOT / 2)


def paint_patch(painter: QPainter, rect: QRect, colour: str, ground: str, checked: bool = False) -> None:
    """Paint the square that stands for a tag, with a tick when the passage in hand bears it."""
    shown = swatch(colour or _UNKNOWN, ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(shown))
    painter.drawRoundedRect(QRectF(rect), 4, 4)
    if checked:
        painter.setPen(QPen(QColor(themes.readable_on(shown)), 2, c=Qt.PenCapStyle.RoundCap))
        x, y, unit = rect.left(), rect.top(), rect.width() / 16
        points = [QPointF(x + 4 * unit, y + 8.5 * unit), QPointF(x + 7 * unit, y + 11.5 * unit)]
        painter.drawPolyline([*points, QPointF(x + 12 * unit, y + 5 * unit)])


def paint_key(painter: QPainter, rect: QRect, key: str, theme: Theme) -> None:
    """Paint a key as it looks on the keyboard."""
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.setBrush(QColor(theme.window))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(QColor(theme.quiet))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)


def paint_badge(painter: QPainter, rect: QRect, text: str, theme: Theme, framed: bool = False) -> None:
    """Paint a count or a word on a pill; a dashed frame says that it stands for what is not seen."""
    painter.setPen(QPen(QColor(theme.warning), 1, Qt.PenStyle.DashLine) if framed else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.hover))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), rect.height() / 2, rect.height() / 2)
    painter.setPen(QColor(theme.text if framed else theme.quiet))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def paint_focus(painter: QPainter, rect: QRect, theme: Theme, radius: float = 6) -> None:
    """Paint the ring around what has the keyboard."""
    painter.setPen(QPen(QColor(theme.accent), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)


def patch_pixmap(widget: QWidget, colour: str, side: int = 14) -> QPixmap:
    """A tag's square as a picture, sharp on the widget's screen, for buttons and lists."""
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_patch(painter, QRect(0, 0, side, side), colour, widget.palette().color(QPalette.ColorRole.Base).name())
    painter.end()
    return picture
