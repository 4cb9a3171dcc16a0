"""The fields in which a query can search: those of every matter, and those that its documents came with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, auto
from functools import lru_cache

from reviewer.search import analysis
from reviewer.store.coding_form import form

SEPARATOR = "\x1f"
"""Stands between a field and a word of it where words of fields are kept beside those of pages; it is in no word."""

HIDDEN = "hidden"
"""The field of what pages hold but do not show."""

_PLAIN_NAME = re.compile(r"[^\W\d][\w-]+")


class Answer(Enum):
    """What knows the answer: the index, the index and the coding, the store alone, or the index of what pages bear."""

    TEXT = auto()
    CODING = auto()
    STORE = auto()
    PAGES = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, as it is shown before a value, and as it is spoken of."""

    name: str
    title: str
    place: str
    answer: Answer = Answer.TEXT

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return key(self.name)

    @property
    def prefix(self) -> str:
        """What stands before each of its words in the index."""
        return self.key + SEPARATOR

    @property
    def written(self) -> str:
        """The name as it is written in a query, with its colon."""
        return f"{self.name}:" if _PLAIN_NAME.fullmatch(self.name) else f'"{self.name}":'


STANDARD = (
    Field("from", "From", "the sender"),
    Field("to", "To", "the recipients"),
    Field("cc", "Cc", "the copied (Cc)"),
    Field("bcc", "Bcc", "the blind-copied (Bcc)"),
    Field("subject", "Subject", "the subject"),
    Field("title", "Title", "the title"),
    Field("author", "Author", "the author"),
    Field("custodian", "Custodian", "the custodian"),
    Field("type", "Type", "the type of file"),
    Field("file", "File", "the path of the file"),
    Field("control", "Control number", "the control number"),
    Field("bates", "Bates number", "the Bates numbers", Answer.STORE),
    Field("date", "Date", "the date", Answer.STORE),
    Field("reviewed", "Reviewed", "the time of the review", Answer.STORE),
    Field("exemption", "Exemption", "the exemption marks", Answer.PAGES),
    Field("pages", "Pages", "the number of pages", Answer.STORE),
    Field("hash", "Hash", "the hash", Answer.STORE),
    Field("reviewer", "Reviewer", "the reviewer", Answer.CODING),
    Field("assigned", "Assigned to", "the reviewer to whom it is assigned", Answer.CODING),
    Field("tag", "Tag", "a tag", Answer.CODING),
    Field("note", "Note", "a note", Answer.CODING),
    *(
        Field(question.name, question.title, f"the answer to “{question.title}”", Answer.CODING)
        for question in form().answered
    ),
    Field("coded", "Coding", "the answers of the coding form", Answer.CODING),
    Field("comment", "Comment", "a comment"),
    Field("form", "Form", "the form"),
    Field(HIDDEN, "Hidden text", "hidden text"),
    Field("has", "Has", "what it has", Answer.STORE),
)


_OURS = {field.name for field in STANDARD if field.answer is not Answer.TEXT}


@lru_cache(maxsize=1 << 10)
def key(name: str) -> str:
    """A name without regard to case, accents, space and punctuation."""
    return "".join(analysis.tokens(name))


def prefix(name: str) -> str:
    """What stands before each word of a field in the index, given the name with which a document came.

    Where the store or the coding answers for a field of that name, the documents' own has "field" after its name.
    """
    return (key(name) if key(name) not in _OURS else key(f"{name} field")) + SEPARATOR


class Fields:
    """All fields of a matter, by name."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """`names` are those with which documents came; see `prefix`."""
        self._known = {field.key: field for field in STANDARD}
        for name in names:
            shown = f"{name} field" if key(name) in _OURS else name
            if key(name):
                self._known.setdefault(key(shown), Field(shown, name, f"the field '{name}'"))

    @property
    def own(self) -> list[Field]:
        """Those with which the documents came."""
        return [field for field in self if field not in STANDARD]

    def __iter__(self) -> Iterator[Field]:
        return iter(self._known.values())

    def find(self, name: str) -> Field | None:
        """The field of a name."""
        return self._known.get(key(name))

    def beginning(self, name: str) -> list[Field]:
        """The fields whose names begin so."""
        return [field for known, field in self._known.items() if known.startswith(key(name))]

    def near(self, name: str) -> list[Field]:
        """The fields whose names are like one that is none, the likeliest first."""
        return [self._known[found] for found in get_close_matches(key(name), self._known, 3, 0.6)]
