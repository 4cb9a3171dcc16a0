"""What the window's actions do about searches: save, open, rename, draw a sample."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.review import searches as verbs
from reviewer.store import documents
from reviewer.store.searches import SavedSearch
from reviewer.ui.actions import Actions, Needs
from reviewer.ui.highlights_dialog import HighlightsDialog
from reviewer.ui.saved_model import SavedRow
from reviewer.ui.search_dialogs import NameDialog, SampleDialog
from reviewer.ui.tagging_dialog import TaggingDialog
from reviewer.words import local

if TYPE_CHECKING:
    from reviewer.ui.main_window import MainWindow


class SearchCommands(QObject):
    """The slots of the actions of searching; their dialogs are kept while they are open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self.naming: NameDialog | None = None
        self.sampling: SampleDialog | None = None
        self.tagging: TaggingDialog | None = None
        self.highlights: HighlightsDialog | None = None
        window.workspace.highlights.editing_wanted.connect(self.edit_highlights)
        head, saved = window.workspace.results.head, window.workspace.saved
        head.within_wanted.connect(window.search_box.search_within)
        head.save_wanted.connect(self.save)
        head.sample_wanted.connect(self.draw_sample)
        head.tag_wanted.connect(self.tag_hits)
        saved.renaming_wanted.connect(self.rename)
        saved.moving_wanted.connect(self.move)

    def add(self, actions: Actions) -> None:
        """Make the actions."""
        add, box = actions.add, self._window.search_box
        within = self.tr("Search &within the results…")
        add("within", within, box.search_within, "Ctrl+Shift+F", "ph.magnifying-glass-plus", Needs.MATTER)
        add("save_search", self.tr("S&ave this search…"), self.save, "Ctrl+S", "ph.star", Needs.WRITING)
        add("draw_sample", self.tr("Draw a &random sample…"), self.draw_sample, "", "ph.dice-three", Needs.MATTER)
        add("tag_hits", self.tr("&Tag all hits…"), self.tag_hits, "Ctrl+Shift+T", "ph.tag", Needs.WRITING)
        highlights = self.tr("&Highlighted terms…")
        add("highlights", highlights, self.edit_highlights, "Ctrl+Shift+G", "ph.highlighter-circle", Needs.MATTER)
        add("saved", self.tr("Sa&ved searches"), self.show_saved, "Ctrl+5", needs=Needs.MATTER)

    def save(self) -> None:
        """Ask for a name and keep the search of the moment by it."""
        store, found = self._session.store, self._session.found
        if store is None or found is None or store.read_only:
            self._session.told.emit(self.tr("There is no search that could be saved"))
            return
        size = (found.sample.size, found.sample.percent, found.sample.seed) if found.sample else ()
        said = " · ".join(filter(None, [found.query, local(found.sample.written) if found.sample else ""]))

        def keep(name: str) -> None:
            verbs.save_search(store, self._session.author, name, found.query, *size)

        self._ask(self.tr("Save this search"), said, found.query[:60] or self.tr("Sample"), keep)

    def rename(self, row: SavedRow) -> None:
        """Ask for another name of a search or of a folder."""
        store, author = self._session.store, self._session.author
        if store is None or store.read_only:
            return

        def keep(name: str) -> None:
            if row.search:
                verbs.rename_search(store, author, row.search, name)
            else:
                verbs.rename_folder(store, author, row.folder, name or row.folder)

        title = self.tr("Rename the search") if row.search else self.tr("Rename the folder")
        self._ask(title, row.query, row.name, keep)

    def move(self, search: SavedSearch) -> None:
        """Ask for the folder that a search goes into."""
        store = self._session.store
        if store is None or store.read_only:
            return

        def keep(folder: str) -> None:
            verbs.move_search(store, self._session.author, search, folder)

        known = self._window.workspace.saved.model.folders
        said = self.tr("There are: {0}.").format(", ".join(known)) if known else self.tr("There is none yet.")
        words = self.tr("The folder for “{name}”; a new name makes a new one, none takes the search out. {there}")
        self._ask(self.tr("Put into a folder"), words.format(name=search.name, there=said), search.folder, keep)

    def draw_sample(self) -> None:
        """Ask for a random sample, and show it as results."""
        store = self._session.store
        if store is None:
            return
        self.sampling = SampleDialog(self._session.found, documents.count(store), self._window)
        self.sampling.chosen.connect(self._session.search)
        self.sampling.open()

    def tag_hits(self) -> None:
        """Ask for a tag for all hits of the search of the moment."""
        store, found = self._session.store, self._session.found
        if store is None or store.read_only or found is None or not found.hits:
            self._session.told.emit(self.tr("There are no hits that could be tagged"))
            return
        self.tagging = TaggingDialog(self._session, found, self._window)
        self.tagging.open()

    def edit_highlights(self) -> None:
        """Show the sets of terms that are lit on every page."""
        self.highlights = HighlightsDialog(self._session, self._window)
        self.highlights.open()

    def show_saved(self) -> None:
        """Bring the searches that are kept into view."""
        self._window.workspace.show_passages(False)
        self._window.workspace.left.setCurrentWidget(self._window.workspace.saved)
        self._window.workspace.saved.list.setFocus()

    def _ask(self, title: str, detail: str, name: str, keep: Callable[[str], None]) -> None:
        self.naming = NameDialog(title, detail, name, keep, self._window)
        self.naming.accepted.connect(self._session.tell_coded)
        self.naming.open()
