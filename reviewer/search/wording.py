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

_KEPT = "with these capitals and accents"


def read_as(query: Query) -> str:
    """How a query was read, in words."""
    return f"documents {_said(query)}"


def _said(query: Query) -> str:
    match query:
        case Not(Near() | Window() | And() | Or() | Not() as part):
            return f"other than those {_said(part)}"
        case Not(leaf):
            return f"without {_named(leaf)}"
        case And(parts):
            return " and ".join(_grouped(part) for part in parts)
        case Or(parts):
            return " or ".join(_grouped(part) for part in parts)
        case Near():
            return f"where {_near(query)}"
        case Window():
            return f"where {_window(query)}"
        case _:
            return f"with {_named(query)}"


def _grouped(query: Query) -> str:
    return f"({_said(query)})" if isinstance(query, And | Or | Near | Window) else _said(query)


def _near(query: Near) -> str:
    left, right = _operand(query.left), f"{_operand(query.right)}{_place(query)}"
    if query.unit:
        return _together(query, left, right)
    words = f"{query.most} words" if query.most > 1 else "1 word"
    if query.without:
        return f"{left} stands without {right} {'at most' if query.ordered else 'within'} {words}" + (
            " after it" if query.ordered else ""
        )
    return (
        f"{left} is at most {words} before {right}"
        if query.ordered
        else (f"{left} is within {words} of {right}, in either order")
    )


def _together(query: Near, left: str, right: str) -> str:
    if query.without:
        return f"{left} stands without {right} {'after it ' if query.ordered else ''}in the same {query.unit}"
    if query.ordered:
        return f"{left} is before {right} in the same {query.unit}"
    return f"{left} is in the same {query.unit} as {right}"


def _window(query: Window) -> str:
    *most, last = map(_operand, query.parts)
    others = f"{query.most} other words" if query.most > 1 else "1 other word"
    words = f"{', '.join(most)} and {last}{_place(query)}"
    return f"{words} stand together with at most {others} among them, in any order"


def _place(leaf: Leaf) -> str:
    return f" in {leaf.field.place}" if leaf.field else ""


def _operand(query: Query) -> str:
    match query:
        case Word(text):
            return f"'{text}'"
        case Or(parts):
            return f"({' or '.join(map(_operand, parts))})"
        case Near():
            return f"({_near(replace(query, field=None))})"
        case Window():
            return f"({_window(replace(query, field=None))})"
        case _:
            return _named(bare(query) if isinstance(query, Leaf) else query)


def _named(leaf: Query) -> str:
    place = _place(leaf) if isinstance(leaf, Leaf) else ""
    match leaf:
        case Asked(question):
            return said(question)
        case Marked(codes, text):
            parts = " or a part of it" if len(codes) > 1 else ""
            return f"the exemption mark {written(text)}{parts}" if text else "an exemption mark"
        case Word(text):
            return f"the word '{text}'{place}"
        case Pattern(text):
            return f"a word like '{text}'{place}"
        case Fuzzy():
            return f"{_alike(leaf)}{place}"
        case Shape(text):
            return f"a word of the shape /{text}/{place}"
        case Stem(text):
            return f"a form of the English word '{text}'{place}"
        case Exact(text):
            return f"the word '{text}' {_KEPT}"
        case Phrase(parts):
            return f"the phrase '{' '.join(map(_in_phrase, parts))}'{_of_phrase(parts)}{place}"
    return _said(leaf)


def _alike(word: Fuzzy) -> str:
    letters = "1 letter" if word.edits == 1 else f"{word.edits} letters"
    kept = f" after its first {word.kept}" if word.kept else ""
    return f"a word at most {letters} different from '{word.text}'{kept}"


def _in_phrase(token: Token) -> str:
    return f"/{token.text}/" if isinstance(token, Shape) else token.text


def _of_phrase(parts: tuple[Token, ...]) -> str:
    """What is said of all words of a phrase."""
    if any(isinstance(part, Exact) for part in parts):
        return f" {_KEPT}"
    return " or other English forms of its words" if any(isinstance(part, Stem) for part in parts) else ""
