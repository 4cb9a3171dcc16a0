"""The repair of a query that can't be read, where one is likely beyond doubt: brackets and quotes that lack their other
half, operators that lack a side, names that are nearly those of fields, distances without a number."""

from __future__ import annotations

import re
from collections.abc import Callable

from reviewer.errors import QueryError
from reviewer.exemptions import meant
from reviewer.search.asked import nearest_thing
from reviewer.search.fields import Fields
from reviewer.search.lexer import QUOTES, STEM, Kind, Piece, cut
from reviewer.search.operands import MOST_EDITS
from reviewer.search.parser import parse
from reviewer.search.query import Query

MOST = 5  # faults of one query
_DISTANCE = 5  # positions, where none is named

_NAME = re.compile(rf"(?:[{QUOTES}](?P<quoted>[^{QUOTES}:]+)[{QUOTES}]|(?P<plain>[^\s{QUOTES}:()]+)):\s*")
_HAS = re.compile(rf"(?<=has:)[^\s()]+|(?<=has:[{QUOTES}])[^{QUOTES}]+", re.IGNORECASE)
_CODE = re.compile(rf"(?<=exemption:)[{QUOTES}]?(\w+)", re.IGNORECASE)
_NO_NUMBER = re.compile(rf"(?<=[{QUOTES}])~(?=[\s()]|$)")
_TOO_FAR = re.compile(r"([^\s~()]+~)\d+")
_BINARY = (Kind.AND, Kind.OR, Kind.NEAR)


def read(query: str, fields: Fields) -> Query:
    """As `parse`; the QueryError that is raised bears the repaired query where there is one."""
    try:
        return parse(query, fields)
    except QueryError as error:
        error.repair = _repaired(query, error.position, fields)
        raise


def _repaired(query: str, position: int, fields: Fields) -> str:
    """The query with its faults mended one after the other; "" where that is not certain."""
    for _ in range(MOST):
        query = next(filter(None, (mend(query, position, fields) for mend in _MENDS)), "").strip()
        try:
            parse(query, fields)
        except QueryError as error:
            position = error.position
        else:
            return query
        if not query:
            break
    return ""


def _name_field(query: str, at: int, fields: Fields) -> str:
    """With the nearest field in place of one that is unknown, and without space after a field's colon."""
    found = _NAME.match(query, at)
    if not found or found.end() == len(query):
        return ""
    name = found["quoted"] or found["plain"]
    known = fields.find(name) or name.lower() == STEM
    mended = found[0].rstrip() if known else next((field.written for field in fields.near(name)), "")
    return query[:at] + mended + query[found.end() :] if mended and mended != found[0] else ""


def _name_thing(query: str, at: int, _: Fields) -> str:
    """With the nearest of what a document may have in place of something unknown."""
    thing = _HAS.match(query, at)
    near = nearest_thing(thing[0]) if thing else ""
    return query[:at] + near + query[thing.end() :] if thing and near else ""


def _name_code(query: str, at: int, _: Fields) -> str:
    """With the exemption of a number that has no letter."""
    code = _CODE.match(query, at)
    near = meant(f"b{code[1]}") if code else ()
    return query[: code.start(1)] + near[0] + query[code.end(1) :] if code and near else ""


def _close_quote(query: str, at: int, _: Fields) -> str:
    """With a quote where the phrase ends: before the brackets that close around it, else at the end."""
    at += query[at : at + 1] == "="
    if query[at : at + 1] not in tuple(QUOTES) or any(quote in query[at + 1 :] for quote in QUOTES):
        return ""
    before = query[:at]
    around = max(before.count("(") - before.count(")"), 0)
    phrase = re.fullmatch(rf"(.*?)((?:\s*\)){{0,{around}}})\s*", query[at:], re.DOTALL)
    return f'{before}{phrase[1]}"{phrase[2]}' if phrase and any(map(str.isalnum, phrase[1])) else ""


def _name_distance(query: str, at: int, _: Fields) -> str:
    """With a number where a distance has none, and with one that can be where letters may differ."""
    if bare := _NO_NUMBER.match(query, at):
        return f"{query[: bare.end()]}{_DISTANCE}{query[bare.end() :]}"
    alike = _TOO_FAR.match(query, at)
    return f"{query[:at]}{alike[1]}{MOST_EDITS}{query[alike.end() :]}" if alike else ""


def _balance(query: str, at: int, fields: Fields) -> str:
    """Without what stands alone (an operator, an empty bracket, a sign), or with the bracket that is missing."""
    pieces = _pieces(query, fields)
    place = next((place for place, piece in enumerate(pieces) if piece.start == at), None)
    if place is None:
        return ""
    piece, after = pieces[place], pieces[place + 1 : place + 2]
    if piece.kind is Kind.OPEN and after and after[0].kind is Kind.CLOSE:
        return _without(query, at, after[0].end)
    if piece.kind is Kind.OPEN:
        return f"{query.rstrip()})" if after else ""
    return _without(query, at, piece.end) if _is_loose(pieces, place) else ""


def _is_loose(pieces: list[Piece], place: int) -> bool:
    """Whether a query reads well without a piece: a bracket that closes nothing, an operator at an end, mere signs."""
    piece = pieces[place]
    before = pieces[place - 1].kind if place else Kind.OPEN
    after = pieces[place + 1].kind if place + 1 < len(pieces) else Kind.CLOSE
    if piece.kind in _BINARY:
        return before is Kind.OPEN or after is Kind.CLOSE
    if piece.kind is Kind.NOT:
        return after is Kind.CLOSE
    no_word = piece.kind in (Kind.WORD, Kind.PHRASE) and not re.search(r"[\w*?]", piece.text)
    return piece.kind is Kind.CLOSE or no_word


def _pieces(query: str, fields: Fields) -> list[Piece]:
    try:
        return list(cut(query, fields))
    except QueryError:
        return []


def _without(query: str, start: int, end: int) -> str:
    left, right = query[:start].rstrip(), query[end:].lstrip()
    apart = "" if left.endswith("(") or right.startswith(")") else " "
    return f"{left}{apart}{right}"


_MENDS: tuple[Callable[[str, int, Fields], str], ...] = (
    _close_quote,
    _name_field,
    _name_thing,
    _name_code,
    _name_distance,
    _balance,
)
