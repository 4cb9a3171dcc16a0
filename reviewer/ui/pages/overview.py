"""The stripe beside the scroll bar: where hits and passages stand in the whole document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reviewer.model import Box
from reviewer.ui import theme
from reviewer.ui.pages import painting
from reviewer.ui.pages.canvas import PageCanvas
from reviewer.ui.pages.marks import PaintedHit, PaintedPassage

_WIDTH = 16  # logical pixels
_TICK, _LEAST = 3.0, 4.0  # logical pixels of height: of a hit, and of a passage at least
_NEAR = 4  # logical pixels between a click and the mark that it means
_CONTRAST = 3.0  # of a mark to the stripe (WCAG 2.2, parts of a picture)


@dataclass(frozen=True, slots=True)
class _Tick:
    """A mark in the stripe: `top` and `height` in logical pixels; `words` says what it stands for."""

    top: float
    height: float
    page: int
    box: Box | None
    words: str
    colours: tuple[str, ...] = ()  # of a passage; a hit has none
    current: bool = False


class Overview(QWidget):
    """Passages at the left, in the colours of their tags; hits at the right, the current one across both.

    A click goes to the mark under it, else to the place in the document. It is drawn once for each change.
    """

    place_wanted = Signal(int, object)  # page from 1; Box or None

    def __init__(self, canvas: PageCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._hits: Sequence[PaintedHit] = ()
        self._passages: Sequence[PaintedPassage] = ()
        self._ticks: list[_Tick] | None = None
        self._picture = QPixmap()
        self.setFixedWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Hits and passages in this document"))
        canvas.laid_out.connect(self._renew)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 100)

    def show_hits(self, hits: Sequence[PaintedHit]) -> None:
        """Show these hits."""
        self._hits = hits
        self._renew()

    def show_passages(self, passages: Sequence[PaintedPassage]) -> None:
        """Show these passages."""
        self._passages = passages
        self._renew()

    def words_at(self, y: float) -> str:
        """What stands at a height: the page and its numbers, then the marks there, those of a kind counted."""
        if not self._canvas.page_count():
            return ""
        found = self._at(y)
        page = found[0].page if found else self._canvas.page_at_share(y / max(1, self.height()))
        counts = Counter(tick.words for tick in found)
        marks = [words if count == 1 else f"{count} × {words}" for words, count in counts.items()]
        return "\n".join([self._canvas.name_of(page), *marks])

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._canvas.page_count():
            return
        y = event.position().y()
        if found := self._at(y):
            self.place_wanted.emit(found[0].page, found[0].box)
        else:
            self.place_wanted.emit(self._canvas.page_at_share(y / max(1, self.height())), None)

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
        QPainter(self).drawPixmap(0, 0, self._picture)

    # Marks

    def _renew(self) -> None:
        self._ticks, self._picture = None, QPixmap()
        self.update()

    def _at(self, y: float) -> list[_Tick]:
        """The marks at a height, the nearest first."""
        found = [tick for tick in self._marks() if tick.top - _NEAR <= y <= tick.top + tick.height + _NEAR]
        return sorted(found, key=lambda tick: (not tick.top <= y <= tick.top + tick.height, abs(tick.top - y)))

    def _marks(self) -> list[_Tick]:
        if self._ticks is None:
            self._ticks = [*self._of_passages(), *self._of_hits()] if self._canvas.page_count() else []
        return self._ticks

    def _of_passages(self) -> Iterator[_Tick]:
        for passage in self._passages:
            if passage.boxes and passage.colours:
                top, bottom = self._ends(passage.page, passage.boxes)
                words = passage.tooltip.partition("\n")[0]
                height = max(_LEAST, bottom - top)
                yield _Tick(top, height, passage.page, passage.boxes[0], words, passage.colours)

    def _of_hits(self) -> Iterator[_Tick]:
        """Hits that would be drawn over one another are one tick, in which the current one shows."""
        for hit in self._hits:
            if not hit.continues:
                top, _ = self._ends(hit.page, hit.boxes)
                words = self.tr("Current hit") if hit.current else self.tr("Hit")
                yield _Tick(top, _TICK, hit.page, hit.boxes[0] if hit.boxes else None, words, current=hit.current)

    def _ends(self, page: int, boxes: Iterable[Box]) -> tuple[float, float]:
        """Top and bottom of boxes in the stripe."""
        shares = [self._canvas.share_of(page, box) for box in boxes] or [self._canvas.share_of(page, None)]
        room = self.height() - _TICK
        return min(low for low, _ in shares) * room, max(high for _, high in shares) * room

    # Drawing

    def _drawn(self) -> QPixmap:
        dpr = self.devicePixelRatioF()
        picture = QPixmap(self.size() * dpr)
        picture.setDevicePixelRatio(dpr)
        ground = self.palette().color(QPalette.ColorRole.Base)
        picture.fill(ground)
        painter = QPainter(picture)
        painter.fillRect(QRectF(0, 0, 1, self.height()), self.palette().color(QPalette.ColorRole.Mid))
        for tick in self._marks():
            if tick.colours:
                self._draw_passage(painter, tick, ground.name())
        self._draw_hits(painter, ground.name())
        painter.end()
        return picture

    def _draw_passage(self, painter: QPainter, tick: _Tick, ground: str) -> None:
        width = 7 / len(tick.colours)
        for place, colour in enumerate(tick.colours):
            area = QRectF(2 + place * width, tick.top, width, tick.height)
            painter.fillRect(area, QColor(theme.legible(colour, ground, _CONTRAST)))

    def _draw_hits(self, painter: QPainter, ground: str) -> None:
        """One tick for each pixel row at most; then the current one."""
        hits = [tick for tick in self._marks() if not tick.colours]
        colour = QColor(theme.legible(painting.HITS[0], ground, _CONTRAST))
        for top in sorted({round(tick.top) for tick in hits}):
            painter.fillRect(QRectF(10, top, 5, 2), colour)
        for tick in hits:
            if tick.current:
                area = QRectF(1, round(tick.top) - 1, _WIDTH - 1, 4)
                painter.fillRect(area, QColor(theme.legible(painting.CURRENT_EDGE.name(), ground, _CONTRAST)))
                painter.fillRect(area.adjusted(1, 1, -1, -1), painting.CURRENT)
