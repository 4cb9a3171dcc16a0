"""From marked text to marks on pages.

In: the lines of one paper in a small markup (headings, lists, tables, headers of mail, boxes over withheld words) and a
Style. Out: for each page a list of marks, in points from the upper left corner. No PDF is touched here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import pymupdf

BLACK, GREY, WHITE, NAVY = (0.0, 0.0, 0.0), (0.4, 0.4, 0.4), (1.0, 1.0, 1.0), (0.09, 0.19, 0.36)
Color = tuple[float, float, float]
FACES = {"ti": ("tiro", "tibo", "tiit"), "he": ("helv", "hebo", "heit"), "co": ("cour", "cobo", "coit")}


@dataclass(frozen=True)
class Style:
    """How the pages of one kind of paper look; lengths in points, leading and gap in lines."""

    width: float = 612
    height: float = 792
    side: float = 76
    top: float = 72
    bottom: float = 76
    family: str = "ti"
    points: float = 11.5
    leading: float = 1.35
    columns: int = 1
    gutter: float = 24
    head: str = ""
    foot: str = ""
    hyphens: bool = False
    ligatures: bool = False
    ruled: bool = False
    numbered: bool = False
    gap: float = 0.55

    @property
    def measure(self) -> float:
        """The width of one column."""
        return (self.width - 2 * self.side - (self.columns - 1) * self.gutter) / self.columns

    @property
    def line(self) -> float:
        """The distance between two base lines."""
        return self.points * self.leading


@dataclass(frozen=True)
class Run:
    """Text that begins at x on the base line y."""

    x: float
    y: float
    text: str
    font: str
    points: float
    color: Color = BLACK


@dataclass(frozen=True)
class Area:
    """A filled or outlined rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float
    fill: Color | None = BLACK
    stroke: Color | None = None


@dataclass(frozen=True)
class Pen:
    """A signature of about 120 points, different for each name."""

    x: float
    y: float
    name: str


Mark = Run | Area | Pen


@dataclass(frozen=True)
class Piece:
    """Part of a word in one font; a box hides what a withheld piece would say."""

    text: str
    font: str
    withheld: bool = False


Word = tuple[Piece, ...]


@cache
def font(name: str) -> pymupdf.Font:
    """The built-in font of that name."""
    return pymupdf.Font(name)


@cache
def text_width(text: str, name: str, points: float) -> float:
    """The width of text, in points."""
    return float(font(name).text_length(text, points))


def word_width(word: Word, points: float) -> float:
    return sum(text_width(p.text, p.font, points) + (6 if p.withheld else 0) for p in word)


def words(text: str, family: str, face: int = 0) -> list[Word]:
    """The words of a paragraph; ** switches bold, __ italic, {{(b)(6)}} is a withheld word."""
    found: list[list[Piece]] = [[]]
    now = face
    for part in re.split(r"(\*\*|__|\{\{.*?\}\}| +)", text):
        if part in ("**", "__"):
            want = 1 if part == "**" else 2
            now = face if now == want else want
        elif part.startswith("{{"):
            found[-1].append(Piece(part[2:-2], FACES["he"][1], withheld=True))
        elif part.isspace():
            found.append([])
        elif part:
            found[-1].append(Piece(part, FACES[family][now]))
    return [tuple(word) for word in found if word]


def break_points(word: str) -> list[int]:
    """Where a word may be divided: before a common ending, or between two consonants; never near its ends."""
    endings = [m.start() for m in re.finditer(r"(?:tion|ment|ness|ing|able|ship|tive)", word)]
    doubles = [m.start() + 2 for m in re.finditer(r"(?=[aeiou][bcdfgklmnprst][bcdfgklmnpst][aeiou])", word)]
    return sorted(p for p in {*endings, *doubles} if 3 <= p <= len(word) - 3)


def divide(word: Word, room: float, points: float) -> tuple[Word, Word] | None:
    """The word cut in two so that the first part with its hyphen fits into room."""
    piece = word[0]
    if len(word) > 1 or piece.withheld or not piece.text.strip(".,;").isalpha():
        return None
    for cut in reversed(break_points(piece.text.strip(".,;"))):
        if text_width(piece.text[:cut] + "-", piece.font, points) <= room:
            return (Piece(piece.text[:cut] + "-", piece.font),), (Piece(piece.text[cut:], piece.font),)
    return None


def wrap(source: list[Word], measure: float, points: float, hyphens: bool = False) -> list[list[Word]]:
    """The lines into which the words fall."""
    lines: list[list[Word]] = [[]]
    used, space, left = 0.0, text_width(" ", source[0][0].font, points) if source else 0.0, list(source)
    while left:
        word = left.pop(0)
        width = word_width(word, points)
        if used + width <= measure or not lines[-1]:
            lines[-1].append(word)
            used += width + space
            continue
        parts = divide(word, measure - used, points) if hyphens else None
        if parts:
            lines[-1].append(parts[0])
        left.insert(0, parts[1] if parts else word)
        lines.append([])
        used = 0.0
    return lines


def line_marks(line: Iterable[Word], x: float, y: float, points: float, color: Color = BLACK) -> list[Mark]:
    """The marks of one line; words of one font stay one run, so that copied text has its spaces."""
    marks: list[Mark] = []
    for number, word in enumerate(line):
        for place, piece in enumerate(word):
            gap = " " if number and not place else ""
            last = marks[-1] if marks else None
            if isinstance(last, Run) and last.font == piece.font and not piece.withheld and last.color == color:
                marks[-1] = Run(last.x, y, last.text + gap + piece.text, piece.font, points, color)
            else:
                x += text_width(" ", piece.font, points) if gap else 0
                marks += withheld_word(piece, x, y, points) if piece.withheld else []
                if not piece.withheld:
                    marks.append(Run(x, y, piece.text, piece.font, points, color))
                gap = ""
            x += word_width((piece,), points) + (text_width(" ", piece.font, points) if gap else 0)
    return marks


def withheld_word(piece: Piece, x: float, y: float, points: float) -> list[Mark]:
    wide = word_width((piece,), points)
    label = Run(x + 3 + wide * 0.07, y - 0.5, piece.text, piece.font, points * 0.82, WHITE)
    return [Area(x, y - points * 0.82, x + wide, y + points * 0.24), label]


@dataclass
class Flow:
    """Where the next line goes: a page, a column, a height. Grows new pages by itself."""

    style: Style
    pages: list[list[Mark]] = field(default_factory=lambda: [[]])
    column: int = 0
    y: float = 0
    start: float = 0

    def __post_init__(self) -> None:
        self.y = self.start = self.style.top

    @property
    def x(self) -> float:
        """The left edge of the present column."""
        return self.style.side + self.column * (self.style.measure + self.style.gutter)

    @property
    def floor(self) -> float:
        """The height at which a column ends."""
        return self.style.height - self.style.bottom

    def turn(self) -> None:
        """Go to the next column, or to a new page."""
        self.column += 1
        if self.column >= self.style.columns:
            self.column, self.start = 0, self.style.top
            self.pages.append([])
        self.y = self.start

    def new_page(self) -> None:
        """Go to a fresh page."""
        self.column = self.style.columns
        self.turn()

    def take(self, height: float) -> float:
        """Use up height; hand back where it begins."""
        if self.y + height > self.floor and self.y > self.start:
            self.turn()
        top, self.y = self.y, self.y + height
        return top

    def skip(self, height: float) -> None:
        """Leave white space, but none at the top of a column."""
        if self.y > self.start:
            self.y += height

    def put(self, *marks: Mark) -> None:
        """Add marks to the present page."""
        self.pages[-1].extend(marks)
