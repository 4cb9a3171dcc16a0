"""The query language: what a query is.

    attorney privilege        both words, anywhere in the document (AND, & or && may be written between them)
    "attorney client"         the phrase; straight or curly quotes
    a OR b, NOT a, -a, !a     in capitals; a || b, a % b (a without b); NOT binds closest, then AND, then OR; brackets
    attorn* wom?n *ship       `*` is any run of letters and digits, `?` is exactly one; attorn! is attorn*
    a w/5 b, a /5 b           within 5 words of one another, in either order: their positions differ by at most 5
    a pre/5 b, a +5 b         a at most 5 words before b
    "a b"~5                   the same as a w/5 b
    "a b c"~5                 all of them in any order, with at most 5 other words among them
    (a AND b) w/5 c           the same as a w/5 c AND b w/5 c
    a w/s b, a /p b, a +s b   in one sentence, in one paragraph, in that order; see `text/sentences.py`
    a not w/5 b               a where no b is within 5 words
    (a OR b) w/5 (c OR "d")   w/N binds closer than NOT, from left to right; see `near.py` for what a hit is
    receive~1, receive~       spelled alike: at most 1 letter added, left out or changed, or 2; re%ceive after the `re`
    /20(09|10)/               a word of that shape, as a regular expression
    =AG, ="Attorney General"  with these capitals and accents
    stem:apply                an English form of the word: apply, applied, applies; also stem:(a OR "b c")
    5(b)(1), 02091-C-71       marks inside a word part it into tokens, which must follow one another
    ABC-0001234, ABC0001234   each finds the other: letters and a long or padded number, in one or parted by a mark
    exemption:b5              FOIA exemption marks on pages, `exemption:b7` with its parts, `exemption:*`; they are hits
    subject:"opt out"         a word, pattern, phrase or bracket group in a field; subject:(a w/5 b)
    "file extension":pdf      a field with space in its name; file_extension:pdf is the same
    date:2009-10..2010-03     a year, month or day, or from one to another, either end open; see `asked.py`
    bates:ABC-1..ABC-50       a Bates number, or from one to another, whatever the padding
    pages:2..5, reviewed:2026, hash:9f86d0, has:attachment      what else `asked.py` names

`and`, `or`, `not` in small letters are words. Operators speak of documents; a phrase runs over lines and pages. A query
of NOT alone finds the documents without. A part in a field speaks of documents, too, and gives no hits. A name before a
colon that is no field is refused; `10:30`, `re: words` and `http://x` are words. Inside quotes a `?` at the end of a
word is a question mark, not a wildcard. Positions are code points in the query.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reviewer.search.asked import Question
from reviewer.search.fields import Field
from reviewer.search.units import Unit


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
class Fuzzy:
    """A folded token, or one that differs in at most `edits` letters, after the first `kept` ones."""

    text: str
    edits: int
    kept: int
    start: int
    end: int
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """Folded tokens that a regular expression matches from first to last letter."""

    text: str
    start: int
    end: int
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Stem:
    """Folded tokens of the same English stem as this one."""

    text: str
    start: int
    end: int
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Exact:
    """A token of pages with its capitals and accents."""

    text: str
    start: int
    end: int
    field: None = None


Expanding = Pattern | Fuzzy | Shape | Stem
"""Stands for words of the index."""

Token = Word | Expanding | Exact


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more tokens that follow one another."""

    parts: tuple[Token, ...]
    start: int
    end: int
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Two parts whose matches are at most `most` positions apart, or (`most` is 0) in one `unit`.

    `ordered`: the left one first.
    `without` is where the left part stands and the right one does not. The parts are leaves, all on pages or all in the
    same field, or joined by OR.
    """

    left: Query
    right: Query
    most: int
    ordered: bool
    without: bool
    start: int
    end: int
    field: Field | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Three or more tokens in any order, with at most `most` others among them."""

    parts: tuple[Token, ...]
    most: int
    start: int
    end: int
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """Exemption marks of pages: those with one of the codes, as `text` says them."""

    codes: tuple[str, ...]
    text: str
    start: int
    end: int
    field: None = None


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


Leaf = Token | Phrase | Near | Window | Marked
Query = Leaf | Asked | Not | And | Or


def leaves(query: Query, positive: bool = True) -> tuple[Leaf | Asked, ...]:
    """The parts of a query that are found by themselves and are not negated, each once."""
    match query:
        case Not(part):
            found = leaves(part, not positive)
        case And(parts) | Or(parts):
            found = tuple(leaf for part in parts for leaf in leaves(part, positive))
        case _:
            found = (query,) if positive else ()
    return tuple(dict.fromkeys(found))


def wanted(query: Query) -> tuple[Leaf, ...]:
    """The leaves whose matches are hits: those on pages that are not negated, each once."""
    return tuple(leaf for leaf in leaves(query) if not isinstance(leaf, Asked) and leaf.field is None)


def in_fields(query: Query) -> tuple[Leaf | Asked, ...]:
    """All parts that speak of fields, negated or not."""
    both = (*leaves(query), *leaves(query, positive=False))
    return tuple(leaf for leaf in dict.fromkeys(both) if leaf.field)


def term(word: Word | Pattern) -> str:
    """A token as it stands in the index."""
    return word.field.prefix + word.text if word.field else word.text


def bare(leaf: Leaf) -> Leaf:
    """A leaf without its field."""
    match leaf:
        case Phrase(parts) | Window(parts):
            return replace(leaf, parts=tuple(replace(part, field=None) for part in parts), field=None)
        case Near(left, right):
            return replace(leaf, left=_bare(left), right=_bare(right), field=None)
        case _:
            return replace(leaf, field=None)


def _bare(part: Query) -> Query:
    """A part of w/N without its field."""
    if isinstance(part, Or):
        return replace(part, parts=tuple(map(_bare, part.parts)))
    return bare(part) if isinstance(part, Leaf) else part


def patterns(query: Query) -> tuple[Expanding, ...]:
    """All parts of a query that stand for words of the index."""
    match query:
        case Not(part):
            return patterns(part)
        case And(parts) | Or(parts) | Phrase(parts) | Window(parts):
            return tuple(pattern for part in parts for pattern in patterns(part))
        case Near(left, right):
            return patterns(left) + patterns(right)
        case Pattern() | Fuzzy() | Shape() | Stem():
            return (query,)
        case _:
            return ()
