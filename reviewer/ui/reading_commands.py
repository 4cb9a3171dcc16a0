"""What the window's actions do about the pages that are read: places, the bar's actions, copying with a citation."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from reviewer.export.cite import citation
from reviewer.store import documents
from reviewer.ui.actions import Actions, Needs
from reviewer.ui.page_alone import PageAlone
from reviewer.ui.pages.stretching import End

if TYPE_CHECKING:
    from reviewer.ui.main_window import MainWindow

PAGE_MENU = (
    "back forth go_to_page previous_page next_page - find_here text outline small_pages"
    " - two_pages turn_right turn_left - zoom_in zoom_out fit_width fit_page - page_alone"
    " - end_on end_back start_back start_on"
)
_HYPHEN = re.compile(r"([-\u2010])\s*\n\s*|\u00ad\s*\n\s*")


class ReadingCommands(QObject):
    """The slots of the actions of reading."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self.alone = PageAlone(window)
        self._reader, self._trail = window.workspace.reader, window.workspace.trail

    def add(self, actions: Actions) -> None:
        """Make the actions, and take in those of the reader."""
        add, tools = actions.add, self._reader.tools
        add("back", self.tr("&Back"), self.back, "Alt+Left", "ph.arrow-left", Needs.MATTER)
        add("forth", self.tr("&Forward"), self.forth, "Alt+Right", "ph.arrow-right", Needs.MATTER)
        add("go_to_page", self.tr("&Go to page…"), self._reader.ask_page, "G", "ph.hash-straight", Needs.DOCUMENT)
        cited = self.tr("Copy with &citation")
        add("copy_cited", cited, self.copy_cited, "Ctrl+Shift+C", "ph.quotes", Needs.DOCUMENT)
        alone = self.tr("The page a&lone")
        add("page_alone", alone, self.alone.toggle, "F11", "ph.arrows-out", Needs.DOCUMENT)
        self._add_stretching(actions)
        for name, action in (
            ("previous_page", tools.previous_page),
            ("next_page", tools.next_page),
            ("find_here", tools.find),
            ("text", tools.text),
            ("outline", tools.outline),
            ("small_pages", tools.side),
            ("two_pages", tools.paired),
            ("turn_right", tools.turn_right),
            ("turn_left", tools.turn_left),
            ("zoom_in", tools.zoom_in),
            ("zoom_out", tools.zoom_out),
            ("fit_width", tools.fit_width),
            ("fit_page", tools.fit_page),
        ):
            actions.adopt(name, action, Needs.DOCUMENT)
        self._reader.bar.lead_with(actions["back"], actions["forth"])

    def _add_stretching(self, actions: Actions) -> None:
        for name, words, keys, end, way in (
            ("end_on", self.tr("Passage: end a word later"), "Alt+Shift+Right", End.LAST, 1),
            ("end_back", self.tr("Passage: end a word earlier"), "Alt+Shift+Left", End.LAST, -1),
            ("start_back", self.tr("Passage: begin a word earlier"), "Alt+Shift+Up", End.FIRST, -1),
            ("start_on", self.tr("Passage: begin a word later"), "Alt+Shift+Down", End.FIRST, 1),
        ):
            actions.add(name, words, partial(self.stretch, end, way), keys, needs=Needs.CODING)

    def stretch(self, end: End, way: int) -> None:
        """Move an end of the passage in hand by a word, on (1) or back (-1)."""
        if not self._reader.view.handles.step(end, way):
            self._session.told.emit(self.tr("Take a passage in hand first: click its words, or its card"))

    def back(self) -> None:
        """To the place that was read before."""
        if self._trail.can_go_back:
            self._trail.back()
        else:
            self._session.told.emit(self.tr("There is no place before this one"))

    def forth(self) -> None:
        """To the place that `back` left."""
        if self._trail.can_go_forth:
            self._trail.forth()
        else:
            self._session.told.emit(self.tr("There is no place after this one"))

    def copy_cited(self) -> None:
        """Put the selected words on the clipboard in quotes, with the citation of the pages that hold them."""
        store, current, spans = self._session.store, self._session.current, self._reader.selection()
        if store is None or current is None or not spans:
            self._session.told.emit(self.tr("Select some words first, to copy them with their citation"))
            return
        pages = [documents.page(store, current, span.page) for span in spans]
        cited = citation(documents.load(store, current), pages)
        QGuiApplication.clipboard().setText(f"“{in_one_line(self._reader.selected_text())}” ({cited})")
        self._session.told.emit(self.tr("Copied, with the citation {cited}").format(cited=cited))


def in_one_line(text: str) -> str:
    """Words of several lines in one; a hyphen at the end of a line stays, since it may be part of the word."""
    return " ".join(_HYPHEN.sub(lambda found: found[1] or "", text).split())
