"""What the window's actions do about all passages of the matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.store import coding
from reviewer.ui.actions import Actions, Needs

if TYPE_CHECKING:
    from reviewer.ui.main_window import MainWindow


class PassageCommands(QObject):
    """The slots of the actions of the view of all passages."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._work, self._session = window.workspace, window.session

    def add(self, actions: Actions) -> None:
        """Make the actions."""
        add = actions.add
        add("all_passages", self.tr("All passag&es"), self.toggle, "Ctrl+Shift+P", "ph.quotes", Needs.MATTER)
        grid, tags = self.tr("Tags on the same passa&ges"), self.tr("&Change tags of passages…")
        add("together", grid, self.show_together, "Ctrl+Shift+J", "ph.intersect", Needs.MATTER)
        add("retag", tags, self.retag, "Ctrl+T", "ph.tag-simple", Needs.WRITING)

    def toggle(self) -> None:
        """Show all passages of the matter, or the documents again."""
        self._work.show_passages(not self._work.in_passages)

    def show_together(self) -> None:
        """Show which tags stand on the same passages, or the passages again."""
        shown = not (self._work.in_passages and self._work.passages.bar.heat.isChecked())
        self._work.passages.show_together(shown)
        self._work.show_passages()

    def retag(self) -> None:
        """Ask how the tags of the selected passages, or of all that are shown, are to be changed."""
        if self._work.in_passages:
            self._work.passage_acts.retag()
        else:
            self._work.show_passages()

    def tag_by_key(self, key: str) -> None:
        """Put the tag of a key ("1" to "9") on the passage in hand, or ask first where several are selected."""
        store = self._session.store
        names = [tag.name for tag in coding.tags(store) if tag.key == key] if store else []
        if names:
            self._work.passage_acts.tag(names[0])
