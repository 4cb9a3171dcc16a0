"""How a query is said in words, so that it can be seen how it was read."""

from __future__ import annotations

from dataclasses import replace

from reviewer.exemptions import written
from reviewer.search.asked import said
from reviewer.search.query import (
    And,
    Asked,
    Exact,
    Fuzzy,
    Leaf,
    Marked,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    Shape,
    Stem,
    Token,
    Window,
    Word,
    bare,
)
from reviewer.words import local, say


def read_as(query: Query) -> str:
    """How a query was read, in words, in the user's language. What is kept of it in a matter is said `in_english`."""
    return say("documents {what}", what=_said(query))


def _said(query: Query) -> str:
    match query:
        case Not(Near() | Window() | And() | Or() | Not() as part):
            return say("other than those {what}", what=_said(part))
        case Not(leaf):
            return say("without {what}", what=named(leaf))
        case And(parts):
            return f" {say('and')} ".join(_grouped(part) for part in parts)
        case Or(parts):
            return f" {say('or')} ".join(_grouped(part) for part in parts)
        case Near():
            return say("where {what}", what=_near(query))
        case Window():
            return say("where {what}", what=_window(query))
        case _:
            return say("with {what}", what=named(query))


def _grouped(query: Query) -> str:
    return f"({_said(query)})" if isinstance(query, And | Or | Near | Window) else _said(query)


def _near(query: Near) -> str:
    left, right = _operand(query.left), _placed(_operand(query.right), query)
    if query.unit:
        return say(_TOGETHER[query.unit][query.without, query.ordered], left=left, right=right)
    words = say("{n} words", n=query.most) if query.most > 1 else say("1 word")
    return say(_NEAR[query.without, query.ordered], left=left, right=right, words=words)


def _window(query: Window) -> str:
    *most, last = map(_operand, query.parts)
    others = say("{n} other words", n=query.most) if query.most > 1 else say("1 other word")
    words = _placed(say("{first} and {second}", first=", ".join(most), second=last), query)
    return say("{words} stand together with at most {others} among them, in any order", words=words, others=others)


def _placed(words: str, leaf: Leaf) -> str:
    """Words with the field that they stand in, if any."""
    return say("{what} in {place}", what=words, place=local(leaf.field.place)) if leaf.field else words


def _operand(query: Query) -> str:
    match query:
        case Word(text):
            return f"'{text}'"
        case Or(parts):
            either = f" {say('or')} ".join(map(_operand, parts))
            return f"({either})"
        case Near():
            return f"({_near(replace(query, field=None))})"
        case Window():
            return f"({_window(replace(query, field=None))})"
        case _:
            return named(bare(query) if isinstance(query, Leaf) else query)


def named(leaf: Query) -> str:
    """A part of a query in words: "the word 'memo' in the subject"."""
    match leaf:
        case Asked(question):
            return said(question)
        case Marked(codes, text):
            code = say("the exemption mark {code}", code=written(text)) if text else say("an exemption mark")
            return say("{code} or a part of it", code=code) if text and len(codes) > 1 else code
        case Exact(text):
            return say("the word '{text}' with these capitals and accents", text=text)
        case Word() | Pattern() | Fuzzy() | Shape() | Stem() | Phrase():
            return _placed(_spelled(leaf), leaf)
    return _said(leaf)


def _spelled(leaf: Word | Pattern | Fuzzy | Shape | Stem | Phrase) -> str:
    """A word or phrase, without its field."""
    match leaf:
        case Word(text):
            return say("the word '{text}'", text=text)
        case Pattern(text):
            return say("a word like '{text}'", text=text)
        case Fuzzy():
            return _alike(leaf)
        case Shape(text):
            return say("a word of the shape /{text}/", text=text)
        case Stem(text):
            return say("a form of the English word '{text}'", text=text)
        case Phrase(parts):
            return _of_phrase(say("the phrase '{text}'", text=" ".join(map(_in_phrase, parts))), parts)


def _alike(word: Fuzzy) -> str:
    letters = say("1 letter") if word.edits == 1 else say("{n} letters", n=word.edits)
    alike = say("a word at most {letters} different from '{text}'", letters=letters, text=word.text)
    return say("{what} after its first {n}", what=alike, n=word.kept) if word.kept else alike


def _in_phrase(token: Token) -> str:
    return f"/{token.text}/" if isinstance(token, Shape) else token.text


def _of_phrase(phrase: str, parts: tuple[Token, ...]) -> str:
    """What is said of all words of a phrase."""
    if any(isinstance(part, Exact) for part in parts):
        return say("{what} with these capitals and accents", what=phrase)
    return say("{what} or other English forms of its words", what=phrase) if _has_stem(parts) else phrase


def _has_stem(parts: tuple[Token, ...]) -> bool:
    return any(isinstance(part, Stem) for part in parts)


_NEAR = {
    (False, False): "{left} is within {words} of {right}, in either order",
    (False, True): "{left} is at most {words} before {right}",
    (True, False): "{left} stands without {right} within {words}",
    (True, True): "{left} stands without {right} at most {words} after it",
}
"""What is said of words that are near, by whether the second must be absent, and by whether the order counts."""
_TOGETHER = {
    "sentence": {
        (False, False): "{left} is in the same sentence as {right}",
        (False, True): "{left} is before {right} in the same sentence",
        (True, False): "{left} stands without {right} in the same sentence",
        (True, True): "{left} stands without {right} after it in the same sentence",
    },
    "paragraph": {
        (False, False): "{left} is in the same paragraph as {right}",
        (False, True): "{left} is before {right} in the same paragraph",
        (True, False): "{left} stands without {right} in the same paragraph",
        (True, True): "{left} stands without {right} after it in the same paragraph",
    },
}
"""The same of words in one unit of the text."""
