"""HTML bodies: nothing that fetches gets through, no text is lost."""

import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ProcessingError
from reviewer.processing.formats.mail import clean
from tests.processing.mail import letters

ALLOWED = {"colspan", "rowspan", "border", "width", "height"}


def cleaned(html: str) -> clean.Cleaned:
    return clean.clean(html, lambda source: "", lambda name, data: "")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


class Attributes(HTMLParser):
    """All attributes that stand in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name, value or "") for name, value in attrs}


def is_harmless(html: str) -> bool:
    """Whether no attribute is left but numbers, names of our own pictures and our own notes."""
    attributes = Attributes()
    attributes.feed(html)
    return all(
        (name in ALLOWED and value.isdigit())
        or (tag, name, value) == ("span", "class", "note")
        or (tag == "img" and name == "src" and re.fullmatch(r"(?:image|embedded)\d+", value))
        for tag, name, value in attributes.found
    )


HOSTILE = """<html><head><meta http-equiv="refresh" content="0;url=http://x.test/"><base href="file:///">
<link rel=stylesheet href="http://x.test/a.css"><style>@import url(http://x.test/b.css); p {background: url(file:///x)}</style>
<script>document.write('<img src=http://x.test/>')</script></head>
<body background="http://x.test/c.png" onload="go()"><p style="background:url('http://x.test/d.png')">The words
<img src="http://x.test/e.png" alt="Logo"><img src="file:///etc/passwd"><img srcset="http://x.test/f.png">
<iframe src="http://x.test/g">in the frame</iframe><object data="http://x.test/h">in the object</object>
<video poster="http://x.test/i" src="j">in the video</video><a href="javascript:go()">a link</a>
<svg><image href="http://x.test/k"/><text>in the drawing</text></svg><form action="http://x.test/l">in the form
<input type=image src="http://x.test/m" value="on the button"></form><template>in the template</template>
<table background="http://x.test/n"><tr><td>in the table</table> are shown."""


def test_nothing_that_fetches_gets_through_and_the_text_is_shown(tmp_path: Path) -> None:
    """Field case 40."""
    paper = letters.read(tmp_path, letters.eml("Content-Type: text/html", body=HOSTILE))
    assert is_harmless(paper.html)
    assert not paper.images
    assert not re.search(
        r"http|file:|url|javascript|<(?:script|style|iframe|object|meta|link|base|form|svg)", paper.html
    )
    places = ("frame", "object", "video", "drawing", "form", "template", "table")
    for text in (
        "The words",
        "[Logo]",
        "a link",
        "on the button",
        "are shown.",
        *(f"in the {place}" for place in places),
    ):
        assert text in letters.text(paper)
    assert paper.flags == ("pictures from the Internet are not shown",)


HIDING = (
    *("hidden", 'style="display:none"', 'style="DISPLAY : none !important"', 'style="font-size:0"'),
    *('style="mso-hide:all"', 'style="font-size:1px;color:red"', 'style="visibility:hidden"', 'style="opacity:0"'),
)


@pytest.mark.parametrize("hiding", HIDING)
def test_hidden_text_is_shown_and_told(hiding: str) -> None:
    found = cleaned(f"<p>Seen <span {hiding}>but <b>not this</b></span> and more</p>")
    assert found.hidden
    assert words(found.html) == "Seen [hidden text] but not this and more"


@pytest.mark.parametrize(
    "style", ["font-size:10px", "font-size:0.9em", "display:block", "opacity:0.5", "font-size:100%"]
)
def test_text_that_can_be_seen_is_no_hidden_text(style: str) -> None:
    assert not cleaned(f'<p style="{style}">Seen</p>').hidden


def test_a_size_that_is_set_again_shows_the_text() -> None:
    """Newsletters set 0 around their cells, against gaps."""
    assert not cleaned('<td style="font-size:0px"><div style="font-size:13px">Seen</div></td>').hidden


def test_words_of_two_blocks_stay_two_words() -> None:
    for tag in ("section", "article", "option", "button", "center", "li", "textarea", "fieldset"):
        assert words(cleaned(f"<{tag}>one</{tag}><{tag}>two</{tag}>").html) == "one two"
    assert words(cleaned("<table><tr><td>one<td>two</table>").html) == "one two"
    assert "in<b>divis</b>ible" in cleaned("in<b>divis</b>ible").html


@given(st.text(alphabet="<>/\"'= abdiv:;!-[]&#xpscriptstyleimgsrc\x00\n", max_size=200))
def test_whatever_stands_there_is_harmless(html: str) -> None:
    assert is_harmless(cleaned(html).html)


@given(
    st.lists(st.sampled_from(["<div>", "</div>", "<b>", "</b>", "<table>", "<td>", "</table>", "<svg>", "<p>", "<xx>"]))
)
def test_no_word_is_lost(tags: list[str]) -> None:
    html = "".join(f"{tag}word{number} " for number, tag in enumerate(tags))
    shown = set(words(cleaned(html).html).split())
    assert shown >= {f"word{number}" for number in range(len(tags))}


@pytest.mark.parametrize(
    "html", ["<div>" * 100_000 + "end", "<b><a>" * 50_000 + "end", "<p " * 100_000 + ">end", "<!--" * 99]
)
def test_hostile_html_takes_no_minutes(html: str) -> None:
    began = time.process_time()
    cleaned(html)
    assert time.process_time() - began < 20


def test_too_long_a_text_is_refused_in_words() -> None:
    with pytest.raises(ProcessingError, match="longer than 16 million letters"):
        cleaned("a" * (clean.LIMIT + 1))


def test_only_lines_with_words_of_their_own_are_left() -> None:
    html = cleaned("<p>Dear <b>Ann</b>, see <a href='http://x.test/1'>here</a></p>").html
    plain = "Dear *Ann*, see here <http://x.test/1>\n[image: logo.png]\nP.S. Burn this."
    assert clean.lines_only_in(plain, html) == "P.S. Burn this."
