"""Languages that OCR reads: English, and those whose Tesseract data the user put into a folder.

A language is written as Tesseract names it ("deu"); several are joined by a plus ("eng+deu"). Data are files of the
name `deu.traineddata`; they come from anywhere, so that only a worker ever opens them.
"""

from __future__ import annotations

import re

from reviewer.errors import NotFound
from reviewer.settings import languages_folder
from reviewer.words import say

ENGLISH = "eng"
"""The language that is always there."""
_NAME = re.compile(r"\w+", re.ASCII)
_SPOKEN = {
    "afr": "Afrikaans", "amh": "Amharic", "ara": "Arabic", "ben": "Bengali", "chi_sim": "Chinese, simplified",
    "chi_tra": "Chinese, traditional", "deu": "German", "eng": "English", "fas": "Persian", "fra": "French",
    "guj": "Gujarati", "hat": "Haitian Creole", "heb": "Hebrew", "hin": "Hindi", "ita": "Italian", "jpn": "Japanese",
    "khm": "Khmer", "kor": "Korean", "nep": "Nepali", "nld": "Dutch", "pan": "Punjabi", "pol": "Polish",
    "por": "Portuguese", "ron": "Romanian", "rus": "Russian", "som": "Somali", "spa": "Spanish", "swa": "Swahili",
    "tgl": "Tagalog", "tha": "Thai", "tir": "Tigrinya", "tur": "Turkish", "ukr": "Ukrainian", "urd": "Urdu",
    "vie": "Vietnamese",
}  # fmt: skip


def offered() -> list[str]:
    """The languages that OCR can read, English first."""
    found = {path.stem for path in languages_folder().glob("*.traineddata") if _NAME.fullmatch(path.stem)}
    return [ENGLISH, *sorted(found - {ENGLISH, "osd"})]  # osd is no language: it tells how a page is turned


def spoken(name: str) -> str:
    """A language in words: "German (deu)", or its name alone where that is not known."""
    return f"{say(_SPOKEN[name])} ({name})" if name in _SPOKEN else name


def check(language: str) -> str:
    """The language, or the languages joined by a plus, when all are there. Raises NotFound, which names the folder."""
    for name in language.split("+"):
        if name not in offered():
            why = f"there is no file {name}.traineddata in {languages_folder()}"
            raise NotFound(f"OCR can't read the language “{name}”", why, "Put its Tesseract data there")
    return language
