"""What can be done with the pages, as actions: their words, icons and keys. The bar and the View menu show them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from reviewer.ui.icons import icon

_Keys = QKeySequence.StandardKey


class Tools(QObject):
    """The actions of a reader, which does them."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._icons: list[tuple[QAction, str]] = []
        self.side = self._switch("ph.squares-four", self.tr("Small pages and outline"), "F4")
        self.outline = self._action("ph.list-bullets", self.tr("Outline"), "Shift+F4")
        self.previous_page = self._action("ph.caret-up", self.tr("Previous page"), "Ctrl+PgUp")
        self.next_page = self._action("ph.caret-down", self.tr("Next page"), "Ctrl+PgDown")
        self.previous_hit = self._action("ph.arrow-up", self.tr("Previous hit"), _Keys.FindPrevious)
        self.next_hit = self._action("ph.arrow-down", self.tr("Next hit"), _Keys.FindNext)
        self.zoom_out = self._action("ph.magnifying-glass-minus", self.tr("Zoom out"), _Keys.ZoomOut)
        self.zoom_in = self._action("ph.magnifying-glass-plus", self.tr("Zoom in"), _Keys.ZoomIn)
        self.fit_width = self._switch("ph.arrows-out-line-horizontal", self.tr("Fit width"))
        self.fit_page = self._switch("ph.frame-corners", self.tr("Fit page"))
        self.turn_right = self._action("ph.arrow-clockwise", self.tr("Turn to the right"), "R")
        self.turn_left = self._action("ph.arrow-counter-clockwise", self.tr("Turn to the left"), "Shift+R")
        self.paired = self._switch("ph.book-open", self.tr("Two pages side by side"), "F8")
        self.text = self._switch("ph.text-align-left", self.tr("Text of the page"), "F6")
        self.find = self._action("ph.magnifying-glass", self.tr("Find in this document"), "/; F9")
        self.side.setChecked(True)

    def dress(self) -> None:
        """Draw the icons in the colours of the theme."""
        for action, name in self._icons:
            action.setIcon(icon(name))

    def _switch(self, name: str, text: str, keys: str = "") -> QAction:
        action = self._action(name, text, keys)
        action.setCheckable(True)
        return action

    def _action(self, name: str, text: str, keys: str | QKeySequence.StandardKey = "") -> QAction:
        action = QAction(icon(name), text, self._owner)
        action.setShortcuts(
            [QKeySequence(one) for one in (keys.split("; ") if isinstance(keys, str) else [keys]) if one]
        )
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({shown})" if shown else text)
        self._icons.append((action, name))
        self._owner.addAction(action)
        return action
