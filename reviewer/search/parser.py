"""Reads the query language of `query.py`: text in, query out, or a QueryError that points at the bad part."""

from __future__ import annotations

from itertools import chain

from reviewer.errors import QueryError
from reviewer.search import operands
from reviewer.search.fields import Field, Fields
from reviewer.search.lexer import Kind, Piece, cut
from reviewer.search.query import And, Asked, Leaf, Near, Not, Or, Query
from reviewer.search.units import Unit

DEEPEST = 100  # brackets and NOTs inside one another
MOST_NEAR = 50  # operators like w/5 in a row
_STANDARD = Fields()


def parse(text: str, fields: Fields = _STANDARD) -> Query:
    """Read a query about documents that have these fields. Raises QueryError."""
    if not text.strip():
        raise _error("the query is empty", "Type a word", 0)
    reader = _Reader(text, fields)
    query = reader.alternatives(0)
    if reader.piece:
        raise _error("the bracket that closes here was not opened", "Take it away", reader.piece.start)
    return query


class _Reader:
    """A cursor over the pieces of a query, and one method for each rule of the grammar."""

    def __init__(self, text: str, fields: Fields) -> None:
        self._pieces = list(cut(text, fields))
        self._fields = fields
        self._field: Field | None = None  # the one that is being read in
        self._stemmed = False  # whether inside of `stem:`
        self._next = 0
        self._end = len(text)

    @property
    def piece(self) -> Piece | None:
        """The piece to read now; None at the end."""
        return self._pieces[self._next] if self._next < len(self._pieces) else None

    def alternatives(self, depth: int) -> Query:
        """Parts joined by OR."""
        parts = [self._conjunction(depth)]
        while self._take(Kind.OR):
            parts.append(self._conjunction(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts), parts[0].start, parts[-1].end)

    def _conjunction(self, depth: int) -> Query:
        parts = [self._negation(depth)]
        while self.piece and self.piece.kind not in (Kind.OR, Kind.CLOSE):
            self._take(Kind.AND)
            parts.append(self._negation(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts), parts[0].start, parts[-1].end)

    def _negation(self, depth: int) -> Query:
        if depth > DEEPEST:
            at = self.piece.start if self.piece else self._end
            raise _error("its brackets stand too deep inside one another", "Write it in fewer brackets", at)
        if sign := self._take(Kind.NOT):
            part = self._negation(depth + 1)
            return Not(part, sign.start, part.end)
        return self._side_by_side(depth)

    def _side_by_side(self, depth: int) -> Query:
        """An operand, or several near one another, from left to right."""
        query = self._operand(depth)
        number = 0
        while sign := self._take(Kind.NEAR):
            number += 1
            if number > MOST_NEAR:
                raise _error(
                    f"there are more than {MOST_NEAR} operators like '{sign.text}'", "Ask in parts", sign.start
                )
            query = self._near(query, sign, self._operand(depth))
        return query

    def _near(self, left: Query, sign: Piece, right: Query) -> Query:
        """Two parts near one another; where one of them is joined by AND, each of its parts near the other."""
        without = sign.text.lower().startswith("not")
        for one, other in ((left, right), (right, left)):
            if isinstance(one, And) and not isinstance(other, And) and not without:
                pairs = [(part, other) if one is left else (other, part) for part in one.parts]
                near = tuple(self._near(first, sign, second) for first, second in pairs)
                return And(near, left.start, right.end)
        for part in (left, right):
            if not _stands(part):
                raise _loose(part, sign)
        field, *others = dict.fromkeys([*_fields_of(left), *_fields_of(right)])
        if others:
            raise operands.no_near(field or next(filter(None, others)), sign.text, sign.start)
        unit = {"s": Unit.SENTENCE, "p": Unit.PARAGRAPH}.get(sign.mark)
        most = 0 if unit else operands.apart(sign.text, sign.start)
        ordered = "pre" in sign.text.lower() or "+" in sign.text
        return Near(left, right, most, ordered, without, left.start, right.end, field, unit)

    def _operand(self, depth: int) -> Query:
        piece = self.piece
        if piece is None or piece.kind not in (Kind.WORD, Kind.PHRASE, Kind.FIELD, Kind.OPEN):
            raise self._missing(piece)
        self._next += 1
        if piece.kind is Kind.FIELD:
            return self._in_field(piece, depth)
        return (
            self._group(piece, depth) if piece.kind is Kind.OPEN else operands.leaf(piece, self._field, self._stemmed)
        )

    def _in_field(self, name: Piece, depth: int) -> Query:
        if self._field and not name.mark:
            raise _error(f"'{name.text}:' stands inside another field", "Close the bracket before it", name.start)
        piece = self.piece
        if piece is None or piece.start > name.end or piece.kind not in (Kind.WORD, Kind.PHRASE, Kind.OPEN):
            do = "Write it without a space, as in subject:memo, or put quotes around the words"
            raise _error(f"'{name.text}:' needs a word, a phrase or a bracket right after it", do, name.start)
        before = self._field, self._stemmed
        self._field, self._stemmed = (self._field, True) if name.mark else (self._fields.find(name.text), self._stemmed)
        query = self._operand(depth)
        self._field, self._stemmed = before
        return query

    def _group(self, bracket: Piece, depth: int) -> Query:
        query = self.alternatives(depth + 1)
        if not self._take(Kind.CLOSE):
            raise _error("the bracket that opens here is not closed", "Put a ) where it ends", bracket.start)
        return query

    def _missing(self, piece: Piece | None) -> QueryError:
        before = self._pieces[self._next - 1] if self._next else None
        if before and before.kind in (Kind.AND, Kind.OR, Kind.NOT, Kind.NEAR):
            do = f'Add a word after it, take it away, or search for "{before.text}" in quotes'
            return _error(f"'{before.text}' needs something after it", do, before.start)
        if before and before.kind is Kind.OPEN and (piece is None or piece.kind is Kind.CLOSE):
            return _error("the bracket that opens here holds nothing", "Put a word in it", before.start)
        at, name = (piece.start, f"'{piece.text}'") if piece else (self._end, "the end")
        do = "Add a word before it, take it away, or put it in quotes"
        return _error(f"{name} needs something before it", do, at)

    def _take(self, kind: Kind) -> Piece | None:
        piece = self.piece
        if piece and piece.kind is kind:
            self._next += 1
            return piece
        return None


def _stands(query: Query) -> bool:
    """Whether a part has places on pages, as the parts of w/N must."""
    if isinstance(query, Or):
        return all(map(_stands, query.parts))
    return isinstance(query, Leaf)


def _loose(part: Query, sign: Piece) -> QueryError:
    """What to say of a part that has no place of its own."""
    if isinstance(part, Asked):
        return operands.no_near(part.field, sign.text, sign.start)
    do = "Write (a w/5 c) AND (b w/5 c) for what both must be near"
    why = f"'{sign.text}' stands between words, phrases and groups of OR, and this is something else"
    if isinstance(part, And):
        why = f"AND may stand on one side of '{sign.text}', and not in what must be absent"
    return _error(why, do, part.start)


def _fields_of(query: Query) -> list[Field | None]:
    """The fields that a part of w/N is searched in; None for pages."""
    if isinstance(query, Or):
        return list(chain.from_iterable(map(_fields_of, query.parts)))
    return [query.field] if isinstance(query, Leaf | Asked) else [None]


def _error(why: str, do: str, position: int) -> QueryError:
    return QueryError("The query can't be read", why, do, position)
