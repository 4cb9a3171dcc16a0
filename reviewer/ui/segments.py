"""One choice of a few, as buttons in a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class Segments(QWidget):
    """Choices with a value each; the arrow keys go from one to the next."""

    changed = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons = {value: self._button(name, words) for value, words in choices}
        for place, button in enumerate(self.buttons.values()):
            ends = {0: "first", len(self.buttons) - 1: "last"}
            button.setProperty("segment", ends.get(place, "middle"))
            row.addWidget(button)
        row.addStretch(1)
        next(iter(self.buttons.values())).setChecked(True)
        self._group.buttonToggled.connect(lambda _, on: self.changed.emit(self.value) if on else None)

    @property
    def value(self) -> str:
        """What is chosen."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def choose(self, value: str) -> None:
        """Choose a value; one that is not offered changes nothing."""
        if value in self.buttons:
            self.buttons[value].setChecked(True)

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{name}: {words}")
        self._group.addButton(button)
        return button
