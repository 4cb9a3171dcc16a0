"""Cuts a query into its pieces: words, phrases, fields, operators, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from reviewer.errors import QueryError
from reviewer.search.fields import Fields

MOST_NAMES = 30  # of fields, told where one is unknown
QUOTES = '"“”„‟＂'
_OPERATOR = re.compile(rf"(?:AND|OR|NOT)(?=[\s(){QUOTES}]|$)")
_NAME = re.compile(r"([^\W\d_][\w.#&-]+):(?!:|//)")
_LIKE_A_FIELD = re.compile(r"[A-Za-z_-]{2,}:(?=[^\s/\\:])")
_LATER = (
    (re.compile(r"(?:w|pre|not w)?/(?:\d+|[sp])(?!\S)|\+\d+(?!\S)", re.IGNORECASE), "words near one another"),
    (re.compile(r"[^\s~]+~\d*(?!\S)"), "words spelled alike"),
    (re.compile(r"\w+!(?!\S)"), "the ending !"),
    (re.compile(r"=\w"), "the exact mode ="),
    (re.compile(r"/\S+/(?!\S)"), "regular expressions"),
)


class Kind(Enum):
    """What a piece of a query is."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a query: `text` is what stands between `start` and `end`, of a phrase without its quotes.

    That of a field is its name without quotes and colon.
    """

    kind: Kind
    text: str
    start: int
    end: int


def cut(query: str, fields: Fields) -> Iterator[Piece]:
    """The pieces of a query, in order. Raises QueryError for an unclosed quote, a field that is none, and for what is
    not read yet."""
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        piece = _piece(query, at, fields)
        yield piece
        at = piece.end


def _piece(query: str, at: int, fields: Fields) -> Piece:
    character = query[at]
    if character in QUOTES:
        phrase = _phrase(query, at)
        return _quoted_field(query, phrase, fields) or phrase
    if character in "()":
        return Piece(Kind.OPEN if character == "(" else Kind.CLOSE, character, at, at + 1)
    if character == "-" and query[at + 1 : at + 2].strip(" -"):
        return Piece(Kind.NOT, character, at, at + 1)
    if field := _field(query, at, fields):
        return field
    _refuse_what_comes_later(query, at)
    if operator := _OPERATOR.match(query, at):
        return Piece(Kind[operator[0]], operator[0], at, operator.end())
    end = _word_end(query, at)
    return Piece(Kind.WORD, query[at:end], at, end)


def _phrase(query: str, at: int) -> Piece:
    end = at + 1
    while end < len(query) and query[end] not in QUOTES:
        end += 1
    if end == len(query):
        why = "the quote that opens here is not closed"
        raise QueryError("The query can't be read", why, "Put a quote at the end of the phrase", at)
    if re.match(r"~\d", query[end + 1 :]):
        raise _later("words near one another", end + 1)
    return Piece(Kind.PHRASE, query[at + 1 : end], at, end + 1)


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
    if name and fields.find(name[1]):
        return Piece(Kind.FIELD, name[1], at, name.end())
    if name and _LIKE_A_FIELD.match(query, at):
        raise _no_field(name[1], at, fields)
    return None


def _no_field(name: str, at: int, fields: Fields) -> QueryError:
    """What to say of a name that is no field: which are like it, and which there are."""
    near = " or ".join(field.written for field in fields.near(name))
    hint = f"Did you mean {near}? " if near else ""
    names = [field.written.removesuffix(":") for field in fields]
    known = ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if (more := len(names) - MOST_NAMES) > 0 else "")
    do = f"{hint}The fields are {known}. To search for the words, put quotes around them"
    return QueryError("The query can't be read", f"there is no field '{name}'", do, at)


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


def _refuse_what_comes_later(query: str, at: int) -> None:
    for pattern, name in _LATER:
        if pattern.match(query, at):
            raise _later(name, at)


def _later(name: str, at: int) -> QueryError:
    do = "Put quotes around it to search for the words as they stand"
    return QueryError("The query can't be read", f"searching for {name} is not known yet", do, at)
