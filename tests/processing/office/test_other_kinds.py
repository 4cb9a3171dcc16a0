# ruff: noqa: E501 - XML is read best in one piece
"""Presentations, OpenDocument, Rich Text, web pages, plain text and old Office files."""

from __future__ import annotations

import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import PasswordNeeded, ProcessingError
from reviewer.processing.formats import text as plain_text
from reviewer.processing.formats.office import html, legacy, libreoffice, odf, pptx, rtf
from tests.processing.office.office_made import pages_of, png, read, relations, text_of, zipped

_DRAWING = 'xmlns:p="p" xmlns:a="a" xmlns:r="r"'
_CALM = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _shape(text: str, kind: str = "body") -> str:
    return f'<p:sp><p:nvPr><p:ph type="{kind}"/></p:nvPr><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>'


def _slide(shapes: str, show: str = "1") -> str:
    return f'<p:sld {_DRAWING} show="{show}"><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>'


def _presentation(path: Path) -> Path:
    cells = "<a:tbl><a:tr><a:tc><a:p><a:r><a:t>cell</a:t></a:r></a:p></a:tc></a:tr></a:tbl>"
    return zipped(
        path,
        {
            "_rels/.rels": relations(officeDocument="ppt/presentation.xml"),
            "ppt/presentation.xml": f'<p:presentation {_DRAWING}><p:sldIdLst><p:sldId id="256" r:id="slide2"/>'
            '<p:sldId id="257" r:id="slide1"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(
                slide1="slides/a.xml", slide2="slides/b.xml", commentAuthors="authors.xml"
            ),
            "ppt/authors.xml": f'<p:cmAuthorLst {_DRAWING}><p:cmAuthor id="0" name="Dora"/></p:cmAuthorLst>',
            "ppt/slides/a.xml": _slide(f"<p:grpSp>{_shape('Second of them')}</p:grpSp>", show="0"),
            "ppt/slides/b.xml": _slide(_shape("First of them", "title") + f"<p:graphicFrame>{cells}</p:graphicFrame>"),
            "ppt/slides/_rels/b.xml.rels": relations(
                notesSlide="../notes.xml", comments="../comments.xml", chart="../chart.xml"
            ),
            "ppt/notes.xml": f"<p:notes {_DRAWING}>{_shape('Say nothing of it')}{_shape('7', 'sldNum')}</p:notes>",
            "ppt/comments.xml": f'<p:cmLst {_DRAWING}><p:cm authorId="0" dt="2011-01-02T03:04:05"><p:text>Really?</p:text>'
            "</p:cm></p:cmLst>",
            "ppt/chart.xml": '<c:chart xmlns:c="c"><c:cat><c:pt><c:v>March</c:v></c:pt></c:cat></c:chart>',
        },
    )


def test_slides_come_in_their_order_with_notes_comments_tables_and_charts(tmp_path: Path) -> None:
    paper = read(pptx.read, _presentation(tmp_path / "a.pptx"))
    pages = pages_of(paper, tmp_path / "a.pdf")
    assert "First of them" in pages[0]
    assert "Second of them" in pages[1]
    for words in ("cell", "Say nothing of it", "Comment by Dora, 2011-01-02T03:04:05: Really?", "March"):
        assert words in text_of(paper.html)
    assert paper.flags == ("slide 2 is hidden",)
    assert "Slide 2 (hidden)" in pages[1]
    assert "7" not in pages[0]


_TEXT = (
    'xmlns:office="o" xmlns:text="t" xmlns:table="tb" xmlns:dc="dc" xmlns:draw="d" xmlns:style="s" '
    'xmlns:xlink="x" xmlns:meta="m"'
)


def _open_document(path: Path, body: str, styles: str = "") -> Path:
    meta = (
        f"<office:document-meta {_TEXT}><office:meta><dc:title>The memo</dc:title><meta:initial-creator>Ann</meta:initial-creator>"
        "<dc:creator>Bob</dc:creator><meta:creation-date>2009-03-03T14:05:00.12</meta:creation-date></office:meta>"
        "</office:document-meta>"
    )
    return zipped(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_TEXT}>{styles}<office:body>{body}</office:body></office:document-content>",
            "meta.xml": meta,
            "styles.xml": f"<office:document-styles {_TEXT}><style:header><text:p>In re Secure</text:p></style:header>"
            "</office:document-styles>",
        },
    )


def test_open_text_shows_notes_annotations_and_changes(tmp_path: Path) -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info><dc:creator>Carl</dc:creator>'
        '</office:change-info></text:insertion></text:changed-region><text:changed-region text:id="c2"><text:deletion>'
        "<office:change-info><dc:creator>Carl</dc:creator></office:change-info><text:p>always</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    body = (
        f'<office:text>{changes}<text:h text:outline-level="1">Memo</text:h>'
        '<text:p>We <text:change-start text:change-id="c1"/>never</text:p><text:p>ever<text:change-end text:change-id="c1"/>'
        ' <text:change text:change-id="c2"/>knew<text:s text:c="3"/>it<office:annotation><dc:creator>Dora</dc:creator>'
        "<dc:date>2011-01-02T03:04:05</dc:date><text:p>Why?</text:p></office:annotation>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>By phone.</text:p></text:note-body></text:note>"
        "</text:p><text:list><text:list-item><text:p>item</text:p></text:list-item></text:list></office:text>"
    )
    paper = read(odf.read, _open_document(tmp_path / "a.odt", body))
    text = text_of(paper.html)
    assert "<ins>never</ins>" in paper.html
    assert "<ins>ever</ins>" in paper.html
    assert "<del>always</del>knew" in paper.html
    for words in ("By phone.", "item", "Comment by Dora, 2011-01-02T03:04:05: Why?", "In re Secure"):
        assert words in text
    assert paper.flags == ("tracked changes: 1 insertions, 1 deletions",)
    assert (paper.title, paper.author, paper.date) == ("The memo", "Ann", "2009-03-03T14:05:00")
    assert paper.fields["last author"] == "Bob"
    assert paper.fields["changed by"] == "Carl"


def test_open_sheets_mark_hidden_rows_and_repeat_cells(tmp_path: Path) -> None:
    body = (
        '<office:spreadsheet><table:table table:name="S"><table:table-column table:number-columns-repeated="16384"/>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>twice</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
        '<table:table-row table:visibility="collapse"><table:table-cell><text:p>below</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
        "</table:table></office:spreadsheet>"
    )
    paper = read(odf.read, _open_document(tmp_path / "a.ods", body))
    assert "<td>twice</td><td>twice</td>" in paper.html
    assert "<mark>below</mark>" in paper.html
    assert "1 hidden rows in sheet S" in paper.flags


def test_a_locked_open_document_needs_a_password(tmp_path: Path) -> None:
    made = zipped(
        tmp_path / "a.odt",
        {"content.xml": b"\x01\x02", "META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>"},
    )
    with pytest.raises(PasswordNeeded, match="locked by a password"):
        read(odf.read, made)


def _rich(path: Path, body: str) -> Path:
    path.write_bytes(b"{\\rtf1\\ansi\\ansicpg1252 " + body.encode("ascii") + b"}")
    return path


def test_rich_text_shows_notes_comments_changes_and_tables(tmp_path: Path) -> None:
    body = (
        r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}{\info{\title The memo}{\author Ann}"
        r"{\creatim\yr2009\mo3\dy3\hr14\min5}}{\header In re Secure\par}"
        r"\pard Caf\'e9 {\f1\'e4\'e0} \u8212?{\revised never}{\deleted always} {\v the settlement}"
        r"{\footnote By phone.}{\*\atnauthor Dora}{\*\annotation Why?}\par"
        r"\trowd\intbl one\cell two\cell\row\trowd\intbl three\par four\cell five\cell\row\pard "
        r'{\field{\*\fldinst HYPERLINK "https://example.org/"}{\fldrslt the order}}\par {\*\unknown gone}'
        r"{\upr{old}{\*\ud{new}}}\par "
    )
    paper = read(rtf.read, _rich(tmp_path / "a.rtf", body))
    text = text_of(paper.html)
    assert "Café да —" in text
    assert "<ins>never</ins><del>always</del>" in paper.html
    assert "[hidden: the settlement]" in text
    assert "<td>one</td><td>two</td>" in paper.html
    assert "<td>three<br>four</td><td>five</td>" in paper.html
    for words in ("[1]", "By phone.", "Comment by Dora: Why?", "In re Secure", "the order", "new"):
        assert words in text
    for words in ("gone", "old", "HYPERLINK"):
        assert words not in text
    assert (paper.title, paper.author, paper.date) == ("The memo", "Ann", "2009-03-03T14:05")
    assert paper.fields["links"] == "https://example.org/"
    assert set(paper.flags) == {"tracked changes: 1 insertions, 1 deletions", "hidden text"}


def test_rich_text_gives_up_its_pictures_and_objects(tmp_path: Path) -> None:
    package = (
        b"\x02\0memo.txt\0C:\\memo.txt\0\0\0\x03\0" + struct.pack("<I", 3) + b"C:\0" + struct.pack("<I", 5) + b"hello"
    )
    old = struct.pack("<III", 0x501, 2, 8) + b"Package\0" + struct.pack("<III", 0, 0, len(package)) + package
    body = r"{\pict\pngblip " + png().hex() + r"}{\object{\*\objdata " + old.hex() + "}}"
    paper = read(rtf.read, _rich(tmp_path / "a.rtf", body))
    assert list(paper.images.values()) == [png()]
    (item,) = paper.items
    assert (item.name, item.path.read_bytes()) == ("memo.txt", b"hello")


_RTF_PIECES = st.sampled_from(
    [
        b"{",
        b"}",
        b"\\par ",
        b"\\u-1 ",
        b"\\bin9 ",
        b"\\'e",
        b"\\'e9",
        b"\\cell",
        b"\\row",
        b"{\\footnote ",
        b"\\*",
        b"\\ud ",
    ]
)


@_CALM
@given(st.lists(_RTF_PIECES | st.binary(max_size=5), max_size=60))
def test_no_rich_text_breaks_the_reader(tmp_path: Path, pieces: list[bytes]) -> None:
    path, staging = tmp_path / "a.rtf", tmp_path / "items"
    staging.mkdir(exist_ok=True)
    path.write_bytes(b"{\\rtf1 " + b"".join(pieces))
    assert isinstance(rtf.read(path, "a.rtf", staging).html, str)


def test_web_pages_are_cleaned_and_nothing_is_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret")
    page = f"""<html><head><title>The page</title><style>p {{ color: red }}</style><meta name="author" content="Ann">
    <meta http-equiv="refresh" content="0; url=https://example.org/"></head><body onload="x()">
    <script>alert('no')</script><p style="background:url(https://example.org/x)">Shown &amp; seen</p>
    <p style="display: none">Concealed</p><iframe src="{(tmp_path / "secret.txt").as_uri()}"></iframe>
    <img src="https://example.org/a.png" alt="the seal"><img src="{(tmp_path / "secret.txt").as_uri()}">
    <a href="https://example.org/b">a link</a><table><tr><td colspan=2>cell</td></tr></table></body></html>"""
    (tmp_path / "a.html").write_text(page)
    paper = read(html.read, tmp_path / "a.html")
    text = text_of(paper.html)
    assert "Shown & seen" in text
    assert "[hidden: Concealed ]" in text
    assert "[picture: the seal]" in text
    assert "alert" not in text
    assert "secret" not in " ".join(pages_of(paper, tmp_path / "a.pdf"))
    for word in ("<script", "onload", "style", "<img", "<iframe", "url("):
        assert word not in paper.html
    assert (paper.title, paper.author) == ("The page", "Ann")
    assert paper.flags == ("hidden text",)
    assert not paper.images


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "shift_jis"])
def test_web_pages_tell_their_encoding(tmp_path: Path, encoding: str) -> None:
    words = {"cp1251": "привет", "shift_jis": "漢字"}.get(encoding, "Zoë 漢字")
    page = f'<meta charset="{encoding}"><p>{words}</p>'
    (tmp_path / "a.html").write_bytes(page.encode(encoding))
    assert text_of(read(html.read, tmp_path / "a.html").html) == words


@_CALM
@given(st.text(), st.sampled_from(["", "<div>", "<b>", "<table><tr><td>"]), st.integers(0, 3000))
def test_cleaned_pages_are_of_known_elements(text: str, opened: str, count: int) -> None:
    made = html.clean(opened * count + text).html
    assert "<script" not in made
    assert "\0" not in made


def test_text_is_kept_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"# Memo\r\n\r\n  two   spaces <b>\x0cnext page")
    paper = read(plain_text.read, tmp_path / "a.md")
    assert "  two   spaces &lt;b&gt;" in paper.html
    assert len(pages_of(paper, tmp_path / "a.pdf")) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_text_is_decoded(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("plain Zoë".encode(encoding))
    assert text_of(read(plain_text.read, tmp_path / "a.txt").html) == "plain Zoë"


def test_without_libreoffice_a_doc_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libreoffice.program.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    try:
        (tmp_path / "a.doc").write_bytes(b"an old document")
        with pytest.raises(ProcessingError, match="Install LibreOffice"):
            read(legacy.read, tmp_path / "a.doc")
    finally:
        libreoffice.program.cache_clear()


needs_libreoffice = pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")


@needs_libreoffice
def test_a_doc_is_read_through_libreoffice_in_a_folder_of_its_own(tmp_path: Path) -> None:
    rich = _rich(tmp_path / "a.rtf", r"{\info{\author Ann}}The memo\par ")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "doc",
            "--outdir",
            tmp_path,
            rich,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    before = (tmp_path / "a.doc").read_bytes()
    paper = read(legacy.read, tmp_path / "a.doc")
    assert text_of(paper.html) == "The memo"
    assert paper.flags == ("read through LibreOffice",)
    assert (tmp_path / "a.doc").read_bytes() == before


@needs_libreoffice
def test_a_conversion_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "_SECONDS", 0.05)
    (tmp_path / "a.doc").write_bytes(b"plain words")
    with pytest.raises(ProcessingError, match="did not end"):
        read(legacy.read, tmp_path / "a.doc")
