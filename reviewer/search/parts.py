"""The parts of a query that must all be so, as they are written: what stands between its ANDs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reviewer.search.fields import Fields
from reviewer.search.lexer import Kind, Piece, cut

_STANDARD = Fields()
_OPERANDS = (Kind.WORD, Kind.PHRASE, Kind.FIELD, Kind.OPEN)
_ENDS = (Kind.WORD, Kind.PHRASE, Kind.CLOSE)


def parts(query: str, fields: Fields = _STANDARD) -> tuple[str, ...]:
    """The parts of a query, without brackets around them; the query itself where it has none. Raises QueryError."""
    pieces = list(cut(query, fields))
    found = list(_between_ands(pieces))
    if len(found) > 1:
        return tuple(part for run in found for part in parts(_written(query, run), fields))
    return parts(_written(query, pieces[1:-1]), fields) if _bracketed(pieces) else (query.strip(),)


def joined(wanted: Iterable[str], fields: Fields = _STANDARD) -> str:
    """The query that wants all of these, each as it is written. Raises QueryError."""
    return _linked(" AND ", wanted, fields)


def either(wanted: Iterable[str], fields: Fields = _STANDARD) -> str:
    """The query that wants any of these, each as it is written. Raises QueryError."""
    return _linked(" OR ", wanted, fields)


def _linked(operator: str, wanted: Iterable[str], fields: Fields) -> str:
    several = list(wanted)
    return several[0] if len(several) == 1 else operator.join(_safe(part, fields) for part in several)


def _safe(part: str, fields: Fields) -> str:
    """The part in brackets, unless it is a word, a phrase, a bracket or a field."""
    kinds = [piece.kind for piece, depth in _deep(list(cut(part, fields))) if depth == 0]
    one = sum(kind in _ENDS for kind in kinds) == 1 and all(kind in (*_OPERANDS, Kind.CLOSE) for kind in kinds)
    return part if one else f"({part})"


def _between_ands(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The runs of pieces that are joined by AND, written or not; all in one where OR joins them."""
    outer = list(_deep(pieces))
    if any(piece.kind is Kind.OR and depth == 0 for piece, depth in outer):
        yield list(pieces)
        return
    run: list[Piece] = []
    for piece, depth in outer:
        begins = depth == 0 and (piece.kind in _OPERANDS or piece.kind is Kind.NOT)
        if run and depth == 0 and (piece.kind is Kind.AND or (begins and run[-1].kind in _ENDS)):
            yield run
            run = []
        if piece.kind is not Kind.AND or depth:
            run.append(piece)
    if run:
        yield run


def _deep(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, int]]:
    """Each piece with the number of brackets around it; a bracket itself is outside of what it holds."""
    depth = 0
    for piece in pieces:
        depth -= piece.kind is Kind.CLOSE
        yield piece, depth
        depth += piece.kind is Kind.OPEN


def _bracketed(pieces: Sequence[Piece]) -> bool:
    """Whether one pair of brackets stands around all the rest."""
    around = [piece.kind for piece, depth in _deep(pieces) if depth == 0]
    return around == [Kind.OPEN, Kind.CLOSE] and len(pieces) > 2


def _written(query: str, run: Sequence[Piece]) -> str:
    return query[run[0].start : run[-1].end]
