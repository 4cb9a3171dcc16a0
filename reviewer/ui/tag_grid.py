"""The tags of the codebook as buttons: colour, name, key; ticked when the passage in hand bears the tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from reviewer.model import Tag
from reviewer.ui import theme as themes
from reviewer.ui.chips import paint_focus, paint_key, paint_patch, small
from reviewer.ui.paragraphs import draw_line
from reviewer.words import local

_PATCH, _CAP = 16, 18
_SIDE, _GAP = 8, 8
_BETWEEN, _MARGIN = 4, 6


class TagButton(QAbstractButton):
    """One tag. It looks pale when there is nothing to tag, and stays clickable so that it can say so."""

    def __init__(self, tag: Tag, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tag = tag
        self.pale = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        key = self.tr("key {0}").format(tag.key) if tag.key else ""
        self.setAccessibleName(", ".join(part for part in (tag.name, local(tag.kind.value), key) if part))
        self.setAccessibleDescription(tag.description)
        self.setToolTip("\n".join(part for part in (tag.name, tag.description) if part))

    def nextCheckState(self) -> None:
        """A tick means that the passage bears the tag: only the panel sets it."""

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.tag.name)
        cap = _CAP + _GAP if self.tag.key else 0
        return QSize(words + _PATCH + _GAP + cap + 2 * _SIDE + 2, max(self.fontMetrics().height() + 9, 26))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = themes.worn(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._ground(theme)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(self.rect(), 6, 6)
        middle = self.height() // 2
        patch = QRect(_SIDE, middle - _PATCH // 2, _PATCH, _PATCH)
        paint_patch(painter, patch, self.tag.colour, ground, self.isChecked())
        end = self.width() - _SIDE
        if self.tag.key:
            end -= _CAP
            self._paint_key(painter, QRect(end, middle - _CAP // 2, _CAP, _CAP), theme)
            end -= _GAP
        left = _SIDE + _PATCH + _GAP
        colour = theme.quiet if self.pale else theme.text
        draw_line(painter, QRect(left, 0, end - left, self.height()), self.tag.name, colour)
        if self.hasFocus():
            paint_focus(painter, self.rect(), theme)

    def _paint_key(self, painter: QPainter, rect: QRect, theme: themes.Theme) -> None:
        painter.save()
        painter.setFont(small(self.font()))
        paint_key(painter, rect, self.tag.key, theme)
        painter.restore()

    def _ground(self, theme: themes.Theme) -> str:
        if self.isDown() or self.isChecked():
            return theme.accent_soft
        return theme.hover if self.underMouse() else theme.surface


class TagGrid(QWidget):
    """The buttons in as many columns as show every name in full, one at least."""

    chosen = Signal(str)  # the name of the tag that was clicked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tags"))
        self.buttons: list[TagButton] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_MARGIN, 0, _MARGIN, _MARGIN)
        self._grid.setSpacing(_BETWEEN)
        self._grid.setVerticalSpacing(1)

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """Make a button for each tag, unless they are the same as before."""
        if [button.tag for button in self.buttons] == list(tags):
            return
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(tag) for tag in tags]
        self._place(force=True)

    def show_state(self, borne: Sequence[str], pale: bool) -> None:
        """Tick the tags that the passage in hand bears; look pale when there is nothing to tag."""
        for button in self.buttons:
            button.setChecked(button.tag.name in borne)
            button.pale = pale
            button.update()

    def width_needed(self) -> int:
        """How wide the grid must be for every name to be shown in full."""
        return self._widest() + 2 * _MARGIN

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _button(self, tag: Tag) -> TagButton:
        button = TagButton(tag, self)
        button.clicked.connect(lambda: self.chosen.emit(tag.name))
        return button

    def _widest(self) -> int:
        return max((button.sizeHint().width() for button in self.buttons), default=1)

    def _place(self, force: bool = False) -> None:
        columns = max(1, (self.contentsRect().width() - 2 * _MARGIN + _BETWEEN) // (self._widest() + _BETWEEN))
        if columns == self._columns and not force:
            return
        self._columns = columns
        rows = -(-len(self.buttons) // columns)
        for place, button in enumerate(self.buttons):
            self._grid.addWidget(button, place % rows, place // rows)
            button.show()
