"""The manual says the same in every language: as many sections, and in each the same code and the same keys."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from resources import folder
from reviewer import words

ENGLISH = folder() / "manual.md"
OTHERS = sorted(folder().glob("manual.*.md"))
CODE = re.compile(r"`([^`]+)`")
MENU = re.compile(r"\*\*([^*]+ > [^*]+)\*\*")
KEY = re.compile(
    r"(?:(?:Ctrl|Shift|Alt)\+)+(?:F\d+|[A-Z][a-z]+|[A-Z/,])|\bF\d+\b"
    r"|\b(?:Esc|Enter|Tab|Left|Right|Up|Down)\b|\*\*[A-Z/]\*\*"
)
NAMES = {
    "es": {"Mayús": "Shift", "Intro": "Enter", "Izquierda": "Left", "Derecha": "Right", "Arriba": "Up", "Abajo": "Down"}
}
"""Keys as the window calls them in a language, and in English."""


def sections(manual: Path) -> list[str]:
    return re.split(r"^## ", manual.read_text(encoding="utf-8"), flags=re.MULTILINE)


def code_in(text: str) -> Counter[str]:
    return Counter(" ".join(code.split()) for code in CODE.findall(text))


def keys_in(text: str, names: dict[str, str]) -> Counter[str]:
    for name, english in names.items():
        text = text.replace(name, english)
    return Counter(KEY.findall(CODE.sub("", text)))


def menus_in(text: str) -> list[list[str]]:
    return [menu.split(" > ") for menu in MENU.findall(" ".join(text.split()))]


@pytest.mark.parametrize("manual", OTHERS, ids=lambda manual: manual.name)
def test_each_section_has_the_code_and_the_keys_of_the_english_one(manual: Path) -> None:
    names = NAMES[manual.suffixes[0].removeprefix(".")]
    english, other = sections(ENGLISH), sections(manual)
    assert len(other) == len(english)
    for theirs, ours in zip(other, english, strict=True):
        heading = theirs.partition("\n")[0]
        assert code_in(theirs) == code_in(ours), heading
        assert keys_in(theirs, names) == keys_in(ours, {}), heading
        assert theirs.count("\n\n") == ours.count("\n\n"), f"paragraphs of {heading}"


@pytest.mark.parametrize("manual", OTHERS, ids=lambda manual: manual.name)
def test_menus_are_called_as_the_window_calls_them(manual: Path) -> None:
    said = words.catalogue_of(manual.suffixes[0].removeprefix("."))
    called = {_bare(english): _bare(other) for english, other in said.items()}
    english, other = menus_in(ENGLISH.read_text(encoding="utf-8")), menus_in(manual.read_text(encoding="utf-8"))
    assert english
    assert other == [[called[part] for part in menu] for menu in english]


def test_every_language_of_the_window_has_a_manual() -> None:
    assert {"en", *(manual.suffixes[0].removeprefix(".") for manual in OTHERS)} == set(words.languages())


def _bare(title: str) -> str:
    """The title of a menu or action without the mark of its key and the dots of a dialog."""
    return title.replace("&", "").removesuffix("…")
