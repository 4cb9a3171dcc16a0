"""The words of a Rich Text file, group by group, each put where it belongs: body, notes, comments, properties."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape

from reviewer.processing.formats.office.embedded import packaged
from reviewer.processing.formats.office.writing import COMMENT_MARK, Enclosures, note, paragraph, table

_TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<byte>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z]))"
    rb"|(?P<brace>[{}])|(?P<run>[^\\{}\r\n]+)",
    re.DOTALL,
)
_DEPTH = 2000
_LETTERS = {
    **dict.fromkeys(("line", "lbr"), "\n"),
    **{"tab": "\t", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•"},
    **{"endash": "–", "emdash": "—", "emspace": " ", "enspace": " ", "qmspace": " ", "nestcell": "\t", "nestrow": "\n"},
}
_SIGNS = {b"~": " ", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t"}
_SILENT = {
    *("colortbl", "stylesheet", "themedata", "listtable", "listoverridetable", "datastore", "rsidtbl", "generator"),
    *(
        "nonshppict",
        "upr",
        "latentstyles",
        "datafield",
        "objclass",
        "objname",
        "xe",
        "tc",
        "filetbl",
        "revtbl",
        "pgptbl",
    ),
    *(
        "blipuid",
        "xmlnstbl",
        "sp",
        "bkmkstart",
        "bkmkend",
        "atnid",
        "atnref",
        "atntime",
        "atndate",
        "atrfstart",
        "atrfend",
    ),
}
_EDGES = {f"{kind}{page}" for kind in ("header", "footer") for page in ("", "l", "r", "f")}
_TOLD = {
    **{"title": "title", "subject": "subject", "author": "creator", "operator": "lastModifiedBy"},
    **{"keywords": "keywords", "doccomm": "description", "company": "Company", "manager": "Manager"},
    **{"category": "category"},
}
_TIMES = {"creatim": "created", "revtim": "modified", "printim": "lastPrinted"}
_SHOWN_IN_STARS = {
    "shppict",
    "shptxt",
    "ud",
    "annotation",
    "atnauthor",
    "fldinst",
    "objdata",
    "pict",
    "company",
    "manager",
    "category",
}
_MARKS = {"b": "b", "i": "i", "ul": "u", "strike": "s", "revised": "ins", "deleted": "del", "v": "mark"}
_CHARSETS = {
    **{0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255},
    **{178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437},
}


@dataclass(slots=True)
class Flow:
    """Paragraphs and table rows under way in one place."""

    _done: list[str] = field(default_factory=list)
    _runs: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _row: list[str] = field(default_factory=list)
    _rows: list[list[str]] = field(default_factory=list)

    def add(self, text: str, marks: frozenset[str]) -> None:
        """More words."""
        if self._runs and self._runs[-1][1] == marks:
            text = self._runs.pop()[0] + text
        self._runs.append((text, marks))

    def put(self, html: str) -> None:
        """Something that is no text: a picture, a mark."""
        self._runs.append((html, frozenset({"html"})))

    def end_paragraph(self, in_table: bool) -> None:
        """A paragraph ends, in a cell or outside of tables."""
        if in_table:
            self._lines.append(self._taken())
        else:
            self._end_table()
            self._done.append(paragraph(self._taken()))

    def end_cell(self) -> None:
        """A cell ends, with its last paragraph."""
        self._row.append("<br>".join([*self._lines, self._taken()]))
        self._lines = []

    def end_row(self) -> None:
        """A row ends."""
        if self._row:
            self._rows.append(self._row)
            self._row = []

    def html(self) -> str:
        """All of it."""
        if self._runs or self._lines:
            self._lines.append(self._taken())
            rest, self._lines = self._lines, []
            self._end_table()
            self._done += map(paragraph, rest)
        self.end_row()
        self._end_table()
        return "".join(self._done)

    def line(self) -> str:
        """All of it as one paragraph."""
        return re.sub(r"</p>\s*<p>", "<br>", self.html()).replace("<p>", "").replace("</p>", "").strip()

    def _end_table(self) -> None:
        if self._rows:
            self._done.append(table(self._rows))
            self._rows = []

    def _taken(self) -> str:
        runs, self._runs = self._runs, []
        return "".join(_marked(text, marks) for text, marks in runs)


def _marked(text: str, marks: frozenset[str]) -> str:
    if "html" in marks:
        return text
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # halves of one letter
    html = escape(whole).replace("\n", "<br>")
    if "v" in marks and html.strip():
        html = f"{note('[hidden:')} {html}{note(']')}"
    for word in sorted(marks):
        html = f"<{_MARKS[word]}>{html}</{_MARKS[word]}>"
    return html


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within one pair of braces. `place`: where words go, by the name of the destination."""

    place: str = "body"
    flow: Flow | None = None
    codec: str = "cp1252"
    per_letter: int = 1  # \uc: how many letters stand after \u for programs without Unicode
    marks: frozenset[str] = frozenset()
    in_table: bool = False


class Reader:
    """Reads one file; what it found stands in its attributes."""

    def __init__(self, enclosures: Enclosures) -> None:
        self._enclosures = enclosures
        self.body = Flow()
        self.footnotes: list[Flow] = []
        self.comments: list[tuple[str, Flow]] = []
        self.edges: list[Flow] = []
        self.said: dict[str, str] = {}
        self.links: dict[str, None] = {}
        self._state, self._stack = _State(flow=self.body), list[_State]()
        self._pending, self._gathered = bytearray(), list[str]()
        self._star, self._to_skip, self._over = False, 0, 0
        self._fonts: dict[int, str] = {}
        self._font, self._codec, self._author = 0, "cp1252", ""
        self._picture = ""
        self._counts = dict.fromkeys(("revised", "deleted", "v"), 0)

    def read(self, data: bytes) -> None:
        """Read it all; what is broken is passed over."""
        place = 0
        while found := _TOKEN.search(data, place):
            place = found.end()
            if found["brace"]:
                self._brace(found["brace"])
            elif found["word"]:
                number = int(found["number"]) if found["number"] else None
                if found["word"] == b"bin" and number and number > 0:
                    self._gathered.append(data[place : place + number].hex())
                    place += number
                else:
                    self._word(found["word"].decode("ascii"), number)
            elif found["byte"]:
                self._bytes(bytes.fromhex(found["byte"].decode("ascii")))
            elif found["sign"]:
                self._sign(found["sign"])
            else:
                self._bytes(found["run"])
        self._flush()

    def flags(self) -> tuple[str, ...]:
        """What a reader must know."""
        inserted, deleted = self._counts["revised"], self._counts["deleted"]
        tracked = f"tracked changes: {inserted} insertions, {deleted} deletions"
        return ((tracked,) if inserted or deleted else ()) + (("hidden text",) if self._counts["v"] else ())

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._star, self._to_skip = False, 0
        if brace == b"{":
            self._over += len(self._stack) >= _DEPTH
            if len(self._stack) < _DEPTH:
                self._stack.append(self._state)
        elif self._over:
            self._over -= 1
        elif self._stack:
            ended, self._state = self._state, self._stack.pop()
            if ended.place != self._state.place:
                self._end(ended.place)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._star = True
        elif sign in b"\r\n":
            self._word("par", None)
        elif sign in _SIGNS:
            self._text(_SIGNS[sign])

    def _bytes(self, data: bytes) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._pending += data[skipped:]

    def _flush(self) -> None:
        """Bytes of one encoding are read together: a letter may be two of them."""
        if self._pending:
            data, self._pending = bytes(self._pending), bytearray()
            self._text(data.decode(self._state.codec, "replace"))

    def _text(self, text: str) -> None:
        self._flush()
        if self._state.place == "body" and self._state.flow:
            for word in self._counts.keys() & self._state.marks:
                self._counts[word] += bool(text.strip())
            self._state.flow.add(text, self._state.marks)
        elif self._state.place not in ("silent", "fonttbl"):
            self._gathered.append(text)

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        starred, self._star = self._star, False
        if word in _LETTERS:
            self._text(_LETTERS[word])
        elif word == "u" and number is not None:
            self._text(chr(number % 65536))
            self._to_skip = self._state.per_letter
        elif word in _MARKS or word in ("plain", "ulnone"):
            self._mark(word, number)
        elif not self._begin(word, starred) and not self._break(word):
            self._setting(word, number or 0)

    def _mark(self, word: str, number: int | None) -> None:
        dropped = {"plain": frozenset(_MARKS), "ulnone": frozenset({"ul"})}.get(word)
        marks = self._state.marks
        if dropped is not None:
            self._state = replace(self._state, marks=marks - dropped)
        else:
            self._state = replace(self._state, marks=marks - {word} if number == 0 else marks | {word})

    def _begin(self, word: str, starred: bool) -> bool:
        """A group tells what it holds. Hands back whether the word was such a one."""
        if self._state.place == "silent" and word != "ud":
            return True
        if word in _EDGES or word in ("footnote", "annotation"):
            self._begin_flow(word)
        elif word == "ud":  # the Unicode half of \upr: for the place where that stands
            self._state = replace(self._state, place=self._stack[-2].place if len(self._stack) > 1 else "body")
        elif word in _SILENT or (starred and word not in _SHOWN_IN_STARS):
            self._state = replace(self._state, place="silent")
        elif word in _TOLD or word in _TIMES or word in ("fonttbl", "info", "pict", "objdata", "fldinst", "atnauthor"):
            self._gathered, self._picture = [], ""
            self._state = replace(self._state, place=word)
        else:
            return False
        return True

    def _begin_flow(self, word: str) -> None:
        flow = Flow()
        if word == "footnote":
            self.footnotes.append(flow)
            if self._state.flow:
                self._state.flow.put(f"<sup>[{len(self.footnotes)}]</sup>")
        elif word == "annotation":
            self.comments.append((self._author, flow))
            if self._state.flow:
                self._state.flow.put(COMMENT_MARK)
        else:
            self.edges.append(flow)
        self._state = replace(self._state, place="body", flow=flow, marks=frozenset(), in_table=False)

    def _end(self, place: str) -> None:
        """A group ends that gathered words, or bytes as hexadecimal digits."""
        gathered, self._gathered = "".join(self._gathered), []
        if place in _TOLD:
            self.said[_TOLD[place]] = " ".join(gathered.split())
        elif place == "atnauthor":
            self._author = gathered.strip()
        elif place == "fldinst":
            self.links |= dict.fromkeys(re.findall(r'HYPERLINK\s+"([^"]+)"', gathered))
        elif place in ("pict", "objdata"):
            data = bytes.fromhex("".join(re.findall("[0-9a-fA-F]{2}", re.sub(r"\s+", "", gathered))))
            self._end_picture(data) if place == "pict" else self._end_object(data)

    def _end_picture(self, data: bytes) -> None:
        name = f"picture{len(self._enclosures.images) + 1}.{self._picture or 'wmf'}"
        if data and self._state.flow:
            self._state.flow.put(self._enclosures.bytes_shown(name, data))

    def _end_object(self, data: bytes) -> None:
        found = packaged(data)
        if found:
            self._enclosures.put(*found)
            if self._state.flow:
                self._state.flow.put(note(f"[embedded: {found[0]}]"))

    def _break(self, word: str) -> bool:
        """Ends of paragraphs, cells, rows. Hands back whether the word was one."""
        flow = self._state.flow
        ends: dict[str, Callable[[Flow], None]] = {
            **dict.fromkeys(("par", "sect", "page", "column"), lambda flow: flow.end_paragraph(self._state.in_table)),
            "cell": Flow.end_cell,
            "row": Flow.end_row,
        }
        if word not in ends:
            return False
        if self._state.place == "body" and flow:
            ends[word](flow)
        return True

    def _setting(self, word: str, number: int) -> None:
        match word:
            case "ansicpg":
                self._codec = _codec(number)
                self._state = replace(self._state, codec=self._codec)
            case "uc":
                self._state = replace(self._state, per_letter=max(number, 0))
            case "f":
                self._font = number
                if self._state.place != "fonttbl":
                    self._state = replace(self._state, codec=self._fonts.get(number, self._codec))
            case "fcharset" if self._state.place == "fonttbl" and number in _CHARSETS:
                self._fonts[self._font] = self._codec if number == 0 else _codec(_CHARSETS[number])
            case "intbl" | "pard":
                self._state = replace(self._state, in_table=word == "intbl")
            case "pngblip" | "jpegblip" | "emfblip":
                self._picture = word.removesuffix("blip")
            case "yr" | "mo" | "dy" | "hr" | "min":
                self._time(word, number)

    def _time(self, word: str, number: int) -> None:
        """Dates come as numbers, the year first: RTF 1.9.1, Information Group."""
        key = _TIMES.get(self._state.place)
        if key and 0 <= number < 10_000:
            before = {"yr": "", "mo": "-", "dy": "-", "hr": "T", "min": ":"}[word]
            self.said[key] = f"{self.said.get(key, '')}{before}{number:0{4 if word == 'yr' else 2}d}"


def _codec(page: int) -> str:
    name = {65001: "utf-8", 10000: "mac-roman"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
