"""What the window's actions do about the reports: terms, the search diary, history, progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.ui.actions import Actions, Needs
from reviewer.ui.diary_dialog import DiaryDialog
from reviewer.ui.history_dialog import HistoryDialog
from reviewer.ui.list_dialog import bring
from reviewer.ui.progress_dialog import ProgressDialog
from reviewer.ui.terms_dialog import TermsDialog

if TYPE_CHECKING:
    from reviewer.ui.main_window import MainWindow


class ReportCommands(QObject):
    """The dialogs are made when they are first opened, and kept."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self.terms: TermsDialog | None = None
        self.diary: DiaryDialog | None = None
        self.history: HistoryDialog | None = None
        self.progress: ProgressDialog | None = None

    def add(self, actions: Actions) -> None:
        """Make the actions."""
        add = actions.add
        add("terms", self.tr("Term re&port…"), self.show_terms, "Ctrl+Shift+E", "ph.list-numbers", Needs.MATTER)
        add("diary", self.tr("Search d&iary…"), self.show_diary, "Ctrl+Shift+D", "ph.notebook", Needs.MATTER)
        add("history", self.tr("Hi&story…"), self.show_history, "Ctrl+H", "ph.clock-counter-clockwise", Needs.MATTER)

        add("progress", self.tr("Progress…"), self.show_progress, "", "ph.chart-bar", Needs.MATTER)

    def show_terms(self) -> TermsDialog:
        """Open the term report."""
        self.terms = self.terms or TermsDialog(self._session, self._window)
        bring(self.terms)
        self.terms.form.list.setFocus()
        return self.terms

    def show_diary(self) -> None:
        """Open the search diary."""
        if self.diary is None:
            self.diary = DiaryDialog(self._session, self._window)
            self.diary.report_wanted.connect(self._open_report)
        bring(self.diary)
        self.diary.table.setFocus()

    def show_history(self) -> None:
        """Open the history."""
        self.history = self.history or HistoryDialog(self._session, self._window)
        bring(self.history)
        self.history.table.setFocus()

    def show_progress(self) -> None:
        """Open the progress of the review."""
        self.progress = self.progress or ProgressDialog(self._session, self._window)
        bring(self.progress)

    def _open_report(self, kept: int) -> None:
        self.show_terms().open_report(kept)
