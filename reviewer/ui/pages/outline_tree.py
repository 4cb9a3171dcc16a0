"""The outline of a file as a tree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from reviewer.model import Heading

_INDENT = 14  # pixels a level


class OutlineTree(QTreeWidget):
    """The headings of a file; a click or Enter goes to the page that one leads to."""

    place_wanted = Signal(int, object)  # page from 1; Box or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headings: Sequence[Heading] = ()
        self._items: list[QTreeWidgetItem] = []
        self.setAccessibleName(self.tr("Outline"))
        self.setHeaderHidden(True)
        self.setIndentation(_INDENT)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.itemClicked.connect(lambda item, _: self._want(item))
        self.itemActivated.connect(lambda item, _: self._want(item))

    def show_headings(self, headings: Sequence[Heading]) -> None:
        """Show these, the upper level open."""
        self.clear()
        self._headings = headings
        self._items = [_item(heading, place) for place, heading in enumerate(headings)]
        self._nest()
        self.expandToDepth(0)

    def show_page(self, page: int) -> None:
        """Mark the first heading that leads to this page, else the last one before it."""
        pages = [heading.page for heading in self._headings]
        before = [place for place, there in enumerate(pages) if 0 < there < page]
        last = max(before, key=lambda place: (pages[place], place), default=None)
        last = pages.index(page) if page in pages else last
        if last is None:
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentItem(self._items[last])

    def _nest(self) -> None:
        """Put each heading under the last one of a lower level."""
        above: list[QTreeWidgetItem] = []
        for heading, item in zip(self._headings, self._items, strict=True):
            del above[heading.level :]
            if above:
                above[-1].addChild(item)
            above.append(item)
        self.addTopLevelItems([item for item in self._items if item.parent() is None])

    def _want(self, item: QTreeWidgetItem) -> None:
        heading = self._headings[item.data(0, Qt.ItemDataRole.UserRole)]
        if heading.page:
            self.place_wanted.emit(heading.page, heading.place)


def _item(heading: Heading, place: int) -> QTreeWidgetItem:
    item = QTreeWidgetItem([heading.title or "–"])
    item.setToolTip(0, heading.title)
    item.setData(0, Qt.ItemDataRole.UserRole, place)
    if not heading.page:  # it leads to another file, or nowhere
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
    return item
