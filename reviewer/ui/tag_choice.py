"""A list of tags to tick, with the count of passages that bear each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from reviewer.model import Tag, TagId
from reviewer.ui.by_locale import number
from reviewer.ui.chips import patch_pixmap

_PATCH = 14


class TagChoice(QWidget):
    """All passages, or those that bear any of the ticked tags."""

    changed = Signal()

    def __init__(self, tags: Sequence[Tag], use: Mapping[TagId, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags = [tag for tag in tags if use.get(tag.id)]
        self.all = QCheckBox(self.tr("All tagged passages"))
        self.all.setChecked(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Tags to export"))
        self.list.setProperty("role", "boxed")
        self.list.setIconSize(QSize(_PATCH, _PATCH))
        for tag in self._tags:
            self.list.addItem(self._item(tag, use.get(tag.id, 0)))
        self.all.toggled.connect(self._switch)
        self.list.itemChanged.connect(lambda _: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.all)
        column.addWidget(self.list, 1)
        self._switch(True)

    def chosen(self) -> list[Tag] | None:
        """The ticked tags; None means all passages."""
        if self.all.isChecked():
            return None
        return [tag for row, tag in enumerate(self._tags) if self._ticked(row)]

    def tick(self, name: str, on: bool = True) -> None:
        """Tick a tag, or take the tick away."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for row, tag in enumerate(self._tags):
            if tag.name == name:
                self.list.item(row).setCheckState(state)

    def _ticked(self, row: int) -> bool:
        return self.list.item(row).checkState() == Qt.CheckState.Checked

    def _switch(self, everything: bool) -> None:
        self.list.setEnabled(not everything)
        self.changed.emit()

    def _item(self, tag: Tag, count: int) -> QListWidgetItem:
        counted = self.tr("1 passage") if count == 1 else self.tr("{0} passages").format(number(count))
        item = QListWidgetItem(QIcon(patch_pixmap(self, tag.colour, _PATCH)), f"{tag.name}  ·  {counted}")
        item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(Qt.CheckState.Checked)
        return item
