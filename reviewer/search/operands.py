"""Reads one word or phrase of a query: which words it stands for, and how they must be written."""

from __future__ import annotations

import re

from reviewer import exemptions
from reviewer.errors import QueryError
from reviewer.search import analysis, asked
from reviewer.search.fields import Answer, Field
from reviewer.search.lexer import Kind, Piece
from reviewer.search.query import (
    Asked,
    Exact,
    Fuzzy,
    Leaf,
    Marked,
    Near,
    Or,
    Pattern,
    Phrase,
    Shape,
    Stem,
    Token,
    Window,
    Word,
)
from reviewer.search.shapes import Refused, shape

LONGEST = 300  # words of a phrase
MOST_EDITS = 2
MOST_APART = 1000  # positions
MOST_WORDS = 8  # of a window

_ENDS_WITH_QUESTION_MARK = re.compile(r"\?+(?=[^\w*?]|$)")
_ALIKE = re.compile(r"([^~]+)~(\d*)")
_ALIKE_AFTER = re.compile(r"([^\W\d_]+)(%+)([^\W\d_]+)")
_NUMBER = re.compile(r"[A-Za-z]+[\W_]?(?:0[0-9]{3,}|[0-9]{5,})")
_BEGINS = re.compile(r"\w!$")


def leaf(piece: Piece, field: Field | None, stemmed: bool) -> Leaf | Asked | Or:
    """What a word or phrase asks for, in a field if there is one, in all its English forms if so. Raises QueryError."""
    if field and field.answer is Answer.PAGES:
        return _marked(piece, field)
    if field and field.answer is Answer.STORE:
        return _asked(piece, field)
    if piece.mark == "=":
        return _exact(piece, field)
    if piece.mark == "/":
        return _shape(piece, field)
    if piece.kind is Kind.WORD and (alike := _alike(piece, field)):
        return alike
    parts = _tokens(piece, field)
    if stemmed:
        parts = [Stem(part.text, part.start, part.end, field) if isinstance(part, Word) else part for part in parts]
    if piece.mark:
        return _near(piece, parts, field)
    return _number(piece, parts, field) or _together(piece, parts, field)


def apart(written: str, start: int) -> int:
    """The number of positions that `w/5`, `+5` or `~5` names. Raises QueryError."""
    digits = re.sub(r"\D", "", written)
    if not digits or len(digits) > 9 or not 1 <= int(digits) <= MOST_APART:
        raise _error(f"'{written}' must name 1 to {MOST_APART} words", "Write it like w/5", start)
    return int(digits)


def _marked(piece: Piece, field: Field) -> Marked:
    """Exemption marks."""
    codes = exemptions.CODES if piece.text == "*" else exemptions.meant(piece.text)
    if piece.mark or not codes:
        near = exemptions.meant(f"b{piece.text}") if piece.text.isalnum() else ()
        do = "Write it like b5, b7c, k2 or 1.4d, or * for any"
        do = f"Did you mean {field.written}{near[0]}? {do}" if near else do
        raise _error(f"'{piece.text}' is no exemption code", do, piece.start)
    return Marked(codes, "" if piece.text == "*" else exemptions.plain(piece.text), piece.start, piece.end)


def _asked(piece: Piece, field: Field) -> Asked | Marked:
    if piece.mark:
        do = "Write the value as it is, or in quotes"
        raise _error(f"{field.written} is not searched for shapes, distances or exact words", do, piece.start)
    question = asked.read(field.name, piece.text, piece.start + (piece.kind is Kind.PHRASE))
    if question == asked.MARKED:
        return Marked(exemptions.CODES, "", piece.start, piece.end)
    return Asked(question, piece.start, piece.end, field)


def _tokens(piece: Piece, field: Field | None) -> list[Token]:
    text, offset = piece.text, piece.start + (piece.kind is Kind.PHRASE)
    if piece.kind is Kind.PHRASE:
        text = _ENDS_WITH_QUESTION_MARK.sub(lambda marks: " " * len(marks[0]), text)
    elif _BEGINS.search(text):
        text = text[:-1] + "*"
    found = analysis.query_tokens(text, True)
    return [_token(token, offset + start, offset + end, field) for token, start, end in found]


def _token(token: str, start: int, end: int, field: Field | None) -> Word | Pattern:
    if not token.strip("*?"):
        raise _error(f"'{token}' is too broad: it stands for any word", "Add a letter or digit to it", start)
    return Pattern(token, start, end, field) if "*" in token or "?" in token else Word(token, start, end, field)


def _together(piece: Piece, parts: list[Token], field: Field | None) -> Token | Phrase:
    if not parts:
        raise _error(f"'{piece.text}' has no letter or digit to search for", "Take it away", piece.start)
    if len(parts) > LONGEST:
        raise _error(f"a phrase may have {LONGEST} words, and this has {len(parts)}", "Shorten it", piece.start)
    return parts[0] if len(parts) == 1 else Phrase(tuple(parts), piece.start, piece.end, field)


def _near(piece: Piece, parts: list[Token], field: Field | None) -> Near | Window:
    """The words of `"a b"~5`."""
    sign = piece.end - len(piece.mark)
    most = apart(piece.mark, sign)
    if not 2 <= len(parts) <= MOST_WORDS:
        why = f"'{piece.mark}' after a phrase is for 2 to {MOST_WORDS} words, and this has {len(parts)}"
        raise _error(why, "Ask in parts, as in a w/5 b w/5 c", sign)
    if len(parts) > 2:
        return Window(tuple(parts), most, piece.start, piece.end, field)
    return Near(parts[0], parts[1], most, False, False, piece.start, piece.end, field)


def no_near(field: Field, written: str, position: int) -> QueryError:
    """What to say of words near one another of which one is in a field."""
    why = f"'{written}' is for words of one place, and {field.written} is a field"
    near = field.answer in (Answer.TEXT, Answer.CODING)
    do = f"Write {field.written}(a w/5 b) for words of that field" if near else "Join them by AND"
    return _error(why, do, position)


def _number(piece: Piece, parts: list[Token], field: Field | None) -> Or | None:
    """A Bates number or the like, which is written in one or parted by a space or mark: each finds the other."""
    if not _NUMBER.fullmatch(piece.text) or any(type(part) is not Word for part in parts):
        return None
    start, end = parts[0].start, parts[-1].end
    letters, digits = re.findall(r"[a-z]+|[0-9]+", "".join(part.text for part in parts))
    apart = Word(letters, start, start + len(letters), field), Word(digits, end - len(digits), end, field)
    ways = Word(letters + digits, start, end, field), Phrase(apart, piece.start, piece.end, field)
    return Or(ways if len(parts) == 1 else ways[::-1], piece.start, piece.end)


def _exact(piece: Piece, field: Field | None) -> Token | Phrase:
    if field:
        do = f"Write {field.written}word without ="
        raise _error(f"capitals and accents are told apart on pages only, not in {field.place}", do, piece.start)
    if wild := re.search(r"[*?](?=\w)|(?<=\w)[*?]", piece.text) if piece.kind is Kind.WORD else None:
        do = "Write the word out, or leave out the ="
        raise _error(f"an exact word takes no '{wild[0]}'", do, piece.start + 1 + wild.start())
    offset = piece.start + 1 + (piece.kind is Kind.PHRASE)
    parts: list[Token] = [
        Exact(analysis.exact(piece.text[start:end]), offset + start, offset + end)
        for start, end in analysis.token_spans(piece.text)
    ]
    return _together(piece, parts, None)


def _shape(piece: Piece, field: Field | None) -> Shape:
    try:
        shape(piece.text)
    except Refused as error:
        why, do = f"/{piece.text}/ is no expression: {error}", "Put quotes around it to search for the words in it"
        raise _error(why, do, piece.start) from error
    return Shape(piece.text, piece.start, piece.end, field)


def _alike(piece: Piece, field: Field | None) -> Fuzzy | None:
    """`word~1` and `word~` as Lucene writes them, `wo%rd` as dtSearch does."""
    if "~~" in piece.text:
        raise _error("ranges of numbers are not searched for in texts", "Write the numbers with OR", piece.start)
    if after := _ALIKE_AFTER.fullmatch(piece.text):
        return _fuzzy(piece, after[1] + after[3], len(after[2]), len(analysis.fold(after[1])), field)
    if alike := _ALIKE.fullmatch(piece.text):
        return _fuzzy(piece, alike[1], int(alike[2][:3] or MOST_EDITS), 0, field)
    return None


def _fuzzy(piece: Piece, word: str, edits: int, kept: int, field: Field | None) -> Fuzzy:
    tokens = analysis.query_tokens(word, True)
    if len(tokens) != 1 or set("*?") & set(tokens[0][0]):
        do = "Write one word without * and ? before the ~"
        raise _error(f"'{piece.text}' asks for what is spelled alike, of more than a word", do, piece.start)
    if not 1 <= edits <= MOST_EDITS:
        do = f"Write 1 or {MOST_EDITS} after the ~"
        raise _error(f"'{piece.text}' may differ in 1 or {MOST_EDITS} letters", do, piece.start)
    text = tokens[0][0]
    if len(text) <= edits:
        raise _error(f"'{piece.text}' is too broad: it stands for any short word", "Leave out the ~", piece.start)
    return Fuzzy(text, edits, kept, piece.start, piece.end, field)


def _error(why: str, do: str, position: int) -> QueryError:
    return QueryError("The query can't be read", why, do, position)
