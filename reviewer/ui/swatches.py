"""The colours offered for tags, as a row of swatches, and any other colour by a dialog."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QColorDialog, QHBoxLayout, QWidget

from reviewer.model import Tag
from reviewer.ui import theme as themes
from reviewer.ui.labels import IconButton

COLOURS = (
    "#b3404a", "#c2632b", "#b8860b", "#5f7a2f", "#2e7d5b", "#1f7f8c",
    "#2b6cb0", "#5b6ea8", "#8a5a9e", "#b0487f", "#9c6b4f", "#6b7280",
)  # fmt: skip
_SIDE = 24


def free_colour(tags: Iterable[Tag]) -> str:
    """The first of the colours that no tag has, or the first of all."""
    used = {tag.colour.lower() for tag in tags}
    return next((colour for colour in COLOURS if colour not in used), COLOURS[0])


class Swatch(QAbstractButton):
    """One colour; a ring says that it is the chosen one."""

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        self.setAccessibleName(self.tr("Colour {0}").format(colour))
        self.setToolTip(colour)
        self.setFixedSize(_SIDE, _SIDE)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = themes.worn(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(QColor(theme.text if self.isChecked() else theme.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(self.colour))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5), 4, 4)


class SwatchRow(QWidget):
    """Twelve colours and one of the user's own."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Colour"))
        self._group = QButtonGroup(self)
        self._own = Swatch(COLOURS[0])
        self._own.hide()
        other = IconButton("ph.palette", self.tr("Another colour…"))
        other.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for swatch in [*map(Swatch, COLOURS), self._own]:
            self._group.addButton(swatch)
            row.addWidget(swatch)
        row.addSpacing(4)
        row.addWidget(other)
        row.addStretch(1)
        self._group.buttonClicked.connect(lambda _: self.changed.emit())

    @property
    def colour(self) -> str:
        """The chosen colour, `#rrggbb`."""
        chosen = self._group.checkedButton()
        return chosen.colour if isinstance(chosen, Swatch) else COLOURS[0]

    def set_colour(self, colour: str) -> None:
        """Choose a colour; one that is not in the row gets a swatch of its own."""
        offered = [button for button in self._group.buttons() if isinstance(button, Swatch)]
        found = next((swatch for swatch in offered[:-1] if swatch.colour == colour.lower()), self._own)
        if found is self._own:
            self._own.colour = colour
            self._own.setToolTip(colour)
            self._own.setAccessibleName(self.tr("Colour {0}").format(colour))
        self._own.setVisible(found is self._own)
        found.setChecked(True)
        self.update()

    def _ask(self) -> None:
        chosen = QColorDialog.getColor(QColor(self.colour), self, self.tr("Colour of the tag"))
        if chosen.isValid():
            self.set_colour(chosen.name())
            self.changed.emit()
