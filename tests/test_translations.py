"""Each catalogue says all that the program says, and nothing else, and says it in the same form."""

import re

import pytest

from reviewer.words import PLACE, catalogue_of, languages
from tests.translations import sentences

LANGUAGES = [language for language in languages() if language != "en"]
pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def odd(language: str, trait: str) -> list[str]:
    """The sentences that have a trait in one language, and not in the other."""
    found = re.compile(trait)
    return [one for one, said in catalogue_of(language).items() if bool(found.search(one)) != bool(found.search(said))]


def test_places_are_the_same(language: str) -> None:
    for english, said in catalogue_of(language).items():
        assert set(PLACE.findall(english)) == set(PLACE.findall(said)), english


def test_what_asks_first_and_what_has_a_key_does_so_in_all_languages(language: str) -> None:
    assert odd(language, r"…$") == []
    assert odd(language, r"&\w") == []
    assert all(said.count("&") == english.count("&") for english, said in catalogue_of(language).items())


def test_line_ends_and_blanks_at_the_ends_are_kept(language: str) -> None:
    assert odd(language, r"\n") == []
    assert odd(language, r"^ ") == odd(language, r" $") == odd(language, r"^, ") == []


def test_nothing_is_empty_or_left_in_english(language: str) -> None:
    alike = [english for english, said in catalogue_of(language).items() if said == english and " " in english]
    assert all(said for said in catalogue_of(language).values())
    assert [english for english in alike if len(re.findall(r"[a-z]{3,}", english)) > 3] == []


def test_all_that_is_said_is_translated_and_nothing_else(language: str) -> None:
    said, known = sentences(), catalogue_of(language)
    assert {english: where for english, where in said.items() if english not in known} == {}
    assert [english for english in known if english not in said] == []
