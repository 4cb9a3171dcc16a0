"""The strip over the pages that says which sets of terms are lit, and how often: a click hides or shows one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from reviewer.model import Hit
from reviewer.store.searches import HighlightSet, SetId, highlight_sets
from reviewer.ui import theme as themes
from reviewer.ui.chips import patch_pixmap
from reviewer.ui.flow import Flow
from reviewer.ui.labels import IconButton
from reviewer.ui.session import Session

_PATCH = 12
_NAME = 160  # pixels


class HighlightStrip(QFrame):
    """A chip for each set, with its hits on the page that is read, of those in the document. Hidden without sets."""

    hidden_changed = Signal(object)  # the ids of the sets that are hidden, as a frozenset
    editing_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice-quiet")
        self.setAccessibleName(self.tr("Highlighted terms"))
        self._session, self._page = session, 0
        self._hidden: frozenset[SetId] = frozenset()
        self.chips: dict[SetId, QToolButton] = {}
        self._flow, chips = Flow(), QWidget()
        chips.setLayout(self._flow)
        edit = IconButton("ph.pencil-simple", self.tr("Edit highlighted terms"), side=16)
        edit.clicked.connect(self.editing_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 6, 5)
        row.addWidget(chips, 1)
        row.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        for signal in (session.opened, session.closed, session.coding_changed, session.hits_changed):
            signal.connect(self.refresh)
        self.refresh()

    def show_page(self, page: int) -> None:
        """Count on this page, from 1."""
        self._page = page
        self._count()

    def refresh(self) -> None:
        """Read the sets again."""
        sets = highlight_sets(self._session.store) if self._session.store else []
        while (item := self._flow.takeAt(0)) and (widget := item.widget()):
            widget.hide()
            widget.deleteLater()
        self.chips = {one.id: self._chip(one) for one in sets}
        self.setVisible(bool(sets))
        self._count()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.chips:
            self.refresh()

    def _chip(self, one: HighlightSet) -> QToolButton:
        chip = QToolButton()
        chip.setCheckable(True)
        chip.setChecked(one.id not in self._hidden)
        chip.setProperty("chip", True)
        chip.setProperty("named", chip.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideRight, _NAME))
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        ground = themes.worn().surface
        chip.setIcon(QIcon(patch_pixmap(self, themes.legible(one.colour, ground, 3.0), _PATCH)))
        chip.setIconSize(QSize(_PATCH, _PATCH))
        chip.toggled.connect(lambda shown: self._toggle(one.id, shown))
        self._flow.addWidget(chip)
        return chip

    def _toggle(self, owner: SetId, shown: bool) -> None:
        self._hidden = self._hidden - {owner} if shown else self._hidden | {owner}
        self.hidden_changed.emit(self._hidden)

    def _count(self) -> None:
        lit = dict(self._session.marks.lit)
        for owner, chip in self.chips.items():
            hits = lit.get(owner, ())
            here, name = _on(hits, self._page), chip.property("named")
            chip.setText(f"{name}  {here} / {len(hits)}".replace("&", "&&"))
            said = self.tr("{name}: {here} on this page, {all} in this document. Click to hide or show.")
            chip.setToolTip(said.format(name=name, here=here, all=len(hits)))
            chip.setAccessibleName(chip.toolTip())


def _on(hits: tuple[Hit, ...], page: int) -> int:
    return sum(any(span.page == page for span in hit) for hit in hits)
