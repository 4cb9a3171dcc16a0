"""Cuts a query into its pieces: words, phrases, fields, operators, brackets.

The ways of writing of dtSearch, Westlaw and Lucene are read where they are not ours (`a & b`, `a /5 b`, `+a !b`). Where
they contradict one another ours stands: words side by side must all be there, `*` is any run of letters, `and` is a
word, `word~` is spelled alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from reviewer.errors import QueryError
from reviewer.search.fields import Fields

MOST_NAMES = 30  # of fields, told where one is unknown
STEM = "stem"  # looks like a field, and is a switch
QUOTES = '"“”„‟＂'
_OPERATOR = re.compile(rf"(?:AND|OR|NOT)(?=[\s(){QUOTES}]|$)")
_NAME = re.compile(r"([^\W\d_][\w.#&-]+):(?!:|//)")
_LIKE_A_FIELD = re.compile(r"[A-Za-z_-]{2,}:(?=[^\s/\\:])")
_END = rf"(?=[\s(){QUOTES}]|$)"
_NEAR = re.compile(rf"(?:not\s+)?(?:w|pre)?/(\d+){_END}", re.IGNORECASE)
_PLUS_NEAR = re.compile(r"\+(\d+)(?=\s+[^\s)])")
_TOGETHER = re.compile(rf"(?:not\s+)?(?:w|pre)?/(s|sent|p|para){_END}", re.IGNORECASE)
_PLUS_TOGETHER = re.compile(r"\+(s|p)(?=\s+[^\s)])", re.IGNORECASE)
_SIGNS = {"&": "AND", "&&": "AND", "|": "OR", "||": "OR", "%": "NOT"}
_SIGN = re.compile(rf"(?:&&?|\|\|?|%){_END}")
_LAW = re.compile(r"\([a-z]\)\s?\(\d\)(?:\s?\([a-z]\))?(?=[\s)]|$)", re.IGNORECASE)
_IN_EXEMPTION = re.compile(r"exemption:$", re.IGNORECASE)
_SHAPE = re.compile(r"/((?:[^/\\\s]|\\.)+)/(?=[\s)]|$)")
_RANGE = re.compile(r"[\[{](\S+) TO (\S+)[\]}](?=[\s)]|$)")


class Kind(Enum):
    """What a piece of a query is."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a query: `text` is what stands between `start` and `end`, of a phrase without its quotes.

    That of a field is its name without quotes and colon. `mark` is how a word or phrase is meant: "=" exactly, "/" as
    a regular expression, "~5" for the words of a phrase within 5 of one another; "#" at a field is the switch `stem:`;
    "s" and "p" at NEAR are a sentence and a paragraph.
    """

    kind: Kind
    text: str
    start: int
    end: int
    mark: str = ""


def cut(query: str, fields: Fields) -> Iterator[Piece]:
    """The pieces of a query, in order. Raises QueryError for an unclosed quote and a field that is none."""
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        piece = _piece(query, at, fields)
        yield piece
        at = piece.end


def _piece(query: str, at: int, fields: Fields) -> Piece:
    character, following = query[at], query[at + 1 : at + 2]
    if character in QUOTES:
        phrase = _phrase(query, at)
        return _quoted_field(query, phrase, fields) or phrase
    if (law := _LAW.match(query, at)) and _IN_EXEMPTION.search(query[:at]):
        return Piece(Kind.WORD, law[0], at, law.end())
    if character in "()":
        return Piece(Kind.OPEN if character == "(" else Kind.CLOSE, character, at, at + 1)
    if (character == "-" and following.strip(" -")) or (character == "!" and following.strip(" !")):
        return Piece(Kind.NOT, character, at, at + 1)
    if shape := _SHAPE.match(query, at):
        return Piece(Kind.WORD, shape[1], at, shape.end(), "/")
    if near := _near(query, at):
        return near
    if character == "+" and following.strip() and following != "+":
        return _piece(query, at + 1, fields)
    return _field(query, at, fields) or _operator(query, at) or _marked(query, at) or _word(query, at)


def _near(query: str, at: int) -> Piece | None:
    """The operator of words near one another. `+5` and `+s` are some between words only."""
    between = query[:at].strip()
    if together := _TOGETHER.match(query, at) or (between and _PLUS_TOGETHER.match(query, at)):
        return Piece(Kind.NEAR, together[0], at, together.end(), together[1][0].lower())
    found = _NEAR.match(query, at) or (between and _PLUS_NEAR.match(query, at))
    return Piece(Kind.NEAR, found[0], at, found.end()) if found else None


def _operator(query: str, at: int) -> Piece | None:
    if operator := _OPERATOR.match(query, at):
        return Piece(Kind[operator[0]], operator[0], at, operator.end())
    if sign := _SIGN.match(query, at):
        return Piece(Kind[_SIGNS[sign[0]]], sign[0], at, sign.end())
    return None


def _marked(query: str, at: int) -> Piece | None:
    """An exact word or phrase, or a range as Lucene writes it (`date:[2009 TO 2010]`)."""
    if query[at] == "=" and at + 1 < len(query) and query[at + 1] in QUOTES:
        phrase = _phrase(query, at + 1)
        return replace(phrase, start=at, mark="=")
    if query[at] == "=" and query[at + 1 : at + 2].isalnum():
        end = _word_end(query, at + 1)
        return Piece(Kind.WORD, query[at + 1 : end], at, end, "=")
    if (span := _RANGE.match(query, at)) and query[at - 1 : at] == ":":
        since, until = (end.strip("*") for end in span.groups())
        return Piece(Kind.WORD, f"{since}..{until}", at, span.end())
    return None


def _word(query: str, at: int) -> Piece:
    end = _word_end(query, at)
    return Piece(Kind.WORD, query[at:end], at, end)


def _phrase(query: str, at: int) -> Piece:
    end = at + 1
    while end < len(query) and query[end] not in QUOTES:
        end += 1
    if end == len(query):
        why = "the quote that opens here is not closed"
        raise QueryError("The query can't be read", why, f'Put a quote at the end of the phrase: {query.rstrip()}"', at)
    near = re.match(r"~\d*", query[end + 1 :])
    mark = near[0] if near else ""
    return Piece(Kind.PHRASE, query[at + 1 : end], at, end + 1 + len(mark), mark)


def _quoted_field(query: str, phrase: Piece, fields: Fields) -> Piece | None:
    """The field whose name is a phrase with a colon after it and something to search for after that."""
    if not re.match(r":[^\s:]", query[phrase.end :]):
        return None
    if not fields.find(phrase.text):
        raise _no_field(phrase.text, phrase.start, fields)
    return Piece(Kind.FIELD, phrase.text, phrase.start, phrase.end + 1)


def _field(query: str, at: int, fields: Fields) -> Piece | None:
    """The field whose name and colon stand here. `10:30`, `re: words` and `http://x` are words."""
    name = _NAME.match(query, at)
    if name and name[1].lower() == STEM:
        return Piece(Kind.FIELD, name[1], at, name.end(), "#")
    if name and fields.find(name[1]):
        return Piece(Kind.FIELD, name[1], at, name.end())
    if name and _LIKE_A_FIELD.match(query, at):
        raise _no_field(name[1], at, fields)
    return None


def _no_field(name: str, at: int, fields: Fields) -> QueryError:
    """What to say of a name that is no field: which are like it, and which there are."""
    near = " or ".join(field.written for field in fields.near(name))
    names = [field.written.removesuffix(":") for field in fields]
    known = ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if (more := len(names) - MOST_NAMES) > 0 else "")
    do = f"The fields are {known}. To search for the words, put quotes around them"
    return QueryError(
        "The query can't be read", f"there is no field '{name}'", f"Did you mean {near}? {do}" if near else do, at
    )


def _word_end(query: str, at: int) -> int:
    """Where a word ends: at white space, a quote, or a bracket that does not belong to it, as those of `5(b)(1)` do."""
    while at < len(query) and not query[at].isspace() and query[at] not in QUOTES and query[at] != ")":
        if query[at] == "(":
            inside = re.match(rf"\((?:[^\s(){QUOTES}]|\([^\s(){QUOTES}]*\))*\)", query[at:])
            if not inside:
                break
            at += inside.end()
        else:
            at += 1
    return at
