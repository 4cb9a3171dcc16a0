"""What the window's actions do, and the words they go by."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QTabWidget, QWidget

from reviewer.demo import sample_folder
from reviewer.settings import config_folder
from reviewer.store.documents import load_many
from reviewer.store.matter import FILE_NAME, SUFFIX
from reviewer.ui import theme
from reviewer.ui.actions import Actions, Needs
from reviewer.ui.bates_dialog import BatesDialog
from reviewer.ui.codebook_dialog import CodebookDialog
from reviewer.ui.coding_commands import CodingCommands
from reviewer.ui.exceptions_dialog import ExceptionsDialog
from reviewer.ui.export_dialog import ExportDialog
from reviewer.ui.help_commands import HELP_MENU, HelpCommands
from reviewer.ui.hidden_dialog import HiddenDialog
from reviewer.ui.import_dialog import ImportDialog
from reviewer.ui.ledger_dialog import LedgerDialog
from reviewer.ui.list_dialog import bring
from reviewer.ui.marking import mark
from reviewer.ui.marks_dialog import MarksDialog
from reviewer.ui.matter_dialog import MatterDialog
from reviewer.ui.ocr_dialog import OcrDialog
from reviewer.ui.palette import TagPalette
from reviewer.ui.passages.commands import PassageCommands
from reviewer.ui.reading_commands import PAGE_MENU, ReadingCommands
from reviewer.ui.report_commands import ReportCommands
from reviewer.ui.search_commands import SearchCommands
from reviewer.ui.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from reviewer.ui.main_window import MainWindow

SAMPLE = "Sample"


class Commands(QObject):
    """The slots of the window's actions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self.marks: MarksDialog | None = None
        self.hidden: HiddenDialog | None = None
        self.coding = CodingCommands(window)
        self.searches = SearchCommands(window)
        self.passages = PassageCommands(window)
        self.reports = ReportCommands(window)
        self.help = HelpCommands(window)
        self.reading = ReadingCommands(window)

    def fill(self, actions: Actions) -> None:
        """Make all actions and the menus."""
        self._add_file(actions)
        self._add_edit(actions)
        self._add_review(actions)
        self._add_view(actions)
        self.coding.add(actions)
        self.searches.add(actions)
        self.passages.add(actions)
        self.reports.add(actions)
        self.reading.add(actions)
        self.help.add(actions)
        actions.menu(
            self.tr("&File"), "new open sample matter close - import ledger exceptions - export - settings - quit"
        )
        actions.menu(self.tr("&Edit"), "undo redo - copy_cited")
        actions.menu(
            self.tr("&Search"),
            "find within next_hit previous_hit - save_search saved - tag_hits draw_sample - highlights",
        )
        actions.menu(
            self.tr("&Review"),
            "palette tag_as_last codebook - tag_document code code_last code_others - reply dispute"
            " - reviewed unreviewed - next assign - bates marks hidden ocr - terms diary history progress",
        )
        actions.menu(
            self.tr("&View"),
            "documents results pages passages - all_passages together retag"
            " - left right card float_left float_right - refresh - theme system_theme",
        )
        actions.menu(self.tr("Pa&ge"), PAGE_MENU)
        actions.menu(self.tr("&Help"), HELP_MENU)
        for key in "123456789":
            needs = Needs.CODING
            actions.add(
                f"tag {key}", self.tr("Tag with key {key}").format(key=key), self._tag_with(key), key, needs=needs
            )

    def _add_file(self, actions: Actions) -> None:
        add = actions.add
        add("new", self.tr("&New matter…"), self.new_matter, "Ctrl+N", "ph.folder-plus")
        add("open", self.tr("&Open matter…"), self.open_matter, "Ctrl+O", "ph.folder-open")
        add("sample", self.tr("Open the &sample matter"), self.open_sample, "", "ph.book-open")
        add("close", self.tr("&Close matter"), self._session.close, "Ctrl+W", "ph.house", Needs.MATTER)
        add("import", self.tr("&Import…"), self.import_files, "Ctrl+I", "ph.download-simple", Needs.WRITING)
        add("matter", self.tr("&Matter properties…"), self.show_matter, picture="ph.scales", needs=Needs.MATTER)
        add("ledger", self.tr("&Ledger…"), self.show_ledger, "Ctrl+L", "ph.clipboard-text", Needs.MATTER)
        add("exceptions", self.tr("&Files that could not be read…"), self.show_exceptions, needs=Needs.MATTER)
        add("export", self.tr("&Export…"), self.export, "Ctrl+E", "ph.export", Needs.MATTER)
        add("settings", self.tr("Se&ttings…"), self.show_settings, "Ctrl+,", "ph.gear")
        add("quit", self.tr("&Quit"), self._window.close, "Ctrl+Q")

    def _add_edit(self, actions: Actions) -> None:
        add, results = actions.add, self._window.workspace.results
        add("undo", self.tr("Undo"), self._session.undo, "Ctrl+Z", "ph.arrow-u-up-left", Needs.UNDO)
        add("redo", self.tr("Redo"), self._session.redo, "Ctrl+Shift+Z; Ctrl+Y", "ph.arrow-u-up-right", Needs.REDO)
        add("find", self.tr("&Search…"), self.find, "Ctrl+F", "ph.magnifying-glass", Needs.MATTER)
        add("next_hit", self.tr("&Next hit"), results.next_hit, "F3", "ph.arrow-down", Needs.MATTER)
        add("previous_hit", self.tr("&Previous hit"), results.previous_hit, "Shift+F3", "ph.arrow-up", Needs.MATTER)

    def _add_review(self, actions: Actions) -> None:
        add, documents = actions.add, self._window.workspace.documents
        add("palette", self.tr("&Tag…"), self.open_palette, "T", "ph.tag", Needs.CODING)
        add("codebook", self.tr("Co&debook…"), self.edit_codebook, "Ctrl+D", "ph.book-bookmark", Needs.MATTER)
        add("reviewed", self.tr("Mark &reviewed"), self.mark, "Ctrl+R", "ph.check-circle", Needs.CODING)
        add("unreviewed", self.tr("Mark &not reviewed"), self.unmark, "Ctrl+Shift+R", needs=Needs.CODING)
        add("bates", self.tr("Correct &Bates numbers…"), self.correct_bates, picture="ph.hash", needs=Needs.CODING)
        add("ocr", self.tr("Read by &OCR again…"), self.read_again, "Ctrl+Shift+O", "ph.text-aa", Needs.CODING)
        marks = self.tr("&Marks and comments in the file…")
        hidden = self.tr("&Hidden text…")
        add("hidden", hidden, self.show_hidden, "Ctrl+Shift+H", "ph.eye-slash", Needs.DOCUMENT)
        add("marks", marks, self.show_marks, "Ctrl+Shift+M", "ph.chat-centered-text", Needs.DOCUMENT)
        add(
            "next",
            self.tr("Ne&xt unreviewed"),
            documents.next_unreviewed,
            "N; Ctrl+Shift+Down",
            "ph.arrow-right",
            Needs.MATTER,
        )

    def _add_view(self, actions: Actions) -> None:
        add, work = actions.add, self._window.workspace
        add("documents", self.tr("&Documents"), lambda: self._go(work.documents.view), "Ctrl+1", needs=Needs.MATTER)
        add("results", self.tr("&Results"), lambda: self._go(work.results), "Ctrl+2", needs=Needs.MATTER)
        add("pages", self.tr("&Pages"), work.reader.setFocus, "Ctrl+3", needs=Needs.MATTER)
        add("passages", self.tr("P&assages"), work.coding.passages.setFocus, "Ctrl+4", needs=Needs.MATTER)
        add("left", self.tr("Fold the &left panel"), lambda: work.fold(0), "Ctrl+B", "ph.columns", Needs.MATTER)
        add("right", self.tr("Fold the rig&ht panel"), lambda: work.fold(2), "Ctrl+Shift+B", needs=Needs.MATTER)
        add("float_left", self.tr("Left panel in a &window of its own"), lambda: work.float(0), needs=Needs.MATTER)
        add("float_right", self.tr("Right panel in a window of its ow&n"), lambda: work.float(2), needs=Needs.MATTER)
        card = work.coding.card
        add("card", self.tr("Fold the facts of the doc&ument"), card.folding.click, "Ctrl+J", needs=Needs.MATTER)
        add("refresh", self.tr("Re&fresh"), self.refresh, "F5", needs=Needs.MATTER)
        add("theme", self.tr("Light or dark &theme"), self.toggle_theme, "Ctrl+Shift+L", "ph.circle-half")
        add("system_theme", self.tr("Theme of the &system"), lambda: self._set_theme("system"))

    def new_matter(self) -> None:
        """Ask where, then make a matter and open it."""
        place = str(_documents_folder() / f"{self.tr('New matter')}{SUFFIX}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("New matter"), place, self.tr("Matters (*.matter)")
        )
        if chosen:
            folder = Path(chosen)
            self._session.create(folder if folder.suffix == SUFFIX else folder.with_name(folder.name + SUFFIX))

    def open_matter(self) -> None:
        """Ask for the folder of a matter and open it."""
        place = str(_documents_folder())
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Open the folder of a matter"), place)
        if chosen:
            self._session.open(Path(chosen))

    def open_sample(self) -> None:
        """Open the sample matter; the first time, make it and import the sample production."""
        folder = _sample_place()
        if (folder / FILE_NAME).is_file():
            self._session.open(folder)
        elif self._session.create(folder, self.tr("Sample: the fingerprint-sharing programme")):
            self._session.add_files([sample_folder()])

    def import_files(self) -> None:
        """Ask what to import and start."""
        dialog = ImportDialog(self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._session.add_files(dialog.sources, **dialog.options())

    def show_matter(self) -> None:
        """Show what holds for the matter as a whole."""
        if self._session.store:
            MatterDialog(self._session, self._session.store, self._window).exec()

    def show_ledger(self) -> None:
        """Show what was seen and what became of it."""
        LedgerDialog(self._session, self._window).show()

    def show_exceptions(self) -> None:
        """Show the files that could not be read."""
        ExceptionsDialog(self._session, self._window).exec()

    def export(self) -> None:
        """Ask what to export and where; in the view of all passages it is those that are shown."""
        if self._window.workspace.in_passages:
            self._window.workspace.passage_acts.export()
            return
        ExportDialog(self._session, self._window).exec()

    def show_settings(self) -> None:
        """Show what the program remembers about its user."""
        SettingsDialog(self._session, self._window).exec()

    def edit_codebook(self) -> None:
        """Show the tags for editing."""
        CodebookDialog(self._session, self._window).exec()

    def open_palette(self) -> None:
        """Let the user find a tag by typing."""
        palette = TagPalette(self._session, self._window)
        work = self._window.workspace
        palette.chosen.connect(work.passage_acts.tag if work.in_passages else work.coding.tag)
        palette.open()

    def show_marks(self) -> None:
        """List the marks and comments that the file came with."""
        self.marks = self.marks or MarksDialog(self._session, self._window)
        bring(self.marks)
        self.marks.list.setFocus()

    def show_hidden(self) -> None:
        """List the words that the file holds but does not show."""
        self.hidden = self.hidden or HiddenDialog(self._session, self._window)
        bring(self.hidden)
        self.hidden.list.setFocus()

    def find(self) -> None:
        """Put the cursor into the search box."""
        self._window.search_box.focus_search()

    def mark(self) -> None:
        """Mark the selected documents reviewed, or the one that is shown."""
        mark(self._session, self._window.workspace.documents.chosen())

    def unmark(self) -> None:
        """Mark them not reviewed."""
        mark(self._session, self._window.workspace.documents.chosen(), False)

    def correct_bates(self) -> None:
        """Ask for a run of pages of the document that is open, and its numbers."""
        store, document = self._session.store, self._session.current
        page = self._window.workspace.reader.current_page
        if not page:
            self._session.failed.emit(self.tr("No page is shown that could be numbered."))
        elif store and document is not None:
            BatesDialog(self._session, store, document, page, self._window).exec()

    def read_again(self) -> None:
        """Ask how the chosen documents are to be read again, and do it."""
        chosen = self._window.workspace.documents.chosen()
        if self._session.store and chosen:
            found = load_many(self._session.store, chosen)
            OcrDialog(self._session, found, self._window).show()

    def refresh(self) -> None:
        """Read the lists again and bring the index up to date."""
        self._session.documents_changed.emit()
        self._session.searcher.refresh()

    def toggle_theme(self) -> None:
        """From light to dark, or back."""
        self._set_theme("light" if theme.chosen(self._session.settings.theme) is theme.DARK else "dark")

    def _set_theme(self, preference: str) -> None:
        self._session.change_settings(replace(self._session.settings, theme=preference))
        theme.wear(preference)

    def _go(self, widget: QWidget) -> None:
        self._window.workspace.show_passages(False)
        left: QTabWidget = self._window.workspace.left
        left.setCurrentIndex(0 if widget is self._window.workspace.documents.view else 1)
        widget.setFocus()

    def _tag_with(self, key: str) -> Callable[[], None]:
        work = self._window.workspace
        return lambda: (self.passages if work.in_passages else work.coding).tag_by_key(key)


def _documents_folder() -> Path:
    """The user's documents; under a home of tests, that home."""
    if os.environ.get("REVIEWER_HOME"):
        return config_folder()
    folder = platformdirs.user_documents_path()
    return folder if folder.is_dir() else Path.home()


def _sample_place() -> Path:
    """Where the sample matter is, or can be made: a name that nothing else bears."""
    folder, number = _documents_folder() / f"{SAMPLE}{SUFFIX}", 1
    while folder.exists() and not (folder / FILE_NAME).is_file() and any(folder.iterdir()):
        number += 1
        folder = folder.with_name(f"{SAMPLE} {number}{SUFFIX}")
    return folder
