"""The page alone: full screen, without panels and bars, while all keys stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from reviewer.ui.main_window import MainWindow


class PageAlone:
    """Takes everything but the page away, and brings it back as it was."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._sizes: list[int] = []  # of the panels, before
        self._state = window.windowState()

    @property
    def on(self) -> bool:
        """Whether the page is alone."""
        return bool(self._sizes)

    def toggle(self) -> None:
        """Show the page alone, or everything again."""
        window, panels = self._window, self._window.workspace
        if self.on:
            window.setWindowState(self._state)
            panels.setSizes(self._sizes)
            self._sizes = []
        else:
            window.remember()
            self._state, self._sizes = window.windowState(), panels.sizes()
            panels.setSizes([0, sum(self._sizes), 0])
            window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
            panels.reader.setFocus()
        for bar in (window.menuBar(), window.top_bar, window.statusBar()):
            bar.setVisible(not self.on)
