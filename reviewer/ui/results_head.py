"""What stands above the results: how many there are, how the query was read, its parts, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from reviewer.errors import QueryError
from reviewer.search.fields import Fields
from reviewer.search.found import Found, Order
from reviewer.search.parts import joined, parts
from reviewer.ui.flow import Flow
from reviewer.ui.icons import icon
from reviewer.ui.labels import ElidedLabel, IconButton, UnfoldingLabel
from reviewer.words import local

READ_AS_LINES = 3


class ResultsHead(QFrame):
    """Each part of the query is a chip that a click takes away."""

    asked = Signal(str, object)  # a query, and the Sample that is drawn of what it finds, or None
    ordered = Signal(object)  # Order
    within_wanted = Signal()
    listing_wanted = Signal()
    save_wanted = Signal()
    sample_wanted = Signal()
    tag_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count, self.read_as = ElidedLabel(lines=2), UnfoldingLabel(READ_AS_LINES, "quiet")
        self.count.setProperty("role", "heading")
        self.previous = IconButton("ph.caret-up", self.tr("Previous hit (Shift+F3)"), side=16)
        self.next = IconButton("ph.caret-down", self.tr("Next hit (F3)"), side=16)
        self.meant = QPushButton()
        self.meant.setProperty("link", "plain")
        self.meant.setAccessibleName(self.tr("Search for what was probably meant"))
        self.meant.clicked.connect(lambda: self.asked.emit(self._found.meant if self._found else "", None))
        self._pictures: list[tuple[QToolButton, str]] = []
        self._found: Found | None = None
        self._chips, self._tools = QWidget(), QWidget()
        self._chip_flow, tools = Flow(), Flow()
        self._chips.setLayout(self._chip_flow)
        self._tools.setLayout(tools)
        for button in self._made_tools():
            tools.addWidget(button)
        self._lay_out()
        self._dress()

    @property
    def parts(self) -> list[QToolButton]:
        """The chips."""
        found = (self._chip_flow.itemAt(place) for place in range(self._chip_flow.count()))
        return [widget for item in found if item and isinstance(widget := item.widget(), QToolButton)]

    def show_found(self, found: Found, counted: str, fields: Fields) -> None:
        """Say what was found; `fields` are those of the matter."""
        self._found = found
        self.count.setText(counted)
        told = ". ".join([found.said, *(found.notes if found.documents else ())])
        self.read_as.setText(self.tr("Read as: {0}").format(told))
        for button in (self.previous, self.next, self.listing):
            button.setEnabled(bool(found.documents))
        self.tag.setEnabled(found.hits > 0)
        self.meant.setText(self.tr("Did you mean: {0}").format(found.meant).replace("&", "&&"))
        self.meant.setVisible(bool(found.meant))
        self.within.setEnabled(bool(found.documents) and found.sample is None)
        self.orders[found.order].setChecked(True)
        self.sort.setText(self._order_words(found.order))
        self._show_chips(found, fields)
        self.show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _show_chips(self, found: Found, fields: Fields) -> None:
        while (item := self._chip_flow.takeAt(0)) and (widget := item.widget()):
            widget.hide()
            widget.deleteLater()
        written = _parts(found.query, fields)
        for place, part in enumerate(written):
            left = [*written[:place], *written[place + 1 :]]
            self._add_chip(part, joined(left, fields) if left else "", None if not left else found.sample)
        if found.sample:
            self._add_chip(self.tr("Sample: {0}").format(local(found.sample.written)), found.query, None)
        self._chips.setVisible(len(written) > 1 or found.sample is not None)

    def _add_chip(self, words: str, query: str, sample: object) -> None:
        chip = QToolButton()
        chip.setText(chip.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 220).replace("&", "&&"))
        chip.setIcon(icon("ph.x"))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setProperty("chip", True)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setAccessibleName(self.tr("Search without: {part}").format(part=words))
        chip.setToolTip(chip.accessibleName())
        chip.clicked.connect(lambda: self.asked.emit(query, sample))
        self._chip_flow.addWidget(chip)

    def _made_tools(self) -> list[QToolButton]:
        self.sort = self._tool("ph.sort-ascending", self.tr("In which order documents are listed"))
        self.sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sort.setMenu(self._order_menu())
        self.within = self._tool(
            "ph.magnifying-glass-plus", self.tr("Search within these results (Ctrl+Shift+F)"), self.within_wanted.emit
        )
        self.save = self._tool("ph.star", self.tr("Save this search (Ctrl+S)"), self.save_wanted.emit)
        self.tag = self._tool("ph.tag", self.tr("Tag all hits (Ctrl+Shift+T)"), self.tag_wanted.emit)
        self.sample = self._tool("ph.dice-three", self.tr("Draw a random sample"), self.sample_wanted.emit)
        listing = self.tr("Show these alone in the list of documents")
        self.listing = self._tool("ph.list", listing, self.listing_wanted.emit)
        self.sort.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return [self.sort, self.within, self.save, self.tag, self.sample, self.listing]

    def _tool(self, picture: str, name: str, slot: Callable[[], object] | None = None) -> QToolButton:
        button = QToolButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(QSize(17, 17))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setProperty("tool", True)
        if slot:
            button.clicked.connect(lambda: slot())
        self._pictures.append((button, picture))
        return button

    def _order_menu(self) -> QMenu:
        menu, group = QMenu(self), QActionGroup(self)
        self.orders: dict[Order, QAction] = {}
        for order in Order:
            action = menu.addAction(self._order_words(order))
            action.setCheckable(True)
            action.triggered.connect(lambda _, order=order: self.ordered.emit(order))
            group.addAction(action)
            self.orders[order] = action
        return menu

    def _order_words(self, order: Order) -> str:
        return {
            Order.PRODUCTION: self.tr("By number"),
            Order.OLDEST: self.tr("Oldest first"),
            Order.NEWEST: self.tr("Newest first"),
            Order.HITS: self.tr("Most hits first"),
        }[order]

    def _dress(self) -> None:
        for button, picture in self._pictures:
            button.setIcon(icon(picture))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.read_as)
        column.addWidget(self.meant, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._chips)
        column.addWidget(self._tools)


def _parts(query: str, fields: Fields) -> tuple[str, ...]:
    try:
        return parts(query, fields) if query.strip() else ()
    except QueryError:
        return (query,)
