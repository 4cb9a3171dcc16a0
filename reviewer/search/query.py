"""The query language: what a query is, and how it is said in words.

    attorney privilege        both words, anywhere in the document (AND may be written between them)
    "attorney client"         the phrase; straight or curly quotes
    a OR b, NOT a, -a         in capitals; NOT binds closest, then AND, then OR; brackets group
    attorn* wom?n *ship       `*` is any run of letters and digits, `?` is exactly one
    5(b)(1), ABC-0001234      marks inside a word part it into tokens, which must follow one another
    subject:"opt out"         a word, pattern, phrase or bracket group in a field
    "file extension":pdf      a field with space in its name; file_extension:pdf is the same
    date:2009-10..2010-03     a year, month or day, or from one to another, either end open; see `asked.py`
    bates:ABC-1..ABC-50       a Bates number, or from one to another, whatever the padding
    has:attachment            one of the things that `asked.py` names

`and`, `or`, `not` in small letters are words. Operators speak of documents; a phrase runs over lines and pages. A query
of NOT alone finds the documents without. A part in a field speaks of documents, too, and gives no hits. A name before a
colon that is no field is refused; `10:30`, `re: words` and `http://x` are words. Inside quotes a `?` at the end of a
word is a question mark, not a wildcard. Positions are code points in the query.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reviewer.search.asked import Question, said
from reviewer.search.fields import Field


@dataclass(frozen=True, slots=True)
class Word:
    """A folded token, on a page or in a field."""

    text: str
    start: int
    end: int
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A folded token with wildcards, on a page or in a field."""

    text: str
    start: int
    end: int
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more tokens that follow one another."""

    parts: tuple[Word | Pattern, ...]
    start: int
    end: int
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Documents that the store names in answer to a question."""

    question: Question
    start: int
    end: int
    field: Field


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that `part` does not find."""

    part: Query
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class And:
    """Documents that all parts find."""

    parts: tuple[Query, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Or:
    """Documents that any part finds."""

    parts: tuple[Query, ...]
    start: int
    end: int


Leaf = Word | Pattern | Phrase
Query = Leaf | Asked | Not | And | Or


def leaves(query: Query, positive: bool = True) -> tuple[Leaf | Asked, ...]:
    """The parts of a query that hold no parts and are not negated, each once."""
    match query:
        case Not(part):
            found = leaves(part, not positive)
        case And(parts) | Or(parts):
            found = tuple(leaf for part in parts for leaf in leaves(part, positive))
        case _:
            found = (query,) if positive else ()
    return tuple(dict.fromkeys(found))


def wanted(query: Query) -> tuple[Leaf, ...]:
    """The words, patterns and phrases whose matches are hits: those on pages that are not negated, each once."""
    return tuple(leaf for leaf in leaves(query) if not isinstance(leaf, Asked) and leaf.field is None)


def in_fields(query: Query) -> tuple[Leaf | Asked, ...]:
    """All parts that speak of fields, negated or not."""
    both = (*leaves(query), *leaves(query, positive=False))
    return tuple(leaf for leaf in dict.fromkeys(both) if leaf.field)


def term(leaf: Word | Pattern) -> str:
    """A token as it stands in the index."""
    return leaf.field.prefix + leaf.text if leaf.field else leaf.text


def bare(leaf: Leaf) -> Leaf:
    """A word, pattern or phrase without its field."""
    if isinstance(leaf, Phrase):
        return replace(leaf, parts=tuple(replace(part, field=None) for part in leaf.parts), field=None)
    return replace(leaf, field=None)


def read_as(query: Query) -> str:
    """How a query was read, in words."""
    return f"documents {_said(query)}"


def _said(query: Query) -> str:
    match query:
        case Not(Word() | Pattern() | Phrase() | Asked() as leaf):
            return f"without {_named(leaf)}"
        case Not(part):
            return f"other than those {_said(part)}"
        case And(parts):
            return " and ".join(_grouped(part) for part in parts)
        case Or(parts):
            return " or ".join(_grouped(part) for part in parts)
        case _:
            return f"with {_named(query)}"


def _grouped(query: Query) -> str:
    return f"({_said(query)})" if isinstance(query, And | Or) else _said(query)


def _named(leaf: Leaf | Asked) -> str:
    if isinstance(leaf, Asked):
        return said(leaf.question)
    place = f" in {leaf.field.place}" if leaf.field else ""
    match leaf:
        case Word(text):
            return f"the word '{text}'{place}"
        case Pattern(text):
            return f"a word like '{text}'{place}"
        case Phrase(parts):
            return f"the phrase '{' '.join(part.text for part in parts)}'{place}"


def patterns(query: Query) -> tuple[Pattern, ...]:
    """All patterns of a query."""
    match query:
        case Not(part):
            return patterns(part)
        case And(parts) | Or(parts) | Phrase(parts):
            return tuple(pattern for part in parts for pattern in patterns(part))
        case Pattern():
            return (query,)
        case _:
            return ()
