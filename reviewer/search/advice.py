"""What is told beside an answer: how the writing of a query was taken, and why it may have found nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import chain, islice, pairwise

from reviewer.errors import QueryError
from reviewer.search.asked import answer, read
from reviewer.search.beside import Beside
from reviewer.search.fields import HIDDEN, Fields
from reviewer.search.index import Index, search
from reviewer.search.lexer import Kind, cut
from reviewer.search.query import (
    And,
    Asked,
    Leaf,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    Window,
    Word,
    in_fields,
    wanted,
)
from reviewer.search.wording import named
from reviewer.store import in_pdfs
from reviewer.store.matter import Store
from reviewer.words import say

MOST = 8  # parts that are counted by themselves

_SINGLE_QUOTES = re.compile(r"(?<![^\s(])['‘][^'’‘\"]*\w\s+\w[^'’‘\"]*['’](?![^\s)])")
_ENDS = (Kind.WORD, Kind.PHRASE, Kind.CLOSE)
_BEGINS = (Kind.WORD, Kind.PHRASE, Kind.OPEN, Kind.FIELD)

_UNITS = {
    "s": "A sentence ends at . ? or ! before a capital, but not after abbreviations such as Mr. or No.; in doubt it"
    " goes on",
    "p": "A paragraph ends at a blank line. PDFs show none: there it ends where a sentence ends in a short line, and"
    " two may count as one",
}


def hints(query: str, fields: Fields) -> Iterator[str]:
    """How what others write otherwise was read, a sentence each. Raises QueryError."""
    for piece in cut(query, fields):
        text = piece.text
        if piece.kind is Kind.WORD and text in ("and", "or", "not"):
            words = "'{word}' in small letters is a word like any other; {operator} is written in capitals"
            yield say(words, word=text, operator=text.upper())
        elif piece.kind is Kind.WORD and re.fullmatch(r"(?:w|pre)/", text, re.IGNORECASE):
            words = "'{word}' without a number is a word like any other; {near} finds words that near one another"
            yield say(words, word=text, near=f"{text}5")
        elif piece.kind is Kind.WORD and re.fullmatch(r"[^~]+~", text):
            words = "'{word}' finds what is spelled alike; for its other forms write stem:{stem}"
            yield say(words, word=text, stem=text[:-1])
        elif piece.kind is Kind.WORD and re.fullmatch(r"#[^\W\d].*|[^\W\d]\w+&", text):
            yield say("'{word}' finds the word alone, not what sounds alike or means the same", word=text)
        elif piece.kind is Kind.NEAR and piece.mark:
            yield say(_UNITS[piece.mark])
        elif piece.kind in _BEGINS and query[piece.start - 1 : piece.start] == "+":
            yield say("+ changes nothing, since all words must be there anyway; OR between words asks for any of them")
    if _SINGLE_QUOTES.search(query):
        yield say("A phrase stands in double quotes; single ones are apostrophes")


def alone(store: Store, index: Index, query: Query, beside: Beside) -> Iterator[str]:
    """For a query that finds nothing, a sentence for each of its parts: how many documents it finds by itself."""
    parts = [part for part in dict.fromkeys(_parts(query)) if part != query]
    for part in islice(parts, MOST):
        found = len(search(index, part, beside).counts)
        many = _counted(found) if found else say("none")
        yield say("{part} alone: {many}", part=named(part), many=many)
    for whole in [query, *parts]:
        yield from _numbered(store, whole)


def _counted(documents: int) -> str:
    return say("1 document") if documents == 1 else say("{n} documents", n=f"{documents:,}")


def side_by_side(query: str, fields: Fields) -> Iterator[str]:
    """What to say of words side by side in a query that finds nothing."""
    for before, piece in pairwise(cut(query, fields)):
        if before.kind in _ENDS and piece.kind in _BEGINS:
            yield say("Words side by side must all be in a document; write OR between them for any of them")
            return


def out_of_sight(store: Store, index: Index, written: str, query: Query) -> Iterator[str]:
    """That words of the query stand in hidden text too, which `hidden:` alone searches; a sentence for each."""
    asked_already = any(part.field and part.field.key == HIDDEN for part in in_fields(query))
    if asked_already or not in_pdfs.any_hidden(store):
        return
    for part in islice(wanted(query), MOST):
        concealed = _hidden(part)
        found = len(search(index, concealed).counts) if concealed else 0
        words = written[part.start : part.end]
        if found:
            many = _counted(found)
            there = "{words} also stands in the hidden text of {many}: search for {query}"
            yield say(there, words=words, many=many, query=f"{HIDDEN}:{words}")


def _hidden(part: Leaf) -> Word | Pattern | Phrase | None:
    """A word, a pattern or a phrase of them in the field of hidden text; None for what is not written alike there."""
    field = Fields().find(HIDDEN)
    match part:
        case Word() | Pattern():
            return replace(part, field=field)
        case Phrase(parts):
            words = tuple(replace(word, field=field) for word in parts if isinstance(word, Word | Pattern))
            return replace(part, parts=words, field=field) if len(words) == len(parts) else None
    return None


def _parts(query: Query) -> Iterator[Leaf | Asked]:
    match query:
        case Not(part):
            yield from _parts(part)
        case And(parts) | Or(parts):
            yield from chain.from_iterable(map(_parts, parts))
        case Near(left, right):
            yield from _parts(left)
            yield from _parts(right)
        case Phrase(parts, field=None):
            yield query
            yield from parts
        case Window(parts):
            yield from parts
        case _:
            yield query


def _numbered(store: Store, part: Query) -> Iterator[str]:
    """That a number which stands in no text is one of a page."""
    words = part.parts if isinstance(part, Phrase) else (part,)
    written = "-".join(word.text for word in words if isinstance(word, Word))
    with suppress(QueryError):
        if any(map(str.isdigit, written)) and (found := len(answer(store, read("bates", written, 0)))):
            yield say("bates:{number} finds {n} by the numbers of pages", number=written, n=f"{found:,}")
