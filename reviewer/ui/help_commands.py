"""What the window's actions do about help: the manual, the keys, every action by typing, the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox

from reviewer.ui.actions import Actions
from reviewer.ui.command_palette import CommandPalette
from reviewer.ui.help_window import HelpWindow, topic
from reviewer.ui.keys_dialog import KeysDialog
from reviewer.ui.tour import Tour

if TYPE_CHECKING:
    from reviewer.ui.main_window import MainWindow

HELP_MENU = "help tour commands keys - about"


class HelpCommands(QObject):
    """The manual and the tour are made when they are first asked for, and kept."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self.manual: HelpWindow | None = None
        self.tour: Tour | None = None

    def add(self, actions: Actions) -> None:
        """Make the actions."""
        add = actions.add
        add("help", self.tr("&Help"), self.show_help, "F1", "ph.question")
        add("tour", self.tr("&Tour on the sample matter"), self.take_tour, "", "ph.path")
        add("commands", self.tr("Do &anything…"), self.open_commands, "Ctrl+K", "ph.command")
        add("keys", self.tr("&Keys…"), self.show_keys, "Ctrl+/", "ph.keyboard")
        add("about", self.tr("A&bout Reviewer"), self.show_about)

    def show_help(self) -> None:
        """Open the manual at what has the keyboard."""
        place = topic(QApplication.focusWidget())
        self.manual = self.manual or HelpWindow(self._window)
        self.manual.open_at(place)

    def take_tour(self) -> None:
        """Open the sample matter and lead through it; where a matter is open, through that one."""
        if self._session.store is None:
            self._window.commands.open_sample()
        if self._session.store is not None:
            self.tour = self.tour or Tour(self._window)
            self.tour.start()

    def show_keys(self) -> None:
        """Show all actions with their keys."""
        KeysDialog(self._session, self._window.actions_by_name, self._window).exec()

    def open_commands(self) -> None:
        """Let the user find an action by typing."""
        CommandPalette(self._window.actions_by_name, self._window).open()

    def show_about(self) -> None:
        """Say what the program is and under which licence."""
        words = self.tr(
            "<h3>Reviewer {version}</h3><p>Reviews a production, offline. Nothing leaves this computer.</p>"
            "<p>Free software under the GNU Affero General Public License, version 3 or later.</p>"
        ).format(version=QApplication.applicationVersion())
        QMessageBox.about(self._window, self.tr("About Reviewer"), words)
