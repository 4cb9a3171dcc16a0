"""HTML of a mail made safe and plain: nothing in it can reach the network or the disk, and all its text is shown.

`nh3` parses it as a browser does and drops all but a few tags; what is left is written anew, tag by tag, so that
nothing of the sender's own markup gets further than this module.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

import nh3

from reviewer.errors import ProcessingError

LIMIT = 16 << 20  # code points: as for a text file; more is no letter
_DEPTH = 60  # tags inside one another; deeper ones are dropped, their text stays
_SHOWN = {
    *("b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "sub", "sup", "code", "tt", "pre", "blockquote"),
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "br", "hr"),
}
_BLOCKS = {
    # Become a plain block, so that the words of two of them don't run together.
    *("address", "article", "aside", "body", "button", "center", "details", "dialog", "dir", "fieldset", "figcaption"),
    *("figure", "footer", "form", "header", "iframe", "legend", "main", "menu", "nav", "noscript", "option", "section"),
    *("select", "summary", "textarea", "title", "xmp", "plaintext", "listing", "frame"),
}
_INLINE = {"a", "span", "img", "input", "area"}
_UNSHOWN = {"script", "style"}
_STRUCTURE = {"html", "head", "meta", "link", "base", "col", "colgroup"}
_KEPT = _SHOWN | _INLINE | _UNSHOWN | _STRUCTURE
_DEEPEST = 2000  # a parser's time grows with the square of the depth; the deepest letters have some hundred
_TAG = re.compile(r"<[^>]*>")
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_CLOSED_BY_THE_NEXT = {
    *("p", "li", "td", "th", "tr", "dd", "dt", "tbody", "thead", "tfoot", "colgroup", "html", "head"),
    *("br", "hr", "img", "input", "meta", "link", "col", "area", "base"),
}
_ALONE = {"br", "hr", "img", "input", "area"}
_ATTRIBUTES = {
    "style",
    "hidden",
    "src",
    "alt",
    "href",
    "value",
    "background",
    "colspan",
    "rowspan",
    "width",
    "height",
    "border",
}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$|!)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"font(?:-size)?\s*:\s*(?:([\d.]{1,9})\s*(px|pt)?)?", re.IGNORECASE)
_SMALLEST = 1.0  # CSS pixels or points: what can't be read was not meant to be
_DATA = re.compile(r"data:image/[\w.+-]+((?:;[\w=.-]+)*),", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`html` of our own making, and what was found on the way.

    `links`: where links lead. `hidden`: text that the sender hid. `remote`: pictures that would have been fetched.
    """

    html: str
    links: tuple[str, ...]
    hidden: bool
    remote: bool


def clean(html: str, image: Callable[[str], str], embed: Callable[[str, bytes], str]) -> Cleaned:
    """Clean the HTML of a mail. `image` gives the name of the picture for a `src` like "cid:...", "" for none.

    `embed` is handed a name and the bytes of a picture that stands in the HTML itself, and gives the name back, or "".
    No script, style, address, form or file reference gets through. Raises ProcessingError when it is too long.
    """
    if len(html) > LIMIT:
        raise ProcessingError("The mail was not read", f"its text is longer than {LIMIT >> 20} million letters", "")
    named = _TAG_NAME.sub(_renamed, html.replace("\x00", ""))
    safe = nh3.clean(
        _TAG.sub(" ", named) if _too_deep(named) else named,
        tags=_SHOWN | _INLINE,
        clean_content_tags=_UNSHOWN,
        attributes={"*": _ATTRIBUTES},
        url_schemes={"cid", "data", "http", "https", "mailto", "file", "ftp", "tel"},  # told about, never kept
        link_rel=None,
    )
    writer = _Writer(image, embed)
    writer.feed(safe)
    writer.close()
    return writer.cleaned()


def _renamed(found: re.Match[str]) -> str:
    """A tag that isn't shown as itself becomes a block or a run: a parser drops the text of some, such as `svg`."""
    tag = found[2].lower()
    if tag not in _KEPT:
        tag = "div" if tag in _BLOCKS else "span"
    return f"<{found[1]}{tag}"


def _too_deep(html: str) -> bool:
    """Whether so many tags may stand open at once that a parser would take minutes; then only the text is kept."""
    depth = 0
    for closes, tag in _TAG_NAME.findall(html):
        if tag not in _CLOSED_BY_THE_NEXT:
            depth = max(0, depth - 1) if closes else depth + 1
            if depth > _DEEPEST:
                return True
    return False


@dataclass(slots=True)
class _Open:
    """A tag that is open: as it came, as it was written ("" where it was dropped).

    `hides`: it hides all that is in it. `tiny`: what is in it is too small to be read, unless a tag within says else.
    """

    came: str
    written: str
    hides: bool
    tiny: bool


@dataclass(slots=True)
class _Seen:
    links: dict[str, None] = field(default_factory=dict)
    hidden: bool = False
    remote: bool = False


class _Writer(HTMLParser):
    """Writes well-formed HTML anew, with no attribute but those made here."""

    def __init__(self, image: Callable[[str], str], embed: Callable[[str, bytes], str]) -> None:
        super().__init__(convert_charrefs=True)
        self._image, self._embed, self._embedded_count = image, embed, 0
        self._out: list[str] = []
        self._open: list[_Open] = []
        self._hiding = 0
        self._told = False  # whether the hidden text at hand is marked already
        self._seen = _Seen()

    def cleaned(self) -> Cleaned:
        while self._open:
            self._end()
        seen = self._seen
        links = tuple(seen.links)
        return Cleaned("".join(self._out), links, seen.hidden, seen.remote)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._seen.remote |= bool(given.get("background", "").strip())
        if given.get("href", "").strip():
            self._seen.links[given["href"].strip()] = None
        if tag in _ALONE:
            self._alone(tag, given)
        else:
            self._begin(tag, given)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        written = tag if tag in _SHOWN and len(self._open) < _DEPTH else ""
        style = given.get("style", "")
        hides = "hidden" in given or bool(_HIDDEN.search(style))
        self._open.append(_Open(tag, written, hides, _is_tiny(style, bool(self._open) and self._open[-1].tiny)))
        self._hiding += hides
        if written:
            self._out.append(f"<{written}{_numbers(given, 'colspan', 'rowspan', 'border')}>")

    def _alone(self, tag: str, given: dict[str, str]) -> None:
        if tag in ("br", "hr"):
            self._out.append(f"<{tag}>")
        elif tag == "img":
            self._picture(given)
        else:
            self.handle_data(given.get("value" if tag == "input" else "alt", ""))

    def _picture(self, given: dict[str, str]) -> None:
        source = given.get("src", "").strip()
        if name := self._embedded(source) or self._image(source):
            self._out.append(f'<img src="{escape(name)}"{_numbers(given, "width", "height")}>')
            return
        self._seen.remote |= source.lower().startswith(("http:", "https:", "//", "file:", "ftp:"))
        if given.get("alt", "").strip():
            self.handle_data(f"[{given['alt'].strip()}]")

    def _embedded(self, source: str) -> str:
        """The name of a picture whose bytes stand in its address ("data:image/png;base64,...")."""
        found = _DATA.match(source)
        if not found:
            return ""
        try:
            data = source[found.end() :]
            held = b64decode(data) if "base64" in found[1].lower() else unquote_to_bytes(data)
        except (Base64Error, ValueError):
            return ""
        self._embedded_count += 1
        return self._embed(f"embedded{self._embedded_count}", held)

    def handle_data(self, data: str) -> None:
        hidden = self._hiding or (self._open and self._open[-1].tiny)
        if hidden and data.strip():
            self._seen.hidden = True
            if not self._told:
                self._told = True
                self._out.append('<span class="note">[hidden text]</span> ')
        self._out.append(escape(data, quote=False))

    def handle_endtag(self, tag: str) -> None:
        if any(one.came == tag for one in self._open):
            while self._end() != tag:
                pass

    def _end(self) -> str:
        """Close the innermost tag; hand back what it came as."""
        closed = self._open.pop()
        self._hiding -= closed.hides
        self._told = self._told and bool(self._hiding or closed.tiny)
        if closed.written:
            self._out.append(f"</{closed.written}>")
        return closed.came


def _is_tiny(style: str, around: bool) -> bool:
    """Whether text is too small to be read, by its style or by that of what is around it."""
    sizes = _SIZE.findall(style)
    if not sizes:
        return around
    number, unit = sizes[-1]
    return bool(re.fullmatch(r"\d*\.?\d+", number)) and float(number) <= (_SMALLEST if unit else 0)


def _numbers(given: dict[str, str], *names: str) -> str:
    """The attributes of these names that hold a number of at most four digits, as they are written again."""
    held = ((name, given.get(name, "").removesuffix("px")) for name in names)
    return "".join(f' {name}="{value}"' for name, value in held if re.fullmatch(r"[1-9]\d{0,3}", value, re.ASCII))


_LINK = re.compile(r"\[(?:cid|image|Image)\s?:[^\]\n]*\]|(?:https?|ftp|mailto|file)(?::|%3A)\S+", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def lines_only_in(plain: str, html: str) -> str:
    """The lines of a plain text with a word that the HTML (ours, cleaned) has not.

    Addresses of links and names of pictures don't count: the HTML shows neither.
    """
    known = {word for gap in (" ", "") for word in _WORD.findall(_plain(html, gap))}
    lines = (line for line in plain.splitlines() if not known.issuperset(_WORD.findall(_LINK.sub(" ", line).lower())))
    return "\n".join(lines)


def _plain(html: str, gap: str) -> str:
    text = _TAG.sub(gap, html)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").lower()
