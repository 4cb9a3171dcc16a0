"""The query language: what a query is, and how it is said in words.

    attorney privilege        both words, anywhere in the document (AND may be written between them)
    "attorney client"         the phrase; straight or curly quotes
    a OR b, NOT a, -a         in capitals; NOT binds closest, then AND, then OR; brackets group
    attorn* wom?n *ship       `*` is any run of letters and digits, `?` is exactly one
    5(b)(1), ABC-0001234      marks inside a word part it into tokens, which must follow one another

`and`, `or`, `not` in small letters are words. Operators speak of documents; a phrase runs over lines and pages. A query
of NOT alone finds the documents without. Inside quotes a `?` at the end of a word is a question mark, not a wildcard.
Positions are code points in the query.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A folded token."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A folded token with wildcards."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more tokens that follow one another."""

    parts: tuple[Word | Pattern, ...]
    start: int
    end: int


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
Query = Leaf | Not | And | Or


def wanted(query: Query, positive: bool = True) -> tuple[Leaf, ...]:
    """The words, patterns and phrases whose matches are hits: those that are not negated, each once."""
    match query:
        case Not(part):
            found = wanted(part, not positive)
        case And(parts) | Or(parts):
            found = tuple(leaf for part in parts for leaf in wanted(part, positive))
        case _:
            found = (query,) if positive else ()
    return tuple(dict.fromkeys(found))


def read_as(query: Query) -> str:
    """How a query was read, in words."""
    return f"documents {_said(query)}"


def _said(query: Query) -> str:
    match query:
        case Not(Word() | Pattern() | Phrase() as leaf):
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


def _named(leaf: Leaf) -> str:
    match leaf:
        case Word(text):
            return f"the word '{text}'"
        case Pattern(text):
            return f"a word like '{text}'"
        case Phrase(parts):
            return f"the phrase '{' '.join(part.text for part in parts)}'"


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
