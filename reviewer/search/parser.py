"""Reads the query language of `query.py`: text in, query out, or a QueryError that points at the bad part."""

from __future__ import annotations

from reviewer.errors import QueryError
from reviewer.search import operands
from reviewer.search.fields import Field, Fields
from reviewer.search.lexer import Kind, Piece, cut
from reviewer.search.query import And, Asked, Leaf, Near, Not, Or, Query

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

    def _near(self, left: Query, sign: Piece, right: Query) -> Near:
        if field := _field_of(left) or _field_of(right) or self._field:
            raise operands.no_near(field, sign.text, sign.start)
        for part in (left, right):
            if not _stands(part):
                why = f"'{sign.text}' stands between words, phrases and groups of OR, and this is something else"
                raise _error(why, "Write (a w/5 c) AND (b w/5 c) for what both must be near", part.start)
        written = sign.text.lower()
        ordered, without = "pre" in written or "+" in written, written.startswith("not")
        return Near(left, right, operands.apart(sign.text, sign.start), ordered, without, left.start, right.end)

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


def _field_of(query: Query) -> Field | None:
    """A field that a part of w/N is searched in."""
    if isinstance(query, Or):
        return next(filter(None, map(_field_of, query.parts)), None)
    return query.field if isinstance(query, Leaf | Asked) else None


def _error(why: str, do: str, position: int) -> QueryError:
    return QueryError("The query can't be read", why, do, position)
