"""The choice of the languages that OCR reads: a box for each, where there is more than English."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from reviewer.languages import ENGLISH, offered, spoken
from reviewer.ui.flow import Flow


class LanguageBoxes(QWidget):
    """One of them at least is chosen: English, unless another is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Languages that OCR reads"))
        self.boxes = {name: QCheckBox(spoken(name)) for name in offered()}
        row = Flow()
        self.setLayout(row)
        for name, box in self.boxes.items():
            box.setChecked(name == ENGLISH)
            row.addWidget(box)

    @property
    def needed(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.boxes) > 1

    @property
    def language(self) -> str:
        """What was chosen, joined by a plus."""
        return "+".join(name for name, box in self.boxes.items() if box.isChecked()) or ENGLISH
