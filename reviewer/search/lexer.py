"""Cuts a query into its pieces: words, phrases, operators, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from reviewer.errors import QueryError

QUOTES = '"“”„‟＂'
_OPERATOR = re.compile(rf"(?:AND|OR|NOT)(?=[\s(){QUOTES}]|$)")
_FIELD = re.compile(r"([A-Za-z_-]{2,}):(?=[^\s/\\:])")
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
    AND = auto()
    OR = auto()
    NOT = auto()
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a query: `text` is what stands between `start` and `end`, of a phrase without its quotes."""

    kind: Kind
    text: str
    start: int
    end: int


def cut(query: str) -> Iterator[Piece]:
    """The pieces of a query, in order. Raises QueryError for an unclosed quote and for what is not read yet."""
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        piece = _piece(query, at)
        yield piece
        at = piece.end


def _piece(query: str, at: int) -> Piece:
    character = query[at]
    if character in QUOTES:
        return _phrase(query, at)
    if character in "()":
        return Piece(Kind.OPEN if character == "(" else Kind.CLOSE, character, at, at + 1)
    if character == "-" and query[at + 1 : at + 2].strip(" -"):
        return Piece(Kind.NOT, character, at, at + 1)
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
    if field := _FIELD.match(query, at):
        why = f"searching in a field ('{field[1]}') is not known yet"
        raise QueryError("The query can't be read", why, "Put quotes around it to search for the words", at)
    for pattern, name in _LATER:
        if pattern.match(query, at):
            raise _later(name, at)


def _later(name: str, at: int) -> QueryError:
    do = "Put quotes around it to search for the words as they stand"
    return QueryError("The query can't be read", f"searching for {name} is not known yet", do, at)
