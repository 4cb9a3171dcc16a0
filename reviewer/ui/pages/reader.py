"""The middle of the window: a slim toolbar, small pages at the left, the pages of the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.model import Box, Page, PageText, Span
from reviewer.ui.icons import icon
from reviewer.ui.pages import painting
from reviewer.ui.pages.canvas import Fit
from reviewer.ui.pages.client import PageImages
from reviewer.ui.pages.marks import PaintedHit, PaintedPassage, PaintedTerm
from reviewer.ui.pages.thumbnails import Thumbnails
from reviewer.ui.pages.view import PageView

_ROOMY = 640  # pixels: room for the whole bar
_PERCENTS = (50, 75, 100, 125, 150, 200, 300, 400)


class Reader(QWidget):
    """Shows one document. Pages count from 1; boxes are points of the page as displayed."""

    page_changed = Signal(int)
    selection_changed = Signal()
    passage_clicked = Signal(object)  # PassageId
    context_menu_requested = Signal(QPoint, object)  # position on the screen; PassageId or None
    hit_changed = Signal(int)  # the index of the hit that is current now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Sequence[Page] = ()
        self._hits: list[PaintedHit] = []
        self._starts: list[int] = []  # which of them are not the rest of the one before
        self._passages: list[PaintedPassage] = []
        self._hit = -1
        self._icons: list[tuple[QAction, str]] = []
        self.images = PageImages(self)
        self.view = PageView(self.images)
        self.thumbnails = Thumbnails(self.images)
        self._make_actions()
        self._bar = self._make_bar()
        self._lay_out()
        self._connect()
        self._show_document()

    def open(self, pages: Sequence[Page], path: Path, content: Callable[[int], PageText]) -> None:
        """Show the pages of the PDF at `path`; `content` gives the words of a page."""
        self._pages = pages
        self._hits, self._starts, self._passages, self._hit = [], [], [], -1
        self.thumbnails.open(pages, path)
        self.view.open(pages, path, content)
        self._show_document()

    def renumber(self, pages: Sequence[Page]) -> None:
        """The same pages, with other Bates numbers."""
        self._pages = pages
        self.thumbnails.renumber(pages)
        self._show_place()

    def clear(self, hint: str = "") -> None:
        """Show no document, and a hint in its place."""
        if hint:
            self.view.hint = hint
        self._pages = ()
        self._hits, self._starts, self._passages, self._hit = [], [], [], -1
        self.thumbnails.open((), Path())
        self.view.clear()
        self._show_document()

    def close_images(self) -> None:
        """End the process that draws pages; no page is drawn after."""
        self.images.close()

    def go_to(self, page: int, box: Box | None = None) -> None:
        """Bring a page to the top, or a box on it comfortably into view."""
        self.view.go_to(page, box)

    def outline(self, page: int, box: Box | None) -> None:
        """Draw a frame around a place on a page; without a box, none."""
        self.view.set_outline(page, box)

    @property
    def current_page(self) -> int:
        """The page that is being read; 0 without a document."""
        return self.view.current_page

    def set_zoom(self, zoom: float) -> None:
        """1.0 is 100 %."""
        self.view.set_zoom(zoom)

    def set_hits(self, hits: Sequence[PaintedHit]) -> None:
        """Paint these hits, in reading order; one of them may be current. What goes on over a page break is one hit."""
        self._hits = list(hits)
        self._starts = [place for place, hit in enumerate(self._hits) if not hit.continues]
        self._hit = next((index for index, place in enumerate(self._starts) if self._hits[place].current), -1)
        self._show_hits()

    def set_passages(self, passages: Sequence[PaintedPassage]) -> None:
        """Paint these passages."""
        self._passages = list(passages)
        self.view.set_passages(self._passages)
        self._show_dots()

    def set_terms(self, terms: Sequence[PaintedTerm]) -> None:
        """Paint these terms of sets."""
        self.view.set_terms(terms)

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip under the bar."""
        self._column.insertWidget(1, strip)

    def next_hit(self) -> None:
        """To the next hit; after the last one, to the first."""
        self.go_to_hit(self._hit + 1 if self._hit >= 0 else self._first_from(self.current_page))

    def previous_hit(self) -> None:
        """To the hit before; before the first one, to the last."""
        self.go_to_hit(self._hit - 1 if self._hit >= 0 else self._first_from(self.current_page) - 1)

    def go_to_hit(self, index: int) -> None:
        """Make a hit the current one and bring it into view; indexes wrap around."""
        if not self._starts:
            return
        self._hit = index % len(self._starts)
        first, end = [*self._starts, len(self._hits)][self._hit : self._hit + 2]
        self._hits = [replace(hit, current=first <= place < end) for place, hit in enumerate(self._hits)]
        self._show_hits()
        hit = self._hits[first]
        self.view.go_to(hit.page, hit.boxes[0] if hit.boxes else None)
        self.hit_changed.emit(self._hit)

    def select(self, spans: Sequence[Span]) -> None:
        """Select from the first span to the last."""
        self.view.select(spans)

    def selection(self) -> list[Span]:
        """What is selected, one span a page."""
        return self.view.selection()

    def selected_text(self) -> str:
        """The words that are selected."""
        return self.view.selected_text()

    def clear_selection(self) -> None:
        """Select nothing."""
        self.view.clear_selection()

    # Making

    def _make_actions(self) -> None:
        key = QKeySequence.StandardKey
        self.strip_action = self._action("ph.squares-four", self.tr("Small pages"), self._show_strip, "F4")
        self.previous_page_action = self._action("ph.caret-up", self.tr("Previous page"), lambda: self._turn(-1))
        self.next_page_action = self._action("ph.caret-down", self.tr("Next page"), lambda: self._turn(1))
        self.previous_hit_action = self._action(
            "ph.arrow-up", self.tr("Previous hit"), self.previous_hit, key.FindPrevious
        )
        self.next_hit_action = self._action("ph.arrow-down", self.tr("Next hit"), self.next_hit, key.FindNext)
        self.zoom_out_action = self._action(
            "ph.magnifying-glass-minus", self.tr("Zoom out"), self.view.zoom_out, key.ZoomOut
        )
        self.zoom_in_action = self._action(
            "ph.magnifying-glass-plus", self.tr("Zoom in"), self.view.zoom_in, key.ZoomIn
        )
        self.fit_width_action = self._fit_action("ph.arrows-out-line-horizontal", self.tr("Fit width"), Fit.WIDTH)
        self.fit_page_action = self._fit_action("ph.frame-corners", self.tr("Fit page"), Fit.PAGE)
        self.strip_action.setCheckable(True)
        self.strip_action.setChecked(True)

    def _action(
        self, name: str, text: str, slot: Callable[[], object], keys: str | QKeySequence.StandardKey = ""
    ) -> QAction:
        action = QAction(icon(name), text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({shown})" if shown else text)
        action.triggered.connect(lambda: slot())
        self._icons.append((action, name))
        self.addAction(action)
        return action

    def _fit_action(self, name: str, text: str, fit: Fit) -> QAction:
        action = self._action(name, text, lambda: self.view.set_fit(fit))
        action.setCheckable(True)
        return action

    def _make_bar(self) -> QToolBar:
        bar = QToolBar(self.tr("Pages"), self)
        bar.setAccessibleName(self.tr("Pages"))
        bar.setIconSize(QSize(18, 18))
        self._add(bar, self.strip_action)
        bar.addSeparator()
        self._add(bar, self.previous_page_action, self.next_page_action)
        self._add_place(bar)
        bar.addWidget(_stretch())
        self._hit_label = QLabel()
        self._hit_label.setContentsMargins(6, 0, 6, 0)
        self._hit_label.setAccessibleName(self.tr("Hits in this document"))
        self._hit_controls = [bar.addWidget(self._hit_label)]
        self._hit_controls += self._add(bar, self.previous_hit_action, self.next_hit_action)
        self._hit_controls.append(bar.addSeparator())
        self._add(bar, self.zoom_out_action)
        self._add_percent(bar)
        self._add(bar, self.zoom_in_action, self.fit_width_action, self.fit_page_action)
        return bar

    def _add(self, bar: QToolBar, *actions: QAction) -> list[QAction]:
        for action in actions:
            bar.addAction(action)
            bar.widgetForAction(action).setAccessibleName(action.text())
        return list(actions)

    def _add_place(self, bar: QToolBar) -> None:
        self._page_box = QLineEdit()
        self._page_box.setAccessibleName(self.tr("Page number"))
        self._page_box.setToolTip(self.tr("Go to a page number, a printed label or a Bates number"))
        self._page_box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page_box.setFixedWidth(52)
        bar.addWidget(self._page_box)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(6)
        self._count_label = self._label(row, self.tr("Number of pages"))
        self._label_label = self._label(row, self.tr("Printed label of this page"))
        self._bates_label = self._label(row, self.tr("Bates number of this page"))
        bar.addWidget(place)

    def _label(self, row: QHBoxLayout, name: str) -> QLabel:
        label = QLabel()
        label.setAccessibleName(name)
        label.setToolTip(name)
        row.addWidget(label)
        return label

    def _add_percent(self, bar: QToolBar) -> None:
        self._percent = QToolButton()
        self._percent.setAccessibleName(self.tr("Zoom"))
        self._percent.setToolTip(self.tr("Zoom"))
        self._percent.setMinimumWidth(62)
        self._percent.setStyleSheet("QToolButton::menu-indicator { image: none; width: 0; }")
        self._percent.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._percent)
        for percent in _PERCENTS:
            menu.addAction(f"{percent} %").triggered.connect(partial(self.view.set_zoom, percent / 100))
        self._percent.setMenu(menu)
        bar.addWidget(self._percent)

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.addWidget(self.thumbnails)
        body.addWidget(self.view, 1)
        self._column = column = QVBoxLayout(self)
        column.addWidget(self._bar)
        column.addLayout(body, 1)
        for layout in (body, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.page_changed.connect(self._page_turned)
        self.view.selection_changed.connect(self.selection_changed)
        self.view.passage_clicked.connect(self.passage_clicked)
        self.view.context_menu_requested.connect(self.context_menu_requested)
        self.view.zoom_changed.connect(lambda _: self._show_zoom())
        self.thumbnails.page_wanted.connect(self.view.go_to)
        self._page_box.returnPressed.connect(self._page_typed)

    # Showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the bar is short, the page keys and the page number do for the page buttons."""
        super().resizeEvent(event)
        for action in (self.previous_page_action, self.next_page_action):
            action.setVisible(self.width() >= _ROOMY)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            for action, name in self._icons:
                action.setIcon(icon(name))
        super().changeEvent(event)

    def _show_document(self) -> None:
        self._show_strip()
        self._show_place()
        self._show_hits()

    def _show_strip(self) -> None:
        self.thumbnails.setVisible(self.strip_action.isChecked() and bool(self._pages))

    def _page_turned(self, page: int) -> None:
        self.thumbnails.set_current(page)
        self._show_place()
        self.page_changed.emit(page)

    def _show_place(self) -> None:
        page = self._pages[self.current_page - 1] if self.current_page else None
        count = len(self._pages)
        self._page_box.setText(str(page.number) if page else "")
        _say(self._count_label, self.tr("of {0}").format(count) if page else "")
        _say(self._label_label, self.tr("·  label {0}").format(page.label) if page and page.label else "")
        _say(self._bates_label, f"·  {page.bates}" if page and page.bates else "")
        for action in self.actions():
            action.setEnabled(page is not None)
        for control in (self._page_box, self._percent):
            control.setEnabled(page is not None)
        self._show_zoom()

    def _show_zoom(self) -> None:
        self._percent.setText(f"{self.view.zoom:.0%}".replace("%", " %"))
        self.fit_width_action.setChecked(self.view.fit is Fit.WIDTH)
        self.fit_page_action.setChecked(self.view.fit is Fit.PAGE)

    def _show_hits(self) -> None:
        self.view.set_hits(self._hits)
        count = len(self._starts)
        number = self._hit + 1 if self._hit >= 0 else "–"
        self._hit_label.setText(self.tr("{0} of {1}").format(number, count) if count else "")
        for action in self._hit_controls:
            action.setVisible(bool(count))
        self._show_dots()

    def _show_dots(self) -> None:
        colours: dict[int, list[str]] = {}
        for hit in self._hits:
            colours.setdefault(hit.page, [painting.CURRENT.name()])
        for passage in self._passages:
            dots = colours.setdefault(passage.page, [])
            dots += [colour for colour in passage.colours if colour not in dots]
        self.thumbnails.set_colours(colours)

    # Doing

    def _turn(self, way: int) -> None:
        self.view.go_to(self.current_page + way)

    def _page_typed(self) -> None:
        page = _page_named(self._pages, self._page_box.text().strip())
        if page is None:
            self._page_box.selectAll()
            return
        self.view.go_to(page)
        self._show_place()
        self.view.setFocus()

    def _first_from(self, page: int) -> int:
        return next((index for index, place in enumerate(self._starts) if self._hits[place].page >= page), 0)


def _page_named(pages: Sequence[Page], name: str) -> int | None:
    """The page with this number, else with this printed label or Bates number; None where there is none."""
    names = (lambda page: str(page.number), lambda page: page.label, lambda page: page.bates)
    found = (page.number for of in names for page in pages if name and of(page).casefold() == name.casefold())
    return next(found, None)


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _stretch() -> QWidget:
    space = QWidget()
    space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return space
