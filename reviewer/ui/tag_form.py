"""The form in which one tag is described."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from reviewer.model import Tag, TagKind
from reviewer.ui.swatches import SwatchRow

KEYS = "123456789"


class TagForm(QWidget):
    """Shows a tag and hands it back as it was changed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tag: Tag | None = None
        self._filling = False
        self.name, self.kind, self.colour = QLineEdit(), QComboBox(), SwatchRow()
        self.key, self.parent_tag = QComboBox(), QComboBox()
        self.description, self.default_note = QPlainTextEdit(), QPlainTextEdit()
        self.default_note.setPlaceholderText(self.tr("Written into the note of each passage that gets this tag"))
        for kind, words in self._kinds().items():
            self.kind.addItem(words, kind)
        self._lay_out()
        for signal in (
            self.name.textChanged,
            self.kind.currentIndexChanged,
            self.key.currentIndexChanged,
            self.parent_tag.currentIndexChanged,
            self.colour.changed,
            self.description.textChanged,
            self.default_note.textChanged,
        ):
            signal.connect(self._tell)

    def show_tag(self, tag: Tag, codebook: Sequence[Tag]) -> None:
        """Show a tag; keys of other tags are named as taken, and it can't be a part of itself."""
        self._filling, self._tag = True, tag
        self._fill_keys(tag, codebook)
        self.parent_tag.clear()
        self.parent_tag.addItem(self.tr("None"), "")
        under = _family(tag, codebook)
        for other in codebook:
            if other.id != tag.id and other.name not in under:
                self.parent_tag.addItem(other.name, other.name)
        self.name.setText(tag.name)
        self.kind.setCurrentIndex(self.kind.findData(tag.kind))
        self.colour.set_colour(tag.colour)
        self.parent_tag.setCurrentIndex(max(self.parent_tag.findData(tag.parent), 0))
        self.description.setPlainText(tag.description)
        self.default_note.setPlainText(tag.default_note)
        self._filling = False

    def tag(self) -> Tag | None:
        """The tag as the form says; None before one was shown."""
        if self._tag is None:
            return None
        return Tag(
            self._tag.id,
            self.name.text().strip(),
            TagKind(self.kind.currentData()),
            self.colour.colour,
            self.key.currentData() or "",
            self.parent_tag.currentData() or "",
            self.description.toPlainText().strip(),
            self.default_note.toPlainText().strip(),
        )

    def _fill_keys(self, tag: Tag, codebook: Sequence[Tag]) -> None:
        taken = {other.key: other.name for other in codebook if other.key and other.id != tag.id}
        self.key.clear()
        self.key.addItem(self.tr("None"), "")
        for key in KEYS:
            self.key.addItem(self.tr("{0} – has {1}").format(key, taken[key]) if key in taken else key, key)
        self.key.setCurrentIndex(max(self.key.findData(tag.key), 0))

    def _tell(self) -> None:
        if not self._filling:
            self.changed.emit()

    def _kinds(self) -> dict[TagKind, str]:
        return {
            TagKind.PRIVILEGE: self.tr("privilege"),
            TagKind.ADMISSION: self.tr("admission"),
            TagKind.ISSUE: self.tr("issue"),
            TagKind.HOT: self.tr("hot"),
            TagKind.RESPONSIVE: self.tr("responsive"),
            TagKind.CONFIDENTIALITY: self.tr("confidentiality"),
        }

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (self.tr("Name"), self.name),
            (self.tr("Kind"), self.kind),
            (self.tr("Colour"), self.colour),
            (self.tr("Key"), self.key),
            (self.tr("Part of"), self.parent_tag),
            (self.tr("Description"), self.description),
            (self.tr("Default note"), self.default_note),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            form.addRow(label, field)
        for text in (self.description, self.default_note):
            text.setTabChangesFocus(True)
            text.setMinimumHeight(4 * self.fontMetrics().height())
        for box in (self.kind, self.key, self.parent_tag):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)


def _family(tag: Tag, codebook: Sequence[Tag]) -> set[str]:
    """The names of a tag and of all tags that are part of it."""
    names = {tag.name} - {""}
    while more := {other.name for other in codebook if other.parent in names} - names:
        names |= more
    return names
