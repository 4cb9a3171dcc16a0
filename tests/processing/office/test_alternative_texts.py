"""The words that stand for pictures and shapes, which no page of the program that made them shows, can be searched."""

from __future__ import annotations

import base64
from pathlib import Path

from reviewer.processing.formats.office import docx, html, odf, pptx
from tests.processing.office.office_made import paragraph, png, read, relations, text_of, word, zipped

SHOWN = "[picture: Seal The quillwort seal ]"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def test_of_a_word_processor(tmp_path: Path) -> None:
    """A picture, and a shape without one."""
    named = '<w:drawing><docPr id="1" title="{}" descr="The quillwort seal"/>{}</w:drawing>'
    drawn = named.format("Seal", '<a:blip r:embed="image1"/>'), named.format("Oval", "")
    body = paragraph("Before", *(f"<w:r>{one}</w:r>" for one in drawn), "after")
    paper = read(docx.read, word(tmp_path / "a.docx", body, {"word/seal.png": png()}, image1="seal.png"))
    assert list(paper.images.values()) == [png()]
    assert text_of(paper.html) == f"Before {SHOWN} [picture: Oval The quillwort seal ]after"


def test_of_slides(tmp_path: Path) -> None:
    shape = '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Oval 1" title="Seal" descr="The quillwort seal"/></p:nvSpPr></p:sp>'
    slide = f'<p:sld xmlns:p="p" xmlns:a="{_DRAWING}"><p:cSld><p:spTree>{shape}</p:spTree></p:cSld></p:sld>'
    parts = {
        "_rels/.rels": relations(officeDocument="ppt/presentation.xml"),
        "ppt/presentation.xml": '<p:presentation xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships"><p:sldIdLst><p:sldId id="256" r:id="slide1"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(slide1="slides/slide1.xml"),
        "ppt/slides/slide1.xml": slide,
    }
    assert text_of(read(pptx.read, zipped(tmp_path / "a.pptx", parts)).html) == f"Slide 1 {SHOWN}"


def test_of_an_open_document(tmp_path: Path) -> None:
    """Of a picture, of a shape with words; a field that shows the title is none of them."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f'xmlns:{name}="{office}{name}:1.0"' for name in ("office", "text"))
    spaces += f' xmlns:draw="{office}drawing:1.0" xmlns:svg="{office}svg-compatible:1.0" xmlns:l="l"'
    said = "<svg:title>Seal</svg:title><svg:desc>The quillwort seal</svg:desc>"
    body = (
        f'<text:p><draw:frame><draw:image l:href="Pictures/a.png"/>{said}</draw:frame></text:p>'
        f"<text:p><draw:rect>{said}<text:p>words</text:p></draw:rect></text:p><text:p><text:title>Memo</text:title></text:p>"
    )
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"{content}</office:document-content>",
        "Pictures/a.png": png(),
    }
    paper = read(odf.read, zipped(tmp_path / "a.odt", parts))
    assert list(paper.images.values()) == [png()]
    assert text_of(paper.html) == f"{SHOWN} [picture: Seal ] [picture: The quillwort seal ]words Memo"


def test_of_a_web_page(tmp_path: Path) -> None:
    source = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    (tmp_path / "a.html").write_text(f'<p>One <img src="{source}" alt="The quillwort seal"></p>')
    assert text_of(read(html.read, tmp_path / "a.html").html) == "One [picture: The quillwort seal]"
