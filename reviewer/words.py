"""What is said to the user, in the user's language. English stands in the code and is the key of every catalogue.

The environment variable REVIEWER_LANGUAGE names the catalogue, resources/translations/<language>.json, so that child
processes speak as the window does. Without it all is English: so the command line stays as scripts know it, and so
does what is kept in a matter, where colleagues of other languages read it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from resources import folder

VARIABLE = "REVIEWER_LANGUAGE"
PLACE = re.compile(r"\{(\w*)(?::[^{}]*)?\}")
_QUOTES = tuple("“‘'\":/")  # what stands right after one of these is data, and in no language
_NUMBER = r"([\d.,]+)"
_SENTENCE = (": ", "? ", ". ")  # after these a value is a sentence of its own
_FEWEST, _MANY = 3, 12  # letters of its own that a form must have; with fewer than many it would fit too much
_kept: ContextVar[bool] = ContextVar("kept", default=False)


@dataclass(frozen=True, slots=True)
class _Form:
    """A key of the catalogue that has places: patterns for whole sentences and for values in them, and what to say.

    `longest` is its longest piece without a place, which tells fast that it does not fit; `before` is what stands
    before each place.
    """

    longest: str
    whole: re.Pattern[str]
    inner: re.Pattern[str]
    said: str
    before: tuple[str, ...]


def say(english: str, **values: object) -> str:
    """A sentence in the user's language, with its values put in at `{name}`."""
    return catalogue_of(language()).get(english, english).format(**values)


def local(sentence: str) -> str:
    """A sentence that was put together in English, in the user's language: whole, or by the form that it was made of.

    A form is a key of the catalogue with places `{0}`, `{name}`; of several that fit, the one with the most letters of
    its own is taken. Its values are put in again, in the user's language where the catalogue has them; what stands in
    quotes, and names and paths, stay as they are.
    """
    return _local(sentence, language(), False)


@contextmanager
def in_english() -> Iterator[None]:
    """Within it all is said in English: what is kept in a matter, where colleagues of other languages read it."""
    token = _kept.set(True)
    try:
        yield
    finally:
        _kept.reset(token)


@cache
def catalogue_of(language: str) -> dict[str, str]:
    """The sentences of a language by their English; none for English, and for languages that have no catalogue."""
    path = folder() / "translations" / f"{language}.json"
    sentences: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return sentences


def languages() -> list[str]:
    """The languages that have a catalogue, by their codes ("es"), and English."""
    return ["en", *sorted(path.stem for path in (folder() / "translations").glob("*.json"))]


def in_quotes(before: str) -> bool:
    """Whether what stands right after some words stands in quotes, or as a part of code."""
    return before.endswith(_QUOTES)


def language() -> str:
    """The code of the language that is spoken now."""
    return "en" if _kept.get() else os.environ.get(VARIABLE, "en")


@lru_cache(maxsize=1 << 12)
def _local(sentence: str, language: str, inner: bool) -> str:
    catalogue = catalogue_of(language)
    if sentence in catalogue and not (inner and _may_be_a_name(sentence)):
        return catalogue[sentence]
    for form in _forms_of(language):
        fits = form.longest in sentence
        if fits and (found := (form.inner if inner else form.whole).fullmatch(sentence)):
            return form.said.format(*map(partial(_value, language), found.groups(), form.before))
    return _by_parts(sentence, language) if catalogue else sentence


def _by_parts(sentence: str, language: str) -> str:
    """A sentence after a name and a colon, or several that were joined; single words stay, as they may be code."""
    if sentence.endswith("."):
        return f"{_local(sentence[:-1], language, False)}."
    name, colon, rest = sentence.partition(": ")
    if colon:
        return f"{_local(name, language, True)}: {_local(rest, language, False)}"
    mark = "; " if "; " in sentence else ", "
    parts = sentence.split(mark)
    return mark.join(_local(part, language, True) if " " in part and part != sentence else part for part in parts)


def _value(language: str, value: str, before: str) -> str:
    """What stands at a place, right after some words; after a colon or a question it is a sentence."""
    return value if in_quotes(before) else _local(value, language, not before.endswith(_SENTENCE))


def _may_be_a_name(value: str) -> bool:
    return value[:1].isupper() and value.isalpha()


@cache
def _forms_of(language: str) -> list[_Form]:
    """The forms of a catalogue, those with the most letters of their own first."""
    made = []
    for english, translated in catalogue_of(language).items():
        own, *rest = PLACE.split(english)[::2]
        letters = sum(map(str.isalpha, own + "".join(rest)))
        if rest and letters >= _FEWEST:
            made.append((letters, _form(english, translated, letters)))
    made.sort(key=lambda each: -each[0])
    return [form for _, form in made]


def _form(english: str, translated: str, letters: int) -> _Form:
    own, names = PLACE.split(english)[::2], PLACE.findall(english)
    loose = ["(.*)"] * len(names)
    tight = loose if letters >= _MANY else ["(.*)" if in_quotes(before) else _NUMBER for before in own[:-1]]
    counts = not own[0] and " " not in "".join(own).strip()  # "{0} passages"
    whole = tight if counts else loose
    said = PLACE.sub(lambda place: f"{{{names.index(place[1])}}}", translated)
    return _Form(max(own, key=len), _pattern(own, whole), _pattern(own, tight), said, tuple(own[:-1]))


def _pattern(own: list[str], places: list[str]) -> re.Pattern[str]:
    parts = [part for pair in zip(map(re.escape, own), [*places, ""], strict=True) for part in pair]
    return re.compile("".join(parts), re.DOTALL)
