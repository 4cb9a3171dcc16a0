"""The ways of writing files that can become documents: one module each, all found in this table.

A module offers `extract(Reading) -> ReadFile`, or `read(path, name, staging) -> Paper` to be typeset. It raises
ProcessingError in words for a paralegal.
"""

from __future__ import annotations

from collections.abc import Callable

from reviewer.model import FileType
from reviewer.processing.detect import Format
from reviewer.processing.formats import archive, image, pdf, text
from reviewer.processing.formats.mail import ical, mbox, message, msg, pst, winmail
from reviewer.processing.formats.office import docx, html, legacy, odf, pptx, rtf, table, xlsx
from reviewer.processing.formats.papers import typeset
from reviewer.processing.reading import ReadFile, Reading

_EXTRACT: dict[Format, Callable[[Reading], ReadFile]] = {
    Format.PDF: pdf.extract,
    Format.TEXT: typeset(FileType.TEXT, text.read),
    Format.IMAGE: image.extract,
    Format.ARCHIVE: archive.extract,
    Format.DOCX: typeset(FileType.WORD, docx.read),
    Format.XLSX: typeset(FileType.SHEET, xlsx.read),
    Format.PPTX: typeset(FileType.SLIDES, pptx.read),
    Format.ODT: typeset(FileType.WORD, odf.read),
    Format.ODS: typeset(FileType.SHEET, odf.read),
    Format.ODP: typeset(FileType.SLIDES, odf.read),
    Format.RTF: typeset(FileType.WORD, rtf.read),
    Format.OLD_WORD: typeset(FileType.WORD, legacy.read),
    Format.OLD_SHEET: typeset(FileType.SHEET, legacy.read),
    Format.OLD_SLIDES: typeset(FileType.SLIDES, legacy.read),
    Format.LOCKED_OFFICE: typeset(FileType.WORD, legacy.read),
    Format.HTML: typeset(FileType.WEB, html.read),
    Format.CSV: typeset(FileType.SHEET, table.read),
    Format.EML: typeset(FileType.EMAIL, message.read),
    Format.MSG: typeset(FileType.EMAIL, msg.read),
    Format.TNEF: typeset(FileType.EMAIL, winmail.read),
    Format.MBOX: typeset(FileType.MAILBOX, mbox.read),
    Format.PST: typeset(FileType.MAILBOX, pst.read),
    Format.ICAL: typeset(FileType.CALENDAR, ical.read),
    Format.VCARD: typeset(FileType.CONTACT, ical.read),
}


def reader(kind: Format) -> Callable[[Reading], ReadFile]:
    """What reads files of a kind."""
    return _EXTRACT[kind]
