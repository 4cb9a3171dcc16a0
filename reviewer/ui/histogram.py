"""How many documents are of each month or year, as bars; dragging over them chooses a range of dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reviewer.ui.by_locale import date_words
from reviewer.ui.chips import paint_focus, small
from reviewer.ui.theme import worn

MONTHS_SHOWN = 48  # for longer spans the bars are of years, or of several years
BARS_SHOWN = 60
BARS_HEIGHT = 64
_STEPS = (1, 5, 10, 50, 100, 1000)  # years to a bar
_LEAST = 2  # pixels of a bar that stands for a few documents among thousands


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: how many documents, and the range that it stands for, as the parts of a filter."""

    since: str
    until: str
    count: int

    @property
    def name(self) -> str:
        """The range in words."""
        return span(self.since if self.since != self.until[:4] else self.until, self.until)


def span(since: str, until: str) -> str:
    """A range of dates in words: "Mar. 2009 – May 2010", "2009", "from 2009"."""
    first, last = date_words(since), date_words(until)
    return first if first == last else f"{first} – {last}"


def bars(months: Mapping[str, int]) -> list[Bar]:
    """The bars for documents counted by month ("2009-03"), without a gap from the first to the last of them.

    What is of an unknown month ("2009-00"), or after the end of a year ("2009-99"), counts to the month beside it.
    """
    places = {_month(name): 0 for name in months}
    for name, count in months.items():
        places[_month(name)] += count
    if not places:
        return []
    first, last = min(places), max(places)
    if last - first < MONTHS_SHOWN:
        return [_month_bar(place, places.get(place, 0)) for place in range(first, last + 1)]
    return _year_bars(places, first // 12, last // 12)


def _month(name: str) -> int:
    """Months since the year 0."""
    year, month = int(name[:4]), int(name[5:7])
    return year * 12 + min(max(month, 1), 12) - 1


def _month_bar(place: int, count: int) -> Bar:
    year, month = divmod(place, 12)
    written = f"{year:04d}-{month + 1:02d}"
    return Bar(f"{year:04d}" if month == 0 else written, f"{year:04d}" if month == 11 else written, count)


def _year_bars(places: Mapping[int, int], first: int, last: int) -> list[Bar]:
    step = next((step for step in _STEPS if last // step - first // step < BARS_SHOWN), _STEPS[-1])
    found = dict.fromkeys(range(first // step, last // step + 1), 0)
    for place, count in places.items():
        found[place // 12 // step] += count
    return [Bar(f"{at * step:04d}", f"{at * step + step - 1:04d}", count) for at, count in found.items()]


class Histogram(QWidget):
    """Bars from left to right in time. Dragging, or the arrow keys with Shift, chooses; Delete lets the choice go."""

    chosen = Signal(str, str)  # the first and the last day, month or year; empty: any date

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: list[Bar] = []
        self._range: tuple[int, int] | None = None  # the bars where the drag began and where it is
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Dates of the documents"))
        self.setToolTip(self.tr("Drag over the bars to choose a range of dates"))

    def show_months(self, months: Mapping[str, int], since: str, until: str) -> None:
        """Show counts by month, and the range that is chosen."""
        self.bars = bars(months)
        inside = [
            place
            for place, bar in enumerate(self.bars)
            if since and bar.until >= since[: len(bar.until)] and bar.since[: len(until)] <= until
        ]
        ends = (inside[0], inside[-1]) if inside else None
        if self._range is None or ends != (min(self._range), max(self._range)):
            self._range = ends  # else it is kept with its direction, so that the keys can stretch it further
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, BARS_HEIGHT + self.fontMetrics().height() + 4)

    def event(self, event: QEvent) -> bool:
        """Tell what the bar under the mouse stands for."""
        if isinstance(event, QHelpEvent) and self.bars:
            bar = self.bars[self._place(event.pos().x())]
            QToolTip.showText(event.globalPos(), f"{bar.name}: {bar.count}", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.bars and event.button() == Qt.MouseButton.LeftButton:
            place = self._place(event.position().x())
            self._stretch(place, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._range and event.buttons() & Qt.MouseButton.LeftButton:
            self._stretch(self._range[0], self._place(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._range and event.button() == Qt.MouseButton.LeftButton:
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._range:
            self._range = None
            self._tell()
        elif step and self.bars:
            anchor, at = self._range or (-1, -1 if step > 0 else len(self.bars))
            at = min(max(at + step, 0), len(self.bars) - 1)
            extend = self._range and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._stretch(anchor if extend else at, at)
            self._tell()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        first, last = sorted(self._range) if self._range else (0, len(self.bars) - 1)
        highest = max((bar.count for bar in self.bars), default=0)
        for place, bar in enumerate(self.bars):
            painter.setBrush(QColor(theme.accent if first <= place <= last else theme.border))
            if bar.count:
                painter.drawRect(self._rect(place, bar.count / highest))
        painter.setBrush(QColor(theme.border))
        painter.drawRect(QRectF(0, BARS_HEIGHT, self.width(), 1))
        self._paint_ends(painter, theme.quiet)
        if self.hasFocus():
            paint_focus(painter, self.rect(), theme, 4)

    def _paint_ends(self, painter: QPainter, colour: str) -> None:
        if not self.bars:
            return
        painter.setFont(small(self.font()))
        painter.setPen(QColor(colour))
        place = self.rect().adjusted(3, BARS_HEIGHT + 2, -3, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, self.bars[0].name.split(" – ")[0])
        if len(self.bars) > 1:
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, self.bars[-1].name.split(" – ")[-1])

    def _rect(self, place: int, share: float) -> QRectF:
        step = self.width() / len(self.bars)
        height = max(share * (BARS_HEIGHT - 6), _LEAST)
        gap = 1 if step > 3 else 0
        return QRectF(QPointF(place * step, BARS_HEIGHT - height), QPointF((place + 1) * step - gap, BARS_HEIGHT))

    def _place(self, x: float) -> int:
        """The bar at a distance from the left, in pixels; the nearest where there is none."""
        return min(max(int(x * len(self.bars) / max(self.width(), 1)), 0), len(self.bars) - 1)

    def _stretch(self, anchor: int, at: int) -> None:
        self._range = (anchor, at)
        self.update()

    def _tell(self) -> None:
        if self._range is None:
            self.chosen.emit("", "")
            return
        first, last = sorted(self._range)
        self.chosen.emit(self.bars[first].since, self.bars[last].until)
