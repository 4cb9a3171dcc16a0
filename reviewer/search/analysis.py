"""Tokens: what counts as a word for search, in documents and in queries alike.

A token is a longest run of letters and digits (`str.isalnum`, with the combining marks and soft hyphens inside it); all
else parts words. Case and accents are folded: NFKD, accents stripped, case folded, so `Résumé`, `resume` and `oﬃce`
(with a ligature), `office` are the same, in NFC as in NFD. There is no stop list and no shortest length. An apostrophe,
straight or curly, parts words like any mark: `don't` is the tokens `don` and `t`, and a query for it their phrase.

A word that a line-end hyphen breaks ("attor-" / "ney") is two tokens that stand for a third, the joined one; which
reading is right is not known ("cross-" / "claim"), so both can be found.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache, lru_cache
from itertools import islice

_LETTER = r"[^\W_\u02bc]"  # what isalnum accepts, without the apostrophe that Unicode counts as a letter
_HYPHENS = r"\-\u00ad\u2010\u2011"
_HYPHENS_AT_END = ("-", "\u00ad", "\u2010", "\u2011")
_IGNORED = "\u00ad\u200c\u200d\u2060"  # soft hyphen and joiners, which show as nothing
_ASCII_TOKEN = re.compile(r"[0-9a-z]+")
_ASCII_SPAN = re.compile(r"[0-9A-Za-z]+")
_DELETED = dict.fromkeys(map(ord, _IGNORED))


def tokens(text: str) -> list[str]:
    """The folded tokens of a text, in order."""
    if _is_plain(text):
        return _ASCII_TOKEN.findall(text.lower())
    return [fold(token) for token in _token().findall(text)]


def token_spans(text: str, most: int | None = None) -> list[tuple[int, int]]:
    """Start and end, in code points, of each token that `tokens` gives, or of the first `most`."""
    pattern = _ASCII_SPAN if _is_plain(text) else _token()
    return [match.span() for match in islice(pattern.finditer(text), most)]


def count(text: str) -> int:
    """How many tokens `tokens` gives."""
    return len((_ASCII_SPAN if _is_plain(text) else _token()).findall(text))


def written_tokens(text: str) -> list[str]:
    """The tokens of a text, in order, as they stand there: `fold` and `exact` of each are what `tokens` and an exact
    search have."""
    return (_ASCII_SPAN if _is_plain(text) else _token()).findall(text)


@lru_cache(maxsize=1 << 16)
def exact(token: str) -> str:
    """A token with its case and accents, however they are written: composed, and without what shows as nothing."""
    return token if token.isascii() else unicodedata.normalize("NFKC", token.translate(_DELETED)) or token


@lru_cache(maxsize=1 << 16)
def fold(token: str) -> str:
    """A token without its case and accents; never empty."""
    if token.isascii():
        return token.lower()
    decomposed = unicodedata.normalize("NFKD", token.translate(_DELETED))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", plain.casefold()) or token


def pieces(text: str) -> list[str]:
    """A text cut at its line-end hyphens: the last token of a piece and the first of the next may be one word."""
    return _line_end_hyphen().split(text) if "\n" in text else [text]


def ends_in_hyphen(text: str) -> bool:
    """Whether the last word of a text is broken by a hyphen, to go on elsewhere."""
    tail = text[-80:].rstrip()
    return tail.endswith(_HYPHENS_AT_END) and bool(_hyphen_at_end().search(tail))


def starts_with_token(text: str) -> bool:
    """Whether a text starts, after white space, with a token."""
    return bool(_token().match(text[:80].lstrip()))


def query_tokens(text: str, wildcards: bool) -> list[tuple[str, int, int]]:
    """Folded tokens of a part of a query with start and end; with `wildcards`, `*` and `?` are letters."""
    pattern = _query_token() if wildcards else _token()
    return [(_fold_around_wildcards(match.group()), *match.span()) for match in pattern.finditer(text)]


def _fold_around_wildcards(token: str) -> str:
    return "".join(part if part in "*?" else fold(part) for part in re.split(r"([*?])", token) if part)


def _is_plain(text: str) -> bool:
    """Whether all tokens of a text are of ASCII, so that the fast way of cutting it up will do."""
    return text.isascii() or not any(map(_may_be_in_token, set(text)))


@lru_cache(maxsize=1 << 16)
def _may_be_in_token(character: str) -> bool:
    return not character.isascii() and bool(re.match(f"{_LETTER}|[{marks()}{_IGNORED}]", character))


@cache
def marks() -> str:
    """All combining marks, as the inside of a character class. They stand in two ranges of Unicode only."""
    points = [*range(0x20000), *range(0xE0100, min(0xE01F0, sys.maxunicode))]
    return "".join(re.escape(chr(point)) for point in points if unicodedata.category(chr(point)).startswith("M"))


@cache
def _token() -> re.Pattern[str]:
    return re.compile(f"{_LETTER}(?:{_LETTER}|[{marks()}{_IGNORED}])*")


@cache
def _query_token() -> re.Pattern[str]:
    return re.compile(f"(?:{_LETTER}|[*?])(?:{_LETTER}|[*?{marks()}{_IGNORED}])*")


@cache
def _line_end_hyphen() -> re.Pattern[str]:
    return re.compile(rf"[{_HYPHENS}](?<=(?:{_LETTER}|[{marks()}])[{_HYPHENS}])[^\S\n]*\n\s*(?={_LETTER})")


@cache
def _hyphen_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{_LETTER}|[{marks()}])[{_HYPHENS}]\s*$")
