"""Three themes, light, dark and high contrast: a set of named colours each, and what is made from it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from resources import folder


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`, named for what they are used for."""

    name: str
    window: str
    surface: str
    raised: str
    border: str
    text: str
    quiet: str
    disabled: str
    accent: str
    on_accent: str
    accent_soft: str
    hover: str
    warning: str
    danger: str
    success: str
    desk: str
    hit: str
    on_hit: str


LIGHT = Theme(
    name="light",
    window="#f4f5f7",
    surface="#ffffff",
    raised="#ffffff",
    border="#d9dce1",
    text="#1c2430",
    quiet="#5a6472",
    disabled="#9aa3af",
    accent="#22578a",
    on_accent="#ffffff",
    accent_soft="#e3edf7",
    hover="#eceff3",
    warning="#8a5a00",
    danger="#b3261e",
    success="#21734a",
    desk="#e4e7eb",
    hit="#ffe9a3",
    on_hit="#1c2430",
)
DARK = Theme(
    name="dark",
    window="#1d2127",
    surface="#242931",
    raised="#2b313a",
    border="#3a414c",
    text="#e6e9ee",
    quiet="#a4adb9",
    disabled="#697280",
    accent="#7db3e8",
    on_accent="#10202f",
    accent_soft="#2a4058",
    hover="#313843",
    warning="#e0b060",
    danger="#f08a80",
    success="#7fcf9f",
    desk="#15181d",
    hit="#66521a",
    on_hit="#fff1c2",
)
CONTRAST = Theme(
    name="contrast",
    window="#000000",
    surface="#000000",
    raised="#0b0b0b",
    border="#ffffff",
    text="#ffffff",
    quiet="#ffffff",
    disabled="#b0b0b0",
    accent="#ffe14d",
    on_accent="#000000",
    accent_soft="#2b2b66",
    hover="#333333",
    warning="#ffd24d",
    danger="#ff9d94",
    success="#8df0b4",
    desk="#000000",
    hit="#ffe14d",
    on_hit="#000000",
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


def chosen(preference: str) -> Theme:
    """The theme for a preference: the name of a theme, or "system"."""
    if preference == "system":
        dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return THEMES[preference]


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the application in a theme."""
    app.setStyle("Fusion")
    app.setPalette(_palette(theme))
    sheet = Template((folder() / "style.qss").read_text(encoding="utf-8"))
    app.setStyleSheet(sheet.substitute(asdict(theme), resources=folder().as_posix()))


def wear(preference: str) -> None:
    """Dress the running application in the theme for a preference."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply(app, chosen(preference))


def worn() -> Theme:
    """The theme that the application is dressed in."""
    window = QApplication.palette().color(QPalette.ColorRole.Window).name()
    return next((theme for theme in THEMES.values() if theme.window == window), LIGHT)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dim = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def readable_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour."""
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, colour))


def legible(colour: str, ground: str, ratio: float = 4.5) -> str:
    """The colour, made lighter or darker until it has at least `ratio` of contrast to the ground."""
    towards = QColor("#ffffff" if contrast("#ffffff", ground) > contrast("#000000", ground) else "#000000")
    for step in range(21):
        nearer = mixed(QColor(colour), towards, step / 20)
        if contrast(nearer, ground) >= ratio:
            return nearer
    return towards.name()


def mixed(one: QColor, other: QColor, share: float) -> str:
    """The colour that lies between two, `share` (0 to 1) of the way to the other, as `#rrggbb`."""

    def part(a: int, b: int) -> int:
        return round(a + (b - a) * share)

    return QColor(part(one.red(), other.red()), part(one.green(), other.green()), part(one.blue(), other.blue())).name()


def _luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value) for value in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for target, colour in {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.quiet,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.Mid: theme.border,
        role.Dark: theme.desk,
        role.Light: theme.raised,
        role.Accent: theme.accent,
    }.items():
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(theme.disabled))
    return palette
