"""Web pages: their words and tables, cleaned. Nothing is fetched: no image, style, frame or address is followed."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from html import escape
from pathlib import Path
from urllib.parse import unquote_to_bytes

from lxml import etree

from reviewer.errors import ProcessingError
from reviewer.processing.formats.office.parts import Element
from reviewer.processing.formats.office.writing import note
from reviewer.processing.formats.text import decode
from reviewer.processing.paper import Paper

_LIMIT = 32 << 20
_MOST_PICTURES = 500
_KEPT = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote", "br"),
    *("hr", "b", "strong", "i", "em", "u", "s", "strike", "ins", "del", "mark", "code", "tt", "small", "sup", "sub"),
    *("a", "address", "center", "section", "article", "header", "footer", "main", "nav", "aside", "form", "fieldset"),
    *(
        "legend",
        "figure",
        "figcaption",
        "details",
        "summary",
        "caption",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
    ),
    *("th", "option", "cite"),
}
_VOID = {"br", "hr"}
_DROPPED = {"script", "style", "template", "head"}
_NUMBERS = ("colspan", "rowspan", "border")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read a web page. Raises ProcessingError."""
    if path.stat().st_size > _LIMIT:
        raise ProcessingError("The file was not read", "it is larger than 32 MB", "Ask for a PDF of it")
    text, flags = _decoded(path.read_bytes())
    page = clean(text)
    return Paper(page.html, page.images, page.title, page.author, fields=page.fields, flags=(*flags, *page.flags))


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text: by its mark, by what it says of itself, else as any text."""
    said = _CHARSET.search(data[:4096])
    if said and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            named = codecs.lookup(said[1].decode("ascii")).name
            if not named.startswith(("utf-16", "utf-32")):  # a page in those could not be found to say so
                return data.decode({"iso8859-1": "cp1252"}.get(named, named)), ()
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(data)


def clean(text: str) -> Paper:
    """A page as HTML of our own: known elements without their styles, hidden text marked, embedded pictures kept."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    safe = re.sub("[\x00\ud800-\udfff]", "\ufffd", _XML.sub("", text))
    if not safe.strip():
        return Paper("")
    try:
        root = etree.fromstring(safe.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or any("depth" in entry.message.lower() for entry in parser.error_log):
        words = " ".join(re.sub(r"<[^<>]*>", " ", safe).split())
        return Paper(f"<p>{escape(words)}</p>", flags=("nested too deep: shown as plain text",))
    return _Cleaner().page(root)


class _Cleaner:
    def __init__(self) -> None:
        self._out: list[str] = []
        self._images: dict[str, bytes] = {}
        self._links: dict[str, None] = {}
        self._dropped, self._hidden = 0, 0

    def page(self, root: Element) -> Paper:
        """The whole page."""
        title = " ".join("".join(root.xpath("string(//title)")).split())
        metas = {(found.get("name") or "").lower(): found.get("content") or "" for found in root.iter("meta")}
        for event, element in etree.iterwalk(root, events=("start", "end")):
            self._start(element) if event == "start" else self._end(element)
        fields = {key: metas[key] for key in ("description", "keywords") if metas.get(key)}
        if self._links:
            fields["links"] = " ".join(self._links)
        flags = ("hidden text",) if self._hidden else ()
        return Paper("".join(self._out), self._images, title, metas.get("author", ""), fields=fields, flags=flags)

    def _start(self, element: Element) -> None:
        tag = str(element.tag).lower()
        self._dropped += tag in _DROPPED
        if self._dropped:
            return
        if _is_hidden(element):
            self._hidden += 1
            self._out.append(f"{note('[hidden:')} ")
        if tag in _KEPT:
            numbers = "".join(f' {key}="{value}"' for key in _NUMBERS if (value := element.get(key, "")).isdecimal())
            self._out.append(f"<{tag}{numbers}>")
        self._out.append(self._shown(tag, element) + escape(element.text or ""))

    def _end(self, element: Element) -> None:
        tag = str(element.tag).lower()
        if not self._dropped:
            if tag in _KEPT and tag not in _VOID:
                self._out.append(f"</{tag}>")
            if _is_hidden(element):
                self._out.append(note("]"))
        self._dropped -= tag in _DROPPED
        if not self._dropped:
            self._out.append(escape(element.tail or ""))

    def _shown(self, tag: str, element: Element) -> str:
        """What an element shows that is not its text."""
        if tag == "a" and (address := (element.get("href") or "").strip()) and not address.startswith("#"):
            self._links[address] = None
        if tag == "input" and element.get("type", "text").lower() in ("text", "submit", "button", "hidden"):
            return escape(element.get("value") or "") + " "
        return self._picture(element) if tag == "img" else ""

    def _picture(self, element: Element) -> str:
        """An embedded picture; of any other the words that stand for it."""
        alt, data = (element.get("alt") or "").strip(), _embedded(element.get("src") or "")
        if not data or len(self._images) >= _MOST_PICTURES:
            return note(f"[picture: {alt}]") if alt else ""
        name = f"picture{len(self._images) + 1}"
        self._images[name] = data
        return f'<img src="{name}">' + (note(f"[picture: {alt}]") if alt else "")


def _is_hidden(element: Element) -> bool:
    """Whether an element says that it is not shown, and has words."""
    said = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None
    return said and any(text.strip() for text in element.itertext())


def _embedded(address: str) -> bytes:
    """The bytes of a `data:image/...` address; none of any other."""
    found = re.match(r"data:image/[a-z0-9.+-]{1,40}(;base64)?,", address, re.IGNORECASE)
    if not found:
        return b""
    raw = unquote_to_bytes(address[found.end() :])
    try:
        return base64.b64decode(raw) if found[1] else raw
    except binascii.Error:
        return b""
