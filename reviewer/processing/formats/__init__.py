"""The ways of writing files that can become documents: one module each, all found in this table.

A module offers `extract(Reading) -> ReadFile`, or `read(path, name, staging) -> Paper` to be typeset. It raises
ProcessingError in words for a paralegal.
"""

from __future__ import annotations

from collections.abc import Callable

from reviewer.errors import ProcessingError
from reviewer.model import FileType
from reviewer.processing.detect import Format
from reviewer.processing.formats import archive, image, pdf, text
from reviewer.processing.formats.mail import ical, mbox, message, msg, pst, winmail
from reviewer.processing.formats.office import docx, odf, pptx, rtf, xlsx
from reviewer.processing.formats.papers import typeset
from reviewer.processing.reading import ReadFile, Reading

_EXTRACT: dict[Format, Callable[[Reading], ReadFile]] = {
    Format.PDF: pdf.extract,
    Format.TEXT: text.extract,
    Format.IMAGE: image.extract,
    Format.ARCHIVE: archive.extract,
    Format.DOCX: typeset(FileType.WORD, docx.read),
    Format.XLSX: typeset(FileType.SHEET, xlsx.read),
    Format.PPTX: typeset(FileType.SLIDES, pptx.read),
    Format.ODF: typeset(FileType.WORD, odf.read),
    Format.RTF: typeset(FileType.WORD, rtf.read),
    Format.EML: typeset(FileType.EMAIL, message.read),
    Format.MSG: typeset(FileType.EMAIL, msg.read),
    Format.TNEF: typeset(FileType.EMAIL, winmail.read),
    Format.MBOX: typeset(FileType.MAILBOX, mbox.read),
    Format.PST: typeset(FileType.MAILBOX, pst.read),
    Format.ICAL: typeset(FileType.CALENDAR, ical.read),
    Format.VCARD: typeset(FileType.CONTACT, ical.read),
}


def reader(kind: Format) -> Callable[[Reading], ReadFile]:
    """What reads files of a kind. Raises ProcessingError when nothing does yet."""
    if kind not in _EXTRACT:
        raise ProcessingError("The file was not read", f"it is of a kind ({kind}) that is not read yet")
    return _EXTRACT[kind]
