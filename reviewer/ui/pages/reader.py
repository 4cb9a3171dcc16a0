"""The middle of the window: a slim toolbar, small pages at the left, the pages of the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from reviewer.model import Area, Box, Page, PageText, PassageId, Span
from reviewer.ui.pages import painting
from reviewer.ui.pages.bar import PageBar
from reviewer.ui.pages.canvas import Fit
from reviewer.ui.pages.client import PageImages
from reviewer.ui.pages.find_bar import FindBar
from reviewer.ui.pages.hit_list import HitList
from reviewer.ui.pages.marks import PaintedHit, PaintedPassage, PaintedTerm
from reviewer.ui.pages.overview import Overview
from reviewer.ui.pages.place_names import page_named
from reviewer.ui.pages.side import OUTLINE, PAGES, SidePanel
from reviewer.ui.pages.text_panel import HiddenOn, TextPanel, nothing_hidden
from reviewer.ui.pages.tools import Tools
from reviewer.ui.pages.view import PageView

_TEXT_SHARE = 0.42  # of the room of the page, for its text
_LONGEST_FOUND = 80  # code points of a selection that is taken for what is to be found


class Reader(QWidget):
    """Shows one document. Pages count from 1; boxes are points of the page as displayed."""

    page_changed = Signal(int)
    selection_changed = Signal()
    passage_clicked = Signal(object)  # PassageId
    stretched = Signal(object, object)  # PassageId, the spans or the Area that it is to stand on
    context_menu_requested = Signal(QPoint, object)  # position on the screen; PassageId or None
    hit_changed = Signal(int)  # the index of the hit that is current now
    told = Signal(str)  # a sentence for the status bar
    place_unknown = Signal(str)  # no page of this document is called so
    turned = Signal(int)  # by how many quarters clockwise the pages are turned now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Sequence[Page] = ()
        self._hits = HitList()
        self._passages: list[PaintedPassage] = []
        self.images = PageImages(self)
        self.view = PageView(self.images)
        self.overview = Overview(self.view)
        self.side = SidePanel(self.images)
        self.tools = Tools(self)
        self.bar = PageBar(self.tools)
        self.find_bar = FindBar()
        self.text = TextPanel(self.view)
        self._lay_out()
        self._connect()
        self._show_document()

    def open(
        self,
        pages: Sequence[Page],
        path: Path,
        content: Callable[[int], PageText],
        hidden: HiddenOn = nothing_hidden,
        turn: int = 0,
    ) -> None:
        """Show the pages of the PDF at `path`; `content` gives the words of a page, `hidden` those that are not seen.

        `turn`: by how many quarters clockwise the pages are turned.
        """
        self._pages = pages
        self._hits, self._passages = HitList(), []
        self.side.open(pages, path)
        self.view.open(pages, path, content)
        if turn:
            self.view.lay_out(turn, self.view.paired)
        self.text.open(hidden)
        self._show_document()

    def renumber(self, pages: Sequence[Page]) -> None:
        """The same pages, with other Bates numbers."""
        self._pages = pages
        self.side.thumbnails.renumber(pages)
        self._show_place()

    def clear(self, hint: str = "") -> None:
        """Show no document, and a hint in its place."""
        if hint:
            self.view.hint = hint
        self._pages = ()
        self._hits, self._passages = HitList(), []
        self.side.open((), Path())
        self.view.clear()
        self.text.open(nothing_hidden)
        self._show_document()

    @property
    def kept(self) -> str:
        """How the pages are laid out, in words that `keep` takes."""
        shown = (self.side.switch.value, "paired" if self.view.paired else "")
        return " ".join([*shown, "text" if self.tools.text.isChecked() else ""])

    def keep(self, words: str) -> None:
        """Lay out the pages as `kept` told."""
        self.side.switch.choose(words.partition(" ")[0])
        self.tools.paired.setChecked("paired" in words.split())
        self.tools.text.setChecked("text" in words.split())

    def close_images(self) -> None:
        """End the process that draws pages; no page is drawn after."""
        self.images.close()

    def go_to(self, page: int, box: Box | None = None) -> None:
        """Bring a page to the top, or a box on it comfortably into view."""
        self.view.go_to(page, box)

    def ask_page(self) -> None:
        """Put the keyboard into the page field."""
        self.bar.page_field.setFocus()
        self.bar.page_field.selectAll()

    def say_no_page(self, words: str) -> None:
        """Say at the page field that what was typed there leads nowhere."""
        self.bar.refuse(words)
        self.told.emit(words)

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
        self._hits = HitList(hits)
        self.overview.show_hits(self._hits.painted)
        self._show_hits()
        self._show_dots()

    def set_passages(self, passages: Sequence[PaintedPassage]) -> None:
        """Paint these passages."""
        self._passages = list(passages)
        self.view.set_passages(self._passages)
        self.overview.show_passages(self._passages)
        self._show_dots()

    def hold(self, passage: PassageId | None) -> None:
        """Show the handles of a passage; with None, of none."""
        self.view.handles.hold(passage)

    def set_terms(self, terms: Sequence[PaintedTerm]) -> None:
        """Paint these terms of sets."""
        self.view.set_terms(terms)

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip under the bar."""
        self._column.insertWidget(2, strip)

    def next_hit(self) -> None:
        """To the next hit; after the last one, to the first."""
        self.go_to_hit(self._hits.current + 1 if self._hits.current >= 0 else self._hits.first_from(self.current_page))

    def previous_hit(self) -> None:
        """To the hit before; before the first one, to the last."""
        current = self._hits.current if self._hits.current >= 0 else self._hits.first_from(self.current_page)
        self.go_to_hit(current - 1)

    def go_to_hit(self, index: int) -> None:
        """Make a hit the current one and bring it into view; indexes wrap around."""
        if not len(self._hits):
            return
        hit = self._hits.make_current(index)
        self._show_hits()
        self.view.go_to(hit.page, hit.boxes[0] if hit.boxes else None)
        self.hit_changed.emit(self._hits.current)

    def select(self, spans: Sequence[Span]) -> None:
        """Select from the first span to the last."""
        self.view.select(spans)

    def selection(self) -> list[Span]:
        """What is selected, one span a page."""
        return self.view.selection()

    def chosen(self) -> list[Span] | Area:
        """What a tag would be put on: the area that is selected, else the words."""
        return self.view.area or self.view.selection()

    def selected_text(self) -> str:
        """The words that are selected."""
        return self.view.selected_text()

    def clear_selection(self) -> None:
        """Select nothing."""
        self.view.clear_selection()

    # Making

    def _lay_out(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.addWidget(self.view, 1)
        row.addWidget(self.overview)
        self.body = QSplitter()
        self.body.setChildrenCollapsible(False)
        for widget in (self.side, middle, self.text):
            self.body.addWidget(widget)
        self.body.setStretchFactor(1, 1)
        self._column = column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.body, 1)
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.page_changed.connect(self._page_turned)
        self.view.selection_changed.connect(self.selection_changed)
        self.view.told.connect(self.told)
        self.view.passage_clicked.connect(self.passage_clicked)
        self.view.handles.stretched.connect(self.stretched)
        self.view.context_menu_requested.connect(self.context_menu_requested)
        self.view.zoom_changed.connect(lambda _: self._show_zoom())
        self.side.place_wanted.connect(self.view.go_to)
        self.side.changed.connect(lambda _: self._fit_side())
        self.overview.place_wanted.connect(self.view.go_to)
        self.bar.place_wanted.connect(self._page_typed)
        self.find_bar.step_wanted.connect(lambda way: self.next_hit() if way > 0 else self.previous_hit())
        self.find_bar.closed.connect(self.view.setFocus)
        self.text.closed.connect(lambda: self.tools.text.setChecked(False))
        self.bar.zoom_wanted.connect(self.set_zoom)
        self._connect_tools()

    def _connect_tools(self) -> None:
        tools, view = self.tools, self.view
        tools.side.toggled.connect(self._show_side)
        tools.outline.triggered.connect(self._toggle_outline)
        tools.find.triggered.connect(self._open_find)
        tools.text.toggled.connect(self._show_text)
        tools.paired.toggled.connect(lambda on: view.lay_out(view.turn, on))
        tools.turn_right.triggered.connect(lambda: self._turn_pages(1))
        tools.turn_left.triggered.connect(lambda: self._turn_pages(-1))
        tools.previous_page.triggered.connect(lambda: self._step(-1))
        tools.next_page.triggered.connect(lambda: self._step(1))
        tools.previous_hit.triggered.connect(self.previous_hit)
        tools.next_hit.triggered.connect(self.next_hit)
        tools.zoom_out.triggered.connect(view.zoom_out)
        tools.zoom_in.triggered.connect(view.zoom_in)
        tools.fit_width.triggered.connect(lambda: view.set_fit(Fit.WIDTH))
        tools.fit_page.triggered.connect(lambda: view.set_fit(Fit.PAGE))

    # Showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bar.fit_into(self.width())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.tools.dress()
        super().changeEvent(event)

    def _show_document(self) -> None:
        self._show_side()
        self._show_text()
        self._show_place()
        self.overview.show_hits(self._hits.painted)
        self.overview.show_passages(self._passages)
        self._show_hits()
        self._show_dots()

    def _show_side(self) -> None:
        self.side.setVisible(self.tools.side.isChecked() and bool(self._pages))
        self.side.look()
        self.overview.setVisible(bool(self._pages))

    def _page_turned(self, page: int) -> None:
        self.side.show_page(page)
        self._show_place()
        self.page_changed.emit(page)

    def _show_place(self) -> None:
        page = self._pages[self.current_page - 1] if self.current_page else None
        self.bar.show_place(page, len(self._pages))
        for action in self.actions():
            action.setEnabled(page is not None)
        self._show_zoom()

    def _show_zoom(self) -> None:
        self.bar.show_zoom(self.view.zoom)
        self.tools.fit_width.setChecked(self.view.fit is Fit.WIDTH)
        self.tools.fit_page.setChecked(self.view.fit is Fit.PAGE)

    def _show_hits(self) -> None:
        self.view.set_hits(self._hits.painted)
        self.overview.show_current(self._hits.lit)
        for shown in (self.bar, self.find_bar):
            shown.show_hits(self._hits.current + 1, len(self._hits))

    def _show_dots(self) -> None:
        lit = painting.CURRENT.name()
        colours = {hit.page: [lit] for hit in self._hits.painted}
        for passage in self._passages:
            dots = colours.setdefault(passage.page, [])
            dots += [colour for colour in passage.colours if colour not in dots]
        self.side.thumbnails.set_colours(colours)

    def _show_text(self) -> None:
        """Show or hide the text beside the page."""
        shown, before = self.tools.text.isChecked() and bool(self._pages), self.text.isVisibleTo(self)
        if shown and not before:
            self.text.look()
            side, page, text = self.body.sizes()
            room = page + text
            self.body.setSizes([side, room - round(_TEXT_SHARE * room), round(_TEXT_SHARE * room)])
        elif before and not shown:
            self.text.hide()
            self.view.setFocus()

    def _fit_side(self) -> None:
        """Give the side the room that it usually takes."""
        sizes = self.body.sizes()
        sizes[1] += sizes[0] - self.side.usual_width
        sizes[0] = self.side.usual_width
        self.body.setSizes(sizes)

    # Doing

    def _toggle_outline(self) -> None:
        """Show the outline; where it is shown, the small pages again."""
        shown = self.tools.side.isChecked() and self.side.switch.value == OUTLINE
        self.side.switch.choose(PAGES if shown else OUTLINE)
        self.tools.side.setChecked(True)
        self._show_side()

    def _turn_pages(self, way: int) -> None:
        self.view.lay_out(self.view.turn + way, self.view.paired)
        self.turned.emit(self.view.turn)

    def _open_find(self) -> None:
        """Open the bar; words that are selected, up to a line, are what is looked for."""
        words = self.selected_text()
        self.find_bar.open(words if len(words) < _LONGEST_FOUND and "\n" not in words else "")

    def _step(self, way: int) -> None:
        page = self.current_page + way * (2 if self.view.paired else 1)
        self.view.go_to(max(1, min(page, self.view.page_count())))

    def _page_typed(self, name: str) -> None:
        page = page_named(self._pages, name)
        if page is None:
            self.bar.page_field.selectAll()
            self.place_unknown.emit(name.strip())
            return
        self.view.go_to(page)
        self._show_place()
        self.view.setFocus()
