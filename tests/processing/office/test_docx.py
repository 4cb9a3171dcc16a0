# ruff: noqa: E501 - XML is read best in one piece
"""Word documents: everything that they hold is found, and marked for what it is."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx as python_docx
import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import PasswordNeeded, ProcessingError
from reviewer.processing.formats.office import docx
from tests.processing.office.office_made import pages_of, paragraph, png, read, relations, text_of, word, zipped


def test_the_body_comes_in_order_with_its_tables(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.add_heading("Memo", 1)
    made.add_paragraph("Before the table.")
    table = made.add_table(2, 2)
    for place, words in enumerate(("one", "two", "three", "four")):
        table.cell(place // 2, place % 2).text = words
    made.add_paragraph("After it.")
    made.sections[0].header.paragraphs[0].text = "In re Secure"
    made.sections[0].footer.paragraphs[0].text = "Confidential"
    made.save(tmp_path / "a.docx")
    paper = read(docx.read, tmp_path / "a.docx")
    text = text_of(paper.html)
    order = ["Memo", "Before the table.", "one", "two", "three", "four", "After it.", "In re Secure", "Confidential"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), min_size=1), min_size=1))
def test_every_word_of_any_paragraph_is_in_the_html(tmp_path: Path, words: list[str]) -> None:
    made = python_docx.Document()
    made.add_paragraph(" ".join(words))
    made.save(tmp_path / "a.docx")
    staging = tmp_path / "staging"
    staging.mkdir(exist_ok=True)
    assert text_of(docx.read(tmp_path / "a.docx", "a.docx", staging).html).split() == " ".join(words).split()


def test_properties_give_title_author_and_a_date_with_its_source(tmp_path: Path) -> None:
    paper = read(docx.read, word(tmp_path / "a.docx", paragraph("x")))
    assert (paper.title, paper.author) == ("The memo", "Ann Writer")
    assert (paper.date, paper.date_source) == ("2009-03-03T14:05:00Z", "created")
    assert paper.fields["last author"] == "Bob Changer"
    assert paper.fields["modified"] == "2009-04-01T10:00:00Z"


def test_tracked_changes_are_shown_and_marked(tmp_path: Path) -> None:
    who = 'w:author="Carl" w:date="2010-05-06T07:08:00Z"'
    body = paragraph(
        "We ",
        f"<w:ins w:id='1' {who}><w:r><w:t>never</w:t></w:r></w:ins>",
        f"<w:del w:id='2' {who}><w:r><w:delText>always</w:delText></w:r></w:del>",
        " knew",
    )
    paper = read(docx.read, word(tmp_path / "a.docx", body))
    assert "<ins>never</ins><del>always</del>" in paper.html
    assert "tracked changes: 1 insertions, 1 deletions" in paper.flags
    assert paper.fields["changed by"] == "Carl"
    assert paper.fields["changes"] == "2010-05-06T07:08:00Z to 2010-05-06T07:08:00Z"


def test_notes_and_comments_are_read_with_their_authors(tmp_path: Path) -> None:
    body = paragraph(
        "The client",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        " called",
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )
    others = {
        "word/footnotes.xml": f'<w:footnotes ROOT><w:footnote w:id="2">{paragraph("By phone.")}</w:footnote></w:footnotes>',
        "word/endnotes.xml": f'<w:endnotes ROOT><w:endnote w:id="3">{paragraph("At the end.")}</w:endnote></w:endnotes>',
        "word/comments.xml": '<w:comments ROOT><w:comment w:id="0" w:author="Dora" w:date="2011-01-02T03:04:05Z">'
        f"{paragraph('Is this privileged?')}</w:comment></w:comments>",
    }
    made = word(
        tmp_path / "a.docx", body, others, footnotes="footnotes.xml", endnotes="endnotes.xml", comments="comments.xml"
    )
    text = text_of(read(docx.read, made).html)
    assert "The client[2] called" in text
    assert "[2] By phone." in text
    assert "At the end." in text
    assert "Comment by Dora, 2011-01-02T03:04:05Z: Is this privileged?" in text


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    alternate = (
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>'
    )
    drawn = alternate.format(f"<w:drawing>{box}</w:drawing>", f"<w:pict>{box}</w:pict>")
    paper = read(docx.read, word(tmp_path / "a.docx", paragraph("Outside", f"<w:r>{drawn}</w:r>")))
    assert text_of(paper.html) == "Outside In the box"


def test_hidden_text_is_shown_and_marked(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>the settlement</w:t></w:r>"
    paper = read(docx.read, word(tmp_path / "a.docx", paragraph("Open ", hidden)))
    assert "[hidden: the settlement]" in text_of(paper.html)
    assert "hidden text" in paper.flags


def test_fields_show_their_result_and_links_keep_their_address(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/a" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>the order</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = '<w:hyperlink r:id="hyperlink1"><w:r><w:t>the docket</w:t></w:r></w:hyperlink>'
    made = word(tmp_path / "a.docx", paragraph("See ", field, " and ", link), hyperlink1="https://example.org/b")
    paper = read(docx.read, made)
    assert text_of(paper.html) == "See the order and the docket"
    assert paper.fields["links"].split() == ["https://example.org/a", "https://example.org/b"]


def test_pictures_are_shown_and_metafiles_named(tmp_path: Path) -> None:
    blip = '<w:r><w:drawing><a:blip r:embed="{}"/></w:drawing></w:r>'
    body = paragraph(blip.format("image1"), blip.format("image2"))
    others = {"word/media/a.png": png(), "word/media/b.emf": b"\x01\0\0\0"}
    paper = read(docx.read, word(tmp_path / "a.docx", body, others, image1="media/a.png", image2="media/b.emf"))
    assert list(paper.images) == ["word/media/a.png"]
    assert "[picture b.emf]" in text_of(paper.html)
    assert "pictures or files not shown: b.emf" in paper.flags


def test_embedded_files_become_items_under_names_of_our_own(tmp_path: Path) -> None:
    others = {"word/embeddings/evil.xlsx": b"PK the bytes"}
    made = word(tmp_path / "a.docx", paragraph("x"), others, package1="embeddings/evil.xlsx")
    (item,) = read(docx.read, made).items
    assert item.name == "evil.xlsx"
    assert item.path.name == "0001"
    assert item.path.read_bytes() == b"PK the bytes"


def test_relations_that_lead_outside_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    blip = '<w:r><w:drawing><a:blip r:embed="image1"/></w:drawing></w:r>'
    made = word(tmp_path / "a.docx", paragraph(blip), image1="../../../secret.png", image2=secret.as_uri())
    paper = read(docx.read, made)
    assert not paper.images


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret")
    document = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">'
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>seen &x; &b;</w:t></w:r></w:p></w:body></w:document>'
    )
    made = zipped(
        tmp_path / "a.docx",
        {"_rels/.rels": relations(officeDocument="word/document.xml"), "word/document.xml": document},
    )
    text = text_of(read(docx.read, made).html)
    assert "seen" in text
    assert "secret" not in text
    assert "aaaaaaaaaa" not in text


def test_a_part_of_300_mb_is_stopped_and_told_while_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations(officeDocument="word/document.xml"))
        with archive.open("word/document.xml", "w") as part:
            for _ in range(300):
                part.write(b"x" * (1 << 20))
    assert path.stat().st_size < 400_000
    before = psutil.Process().memory_info().rss
    with pytest.raises(ProcessingError, match="more than is safe"):
        read(docx.read, path)
    assert psutil.Process().memory_info().rss - before < 50 << 20


def test_nesting_without_end_is_stopped(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 100 + paragraph("deep") + "</w:tc></w:tr></w:tbl>" * 100
    paper = read(docx.read, word(tmp_path / "a.docx", paragraph("top") + deep))
    assert "top" in text_of(paper.html)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", ProcessingError, "damaged"),
        (b"PK\x03\x04 cut", ProcessingError, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), PasswordNeeded, "password"),
    ],
)
def test_what_can_not_be_read_is_told_in_words(
    tmp_path: Path, data: bytes, error: type[ProcessingError], words: str
) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(error, match=words):
        read(docx.read, tmp_path / "a.docx")


def test_the_rendition_holds_the_words_of_the_document(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>cell{}</w:t></w:r></w:p></w:tc>"
    row = "<w:tr>" + "".join(cell.format(number) for number in range(30)) + "</w:tr>"
    paper = read(docx.read, word(tmp_path / "a.docx", paragraph("Above") + f"<w:tbl>{row}</w:tbl>"))
    words = set(" ".join(pages_of(paper, tmp_path / "a.pdf")).split())
    assert {"Above", *(f"cell{number}" for number in range(30))} <= words
