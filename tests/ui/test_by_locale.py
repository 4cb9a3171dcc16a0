"""Numbers and dates in the window follow the language; English is written as lawyers write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.gui


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from PySide6.QtCore import QLocale

    from reviewer.words import VARIABLE

    monkeypatch.setenv(VARIABLE, "es")
    before = QLocale()
    QLocale.setDefault(QLocale("es"))
    yield
    QLocale.setDefault(before)


def test_english_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    from reviewer.ui.by_locale import date_words, number, time_words
    from reviewer.words import VARIABLE

    monkeypatch.delenv(VARIABLE, raising=False)
    assert (number(12_345), date_words("<2009-03-??")) == ("12,345", "before Mar. 2009")
    assert time_words("2009-03-03T14:05-05:00") == "2:05 PM (UTC-05:00)"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2009-02-12", "12 feb 2009"),
        ("2004-07-??", "jul 2004"),
        ("2004", "2004"),
        ("<2009-03", "antes de mar 2009"),
        (">2009-03-03T14:05", "después de 3 mar 2009"),
        ("~2009", "hacia 2009"),
        ("no date", "no date"),
        ("", ""),
    ],
)
def test_dates_are_spanish(spanish: None, written: str, said: str) -> None:
    from reviewer.ui.by_locale import date_words

    assert date_words(written) == said


def test_numbers_and_times_are_spanish(spanish: None) -> None:
    from reviewer.ui.by_locale import number, time_words

    assert number(12_345) == "12.345"
    assert time_words("2009-03-03T14:05-05:00") == "14:05 (UTC-05:00)"
    assert time_words("2009-03-03T14:05") == "14:05 (zona desconocida)"
    assert time_words("2009-03-03") == ""
