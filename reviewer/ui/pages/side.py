"""Beside the pages: small pages, or the outline of the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from reviewer.model import Page
from reviewer.ui.labels import EmptyState
from reviewer.ui.pages.client import PageImages
from reviewer.ui.pages.outline_tree import OutlineTree
from reviewer.ui.pages.thumbnails import WIDTH, Thumbnails
from reviewer.ui.segments import Segments

PAGES, OUTLINE = "pages", "outline"
_OUTLINE_WIDTHS = 180, 250, 460  # pixels: least, usual, most


class SidePanel(QFrame):
    """A switch between the two; the outline is read when it is first looked at."""

    place_wanted = Signal(int, object)  # page from 1; Box or None
    changed = Signal(str)  # PAGES or OUTLINE is shown now

    def __init__(self, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images, self._path, self._asked, self._page = images, "", "", 0
        self.thumbnails, self.outline, self._empty = Thumbnails(images), OutlineTree(), EmptyState("ph.list-bullets")
        choices = ((PAGES, self.tr("Pages")), (OUTLINE, self.tr("Outline")))
        self.switch = Segments(self.tr("Beside the pages"), choices)
        self._stack = QStackedWidget()
        for widget in (self.thumbnails, self.outline, self._empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._stack, 1)
        self.switch.changed.connect(self._switch)
        self.thumbnails.page_wanted.connect(lambda page: self.place_wanted.emit(page, None))
        self.outline.place_wanted.connect(self.place_wanted)
        images.outline_read.connect(self._take)
        self._switch(PAGES)

    @property
    def usual_width(self) -> int:
        """In pixels."""
        return WIDTH if self.switch.value == PAGES else _OUTLINE_WIDTHS[1]

    def open(self, pages: Sequence[Page], path: Path) -> None:
        """Show the pages of the PDF at `path`, or its outline."""
        self._path, self._asked, self._page = str(path), "", 1
        self.thumbnails.open(pages, path)
        self.look()

    def look(self) -> None:
        """Read the outline, if it is to be seen and is not known."""
        if self.switch.value == OUTLINE and not self.isHidden() and self._path not in ("", ".", self._asked):
            self._asked = self._path
            self._say(self.tr("Reading the outline…"))
            self._images.ask_outline(self._path)

    def show_page(self, page: int) -> None:
        """Mark the page that is read."""
        self._page = page
        self.thumbnails.set_current(page)
        if self._stack.currentWidget() is self.outline:
            self.outline.show_page(page)

    def _switch(self, shown: str) -> None:
        least, _, most = (WIDTH,) * 3 if shown == PAGES else _OUTLINE_WIDTHS
        self.setMinimumWidth(least)
        self.setMaximumWidth(most)
        known = self._asked == self._path and self.outline.topLevelItemCount()
        self._stack.setCurrentWidget(self.thumbnails if shown == PAGES else self.outline if known else self._empty)
        self.look()
        self.changed.emit(shown)

    def _take(self, path: str, found: object) -> None:
        """The outline of a PDF came in."""
        if path != self._path or self.switch.value != OUTLINE:
            self._asked = self._asked if path != self._path else ""  # it is asked for again when it is looked at
            return
        headings = found if isinstance(found, tuple) else ()
        self.outline.show_headings(headings)
        if headings:
            self._stack.setCurrentWidget(self.outline)
            self.outline.show_page(self._page)
        elif isinstance(found, tuple):
            self._say(self.tr("No outline"), self.tr("This file has no bookmarks. The small pages show where you are."))
        else:
            self._say(self.tr("No outline"), self.tr("The outline of this file could not be read."))

    def _say(self, title: str, hint: str = "") -> None:
        self._empty.say(title, hint)
        self._stack.setCurrentWidget(self._empty)
