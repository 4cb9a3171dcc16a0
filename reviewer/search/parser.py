"""Reads the query language of `query.py`: text in, query out, or a QueryError that points at the bad part."""

from __future__ import annotations

import re

from reviewer.errors import QueryError
from reviewer.search import analysis, asked
from reviewer.search.fields import Answer, Field, Fields
from reviewer.search.lexer import Kind, Piece, cut
from reviewer.search.query import And, Asked, Leaf, Not, Or, Pattern, Phrase, Query, Word

DEEPEST = 100  # brackets and NOTs inside one another
LONGEST = 300  # words of a phrase
_STANDARD = Fields()
_ENDS_WITH_QUESTION_MARK = re.compile(r"\?+(?=[^\w*?]|$)")


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
        return self._operand(depth)

    def _operand(self, depth: int) -> Query:
        piece = self.piece
        if piece is None or piece.kind not in (Kind.WORD, Kind.PHRASE, Kind.FIELD, Kind.OPEN):
            raise self._missing(piece)
        self._next += 1
        if piece.kind is Kind.FIELD:
            return self._in_field(piece, depth)
        return self._group(piece, depth) if piece.kind is Kind.OPEN else _leaf(piece, self._field)

    def _in_field(self, name: Piece, depth: int) -> Query:
        if self._field:
            raise _error(f"'{name.text}:' stands inside another field", "Close the bracket before it", name.start)
        piece = self.piece
        if piece is None or piece.start > name.end or piece.kind not in (Kind.WORD, Kind.PHRASE, Kind.OPEN):
            do = "Write it without a space, as in subject:memo, or put quotes around the words"
            raise _error(f"'{name.text}:' needs a word, a phrase or a bracket right after it", do, name.start)
        self._field = self._fields.find(name.text)
        query = self._operand(depth)
        self._field = None
        return query

    def _group(self, bracket: Piece, depth: int) -> Query:
        query = self.alternatives(depth + 1)
        if not self._take(Kind.CLOSE):
            raise _error("the bracket that opens here is not closed", "Put a bracket at its end", bracket.start)
        return query

    def _missing(self, piece: Piece | None) -> QueryError:
        before = self._pieces[self._next - 1] if self._next else None
        if before and before.kind in (Kind.AND, Kind.OR, Kind.NOT):
            return _error(f"'{before.text}' needs something after it", "Add a word, or put it in quotes", before.start)
        if before and before.kind is Kind.OPEN:
            return _error("the bracket that opens here holds nothing", "Put a word in it", before.start)
        at, name = (piece.start, f"'{piece.text}'") if piece else (self._end, "the end")
        return _error(f"{name} needs something before it", "Add a word, or put it in quotes", at)

    def _take(self, kind: Kind) -> Piece | None:
        piece = self.piece
        if piece and piece.kind is kind:
            self._next += 1
            return piece
        return None


def _leaf(piece: Piece, field: Field | None) -> Leaf | Asked:
    text, offset = piece.text, piece.start + (piece.kind is Kind.PHRASE)
    if field and field.answer is Answer.STORE:
        return Asked(asked.read(field.name, text, offset), piece.start, piece.end, field)
    if piece.kind is Kind.PHRASE:
        text = _ENDS_WITH_QUESTION_MARK.sub(lambda marks: " " * len(marks[0]), text)
    found = analysis.query_tokens(text, True)
    parts = [_token(token, offset + start, offset + end, field) for token, start, end in found]
    if not parts:
        raise _error(f"'{piece.text}' has no letter or digit to search for", "Take it away", piece.start)
    if len(parts) > LONGEST:
        raise _error(f"a phrase may have {LONGEST} words, and this has {len(parts)}", "Shorten it", piece.start)
    return parts[0] if len(parts) == 1 else Phrase(tuple(parts), piece.start, piece.end, field)


def _token(token: str, start: int, end: int, field: Field | None) -> Word | Pattern:
    if not token.strip("*?"):
        raise _error(f"'{token}' is too broad: it stands for any word", "Add a letter or digit to it", start)
    return Pattern(token, start, end, field) if "*" in token or "?" in token else Word(token, start, end, field)


def _error(why: str, do: str, position: int) -> QueryError:
    return QueryError("The query can't be read", why, do, position)
