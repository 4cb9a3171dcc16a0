"""The search semantics once more, in plain Python over the page texts: no index, no parser, none of the program's code
but for what it takes for an exemption mark.

A query is a nested tuple: ("word", text), ("phrase", text, text...), ("not", q), ("and", q...), ("or", q...), and
("in", field, q) without another "in" inside; the texts of words may hold `*` and `?`. Besides, ("exact", text...),
("stem", text...), ("alike", text, edits, kept), ("shape", expression), ("mark", code), ("window", most, text...), and
("near", q, q, most, "w" or "pre", not) of leaves, joined by "or" or "near"; `most` may be "s" or "p". ("both", q, q, q,
most, order) is two parts near a third. `written` makes the query that a user would type.
"""

import re
import unicodedata
from fnmatch import fnmatchcase
from functools import cache
from itertools import pairwise
from random import Random

from whoosh.lang import porter2

from reviewer.exemptions import marks
from tests.search.unit_reference import unit_numbers

Query = tuple
INVISIBLE = "\u00ad\u200c\u200d\u2060"
stem = cache(porter2.stem)
HYPHENS = "-\u00ad\u2010\u2011"


def written(query: Query) -> str:
    kind, *parts = query
    if kind == "word":
        return '"not"' if parts[0] == "not" else parts[0]  # `not w/5` is an operator
    if kind == "phrase":
        return '"' + " ".join(parts) + '"'
    if kind in ("exact", "stem"):
        return {"exact": "=", "stem": "stem:"}[kind] + (parts[0] if len(parts) == 1 else '"' + " ".join(parts) + '"')
    if kind == "alike":
        word, edits, kept = parts
        return word[:kept] + "%" * edits + word[kept:] if kept else f"{word}~{edits}"
    if kind == "shape":
        return f"/{parts[0]}/"
    if kind == "near":
        left, right, most, order, without = parts
        sign = f"not {order}/{most}" if without else f"{order}/{most}"
        if not without and (most in ("s", "p") or most % 3 == 0):
            sign = {"w": f"/{most}", "pre": f"+{most}"}[order]
        return f"({written(left)} {sign} {written(right)})"
    if kind == "both":
        one, two, other, most, order = parts
        return f"(({written(one)} AND {written(two)}) {order}/{most} {written(other)})"
    if kind == "mark":
        return f"exemption:{parts[0]}"
    if kind == "window":
        return '"' + " ".join(parts[1:]) + f'"~{parts[0]}'
    if kind == "not":
        return f"NOT ({written(parts[0])})"
    if kind == "in":
        return f'"{parts[0]}":({written(parts[1])})'
    return "(" + f" {kind.upper()} ".join(written(part) for part in parts) + ")"


class Text:
    """A document as a list of tokens, each with the tokens that may follow it, and its fields, each value a text."""

    def __init__(self, pages: list[str], fields: list[tuple[str, str]] = ()) -> None:
        self.source = "".join(pages)
        self.fields = [(name, Text([value])) for name, value in fields]
        self.tokens: list[tuple[int, int, int, str]] = []  # page from 1, start, end, folded
        bodies = [body(pages, number) for number in range(len(pages))]
        ends: list[tuple[int, int]] = []  # of each body that has tokens: its first and last token
        for number, page in enumerate(pages):
            found = [(number + 1, *token) for token in tokens(page)]
            start, end = bodies[number]
            inside = [at for at, token in enumerate(found, len(self.tokens)) if start <= token[1] < end]
            self.tokens += found
            if inside:
                ends.append((inside[0], inside[-1]))
        self.after: dict[int, set[int]] = {at: {at + 1} for at in range(len(self.tokens) - 1)}
        self.broken: set[tuple[int, int]] = set()
        for at in range(len(self.tokens) - 1):
            self._break(pages, at, at + 1)
        self._find_units(pages, bodies)
        self._find_marks(pages)
        for (_, last), (first, _) in pairwise(ends):
            self.after.setdefault(last, set()).add(first)
            self._break_over_pages(pages, bodies, last, first)
        self.written = forms = [exact(pages[page - 1][start:end]) for page, start, end, _ in self.tokens]
        self.elements: dict[str, set[tuple[int, ...]]] = {}
        self.forms: dict[str, set[tuple[int, ...]]] = {}
        for at, token in enumerate(self.tokens):
            self.elements.setdefault(token[3], set()).add((at,))
            self.forms.setdefault(forms[at], set()).add((at,))
        for first, second in self.broken:
            self.elements.setdefault(self.tokens[first][3] + self.tokens[second][3], set()).add((first, second))
            self.forms.setdefault(forms[first] + forms[second], set()).add((first, second))

    def _find_units(self, pages: list[str], bodies: list[tuple[int, int]]) -> None:
        """The sentence and the paragraph of each token; what stands between bodies is one of its own."""
        inside = [[token for token in self.tokens if token[0] == page and start <= token[1] < end]
                  for page, (start, end) in enumerate(bodies, 1)]  # fmt: skip
        held = [number for number, found in enumerate(inside) if found]
        numbers = unit_numbers([pages[number][slice(*bodies[number])] for number in held])
        self.units: list[tuple] = []
        between = 0
        for page, start, _, _ in self.tokens:
            begin, end = bodies[page - 1]
            if begin <= start < end:
                self.units.append(numbers[held.index(page - 1)][start - begin])
                between = page
            else:
                self.units.append((("between", between),) * 2)

    def _find_marks(self, pages: list[str]) -> None:
        self.marks: dict[str, set[tuple[int, ...]]] = {}
        for number, text in enumerate(pages, 1):
            for start, end, code in marks(text):
                here = [(at, token) for at, token in enumerate(self.tokens) if token[0] == number]
                covered = tuple(at for at, token in here if token[1] < end and start < token[2])
                self.marks.setdefault(code, set()).add(covered)

    def _break(self, pages: list[str], at: int, following: int) -> None:
        page, (other, start, _, _) = self.tokens[at][0], self.tokens[following]
        gap = pages[page - 1][self._visible_end(pages, at) : start]
        if page == other and gap and gap[0] in HYPHENS and not gap[1:].strip() and "\n" in gap:
            self.broken.add((at, following))

    def _break_over_pages(self, pages: list[str], bodies: list[tuple[int, int]], at: int, following: int) -> None:
        page, other = self.tokens[at][0], self.tokens[following][0]
        tail = pages[page - 1][self._visible_end(pages, at) : bodies[page - 1][1]]
        head = pages[other - 1][bodies[other - 1][0] : self.tokens[following][1]]
        if tail and tail[0] in HYPHENS and not tail[1:].strip() and not head.strip():
            self.broken.add((at, following))

    def _visible_end(self, pages: list[str], at: int) -> int:
        """Where a token ends, without a soft hyphen at its end."""
        page, start, end, _ = self.tokens[at]
        while end > start and pages[page - 1][end - 1] == "\u00ad":
            end -= 1
        return end

    def finds(self, query: Query, field: str = "") -> bool:
        kind, *parts = query
        if kind == "not":
            return not self.finds(parts[0], field)
        if kind == "and":
            return all(self.finds(part, field) for part in parts)
        if kind == "or":
            return any(self.finds(part, field) for part in parts)
        if kind == "both":
            return all(self.finds(part, field) for part in each(*parts))
        if kind == "in":
            return self.finds(parts[1], parts[0])
        if field:
            return any(value.matches(query) for name, value in self.fields if name == field)
        return bool(self.matches(query))

    def hits(self, query: Query) -> list[tuple[tuple[int, int, int], ...]]:
        """The hits as (page, start, end) on each page, in order; none where the query does not find the document."""
        if not self.finds(query):
            return []
        found: set[tuple[int, ...]] = set().union(*(self.matches(leaf) for leaf in wanted(query, True)))
        return [self._spans(match) for match in sorted(found)]

    def matches(self, leaf: Query) -> set[tuple[int, ...]]:
        kind, *parts = leaf
        if kind == "near":
            return self._near(*parts)
        if kind == "window":
            return self._window(*parts)
        if kind == "mark":
            return set().union(*(places for code, places in self.marks.items() if is_meant(code, parts[0])))
        if kind in ("alike", "shape"):
            fits = {"alike": is_alike, "shape": has_shape}[kind]
            return set().union(*(places for text, places in self.elements.items() if fits(text, *parts)))
        return self._row([self._part(kind, part) for part in parts])

    def _part(self, kind: str, word: str) -> set[tuple[int, ...]]:
        if kind == "exact":
            return self.forms.get(exact(word), set())
        if kind == "stem":
            wanted = stem(folded(word))
            return set().union(*(places for text, places in self.elements.items() if stem(text) == wanted))
        return self._element(word)

    def _near(self, left: Query, right: Query, most: int, order: str, without: bool) -> set[tuple[int, ...]]:
        lefts, rights = self._operand(left), self._operand(right)
        pairs = [(one, other, way) for one in lefts for other, way in self._beyond(one, rights, most)]
        if order == "w":
            pairs += [(one, other, way) for other in rights for one, way in self._beyond(other, lefts, most)]
        if without:
            return lefts - {one for one, _, _ in pairs}
        ends = {(way[0], way[-1]) for _, _, way in pairs}
        inner = {(a, b) for a, b in ends if not any((c, d) != (a, b) and a <= c and d <= b for c, d in ends)}
        return {way for _, _, way in pairs if (way[0], way[-1]) in inner}

    def _operand(self, query: Query) -> set[tuple[int, ...]]:
        kind, *parts = query
        if kind == "or":
            return set().union(*map(self._operand, parts))
        if kind != "near" or parts[4]:
            return self.matches(query)
        left, right, most, order, _ = parts
        lefts, rights = self._operand(left), self._operand(right)
        found = {way for one in lefts for _, way in self._beyond(one, rights, most)}
        turned = {way for other in rights for _, way in self._beyond(other, lefts, most)} if order == "w" else set()
        return found | turned

    def _window(self, most: int, *words: str) -> set[tuple[int, ...]]:
        sides = [self._element(word) for word in words]
        steps = most + len(words) - 1
        found = {way for number, side in enumerate(sides) for one in side
                 for way in self._with_rest(one, sides[:number] + sides[number + 1 :], steps)}  # fmt: skip
        ends = {(way[0], way[-1]) for way in found}
        inner = {(a, b) for a, b in ends if not any((c, d) != (a, b) and a <= c and d <= b for c, d in ends)}
        return {way for way in found if (way[0], way[-1]) in inner}

    def _with_rest(self, window: tuple[int, ...], sides: list[set], most: int) -> set[tuple[int, ...]]:
        """The windows that go on with a match of each side, in any order, in at most so many steps."""
        if not sides:
            return {window}
        found = set()
        for number, side in enumerate(sides):
            for other, way in self._beyond(window, side, most):
                steps = len(way) - len(window) - len(other) + 1
                found |= self._with_rest(way, sides[:number] + sides[number + 1 :], most - steps)
        return found

    def _together(self, match: tuple[int, ...], others: set, unit: int) -> list[tuple]:
        """The matches after one in the same sentence (`unit` is 0) or paragraph (1), as `_beyond` gives them."""
        inside = self.units[match[0]][unit]
        if any(self.units[at][unit] != inside for at in match):
            return []
        there = {other for other in others if all(self.units[at][unit] == inside for at in other)}
        return self._beyond(match, there, len(self.tokens)) if there else []

    def _beyond(self, match: tuple[int, ...], others: set, most: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        """The matches that start within so many steps after one, each with the way from the start to its end."""
        if most in ("s", "p"):
            return self._together(match, others, "sp".index(most))
        starts: dict[int, list[tuple[int, ...]]] = {}
        for other in others:
            starts.setdefault(other[0], []).append(other)
        ways, edge, found = {match[-1]: match}, [match[-1]], []
        for _ in range(most):
            steps = [(at, following) for at in edge for following in sorted(self.after.get(at, ()))]
            edge = []
            for at, following in steps:
                if following not in ways:
                    ways[following] = (*ways[at], following)
                    edge.append(following)
                    found += [(other, ways[at] + other) for other in starts.get(following, ())]
        return found

    def _row(self, parts: list[set[tuple[int, ...]]]) -> set[tuple[int, ...]]:
        found, *rest = parts
        for following in rest:
            found = {
                match + element
                for match in found
                for element in following
                if element[0] in self.after.get(match[-1], ())
            }
        return found

    def walk(self, random: Random, steps: int) -> list[str]:
        """The words of some phrase that stands in the text, at most so many."""
        ways = [(place, word) for word, places in sorted(self.elements.items()) for place in sorted(places)]
        words, next_ones = [], set(range(len(self.tokens)))
        while len(words) < steps and (open_ways := [way for way in ways if way[0][0] in next_ones]):
            place, word = random.choice(open_ways)
            words.append(word)
            next_ones = self.after.get(place[-1], set())
        return words

    def phrase(self, random: Random, length: int) -> list[str]:
        """The words from some place of the text on."""
        start = random.randrange(len(self.tokens))
        return [token[3] for token in self.tokens[start : start + length]]

    def _element(self, word: str) -> set[tuple[int, ...]]:
        if "*" not in word and "?" not in word:
            return self.elements.get(folded(word), set())
        pattern = "".join(part if part in "*?" else folded(part) for part in re.split("([*?])", word) if part)
        return set().union(*(places for text, places in self.elements.items() if fnmatchcase(text, pattern)))

    def _spans(self, match: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
        spans: dict[int, tuple[int, int]] = {}
        for at in match:
            page, start, end, _ = self.tokens[at]
            spans[page] = (spans.get(page, (start, end))[0], end)
        return tuple((page, *span) for page, span in spans.items())


def wanted(query: Query, positive: bool) -> list[Query]:
    kind, *parts = query
    if kind == "not":
        return wanted(parts[0], not positive)
    if kind in ("and", "or"):
        return [leaf for part in parts for leaf in wanted(part, positive)]
    if kind == "in":
        return []
    if kind == "both":
        return each(*parts) if positive else []
    return [query] if positive else []


def each(one: Query, two: Query, other: Query, most: object, order: str) -> list[Query]:
    """The queries that two parts near a third are."""
    return [("near", part, other, most, order, False) for part in (one, two)]


def is_meant(code: str, sought: str) -> bool:
    return sought == "*" or code == sought or (sought in ("b7", "1.4") and code[:-1] == sought)


@cache
def is_alike(word: str, text: str, edits: int, kept: int) -> bool:
    wanted = folded(text)
    return word[:kept] == wanted[:kept] and differs(word[kept:], wanted[kept:], edits)


def differs(one: str, other: str, edits: int) -> bool:
    """Whether so many letters added, left out or changed make one word the other."""
    if not one or not other:
        return len(one) + len(other) <= edits
    if one[0] == other[0]:
        return differs(one[1:], other[1:], edits)
    ways = ((one[1:], other), (one, other[1:]), (one[1:], other[1:]))
    return edits > 0 and any(differs(*way, edits - 1) for way in ways)


def has_shape(word: str, expression: str) -> bool:
    return bool(re.fullmatch(expression, word, re.IGNORECASE))


def exact(word: str) -> str:
    return unicodedata.normalize("NFKC", "".join(character for character in word if character not in INVISIBLE))


def tokens(text: str) -> list[tuple[int, int, str]]:
    found, start = [], None
    for at, character in enumerate(text + " "):
        letter = character.isalnum() and character != "\u02bc"
        if start is None and letter:
            start = at
        elif start is not None and not letter and not is_inside(character):
            found.append((start, at, folded(text[start:at])))
            start = None
    return found


def is_inside(character: str) -> bool:
    return character in INVISIBLE or unicodedata.category(character)[0] == "M"


@cache
def folded(word: str) -> str:
    visible = "".join(character for character in word if character not in INVISIBLE)
    bare = "".join(c for c in unicodedata.normalize("NFKD", visible) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare.casefold())


def body(pages: list[str], number: int) -> tuple[int, int]:
    """Start and end of a page without its running lines."""
    page = pages[number]
    around = [other for other in range(number - 2, number + 3) if other != number and 0 <= other < len(pages)]
    running = {masked(line) for other in around for line in [*edge(pages[other], 1), *edge(pages[other], -1)]}
    start, end = 0, len(page)
    for line in edge(page, 1):
        if masked(line) not in running:
            break
        start = page.index(line, start) + len(line)
        start += page[start : start + 1] == "\n"
    for line in edge(page, -1):
        place = page.rstrip().rfind("\n", 0, len(page[:end].rstrip())) + 1
        if masked(line) not in running or place < start:
            break
        end = place
    return start, max(start, end)


def edge(page: str, step: int) -> list[str]:
    return [line for line in page.split("\n") if line.strip()][::step][:4]


def masked(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip().casefold())
