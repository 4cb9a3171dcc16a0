"""A choice of one tag, each with its square."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QWidget

from reviewer.model import Tag
from reviewer.ui.chips import patch_pixmap

_PATCH = 14  # pixels


class TagBox(QComboBox):
    """`name` is what screen readers call it; the data of an entry is the tag's id."""

    def __init__(self, name: str, tags: Iterable[Tag] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setIconSize(QSize(_PATCH, _PATCH))
        self.offer(tags)

    def offer(self, tags: Iterable[Tag]) -> None:
        """Offer these tags in place of those that are there."""
        self.clear()
        for tag in tags:
            self.addItem(QIcon(patch_pixmap(self, tag.colour, _PATCH)), tag.name, tag.id)
