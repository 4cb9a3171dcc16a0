"""Choices with their counts, in a popup below the button that opens it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reviewer.ui.by_locale import number
from reviewer.ui.histogram import Histogram

WIDTH, TALLEST, LEAST = 330, 620, 320


class ChoicesPopup(QFrame):
    """A chart of dates, then boxes to tick under headings. Who derives from it fills it and says what a tick means."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName(name)
        self.choices: dict[tuple[str, Hashable], QCheckBox] = {}
        self._counts: dict[tuple[str, Hashable], QLabel] = {}
        self.histogram = Histogram()
        self._range = quiet()
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("role", "panel")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 6, 2, 6)
        column.addWidget(self._scroll)

    def place_below(self, button: QWidget) -> None:
        """Show it under a button, within the screen."""
        wanted = self._inside.sizeHint().height() + 14
        at, screen = button.mapToGlobal(QPoint(0, button.height() + 4)), button.screen().availableGeometry()
        self.resize(WIDTH, min(wanted, TALLEST, max(screen.bottom() - at.y(), LEAST)))
        at.setX(max(screen.left(), min(at.x(), screen.right() - self.width())))
        at.setY(max(screen.top(), min(at.y(), screen.bottom() - self.height())))
        self.move(at)
        self.show()
        self.histogram.setFocus()

    def begin(self, heading: str) -> QVBoxLayout:
        """Make the choices anew, with the chart of dates first; hand back the column that takes the others."""
        self.histogram.setParent(self)
        self._range.setParent(self)
        self.choices, self._counts = {}, {}
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(4)
        column.addWidget(heading_label(heading))
        column.addWidget(self.histogram)
        column.addWidget(self._range)
        return column

    def end(self, column: QVBoxLayout) -> None:
        """Show what was put into the column."""
        column.addStretch(1)
        self._scroll.setWidget(self._inside)

    def rows(
        self, part: str, names: Sequence[tuple[Hashable, str]], choose: Callable[[str, Hashable, bool], None]
    ) -> QGridLayout:
        """A box for each value of a part, with the words it goes by."""
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for row, (name, words) in enumerate(names):
            box, count = QCheckBox(words.replace("&", "&&")), quiet()
            box.setAccessibleName(words)
            box.setToolTip(words)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.clicked.connect(lambda on, name=name: choose(part, name, on))
            grid.addWidget(box, row, 0)
            grid.addWidget(count, row, 1, Qt.AlignmentFlag.AlignRight)
            self.choices[part, name], self._counts[part, name] = box, count
        return grid

    def show_counts(self, part: str, counted: Mapping[Any, int], chosen: frozenset[Any]) -> None:
        """Tick what is chosen of a part, and say how many each of its values holds."""
        for (of, name), box in self.choices.items():
            if of == part:
                box.setChecked(name in chosen)
                box.setEnabled(name in counted)
                self._counts[of, name].setText(number(counted.get(name, 0)))


def heading_label(text: str) -> QLabel:
    """The heading over choices."""
    label = QLabel(text)
    label.setProperty("role", "strong")
    label.setContentsMargins(0, 8, 0, 2)
    return label


def quiet() -> QLabel:
    """A label for what is said besides."""
    label = QLabel()
    label.setProperty("role", "quiet")
    return label
