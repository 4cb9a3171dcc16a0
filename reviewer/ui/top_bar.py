"""The bar at the top: home, the matter's name, import, search in the middle, and what is used often at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from reviewer.ui.actions import Actions

SEARCH_WIDTH = 560
NAME_WIDTH = 200
SIDE = 20


class TopBar(QToolBar):
    """Not movable; `search` is the search box."""

    def __init__(self, actions: Actions, search: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top bar")
        self.setWindowTitle(self.tr("Toolbar"))
        self.setAccessibleName(self.tr("Toolbar"))
        self.setMovable(False)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._name = QLabel()
        self._name.setProperty("role", "heading")
        self._name.setContentsMargins(4, 0, 12, 0)
        self.addAction(actions["close"])
        self.addWidget(self._name)
        self.addAction(actions["import"])
        self.addWidget(_centred(search))
        for names in (("undo", "redo"), ("all_passages", "codebook", "export"), ("theme",)):
            for name in names:
                self.addAction(actions[name])
            if names != ("theme",):
                self.addSeparator()
        for name in ("import", "export"):
            button = self.widgetForAction(actions[name])
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for action in self.actions():
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.setAccessibleName(action.iconText())

    def show_name(self, name: str) -> None:
        """Show what the matter is called, cut off where it is long."""
        shown = self._name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH)
        self._name.setText(shown)
        self._name.setToolTip(name if shown != name else "")


def _centred(search: QWidget) -> QWidget:
    search.setMaximumWidth(SEARCH_WIDTH)
    search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    middle = QWidget()
    middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    row = QHBoxLayout(middle)
    row.setContentsMargins(12, 0, 12, 0)
    row.addStretch(1)
    row.addWidget(search, 1000)
    row.addStretch(1)
    return middle
