"""Sentences are said in the user's language, those too that were put together in English."""

import pytest

from reviewer.errors import NotFound
from reviewer.words import VARIABLE, local, say


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "es")


def test_without_a_language_all_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert str(NotFound("Page 7 was not found", "the document has 3 pages")) == (
        "Page 7 was not found: the document has 3 pages."
    )
    assert say("{count} pages", count=3) == "3 pages"


def test_a_sentence_is_found_by_the_form_it_was_made_of(spanish: None) -> None:
    assert local("Nothing was tagged") == "No se etiquetó nada"
    assert str(NotFound("Page 7 was not found", "the document has 3 pages")) == (
        "No se encontró la página 7: el documento tiene 3 páginas."
    )


def test_what_no_catalogue_holds_stays_as_it_is(spanish: None) -> None:
    assert local("A sentence that nobody translated") == "A sentence that nobody translated"
    assert local("") == ""
