"""The slim bar over the pages: which page is read, how many hits there are, how large the page is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QToolTip,
    QWidget,
)

from reviewer.model import Page
from reviewer.ui.labels import IconButton
from reviewer.ui.pages.tools import Tools

_ROOMY = 760  # pixels: room for the whole bar
_PERCENTS = (50, 75, 100, 125, 150, 200, 300, 400)


class PageBar(QToolBar):
    """Shows what the reader tells it; what is wanted comes by signal."""

    place_wanted = Signal(str)  # a page number, a label or a Bates number, as typed
    zoom_wanted = Signal(float)  # 1.0 is 100 %

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._roomy: list[tuple[QAction, QAction]] = []  # what is there where the bar has room, and what it precedes
        self.setWindowTitle(self.tr("Pages"))
        self.setAccessibleName(self.tr("Pages"))
        self.setIconSize(QSize(18, 18))
        self.add(tools.side)
        self.addSeparator()
        place = self._add_place()
        self._roomy += [(action, place) for action in (tools.previous_page, tools.next_page)]
        self.addWidget(_stretch())
        self._add_hits()
        self.add(tools.zoom_out)
        self._add_percent()
        self.add(tools.zoom_in)
        more = self._add_more()
        self._roomy += [(action, more) for action in (tools.fit_width, tools.fit_page)]

    def add(self, *actions: QAction) -> list[QAction]:
        """Add buttons at the right end."""
        for action in actions:
            self.addAction(action)
            self.widgetForAction(action).setAccessibleName(action.text())
        return list(actions)

    def lead_with(self, *actions: QAction) -> None:
        """Put buttons at the left end, there only where the bar has room."""
        first, line = self.actions()[0], QAction(self)
        line.setSeparator(True)
        self._roomy += [(action, first) for action in (*actions, line)]
        self.fit_into(self.width())

    def show_place(self, page: Page | None, count: int) -> None:
        """The page that is read, of so many; without one, nothing can be typed or chosen."""
        self.page_field.setText(str(page.number) if page else "")
        _say(self._count, self.tr("of {0}").format(count) if page else "")
        _say(self._label, self.tr("·  label {0}").format(page.label) if page and page.label else "")
        _say(self.bates, f"·  {page.bates}" if page and page.bates else "")
        for control in (self.page_field, self._percent, self._more):
            control.setEnabled(page is not None)

    def show_zoom(self, zoom: float) -> None:
        """The zoom; 1.0 is 100 %."""
        self._percent.setText(f"{zoom:.0%}".replace("%", " %"))

    def show_hits(self, number: int, count: int) -> None:
        """The hit that is current, from 1, of so many; 0 for none."""
        self.hits.setText(self.tr("{0} of {1}").format(number or "–", count) if count else "")
        for action in self._hit_controls:
            action.setVisible(bool(count))

    def refuse(self, words: str) -> None:
        """Say that what was typed for a page leads nowhere."""
        self.page_field.selectAll()
        corner = self.page_field.mapToGlobal(self.page_field.rect().bottomLeft())
        QToolTip.showText(corner, words, self.page_field)

    def fit_into(self, width: int) -> None:
        """Where the bar is short, keys and menus do for some of the buttons."""
        for action, _ in self._roomy:
            self.removeAction(action)
        for action, following in self._roomy if width >= _ROOMY else ():
            self.insertAction(following, action)
            self.widgetForAction(action).setAccessibleName(action.iconText())

    def _add_hits(self) -> None:
        self.hits = QLabel()
        self.hits.setContentsMargins(6, 0, 6, 0)
        self.hits.setAccessibleName(self.tr("Hits in this document"))
        self._hit_controls = [self.addWidget(self.hits)]
        self._hit_controls += self.add(self._tools.previous_hit, self._tools.next_hit)
        self._hit_controls.append(self.addSeparator())

    def _add_place(self) -> QAction:
        self.page_field = QLineEdit()
        self.page_field.setAccessibleName(self.tr("Page number"))
        self.page_field.setToolTip(self.tr("Go to a page number, a printed label or a Bates number"))
        self.page_field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page_field.setFixedWidth(52)
        self.page_field.returnPressed.connect(lambda: self.place_wanted.emit(self.page_field.text()))
        first = self.addWidget(self.page_field)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(6)
        self._count = _label(row, self.tr("Number of pages"))
        self._label = _label(row, self.tr("Printed label of this page"))
        self.bates = _label(row, self.tr("Bates number of this page"))
        self.addWidget(place)
        return first

    def _add_more(self) -> QAction:
        tools, more = self._tools, QMenu(self)
        more.addActions([tools.find, tools.text, tools.outline])
        more.addSeparator()
        more.addActions([tools.paired, tools.turn_right, tools.turn_left])
        self._more = IconButton("ph.dots-three-vertical", self.tr("More about the pages"))
        _drop(self._more, more)
        return self.addWidget(self._more)

    def _add_percent(self) -> None:
        menu = QMenu(self)
        for percent in _PERCENTS:
            menu.addAction(f"{percent} %").triggered.connect(lambda _, zoom=percent / 100: self.zoom_wanted.emit(zoom))
        menu.addSeparator()
        menu.addActions([self._tools.fit_width, self._tools.fit_page])
        self._percent = QToolButton()
        self._percent.setAccessibleName(self.tr("Zoom"))
        self._percent.setToolTip(self.tr("Zoom"))
        _drop(self._percent, menu)
        self._percent.setMinimumWidth(62)
        self.addWidget(self._percent)


def _drop(button: QToolButton, menu: QMenu) -> None:
    """Let a button open a menu, without the sign for it."""
    button.setStyleSheet("QToolButton::menu-indicator { image: none; width: 0; }")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)


def _label(row: QHBoxLayout, name: str) -> QLabel:
    label = QLabel()
    label.setAccessibleName(name)
    label.setToolTip(name)
    row.addWidget(label)
    return label


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _stretch() -> QWidget:
    space = QWidget()
    space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return space
