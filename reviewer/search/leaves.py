"""Where the words, patterns and phrases of a query stand; what was found once is kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from reviewer.search import analysis
from reviewer.search.inverted import EXACT, MARKS, Words, exact_form, mark_length
from reviewer.search.matches import Counts, Matches
from reviewer.search.near import all_near, far, near
from reviewer.search.phrases import Part, run_starts, uneven_matches
from reviewer.search.positions import Mask, holds, runs
from reviewer.search.query import Exact, Expanding, Leaf, Marked, Near, Or, Phrase, Query, Token, Window, Word, term
from reviewer.search.spelling import spelled
from reviewer.search.units import Unit
from reviewer.search.ways import Match, Ways
from reviewer.search.windows import windows
from reviewer.search.within import Within

_How = Callable[[Matches, Matches, int, bool, Ways | Within], Matches]


class Leaves:
    """Answers about leaves of a query over the same documents."""

    def __init__(self, words: Words) -> None:
        self._words, self._ways = words, words.ways
        self._spellings: dict[Expanding, list[str]] = {}
        self._found: dict[tuple[Leaf, ...], Matches] = {}
        self._units: dict[Unit, Within] = {}

    def documents(self, leaf: Leaf) -> Mask:
        """In which documents a leaf stands."""
        return self.counts((leaf,)) > 0

    def counts(self, leaves: tuple[Leaf, ...]) -> Counts:
        """How many matches of any of the leaves each document holds, each match counted once."""
        return self._matches(leaves).per_document(self._ways.bases)

    def first(self, leaves: tuple[Leaf, ...], document: int, most: int) -> list[Match]:
        """The first matches of any of the leaves in a document, at most so many, in reading order."""
        return self._matches(leaves).between(*self._ways.within(document), most)

    def _spelled(self, token: Word | Expanding) -> list[str]:
        """The words that a token stands for."""
        if isinstance(token, Word):
            return [term(token)]
        if token not in self._spellings:
            self._spellings[token] = spelled(self._words, token)
        return self._spellings[token]

    def _matches(self, leaves: tuple[Leaf, ...]) -> Matches:
        """All matches of any of the leaves."""
        if leaves not in self._found:
            alone = len(leaves) == 1
            found = self._built(leaves[0]) if alone else Matches.union([self._matches((leaf,)) for leaf in leaves])
            self._found[leaves] = found
        return self._found[leaves]

    def _built(self, leaf: Leaf) -> Matches:
        match leaf:
            case Phrase(parts):
                found = [self._part(part) for part in parts]
                starts = run_starts([part.whole for part in found])
                return Matches.of([runs(starts, starts + len(parts) - 1)], uneven_matches(found, self._ways))
            case Near(without=without):
                return self._near(far if without else near, leaf)
            case Window(parts):
                return windows([self._matches((part,)) for part in parts], leaf.most, self._ways_of(leaf))
            case Marked():
                return self._marks(leaf)
            case _:
                part = self._part(leaf)
                return Matches.of([runs(part.whole, part.whole)], part.halves)

    def _near(self, how: _How, leaf: Near) -> Matches:
        """Where the parts of w/N are near one another, or not, and in one unit where one counts."""
        left, right, ways = self._operand(leaf.left), self._operand(leaf.right), self._ways_of(leaf)
        if isinstance(ways, Ways):
            return how(left, right, leaf.most, leaf.ordered, ways)
        (left, loose), (right, _) = ways.parted(left), ways.parted(right)
        found = how(left, right, leaf.most or self._words.end, leaf.ordered, ways)
        return Matches.union([found, loose]) if leaf.without else found

    def _ways_of(self, leaf: Near | Window) -> Ways | Within:
        """The ways in which words may be near one another: those of fields in one value at the most."""
        unit = leaf.unit if isinstance(leaf, Near) else None
        unit = unit or (Unit.VALUE if leaf.field else None)
        if unit and unit not in self._units:
            self._units[unit] = Within(self._words.units(unit), self._ways)
        return self._units[unit] if unit else self._ways

    def _marks(self, leaf: Marked) -> Matches:
        codes = "|".join(map(re.escape, leaf.codes))
        alike: defaultdict[int, list[str]] = defaultdict(list)
        for form in self._words.vocabulary(re.compile(f"{re.escape(MARKS)}(?:{codes})[^\\w][0-9]+"), MARKS):
            alike[mark_length(form)].append(form)
        starts = {length: self._words.positions(forms) for length, forms in alike.items()}
        nothing = self._words.positions([])
        return Matches.of([runs(at, at + length - 1) for length, at in starts.items()] or [runs(nothing, nothing)], ())

    def _part(self, token: Token) -> Part:
        if isinstance(token, Exact):
            return self._exact(token)
        words = self._spelled(token)
        return Part(self._words.positions(words), self._words.broken(words))

    def _exact(self, token: Exact) -> Part:
        """Where a word stands with its capitals and accents."""
        folded = analysis.fold(token.text)
        if folded != token.text:
            form = exact_form(folded, token.text)
            return Part(self._words.positions([form]), self._words.broken([form]))
        forms = self._words.vocabulary(re.compile(f"{re.escape(exact_form(folded, ''))}[^\n]*"), EXACT)
        whole, others = self._words.positions([folded]), set(self._words.broken(forms))
        broken = [pair for pair in self._words.broken([folded]) if pair not in others]
        return Part(whole[~holds(self._words.positions(forms), whole)], broken)

    def _operand(self, part: Query) -> Matches:
        """Where a part of w/N stands."""
        match part:
            case Or(parts):
                return Matches.union([self._operand(one) for one in parts])
            case Near(without=False):
                return self._near(all_near, part)
            case _:
                assert isinstance(part, Leaf)
                return self._matches((part,))
