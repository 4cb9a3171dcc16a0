"""What the program remembers about its user, to look at and to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from reviewer import words
from reviewer.settings import SCALES
from reviewer.ui import theme
from reviewer.ui.columns_table import QuietChoice
from reviewer.ui.session import Session

WIDTH = 460


class SettingsDialog(QDialog):
    """The reviewer's name, the theme, the size of everything and the language; changed when it is accepted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, known = session, session.settings
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(WIDTH)
        themes = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast"),
        }
        self.reviewer = QLineEdit(known.reviewer)
        self.theme = _choice(themes, known.theme)
        self.scale = _choice({str(percent): f"{percent} %" for percent in SCALES}, str(known.scale))
        languages = {code: QLocale(code).nativeLanguageName().capitalize() for code in words.languages()}
        self.language = _choice({"system": self.tr("As the system"), **languages}, known.language)
        self._lay_out()

    def accept(self) -> None:
        known = self._session.settings
        name = self.reviewer.text().strip() or known.reviewer
        preference, scale = self.theme.currentData(), int(self.scale.currentData())
        language = self.language.currentData()
        self._session.change_settings(replace(known, reviewer=name, theme=preference, scale=scale, language=language))
        theme.wear(preference)
        super().accept()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for said, field in (
            (self.tr("Your &name"), self.reviewer),
            (self.tr("&Theme"), self.theme),
            (self.tr("&Size of everything"), self.scale),
            (self.tr("&Language"), self.language),
        ):
            form.addRow(said, field)
            field.setAccessibleName(said.replace("&", ""))
        note = QLabel(
            self.tr("Passages are signed with your name. Another size or language holds from the next start."),
            wordWrap=True,
        )
        note.setProperty("role", "quiet")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addStretch(1)
        layout.addWidget(buttons)


def _choice(offered: Mapping[str, str], known: str) -> QuietChoice:
    box = QuietChoice()
    for value, said in offered.items():
        box.addItem(said, value)
    box.setCurrentIndex(box.findData(known))
    return box
