"""Sentences are said in the user's language, those too that were put together in English."""

import pytest

from reviewer.errors import NotFound
from reviewer.words import VARIABLE, in_english, local, say


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


def test_what_is_kept_in_a_matter_is_said_in_english(spanish: None) -> None:
    with in_english():
        assert say("1 passage") == "1 passage"
    assert say("1 passage") == "1 pasaje"


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("Tag “Hot, Review”", "Etiquetar «Hot, Review»"),
        ("The matter Sample was not opened", "No se abrió el caso Sample"),
        ("page 3.pdf was not read", "No se leyó page 3.pdf"),
        ("Did you mean has:note? There are note, tag", "¿Quiso decir has:note? Hay note, tag"),
    ],
)
def test_names_and_what_stands_in_quotes_are_left_alone(spanish: None, english: str, said: str) -> None:
    assert local(english) == said


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("Undo: Tag 3 passages “Hot”", "Deshacer: Etiquetar 3 pasajes «Hot»"),
        ("A-1: its parent A-0 is not in the load file", "A-1: su principal A-0 no está en el archivo de carga"),
        ("Line 4 was not imported: it names no file", "La línea 4 no se importó: no nombra ningún archivo"),
    ],
)
def test_a_sentence_within_a_sentence_is_said_too(spanish: None, english: str, said: str) -> None:
    assert local(english) == said
