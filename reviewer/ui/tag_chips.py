"""The tags of a document as a whole, as chips with a cross that takes one off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from reviewer.model import Tag
from reviewer.ui import theme as themes
from reviewer.ui.chips import chip_size, colours, paint_chip, paint_focus, small
from reviewer.ui.flow import Flow
from reviewer.ui.icons import icon

_CROSS = 14


class TagChip(QAbstractButton):
    """One tag; a click takes it off."""

    def __init__(self, tag: Tag, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tag = tag
        self.setAccessibleName(self.tr("Take “{tag}” off the document").format(tag=tag.name))
        self.setToolTip(self.accessibleName())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(small(self.font()))

    def sizeHint(self) -> QSize:
        return chip_size(self.tag.name, self.fontMetrics()) + QSize(_CROSS, 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = themes.worn(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect()
        paint_chip(painter, rect, self.tag.name, self.tag.colour, theme, _CROSS)
        if self.isEnabled():
            ink = theme.danger if self.underMouse() else colours(self.tag.colour, theme).ink
            cross = QRect(rect.right() - _CROSS - 4, rect.center().y() - _CROSS // 2 + 1, _CROSS, _CROSS)
            icon("ph.x", ink).paint(painter, cross)
        if self.hasFocus():
            paint_focus(painter, rect, theme)


class TagChips(QWidget):
    """The chips; without any, nothing."""

    removal_wanted = Signal(str)  # the name of a tag

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tags of the document"))
        self._flow = Flow()
        self.setLayout(self._flow)
        self.chips: list[TagChip] = []
        self.hide()

    def show_tags(self, tags: Sequence[Tag], writable: bool) -> None:
        """Show these."""
        if [chip.tag for chip in self.chips] != list(tags):
            for chip in self.chips:
                chip.hide()
                chip.deleteLater()
            self.chips = [self._chip(tag) for tag in tags]
        for chip in self.chips:
            chip.setEnabled(writable)
        self.setVisible(bool(tags))

    def _chip(self, tag: Tag) -> TagChip:
        chip = TagChip(tag, self)
        chip.clicked.connect(lambda: self.removal_wanted.emit(tag.name))
        self._flow.addWidget(chip)
        chip.show()
        return chip
