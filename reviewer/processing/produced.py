"""What a worker does with the files of one row of a load file: page images put together, the native kept, read.

A document has the pages of its images; where it has none, those of its native; where it has neither, those of its TEXT
file, if that is to be used. What is kept as produced is the native, or the one file of page images, or all of them in
a ZIP that is not compressed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reviewer.errors import ProcessingError
from reviewer.load_files.detect import detect_encoding
from reviewer.model import FileType, TextSource
from reviewer.pdf.images import Blank, PdfPart, Picture, assemble
from reviewer.pdf.read import read_pdf
from reviewer.processing.detect import Format, detect
from reviewer.processing.extract import failure, incoming, keep, keep_rendition, place, read, take
from reviewer.processing.formats.image import pictures
from reviewer.processing.formats.pdf import page_flags, with_stamps
from reviewer.processing.placed import placed
from reviewer.processing.reading import ReadFile
from reviewer.processing.tasks import Produced, Read, Request
from reviewer.store.intake import StoredFile
from reviewer.store.matter import ORIGINALS

_PACKED = (1980, 1, 1, 0, 0, 0)  # the time of all members, so that equal images make equal archives
_TYPES = {
    **dict.fromkeys((Format.EML, Format.MSG, Format.TNEF), FileType.EMAIL),
    **dict.fromkeys((Format.DOCX, Format.ODT, Format.RTF, Format.OLD_WORD), FileType.WORD),
    **dict.fromkeys((Format.XLSX, Format.ODS, Format.OLD_SHEET, Format.CSV), FileType.SHEET),
    **dict.fromkeys((Format.PPTX, Format.ODP, Format.OLD_SLIDES), FileType.SLIDES),
    **dict.fromkeys((Format.MBOX, Format.PST), FileType.MAILBOX),
    Format.ICAL: FileType.CALENDAR,
    Format.VCARD: FileType.CONTACT,
    Format.HTML: FileType.WEB,
    Format.TEXT: FileType.TEXT,
    Format.IMAGE: FileType.IMAGE,
    Format.ARCHIVE: FileType.ARCHIVE,
}
"""What a native is that is only kept; the others are PDF."""


def read_produced(task: Produced) -> Read:
    """Read the files of a row. Raises ProcessingError, and then nothing stays in the matter; MatterError: disk full."""
    images = [path for path in task.images if path]
    only = task.native or (images[0] if images and len(task.images) == 1 else None)
    if images and (len(task.images) > 1 or task.native):
        found = _assembled(task)
    elif only or task.text:
        return _with_text(read(_request(task, only or task.text or Path())), task if only else None)
    else:
        why = "none of its page images is there" if task.images else "it has no page images and no native"
        raise ProcessingError("The document was not read", why, "Ask for the files, or use the TEXT files")
    return _with_text(found, task)


def _request(task: Produced, path: Path) -> Request:
    return Request(path, task.name, task.matter, task.ocr, task.in_place, task.passwords)


def _assembled(task: Produced) -> Read:
    try:
        with incoming(task.matter) as path, incoming(task.matter) as drawn:
            assemble(_parts(task), drawn)
            stored = _take_native(task, path) if task.native else _pack(task, path)
            file = _read(task, drawn)
            rendition = keep_rendition(drawn, task.matter)
            if path.exists():
                keep(path, task.matter / stored.original)
    except OSError as error:
        raise failure(error) from error
    return Read(stored, file, rendition)


def _parts(task: Produced) -> Iterator[Picture | PdfPart | Blank]:
    for path in task.images:
        if path is None:
            yield Blank()
        elif detect(path, path.name) == Format.PDF:
            yield PdfPart(path, task.passwords)
        else:
            yield from pictures(path)


def _read(task: Produced, drawn: Path) -> ReadFile:
    found = read_pdf(drawn, task.ocr)
    kinds = [detect(path, path.name) for path in [task.native or next(filter(None, task.images))]]
    missing = [number for number, path in enumerate(task.images, 1) if path is None]
    flags = tuple(
        f"page image {number} of {len(task.images)} is missing: a blank page stands for it" for number in missing
    )
    pages = tuple(map(with_stamps, found.pages))
    kind, odd = _TYPES.get(kinds[0], FileType.PDF), page_flags(found)
    return ReadFile(kind, pages, found.scanned, rendition=True, flags=(*flags, *odd), hidden=found.hidden)


def _take_native(task: Produced, path: Path) -> StoredFile:
    native = task.native or Path()
    sha256, md5 = take(native, None if task.in_place else path)
    return StoredFile(place(_request(task, native), sha256), sha256, md5)


def _pack(task: Produced, path: Path) -> StoredFile:
    """All page images in one archive, in the order of the pages; it is made also where files stay in their place."""
    with zipfile.ZipFile(path, "w") as archive:
        for number, image in enumerate(task.images, 1):
            if image:
                info = zipfile.ZipInfo(f"{number:06d}{image.suffix.lower()}", _PACKED)
                archive.writestr(info, image.read_bytes())
    sha256, md5 = take(path, None)
    return StoredFile(f"{ORIGINALS}/{sha256[:2]}/{sha256}.zip", sha256, md5)


def _with_text(found: Read, task: Produced | None) -> Read:
    """With the TEXT file on pages that have no text of their own; told where its pages are not the document's."""
    pages = found.file.pages
    bare = {page.content.page.number for page in pages if page.content.page.text_source == TextSource.NONE}
    bare |= set(found.file.scanned)
    if task is None or task.text is None or not bare:
        return found
    texts = _texts(task.text)
    if len(texts) != len(pages):
        told = f"the TEXT file was not used: it has {len(texts)} pages, the document {len(pages)}"
        return replace(found, file=replace(found.file, flags=(*found.file.flags, told)))
    read_pages = tuple(
        with_stamps(placed(text, page.content.page)) if page.content.page.number in bare else page
        for text, page in zip(texts, pages, strict=True)
    )
    told = "text from the TEXT file: where it stands on the page is estimated"
    marks = tuple(replace(mark, span=None) if mark.page in bare else mark for mark in found.file.annotations)
    file = replace(found.file, pages=read_pages, scanned=(), flags=(*found.file.flags, told), annotations=marks)
    return replace(found, file=file)


def _texts(path: Path) -> list[str]:
    """The pages of a TEXT file, which form feeds set apart."""
    encoding, _ = detect_encoding(path)
    text = path.read_bytes().decode(encoding.codec, "replace").lstrip("\ufeff")
    return text.removesuffix("\f").split("\f")
