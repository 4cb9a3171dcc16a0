"""The stripe beside the scroll bar: where hits and passages stand in the whole document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reviewer.model import Box
from reviewer.ui import theme
from reviewer.ui.pages import painting
from reviewer.ui.pages.canvas import PageCanvas
from reviewer.ui.pages.marks import PaintedHit, PaintedPassage, by_page

_WIDTH, _LANE = 16, 7  # logical pixels: of the stripe, and of the lane of passages
_TICK, _LEAST = 3.0, 4.0  # logical pixels of height: of a hit, and of a passage at least
_NEAR = 4  # logical pixels between a click and the mark that it means
_CONTRAST = 3.0  # of a mark to the stripe (WCAG 2.2, parts of a picture)


@dataclass(frozen=True, slots=True)
class _Tick:
    """A mark in the stripe: `top` and `bottom` in logical pixels; `words` says what it stands for."""

    top: float
    bottom: float
    page: int
    box: Box | None
    words: str


class Overview(QWidget):
    """Passages at the left, in the colours of their tags; hits at the right, the current one across both.

    A click goes to the mark under it, else to the place in the document. All but the current hit is drawn once for
    each change; what stands at a height is looked for when it is asked for, since there may be thousands.
    """

    place_wanted = Signal(int, object)  # page from 1; Box or None

    def __init__(self, canvas: PageCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._hits: dict[int, list[PaintedHit]] = {}
        self._passages: dict[int, list[PaintedPassage]] = {}
        self._current: PaintedHit | None = None
        self._picture = QPixmap()
        self.setFixedWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Hits and passages in this document"))
        canvas.laid_out.connect(self._renew)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 100)

    def show_hits(self, hits: Iterable[PaintedHit]) -> None:
        """Show these hits, none of them as the current one."""
        self._hits, self._current = by_page(hits), None
        self._renew()

    def show_current(self, hit: PaintedHit | None) -> None:
        """Show this hit as the current one."""
        self._current = hit
        self.update()

    def show_passages(self, passages: Iterable[PaintedPassage]) -> None:
        """Show these passages."""
        self._passages = by_page(passages)
        self._renew()

    def words_at(self, y: float) -> str:
        """What stands at a height: the page and its numbers, then the marks there, those of a kind counted."""
        if not self._canvas.page_count():
            return ""
        found = self._at(y)
        page = found[0].page if found else self._page_at(y)
        counts = Counter(tick.words for tick in found)
        marks = [words if count == 1 else f"{count} × {words}" for words, count in counts.items()]
        return "\n".join([self._canvas.name_of(page), *marks])

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._canvas.page_count():
            return
        y = event.position().y()
        found = self._at(y)
        self.place_wanted.emit(*((found[0].page, found[0].box) if found else (self._page_at(y), None)))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(event.pos().y()), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._renew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._renew()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            self._picture = self._drawn()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        if self._current:
            self._draw_current(painter, self._current)

    # Marks

    def _renew(self) -> None:
        self._picture = QPixmap()
        self.update()

    def _page_at(self, y: float) -> int:
        return self._canvas.layout_of_pages.page_at(y / max(1.0, self._room))

    @property
    def _room(self) -> float:
        return self.height() - _TICK

    def _at(self, y: float) -> list[_Tick]:
        """The marks at a height, the nearest first."""
        pages = range(self._page_at(y - _NEAR), self._page_at(y + _NEAR) + 1)
        found = [tick for page in pages for tick in self._on(page) if tick.top - _NEAR <= y <= tick.bottom + _NEAR]
        return sorted(found, key=lambda tick: (not tick.top <= y <= tick.bottom, abs(tick.top - y)))

    def _on(self, page: int) -> Iterator[_Tick]:
        for passage in self._passages.get(page, ()):
            yield self._tick(page, passage.boxes, _LEAST, passage.tooltip.partition("\n")[0])
        for hit in self._hits.get(page, ()):
            if not hit.continues:
                yield self._tick(page, hit.boxes, _TICK, self.tr("Hit"))

    def _tick(self, page: int, boxes: Sequence[Box], least: float, words: str) -> _Tick:
        top, bottom = (share * self._room for share in self._canvas.layout_of_pages.stretch_of(page, boxes))
        return _Tick(top, max(bottom, top + least), page, boxes[0] if boxes else None, words)

    # Drawing

    def _drawn(self) -> QPixmap:
        dpr = self.devicePixelRatioF()
        picture = QPixmap(self.size() * dpr)
        picture.setDevicePixelRatio(dpr)
        picture.fill(self._ground)
        painter = QPainter(picture)
        painter.fillRect(QRectF(0, 0, 1, self.height()), self.palette().color(QPalette.ColorRole.Mid))
        if self._canvas.page_count():
            self._draw_passages(painter)
            self._draw_hits(painter)
        painter.end()
        return picture

    @property
    def _ground(self) -> QColor:
        return self.palette().color(QPalette.ColorRole.Base)

    def _draw_passages(self, painter: QPainter) -> None:
        """Those that would be drawn over one another in the same colours are drawn once."""
        layout, room, seen = self._canvas.layout_of_pages, self._room, set()
        for page, passages in self._passages.items():
            stretches = layout.stretches_of(page, [passage.boxes for passage in passages])
            for passage, (top, bottom) in zip(passages, stretches, strict=True):
                seen.add((round(top * room), round(max((bottom - top) * room, _LEAST)), passage.colours))
        for top, height, colours in sorted(seen):
            for place, colour in enumerate(colours):
                width = _LANE / len(colours)
                painter.fillRect(QRectF(2 + place * width, top, width, height), _seen_on(colour, self._ground.name()))

    def _draw_hits(self, painter: QPainter) -> None:
        """One tick for each row of pixels at most."""
        layout, least = self._canvas.layout_of_pages, _TICK / max(1.0, self._room)
        rows: set[int] = set()
        for page, hits in self._hits.items():
            tops = layout.tops_of(page, [box for hit in hits for box in hit.boxes[:1]], least)
            rows |= {round(top * self._room) for top in tops}
        colour = _seen_on(painting.HITS[0], self._ground.name())
        for row in rows:
            painter.fillRect(QRectF(10, row, 5, 2), colour)

    def _draw_current(self, painter: QPainter, hit: PaintedHit) -> None:
        top = round(self._tick(hit.page, hit.boxes, _TICK, "").top)
        area = QRectF(1, top - 1, _WIDTH - 1, 4)
        painter.fillRect(area, _seen_on(painting.CURRENT_EDGE.name(), self._ground.name()))
        painter.fillRect(area.adjusted(1, 1, -1, -1), painting.CURRENT)


@lru_cache(maxsize=128)
def _seen_on(colour: str, ground: str) -> QColor:
    """The colour, so that it stands out from the ground."""
    return QColor(theme.legible(colour, ground, _CONTRAST))
