"""The table of documents and how its cells are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer.ui.chips import paint_dot, swatch
from reviewer.ui.documents_model import COLOURS_ROLE, COLUMNS
from reviewer.ui.paragraphs import draw, height_of, lay_out
from reviewer.ui.whole_rows import WholeRows

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 42
WIDTHS = {"reviewed": 26, "number": 94, "date": 68, "type": 24, "title": 130, "pages": 34, "tags": 48, "coding": 150}
CELLS = (("title", "date", "coding"), ("number", "pages"), ("tags",), ("reviewed", "type"))
"""The columns painted as two lines, as one line, as dots, as an icon."""
NUMBER_WIDTHS = (70, 102)
NUMBER_SHARE = 4  # the part of a wide table that numbers may take
NEEDED = {"type": 400, "pages": 360, "date": 330, "coding": 560}
"""The width of the table from which on a column is shown."""
TITLE_LINES = 2
DOT_STEP = 12
DOTS_SHOWN = 3
MEASURED = 60  # rows, for the width of the numbers


class DocumentsView(WholeRows):
    """The title takes the room that is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, NEEDED, ROW_HEIGHT, parent)
        self.setAccessibleName(self.tr("Documents"))
        self._cells = [TwoLines(self), OneLine(self), TagDots(self), CentredIcon(self)]
        for cell, columns in zip(self._cells, CELLS, strict=True):
            for column in columns:
                self.setItemDelegateForColumn(COLUMNS.index(column), cell)

    def lay_out_columns(self) -> None:
        """Give the columns their widths; call it when the model is set."""
        self.lay_out({column: WIDTHS[column] for column in COLUMNS}, "title", 24)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(0)  # rows in sight alone are measured
        for column in ("reviewed", "type"):
            header.setSectionResizeMode(COLUMNS.index(column), QHeaderView.ResizeMode.Fixed)

    def fit_numbers(self) -> None:
        """Make the column of numbers as wide as those in sight, as far as titles keep their room."""
        column, first, model = COLUMNS.index("number"), max(0, self.rowAt(0)), self.model()
        least, most = NUMBER_WIDTHS[0], max(NUMBER_WIDTHS[1], self.width() // NUMBER_SHARE)
        option, cell = QStyleOptionViewItem(), self.itemDelegateForColumn(column)
        self.initViewItemOption(option)
        rows = range(first, min(first + MEASURED, model.rowCount()))  # Qt would measure all of a view not yet shown
        needed = max((cell.sizeHint(option, model.index(row, column)).width() for row in rows), default=0)
        self.setColumnWidth(column, min(max(needed, least), most))


class Cell(QStyledItemDelegate):
    """Paints the ground of a cell as the style does, then its own content; asks the model for nothing else."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_content(painter, option, index)
        painter.restore()

    def paint_content(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint inside `option.rect`."""
        raise NotImplementedError


class TagDots(Cell):
    """A dot in the colour of each tag, and "+2" for those that have no room."""

    def paint_content(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = index.data(COLOURS_ROLE) or []
        shown = colours if len(colours) <= DOTS_SHOWN else colours[: DOTS_SHOWN - 1]
        x, y = option.rect.left() + 8, option.rect.center().y() + 0.5
        ground = option.palette.color(QPalette.ColorRole.Base).name()
        for colour in shown:
            paint_dot(painter, QPointF(x, y), swatch(colour, ground))
            x += DOT_STEP
        if len(shown) < len(colours):
            painter.setPen(option.palette.color(QPalette.ColorRole.Text))
            place = QRect(x - 4, option.rect.top(), 30, option.rect.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"+{len(colours) - len(shown)}")


class TwoLines(Cell):
    """Text in up to two lines, cut off at the end of the second."""

    def paint_content(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = option.rect.adjusted(6, 0, -6, 0)
        layout = lay_out(str(index.data() or ""), _font(option, index), place.width(), TITLE_LINES)
        top = place.top() + (place.height() - height_of(layout)) / 2
        draw(painter, layout, place.left(), round(top), option.palette.color(QPalette.ColorRole.Text).name())


class OneLine(Cell):
    """Text in one line, cut off in the middle, for both ends of a number tell something."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(QFontMetrics(_font(option, index)).horizontalAdvance(str(index.data() or "")) + 14, ROW_HEIGHT)

    def paint_content(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setFont(_font(option, index))
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        place = option.rect.adjusted(6, 0, -6, 0)
        shown = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideMiddle, place.width())
        aligned = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, aligned, shown)


class CentredIcon(Cell):
    """An icon in the middle of the cell."""

    def paint_content(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if icon:
            place = QRect(0, 0, 16, 16)
            place.moveCenter(option.rect.center())
            icon.paint(painter, place)


def _font(option: QStyleOptionViewItem, index: Index) -> QFont:
    font = index.data(Qt.ItemDataRole.FontRole)
    return font if isinstance(font, QFont) else option.font
