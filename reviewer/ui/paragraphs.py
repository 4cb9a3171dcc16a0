"""A few lines of text, wrapped, cut with an ellipsis, with some words lit: what delegates and labels paint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

ELLIPSIS = "…"
_NARROWEST = 0.3  # of the average character's width: as many characters as a line may hold are looked at


@dataclass(frozen=True, slots=True)
class Lit:
    """Words to be lit: code points `start` to `end`, and the format they get."""

    start: int
    end: int
    format: QTextCharFormat


def lay_out(text: str, font: QFont, width: int, lines: int, lit: Sequence[Lit] = ()) -> QTextLayout:
    """Text set in at most `lines` lines of `width` pixels, the last one cut with an ellipsis when there is more."""
    metrics = QFontMetrics(font)
    most = int(width / (_NARROWEST * max(metrics.averageCharWidth(), 1))) + 8
    kept = text if len(text) <= most * lines else text[: most * lines] + ELLIPSIS
    layout = _set(kept, font, width, lit)
    if layout.lineCount() <= lines:
        return layout
    begin = layout.lineAt(lines - 1).textStart()
    first, rest = _split(kept, begin)
    last = metrics.elidedText(rest[:most], Qt.TextElideMode.ElideRight, width)
    layout = _set(first + last, font, width, lit)
    while layout.lineCount() > lines and len(last) > 1:  # lit words are bold, hence wider
        last = last[:-2] + ELLIPSIS
        layout = _set(first + last, font, width, lit)
    return layout


def height_of(layout: QTextLayout) -> int:
    """How high the lines of a layout are, in whole pixels."""
    return -int(-layout.boundingRect().height() // 1)


def draw(painter: QPainter, layout: QTextLayout, left: int, top: int, colour: str) -> None:
    """Paint a layout with its left top corner at a place."""
    painter.setPen(QColor(colour))
    layout.draw(painter, QPointF(left, top))


def draw_line(painter: QPainter, rect: QRect, text: str, colour: str) -> None:
    """Paint one line in the painter's font, cut with an ellipsis when it is too long."""
    painter.setPen(QColor(colour))
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def one_line(text: str) -> str:
    """The text with all white space made single spaces."""
    return " ".join(text.split())


def _set(text: str, font: QFont, width: int, lit: Sequence[Lit]) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_range(text, words) for words in lit if words.start < len(text)])
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _range(text: str, words: Lit) -> QTextLayout.FormatRange:
    """Qt counts UTF-16 units where we count code points."""
    found = QTextLayout.FormatRange()
    start = _units(text[: words.start])
    setattr(found, "start", start)  # noqa: B010 - the type stubs take these fields for constants
    setattr(found, "length", _units(text[words.start : words.end]))  # noqa: B010
    setattr(found, "format", words.format)  # noqa: B010
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _split(text: str, units: int) -> tuple[str, str]:
    coded = text.encode("utf-16-le")
    return coded[: 2 * units].decode("utf-16-le", "ignore"), coded[2 * units :].decode("utf-16-le", "ignore")
