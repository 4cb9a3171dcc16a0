"""How a page looks: paper, hits, passages, selection. What lies over words is multiplied, so they stay readable."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen, QPixmap

from reviewer.model import Box
from reviewer.ui.pages.frame import Frame
from reviewer.ui.pages.layout import GUTTER
from reviewer.ui.pages.marks import PaintedHit, PaintedPassage, PaintedTerm
from reviewer.ui.theme import legible, mixed, readable_on

HITS = ("#ffe08a", "#b9e8a8", "#a9dcf5", "#f6c1dc", "#d9c8f7", "#ffcfa3")  # one a term; amber first
CURRENT, CURRENT_EDGE = QColor("#ffb32e"), QColor("#8f4a00")
OUTLINE = QColor("#c2186b")
UNTAGGED = "#6b7280"  # of a passage whose tags were taken off
_LEAST = 10.0  # logical pixels: the least side of a frame around a place
_MULTIPLY = QPainter.CompositionMode.CompositionMode_Multiply
_DARKEN = QPainter.CompositionMode.CompositionMode_Darken
_SHADOW = (14, 9, 6, 3)  # opacity of the rings of a page's shadow, from the inside, of 255
_BAR, _PITCH = 11.0, 13.0  # logical pixels: a stripe and its distance to the next
_UNDERLINED = 0.3  # share of the height of words that such lines take at most
_LINE = 1.75  # logical pixels of height for the line under words in the colour of a tag
_SHAPE, _ON_GROUND = 3.0, 12.0  # contrast of a line to the paper, and of words to the ground of a term (WCAG 2.2)
_FRAME = 2.5  # logical pixels: the frame of an area in the colour of a tag
KNOB = 4.5  # logical pixels: the radius of a handle's knob
_KEY_WIDTH = 7.5  # logical pixels: a narrower stripe has no room for its key
_KEY_ROOM = 13.0  # logical pixels of height for the key of a tag; no stripe is shorter


@dataclass(frozen=True, slots=True)
class Stripe:
    """The bar in the gutter for one tag of a passage; `rect` in the viewport."""

    rect: QRectF
    colour: str
    key: str
    passage: PaintedPassage


def paint_paper(painter: QPainter, rect: QRectF) -> None:
    """White paper with a soft shadow."""
    painter.setPen(Qt.PenStyle.NoPen)
    for ring, opacity in reversed(list(enumerate(_SHADOW, start=1))):
        painter.setBrush(QColor(0, 0, 0, opacity))
        grown = rect.adjusted(-ring, -ring + 1, ring, ring + 1)
        painter.drawRoundedRect(grown, ring + 1, ring + 1)
    painter.fillRect(rect.adjusted(-1, -1, 1, 1), QColor(0, 0, 0, 34))
    painter.fillRect(rect, Qt.GlobalColor.white)


def paint_stand_in(painter: QPainter, rect: QRectF, image: QPixmap) -> None:
    """A smaller image of the page, stretched."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(rect, image, QRectF(image.rect()))


def paint_piece(
    painter: QPainter, rect: QRectF, image: QPixmap, tile: tuple[int, int, int, int] | None, dpr: float
) -> None:
    """A piece of a page, pixel by pixel: never stretched, cut at the edge of the page."""
    x, y = (tile[0], tile[1]) if tile else (0, 0)
    width, height = (
        min(image.width(), math.ceil(rect.width() * dpr) - x),
        min(image.height(), math.ceil(rect.height() * dpr) - y),
    )
    target = QRectF(rect.x() + x / dpr, rect.y() + y / dpr, width / dpr, height / dpr)
    painter.drawPixmap(target, image, QRectF(0, 0, width, height))


def paint_message(painter: QPainter, rect: QRectF, title: str, detail: str) -> None:
    """Words in the middle of a page that could not be drawn."""
    area = rect.adjusted(24, 24, -24, -24)
    font = QFont(painter.font())
    painter.setPen(QColor("#4a5462"))
    upper = QRectF(area.x(), area.y(), area.width(), area.height() / 2 - 6)
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(upper, _WRAPPED | Qt.AlignmentFlag.AlignBottom, title)
    font.setBold(False)
    painter.setFont(font)
    lower = QRectF(area.x(), area.center().y() + 2, area.width(), area.height() / 2)
    painter.drawText(lower, _WRAPPED | Qt.AlignmentFlag.AlignTop, detail)


_WRAPPED = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap


def paint_hits(painter: QPainter, frame: Frame, hits: Iterable[PaintedHit]) -> None:
    """Marks like those of a highlighter; the current one stronger and with an outline."""
    for hit in hits:
        colour = CURRENT if hit.current else QColor(HITS[hit.colour % len(HITS)])
        areas = [frame.place(box).adjusted(-1, -1, 1, 1) for box in hit.boxes]
        _multiply(painter, areas, colour)
        if hit.current:
            painter.setPen(QPen(CURRENT_EDGE, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for area in areas:
                painter.drawRoundedRect(area, 2, 2)


def paint_terms(painter: QPainter, frame: Frame, terms: Iterable[PaintedTerm]) -> None:
    """A light ground in the colour of the set, on which black words stay readable, and a dotted line under them."""
    for term in terms:
        areas = [frame.place(box) for box in term.boxes]
        _multiply(painter, areas, QColor(ground_of(term.colour)))
        painter.setPen(QPen(QColor(legible(term.colour, "#ffffff", _SHAPE)), 1.5, Qt.PenStyle.DotLine))
        for area in areas:
            painter.drawLine(area.bottomLeft(), area.bottomRight())


@lru_cache(maxsize=64)
def ground_of(colour: str) -> str:
    """A colour made light enough that black on it has a contrast of 12:1."""
    return legible(mixed(QColor("#ffffff"), QColor(colour), 0.35), "#000000", _ON_GROUND)


def paint_passages(painter: QPainter, frame: Frame, passages: Iterable[PaintedPassage]) -> None:
    """A light fill in the colour of the first tag, and a line under the words for each tag; frames around areas.

    Where passages overlap, their fills darken the paper no further than one of them does: the words stay readable.
    """
    for passage in passages:
        areas = [frame.place(box) for box in passage.boxes]
        if passage.wordless:
            _paint_frames(painter, areas, passage.colours)
            continue
        _lay(painter, areas, tint(QColor(passage.colours[0]), 0.2), _DARKEN)
        for area in areas:
            high = min(_LINE, _UNDERLINED * area.height() / len(passage.colours))  # small words are not struck out
            for number, colour in enumerate(passage.colours):
                y = area.bottom() - high * (len(passage.colours) - number) + 0.5  # within the box: lines may be tight
                painter.fillRect(QRectF(area.x(), y, area.width(), 0.85 * high), QColor(colour))


def _paint_frames(painter: QPainter, areas: Iterable[QRectF], colours: Sequence[str]) -> None:
    """A frame for each tag, one around the other, with white between: it is seen on black too."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for area in areas:
        _lay(painter, [area], tint(QColor(colours[0]), 0.2), _DARKEN)
        for number, colour in reversed(list(enumerate(colours))):
            out = number * (_FRAME + 1) + _FRAME / 2
            framed = area.adjusted(-out, -out, out, out)
            ink = QColor(legible(colour, "#ffffff", _SHAPE))
            for pen in (QPen(Qt.GlobalColor.white, _FRAME + 2), QPen(ink, _FRAME)):
                painter.setPen(pen)
                painter.drawRect(framed)


def paint_outline(painter: QPainter, frame: Frame, box: Box) -> None:
    """A dashed frame that is seen on light and on dark; around a speck too."""
    area = frame.place(box)
    spare = max(0.0, _LEAST - area.width()) / 2, max(0.0, _LEAST - area.height()) / 2
    area = area.adjusted(-3 - spare[0], -3 - spare[1], 3 + spare[0], 3 + spare[1])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(Qt.GlobalColor.white, 4.5), QPen(OUTLINE, 2.25, Qt.PenStyle.DashLine)):
        painter.setPen(pen)
        painter.drawRect(area)


def paint_selection(painter: QPainter, frame: Frame, boxes: Iterable[Box], palette: QPalette) -> None:
    """The selection in the palette's highlight colour."""
    highlight = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
    _multiply(painter, [frame.place(box) for box in boxes], tint(highlight, 0.3))


def paint_selected_area(painter: QPainter, frame: Frame, box: Box, palette: QPalette) -> None:
    """An area without words that is selected: as selected words are, with a dashed frame that is seen on black."""
    paint_selection(painter, frame, [box], palette)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    highlight = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
    for pen in (QPen(Qt.GlobalColor.white, 3.5), QPen(highlight, 1.75, Qt.PenStyle.DashLine)):
        painter.setPen(pen)
        painter.drawRect(frame.place(box))


def paint_caret(painter: QPainter, frame: Frame, box: Box) -> None:
    """The text caret: it does not blink, which tires the eyes less."""
    area = frame.place(box)
    painter.fillRect(area.adjusted(-0.75, -0.75, 0.75, 0.75), QColor("#111111"))


def paint_handle(painter: QPainter, edge: QRectF, knob: QPointF, colours: Sequence[str]) -> None:
    """A line along the edge of a passage and a knob at its end, with a white rim that is seen on dark scans."""
    colour = QColor(legible(colours[0] if colours else UNTAGGED, "#ffffff", _SHAPE))
    painter.fillRect(edge.adjusted(-2, -2, 2, 2), Qt.GlobalColor.white)
    painter.fillRect(edge.adjusted(-1, -1, 1, 1), colour)
    painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
    painter.setBrush(colour)
    painter.drawEllipse(knob, KNOB, KNOB)


def paint_stripes(painter: QPainter, frame: Frame, passages: Sequence[PaintedPassage]) -> None:
    """In the gutter left of the page, one bar for each tag of each passage, with the tag's key where it fits."""
    for stripe in stripes(frame, passages):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(stripe.colour))
        radius = min(3.0, stripe.rect.width() / 2)
        painter.drawRoundedRect(stripe.rect, radius, radius)
        if stripe.key and stripe.rect.width() >= _KEY_WIDTH:
            _paint_key(painter, stripe)


def stripes(frame: Frame, passages: Sequence[PaintedPassage]) -> list[Stripe]:
    """The bars of a page's passages; lanes close up where many overlap."""
    lanes = _lanes(frame, passages)
    count = max((first + len(passage.colours) for passage, _, first in lanes), default=0)
    pitch = min(_PITCH, (GUTTER - 6) / count) if count else _PITCH
    bars = []
    for passage, (top, bottom), first in lanes:
        missing = max(0.0, _KEY_ROOM - (bottom - top))
        keys = (*passage.keys, *("" for _ in passage.colours))
        for number, (colour, key) in enumerate(zip(passage.colours, keys, strict=False)):
            x = frame.rect.left() - 4 - pitch * (first + number + 1)
            width = min(_BAR, max(2.0, pitch - 1.5))
            bars.append(Stripe(QRectF(x, top - missing / 2, width, bottom - top + missing), colour, key, passage))
    return bars


def _lanes(frame: Frame, passages: Sequence[PaintedPassage]) -> list[tuple[PaintedPassage, tuple[float, float], int]]:
    """Each passage with its top and bottom, and the first lane from which on its bars touch no other's."""
    placed = []
    ends: list[float] = []
    stretches = [(_stretch(frame, passage), passage) for passage in passages if passage.colours]
    for (top, bottom), passage in sorted(stretches, key=lambda one: one[0][0]):
        first = next((lane for lane in range(len(ends)) if all(end < top for end in ends[lane:])), len(ends))
        ends[first:] = [bottom] * len(passage.colours)
        placed.append((passage, (top, bottom), first))
    return placed


def _stretch(frame: Frame, passage: PaintedPassage) -> tuple[float, float]:
    areas = [frame.place(box) for box in passage.boxes]
    return min(area.top() for area in areas), max(area.bottom() for area in areas)


def _paint_key(painter: QPainter, stripe: Stripe) -> None:
    font = QFont(painter.font())
    font.setPixelSize(9)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(readable_on(stripe.colour)))
    area = QRectF(stripe.rect.x(), stripe.rect.y(), stripe.rect.width(), _KEY_ROOM)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, stripe.key)


def _multiply(painter: QPainter, areas: Iterable[QRectF], colour: QColor) -> None:
    _lay(painter, areas, colour, _MULTIPLY)


def _lay(painter: QPainter, areas: Iterable[QRectF], colour: QColor, mode: QPainter.CompositionMode) -> None:
    painter.save()
    painter.setCompositionMode(mode)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for area in areas:
        painter.drawRoundedRect(area, 2, 2)
    painter.restore()


def tint(colour: QColor, share: float) -> QColor:
    """The colour as it looks when `share` of it lies on white."""
    red, green, blue = (round(255 - (255 - part) * share) for part in (colour.red(), colour.green(), colour.blue()))
    return QColor(red, green, blue)
