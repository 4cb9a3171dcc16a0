"""From a file as read to the document that the matter keeps: Bates numbers, header block, title, date."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import PurePosixPath

from reviewer import bates
from reviewer.dates import pdf_date
from reviewer.model import Extraction, FileType, PageContent
from reviewer.processing import face
from reviewer.processing.paper import Paper
from reviewer.processing.reading import ReadFile

_LETTERS = {FileType.TEXT, FileType.WORD}
"""What says on its first page who wrote it, to whom and when, as PDFs do; what their files say comes after that."""


def compose(read: ReadFile, name: str, rendition: str) -> Extraction:
    """The document that a file called `name` in the production makes; `rendition` is where one would be kept."""
    first = read.pages[0].content.content.text if read.pages else ""
    if read.paper:
        return _of_paper(read, read.paper, first, name, rendition)
    found = face.header(first)
    date, source = face.date(first, pdf_date(read.created), "created")
    return Extraction(
        read.type,
        title=face.title(read.title, found, name),
        author=read.author or found.sender,
        sender=found.sender,
        to=found.to,
        cc=found.cc,
        bcc=found.bcc,
        subject=found.subject,
        date=date,
        date_source=source,
        rendition=rendition if read.rendition else "",
        flags=read.flags,
        pages=_numbered(read),
        fields=read.fields,
        hidden=read.hidden,
        annotations=read.annotations,
    )


def _of_paper(read: ReadFile, paper: Paper, first: str, name: str, rendition: str) -> Extraction:
    """A file that says for itself who wrote it, to whom and when; its first page fills in a date that it lacks."""
    date, source = (paper.date, paper.date_source) if paper.date else face.date(first, "", "")
    if read.type in _LETTERS:
        found = face.header(first)
        date, source = face.date(first, paper.date, paper.date_source)
        said = {field: value or getattr(paper, field) for field, value in asdict(found).items()}
        paper = replace(paper, **said, author=paper.author or found.sender, title=face.title(paper.title, found, name))
    return Extraction(
        read.type,
        title=paper.title or paper.subject or PurePosixPath(name).stem,
        author=paper.author,
        sender=paper.sender,
        to=paper.to,
        cc=paper.cc,
        bcc=paper.bcc,
        subject=paper.subject,
        date=date,
        date_source=source,
        rendition=rendition,
        flags=(*paper.flags, *read.flags),
        pages=_numbered(read),
        fields=paper.fields,
        hidden=read.hidden,
    )


def _numbered(read: ReadFile) -> tuple[PageContent, ...]:
    """The pages, each with the Bates number that the run of stamps gives it."""
    numbers = bates.run([page.stamps for page in read.pages])
    return tuple(
        replace(page.content, page=replace(page.content.page, bates=number))
        for page, number in zip(read.pages, numbers, strict=True)
    )
