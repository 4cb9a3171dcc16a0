"""Office files written part by part for tests, not by the code that is tested."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import lxml.html
import pymupdf

from reviewer.pdf.typeset import html_to_pdf
from reviewer.pdf.words import page_content
from reviewer.processing.paper import Paper

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>The memo</dc:title><dc:creator>Ann Writer</dc:creator>"
    "<cp:lastModifiedBy>Bob Changer</cp:lastModifiedBy>"
    "<dcterms:created>2009-03-03T14:05:00Z</dcterms:created>"
    "<dcterms:modified>2009-04-01T10:00:00Z</dcterms:modified></cp:coreProperties>"
)


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def relations(**targets: str) -> str:
    """Relations: the name is the type and, with a number behind, the id: `footnotes="word/footnotes.xml"`."""
    lines = (
        f'<Relationship Id="{key}" Type="{_OFFICE}/{key.rstrip("0123456789")}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for key, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(lines)}</Relationships>'


def word(path: Path, body: str, others: Mapping[str, str | bytes] | None = None, **targets: str) -> Path:
    """A DOCX with the given body; `targets` are parts in the folder word/ that `others` holds."""
    root = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return zipped(
        path,
        {
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "docProps/core.xml": _CORE,
            "word/_rels/document.xml.rels": relations(**targets),
            "word/document.xml": f"<w:document {root}><w:body>{body}</w:body></w:document>",
            **{
                name: data.replace("ROOT", root) if isinstance(data, str) else data
                for name, data in (others or {}).items()
            },
        },
    )


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(run if run.startswith('<') else f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def png() -> bytes:
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 20), False)
    pixmap.clear_with(90)
    return bytes(pixmap.tobytes("png"))


def read(reader: Callable[[Path, str, Path], Paper], path: Path) -> Paper:
    """Read a file with an empty staging folder beside it."""
    staging = path.parent / f"{path.name}-items"
    staging.mkdir()
    return reader(path, path.name, staging)


def text_of(html: str) -> str:
    """The words of HTML as a reader sees them, white space as one space."""
    parted = html.replace("<br>", " ").replace("</td>", " ").replace("</p>", " ").replace("</h2>", " ")
    return " ".join(lxml.html.fromstring(f"<div>{parted}</div>").text_content().split())


def pages_of(paper: Paper, path: Path) -> list[str]:
    """The text of each page of the rendition."""
    html_to_pdf(paper.html, paper.images, path)
    with pymupdf.open(path) as made:
        return [page_content(page, page.number + 1).content.text for page in made]


def stored_zip(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()
