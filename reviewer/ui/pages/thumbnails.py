"""A strip of small pages: go to one by a click, see where hits and passages are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from reviewer.model import Page
from reviewer.ui.pages.client import PageImages
from reviewer.ui.pages.place_names import words_of
from reviewer.ui.pages.worker import Piece

Index = QModelIndex | QPersistentModelIndex
WIDTH = 148  # logical pixels of the strip
_PAPER = QSize(104, 136)  # logical pixels: the room that a page is fitted into
_PAD = 10
_DOT, _DOTS = 6.0, 5  # logical pixels; dots shown at most
_NO_INDEX = QModelIndex()


class _Pages(QAbstractListModel):
    """The pages of a document, with the colours of what stands on them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pages: Sequence[Page] = ()
        self.path = ""
        self.colours: dict[int, list[str]] = {}

    def show(self, pages: Sequence[Page], path: str) -> None:
        self.beginResetModel()
        self.pages, self.path, self.colours = pages, path, {}
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return words_of(self.pages[index.row()])


class _Delegate(QStyledItemDelegate):
    """Paints a page, its numbers, and dots for what stands on it."""

    def __init__(self, strip: Thumbnails, pages: _Pages, images: PageImages) -> None:
        super().__init__(strip)
        self._strip, self._pages, self._images = strip, pages, images

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        page = self._pages.pages[index.row()]
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        room = QRect(cell.x() + (cell.width() - _PAPER.width()) // 2, cell.y() + _PAD, _PAPER.width(), _PAPER.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper = self._paint_paper(painter, room, page)
        self._paint_frame(painter, paper, bool(state & QStyle.StateFlag.State_Selected))
        self._paint_dots(painter, paper, self._pages.colours.get(page.number, []))
        self._paint_numbers(painter, QRect(cell.x(), room.bottom() + 6, cell.width(), cell.height()), page)
        painter.restore()

    def _paint_paper(self, painter: QPainter, room: QRect, page: Page) -> QRectF:
        scale = fitted(page)
        paper = QRectF(0, 0, page.width * scale, page.height * scale)
        paper.moveCenter(QRectF(room).center())
        painter.fillRect(paper, Qt.GlobalColor.white)
        image = self._images.get(self._strip.piece(page)) or self._images.stand_in(self._pages.path, page.number)
        if image:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(paper, image, QRectF(image.rect()))
        return paper

    def _paint_frame(self, painter: QPainter, paper: QRectF, current: bool) -> None:
        palette = self._strip.palette()
        colour = palette.color(QPalette.ColorRole.Accent) if current else QColor(0, 0, 0, 46)
        width = 2.5 if current else 1.0
        edge = width / 2 + (2 if current else 0)
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(paper.adjusted(-edge, -edge, edge, edge), 3 if current else 0, 3 if current else 0)

    def _paint_dots(self, painter: QPainter, paper: QRectF, colours: Sequence[str]) -> None:
        for number, colour in enumerate(colours[:_DOTS]):
            x = paper.right() - 4 - _DOT - number * (_DOT + 3)
            painter.setPen(QPen(QColor(0, 0, 0, 110), 1))
            painter.setBrush(QColor(colour))
            painter.drawEllipse(QRectF(x, paper.top() + 4, _DOT, _DOT))

    def _paint_numbers(self, painter: QPainter, area: QRect, page: Page) -> None:
        palette, line = self._strip.palette(), QFontMetrics(self._strip.font()).height()
        number = f"{page.number} · {page.label}" if page.label not in ("", str(page.number)) else str(page.number)
        for row, words in enumerate((number, page.bates)):
            role = QPalette.ColorRole.PlaceholderText if row else QPalette.ColorRole.Text
            painter.setPen(palette.color(role))
            place = QRect(area.x(), area.y() + row * line, area.width(), line)
            short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, area.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, short)


class Thumbnails(QTableView):
    """The strip. Pages count from 1. A table, since a list view asks for each of 20,000 rows before it shows one."""

    page_wanted = Signal(int)

    def __init__(self, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = images
        self._pages = _Pages(self)
        self.setModel(self._pages)
        self.setItemDelegate(_Delegate(self, self._pages, images))
        self.setAccessibleName(self.tr("Small pages"))
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.selectionModel().currentChanged.connect(self._moved)
        images.changed.connect(self._page_drawn)

    def open(self, pages: Sequence[Page], path: Path) -> None:
        """Show the pages of the PDF at `path`."""
        self._pages.show(pages, str(path))
        self._images.want("thumbnails", ())
        self.set_current(1)

    def renumber(self, pages: Sequence[Page]) -> None:
        """The same pages, with other Bates numbers."""
        self._pages.pages = pages
        self.viewport().update()

    def set_current(self, page: int) -> None:
        """Frame a page and bring it into view, without asking for it."""
        index = self._pages.index(page - 1)
        if index.isValid() and index != self.currentIndex():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(index)
            self.selectionModel().blockSignals(False)
            self.scrollTo(index)
            self.viewport().update()

    def set_colours(self, colours: dict[int, list[str]]) -> None:
        """The colours (`#rrggbb`) of the dots on each page."""
        self._pages.colours = colours
        self.viewport().update()

    def piece(self, page: Page) -> Piece:
        """The piece that shows a small page, sharp on this screen."""
        return Piece(self._pages.path, page.number, fitted(page) * self.devicePixelRatioF())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def _fit_rows(self) -> None:
        line = QFontMetrics(self.font()).height()
        self.verticalHeader().setDefaultSectionSize(_PAPER.height() + 2 * _PAD + 2 * line)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._images.want("thumbnails", [self.piece(page) for page in self._visible()])

    def _visible(self) -> Sequence[Page]:
        height, top = self.verticalHeader().defaultSectionSize(), self.verticalScrollBar().value()
        return self._pages.pages[top // height : (top + self.viewport().height()) // height + 1]

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self.page_wanted.emit(index.row() + 1)

    def _page_drawn(self, page: int) -> None:
        if self.isVisible():
            self.update(self._pages.index(page - 1))


def fitted(page: Page) -> float:
    """Logical pixels a point of a small page."""
    return min(_PAPER.width() / page.width, _PAPER.height() / page.height)
