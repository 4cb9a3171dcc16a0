"""The tags of the codebook as chips with counts: a click goes from "or" to "and", to "not", to nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QWidget

from reviewer.model import Tag
from reviewer.store.passage_filters import Demand, PassageFilter, demand
from reviewer.ui import theme as themes
from reviewer.ui.by_locale import number
from reviewer.ui.chips import DOT, colours, paint_dot, paint_focus, small
from reviewer.ui.flow import Flow
from reviewer.ui.paragraphs import draw_line
from reviewer.ui.passages.asking import Counts

LINES = 3  # of chips in sight; more are scrolled to
WIDEST = 230
_SIDE, _GAP, _HEIGHT = 9, 6, 26
_NEXT = {None: Demand.ANY, Demand.ANY: Demand.MUST, Demand.MUST: Demand.NOT, Demand.NOT: None}
_BEFORE = {after: before for before, after in _NEXT.items()}


class DemandChip(QAbstractButton):
    """One tag, how many passages bear it, and what the filter asks of it, as a word and a colour."""

    turned = Signal(str, object)  # the tag's name, and the Demand that is wanted, or None
    menu_wanted = Signal(object, object)  # Tag, QPoint

    def __init__(self, tag: Tag, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tag, self.demand, self.count = tag, None, 0  # type: Tag, Demand | None, int
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.turned.emit(self.tag.name, _NEXT[self.demand]))

    def show_state(self, wanted: Demand | None, count: int) -> None:
        """Show what is asked of the tag, and its count."""
        self.demand, self.count = wanted, count
        asked = {
            None: self.tr("not asked for"),
            Demand.ANY: self.tr("this or another"),
            Demand.MUST: self.tr("must be there"),
            Demand.NOT: self.tr("must not be there"),
        }[wanted]
        counted = self.tr("1 passage") if count == 1 else self.tr("{n} passages").format(n=number(count))
        self.setAccessibleName(f"{self.tag.name}, {counted}, {asked}")
        hint = self.tr("A click goes on: or, and, not, nothing. With Shift, back.")
        self.setToolTip(f"{self.tag.name}: {counted}, {asked}.\n{hint}")
        self.updateGeometry()
        self.update()

    def word(self) -> str:
        """What is asked, in a word before the name."""
        words = {Demand.ANY: self.tr("or"), Demand.MUST: self.tr("and"), Demand.NOT: self.tr("not")}
        return words[self.demand] if self.demand else ""

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(small(self.font()))
        word = metrics.horizontalAdvance(self.word()) + _GAP + 6 if self.demand else 0
        width = metrics.horizontalAdvance(self.tag.name) + metrics.horizontalAdvance(number(self.count))
        return QSize(min(width + word + DOT + 2 * _GAP + 2 * _SIDE + 2, WIDEST), max(_HEIGHT, metrics.height() + 8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and back:
            self.turned.emit(self.tag.name, _BEFORE[self.demand])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.turned.emit(self.tag.name, _BEFORE[self.demand])
        else:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.tag, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = themes.worn(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paints = colours(self.tag.colour, theme)
        self._paint_ground(painter, theme)
        painter.setFont(small(self.font()))
        metrics, inside = painter.fontMetrics(), self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        if self.demand:
            inside = self._paint_word(painter, inside, theme)
        paint_dot(painter, QPointF(inside.left() + DOT / 2, inside.center().y() + 1), paints.dot)
        counted = number(self.count)
        end = metrics.horizontalAdvance(counted)
        name = inside.adjusted(DOT + _GAP, 0, -end - _GAP, 0)
        draw_line(painter, name, self.tag.name, theme.text if self.count or self.demand else theme.quiet)
        painter.setPen(QColor(theme.text if self.demand else theme.quiet))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, counted)
        if self.hasFocus():
            paint_focus(painter, self.rect(), theme, self.height() / 2)

    def _paint_ground(self, painter: QPainter, theme: themes.Theme) -> None:
        edge = {None: theme.border, Demand.NOT: theme.danger}.get(self.demand, theme.accent)
        ground = theme.accent_soft if self.demand in (Demand.ANY, Demand.MUST) else theme.surface
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(theme.hover if self.underMouse() and not self.demand else ground))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self.height() / 2, self.height() / 2
        )

    def _paint_word(self, painter: QPainter, inside: QRect, theme: themes.Theme) -> QRect:
        """The word in a field of its own; hand back the room that is left."""
        width = painter.fontMetrics().horizontalAdvance(self.word()) + 10
        field = QRect(inside.left() - 4, inside.top() + 4, width, inside.height() - 8)
        ground = theme.danger if self.demand is Demand.NOT else theme.accent
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(field, field.height() / 2, field.height() / 2)
        painter.setPen(QColor(theme.on_accent))
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, self.word())
        return inside.adjusted(width - 4 + _GAP, 0, 0, 0)


class DemandChips(QScrollArea):
    """All tags that are on some passage, in the order of the codebook, in a few lines."""

    turned = Signal(str, object)  # the tag's name, and the Demand that is wanted, or None
    menu_wanted = Signal(object, object)  # Tag, QPoint

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Tags to filter by"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.chips: dict[str, DemandChip] = {}
        self._inside, self._flow = QWidget(), Flow()
        self._inside.setLayout(self._flow)
        self.setWidget(self._inside)

    def show_tags(self, tags: Sequence[Tag], counts: Counts, chosen: PassageFilter) -> None:
        """Show the tags that are in use or asked for, with the counts and demands of the moment."""
        shown = [tag for tag in tags if counts.use.get(tag.name) or demand(chosen, tag.name)]
        if [chip.tag for chip in self.chips.values()] != shown:
            self._make(shown)
        for name, chip in self.chips.items():
            chip.show_state(demand(chosen, name), counts.tags.get(name, 0))
        self._fit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _make(self, tags: Sequence[Tag]) -> None:
        held = next((name for name, chip in self.chips.items() if chip.hasFocus()), "")
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.chips = {tag.name: DemandChip(tag) for tag in tags}
        for chip in self.chips.values():
            chip.turned.connect(self.turned)
            chip.menu_wanted.connect(self.menu_wanted)
            self._flow.addWidget(chip)
        if held in self.chips:
            self.chips[held].setFocus()

    def _fit(self) -> None:
        """As high as the lines of chips, up to a few."""
        line = max((chip.sizeHint().height() for chip in self.chips.values()), default=0)
        wanted = self._flow.heightForWidth(max(self.viewport().width(), 1))
        self.setFixedHeight(min(wanted, LINES * line + (LINES - 1) * _GAP))
        self.setVisible(bool(self.chips))
