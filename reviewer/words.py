"""What is said to the user, in the user's language. English stands in the code and is the key of every catalogue.

The environment variable REVIEWER_LANGUAGE names the catalogue, resources/translations/<language>.json, so that child
processes speak as the window does. Without it all is English: so the command line stays as scripts know it, and so
does what is kept in a matter, where colleagues of other languages read it.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache

from resources import folder

VARIABLE = "REVIEWER_LANGUAGE"
_PLACE = re.compile(r"\{(\w*)(?::[^{}]*)?\}")
_FEWEST = 6  # letters that a form must have of its own, or it would fit too much


def say(english: str, **values: object) -> str:
    """A sentence in the user's language, with its values put in at `{name}`."""
    return _catalogue().get(english, english).format(**values)


def local(sentence: str) -> str:
    """A sentence that was put together in English, in the user's language: whole, or by the form that it was made of.

    A form is a key of the catalogue with places `{0}`, `{name}`; of several that fit, the one with the most letters of
    its own is taken. What stands at its places is put in again, in the user's language where the catalogue has it.
    """
    catalogue = _catalogue()
    if not catalogue or sentence in catalogue:
        return catalogue.get(sentence, sentence)
    for pattern, form in _forms():
        if found := pattern.fullmatch(sentence):
            return form.format(*map(local, found.groups()))
    return sentence


@cache
def catalogue_of(language: str) -> dict[str, str]:
    """The sentences of a language by their English; none for English, and for languages that have no catalogue."""
    path = folder() / "translations" / f"{language}.json"
    sentences: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return sentences


def languages() -> list[str]:
    """The languages that have a catalogue, by their codes ("es"), and English."""
    return ["en", *sorted(path.stem for path in (folder() / "translations").glob("*.json"))]


def _catalogue() -> dict[str, str]:
    return catalogue_of(os.environ.get(VARIABLE, "en"))


def _forms() -> list[tuple[re.Pattern[str], str]]:
    return _forms_of(os.environ.get(VARIABLE, "en"))


@cache
def _forms_of(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Each form as a pattern of the English, and the sentence with its places numbered as the pattern's groups are."""
    made = []
    for english, translated in catalogue_of(language).items():
        names = list(dict.fromkeys(_PLACE.findall(english)))
        if names:
            own = _PLACE.sub("\0", english)
            pattern = re.compile(re.escape(own).replace("\0", "(.+)"), re.DOTALL)
            made.append((pattern, _numbered(translated, names), _letters(own)))
    made.sort(key=lambda each: -each[2])
    return [(pattern, numbered) for pattern, numbered, letters in made if letters >= _FEWEST]


def _numbered(form: str, names: list[str]) -> str:
    return _PLACE.sub(lambda place: f"{{{names.index(place[1])}}}", form)


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)
