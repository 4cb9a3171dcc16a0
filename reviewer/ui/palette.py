"""The tag palette: finds a tag while one types, and makes it when there is none."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from reviewer.review import coding as verbs
from reviewer.store import coding
from reviewer.ui.overlay import Overlay
from reviewer.ui.palette_list import NEW, PaletteDelegate, PaletteModel, offer
from reviewer.ui.session import Session
from reviewer.ui.swatches import free_colour
from reviewer.ui.tag_filter import best_first, has_name


class TagPalette(Overlay):
    """An overlay of tags; `chosen` tells the name of the one that was taken."""

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._session, self._rows = session, PaletteModel()
        self._tags = coding.tags_recent_first(session.store) if session.store else []
        super().__init__(parent, self._rows, PaletteDelegate())
        self.name_parts(
            self.tr("Choose a tag"),
            self.tr("Type a part of a tag's name, or its initials"),
            self.tr("Tags that fit"),
            self.tr("No tag fits."),
        )

    def fit(self, typed: str) -> None:
        shown = best_first(typed, self._tags, lambda tag: tag.name)
        writable = self._session.store is not None and not self._session.store.read_only
        if not shown and writable and not has_name(typed, self._tags):
            shown = [offer(typed.strip(), free_colour(self._tags))]
        self._rows.show(shown)

    def take(self, index: QModelIndex) -> None:
        tag = self._rows.tags[index.row()]
        if tag.id == NEW and self._session.do(verbs.add_tag, tag) is None:
            return
        self.end()
        self.chosen.emit(tag.name)
