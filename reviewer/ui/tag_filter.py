"""How tags are found while one types: by a part of the name or its initials, whatever capitals and accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from reviewer.model import Tag


def folded(text: str) -> str:
    """The text without accents and differences of case."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def rank(typed: str, name: str) -> int | None:
    """How well a name fits what was typed: 0 begins with it, 1 a word does, 2 has it, 3 its initials; None: not."""
    wanted, whole = folded(typed).strip(), folded(name)
    words = re.findall(r"\w+", whole)
    if whole.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in words):
        return 1
    if wanted in whole:
        return 2
    return 3 if "".join(word[0] for word in words).startswith(wanted.replace(" ", "")) else None


def fitting(typed: str, tags: Iterable[Tag]) -> list[Tag]:
    """The tags that fit, the best first, equals in the order given."""
    ranked = [(rank(typed, tag.name), tag) for tag in tags]
    return [tag for _, tag in sorted(((fit, tag) for fit, tag in ranked if fit is not None), key=lambda pair: pair[0])]


def has_name(name: str, tags: Iterable[Tag]) -> bool:
    """Whether a tag of that name is there, whatever its case."""
    return any(tag.name.casefold() == name.strip().casefold() for tag in tags)
