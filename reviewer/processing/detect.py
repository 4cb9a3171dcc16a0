"""What kind of file this is, told by its content; its name decides only between kinds that look alike."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path, PurePosixPath

import olefile

from reviewer.errors import ProcessingError

_HEAD = 4096
_PDF = b"%PDF"  # a dash and a version follow, but not always
_PDF_WITHIN = 1024  # bytes; readers of PDF allow as much before its first line
_SYSTEM_FILES = {".ds_store", "thumbs.db", "desktop.ini", ".localized"}


class Format(StrEnum):
    """How a file is written, and so which module reads it."""

    PDF = "pdf"
    TEXT = "text"
    EML = "eml"
    MSG = "msg"
    MBOX = "mbox"
    PST = "pst"
    TNEF = "tnef"
    ICAL = "ical"
    VCARD = "vcard"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    RTF = "rtf"
    OLD_WORD = "doc"
    OLD_SHEET = "xls"
    OLD_SLIDES = "ppt"
    LOCKED_OFFICE = "locked office"
    HTML = "html"
    CSV = "csv"
    IMAGE = "image"
    ARCHIVE = "archive"


_MAGIC = {
    b"!BDN": Format.PST,
    b"\x78\x9f\x3e\x22": Format.TNEF,
    b"{\\rtf": Format.RTF,
    b"\xff\xd8\xff": Format.IMAGE,
    b"\x89PNG": Format.IMAGE,
    b"GIF8": Format.IMAGE,
    b"II*\x00": Format.IMAGE,
    b"MM\x00*": Format.IMAGE,
    b"II+\x00": Format.IMAGE,
    b"BM": Format.IMAGE,
    b"7z\xbc\xaf": Format.ARCHIVE,
    b"\x1f\x8b": Format.ARCHIVE,
    b"BZh": Format.ARCHIVE,
    b"\xfd7zXZ": Format.ARCHIVE,
}
_NOT_READ = {
    b"Rar!": "a RAR archive, a kind that is not read; unpack it and import the files",
    b"\x60\xea": "an ARJ archive, a kind that is not read; unpack it and import the files",
    b"\x1f\x9d": "an old Unix archive (.Z), a kind that is not read; unpack it and import the files",
    b"\x04\x22\x4d\x18": "an LZ4 archive, a kind that is not read; unpack it and import the files",
    b"ID3": "a sound recording; listen to it elsewhere",
    b"RIFF": "a sound or video recording; play it elsewhere",
    b"MZ": "a program, not a paper",
    b"\x7fELF": "a program, not a paper",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SLIDES = "PP40"  # the stream of a presentation of PowerPoint 4 and 95
_OLE_STREAMS = {
    "__properties_version1.0": Format.MSG,
    "WordDocument": Format.OLD_WORD,
    "Workbook": Format.OLD_SHEET,
    "Book": Format.OLD_SHEET,
    "PowerPoint Document": Format.OLD_SLIDES,
    "EncryptedPackage": Format.LOCKED_OFFICE,
}
_ODF = re.compile(rb"application/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)")
_ODF_KINDS = {b"text": Format.ODT, b"spreadsheet": Format.ODS, b"presentation": Format.ODP}
_ZIP_PARTS = {"word/": Format.DOCX, "xl/": Format.XLSX, "ppt/": Format.PPTX}
_HEIF = re.compile(rb"^....ftyp(heic|heix|mif1|msf1|hevc)", re.DOTALL)
_MAIL_FIELD = re.compile(
    rb"^(from|to|cc|subject|date|received|message-id|mime-version|return-path|content-type|delivered-to|x-[a-z-]+)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_MEMO_FIELDS = {b"from", b"to", b"cc", b"subject", b"date"}
_HEADER_LINE = re.compile(rb"^[!-9;-~]+\s*:|^[ \t]", re.MULTILINE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
_NEVER_TEXT = {
    *(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".msg", ".pst", ".ost"),
    *(".zip", ".7z", ".gz", ".tgz", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp", ".heic", ".webp"),
}
_MAIL_SUFFIXES = {".eml", ".emlx"}
_SUFFIXES = {".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML, ".csv": Format.CSV, ".tsv": Format.CSV}


def detect(path: Path, name: str) -> Format:
    """How the file at `path`, called `name` in the production, is written.

    Raises ProcessingError with the reason why it can't be read: empty, a system file, a kind that isn't read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    shown = PurePosixPath(name)
    if not head:
        raise ProcessingError("The file was not read", "it is empty", "Ask for it again")
    if shown.name.lower() in _SYSTEM_FILES or shown.name.startswith("._"):
        raise ProcessingError("The file was not read", "it is a file of the operating system", "")
    found = _by_content(path, head) or (_by_text(head, shown.suffix.lower()) if _is_text(head) else None)
    if found is None and _PDF in head[:_PDF_WITHIN]:
        found = Format.PDF
    if found is None and shown.suffix.lower() in _MAIL_SUFFIXES:
        found = Format.EML  # some are saved as UTF-16 without a mark
    if found is None:
        raise ProcessingError("The file was not read", _why_not(head, shown.suffix.lower()))
    return found


def _by_content(path: Path, head: bytes) -> Format | None:
    if head.startswith(_PDF):
        return Format.PDF
    if head.startswith(_OLE):
        return _ole_kind(path)
    if head.startswith(b"PK") or zipfile.is_zipfile(path):
        return _zip_kind(path)
    if head[257:262] == b"ustar":
        return Format.ARCHIVE
    if _HEIF.match(head) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Format.IMAGE
    return next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)


def _ole_kind(path: Path) -> Format | None:
    """By the names of the streams at its root. Raises ProcessingError for a kind that is known and not read."""
    try:
        with olefile.OleFileIO(path) as opened:
            found = next((kind for name, kind in _OLE_STREAMS.items() if opened.exists(name)), None)
            is_old = opened.exists(_OLD_SLIDES)
    except (OSError, ValueError, IndexError):
        return None
    if is_old and found is None:
        why = "it is a presentation from before PowerPoint 97, a kind that is not read"
        raise ProcessingError("The file was not read", why, "Ask for a PDF of it")
    return found


def _zip_kind(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "mimetype" in names and (kind := _ODF.match(archive.read("mimetype"))):
                return _ODF_KINDS[kind[1]]
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError):
        return Format.ARCHIVE
    if "[Content_Types].xml" not in names:
        return Format.ARCHIVE
    if "xl/workbook.bin" in names:
        return Format.OLD_SHEET
    parts = (kind for part, kind in _ZIP_PARTS.items() if any(name.lower().startswith(part) for name in names))
    return next(parts, Format.ARCHIVE)


def _by_text(head: bytes, suffix: str) -> Format | None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:15].upper().startswith(b"BEGIN:VCALENDAR"):
        return Format.ICAL
    if start[:11].upper() == b"BEGIN:VCARD":
        return Format.VCARD
    if head.startswith(b"From ") and (suffix in (".mbox", ".mbx") or _is_mail(head.split(b"\n", 1)[-1])):
        return Format.MBOX
    if suffix in _MAIL_SUFFIXES or _is_mail(head):
        return Format.EML
    if start[:14].lower() == b"<!doctype html" or start[:5].lower() == b"<html":
        return Format.HTML
    if suffix in _NEVER_TEXT:
        return None
    return _SUFFIXES.get(suffix, Format.TEXT)


def _is_mail(head: bytes) -> bool:
    """Whether text begins with a mail's header block: only fields before the first empty line, three of them a mail's,
    one of these such as only programs write (a memo has From, To, Date and Subject too)."""
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    lines = block.splitlines()
    fields = {field.lower() for field in _MAIL_FIELD.findall(block)}
    return len(fields) >= 3 and not fields <= _MEMO_FIELDS and all(_HEADER_LINE.match(line) for line in lines[:-1])


def _is_text(head: bytes) -> bool:
    """Whether bytes look like text: UTF-16 with its mark, or no NUL and hardly a control character."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\x00" not in head and controls * 50 <= len(head)


def _why_not(head: bytes, suffix: str) -> str:
    """Why a file is not read, in words; `suffix` is that of its name."""
    for magic, words in _NOT_READ.items():
        if head.startswith(magic):
            return f"it is {words}"
    if suffix == ".dat" and b"\x14" in head:
        return "it is a load file; import it by itself, so that its rows become documents"
    if suffix == ".p7m":
        return "it is a part of a mail that is encrypted; ask for the mail without encryption"
    if suffix in (".txt", ".text", ".log", ".md"):
        return f"its name ends in {suffix}, but it holds no text"
    if suffix in _NEVER_TEXT:
        held = "PDF" if suffix == ".pdf" else "such file"
        return f"its name ends in {suffix}, but it holds no {held}"
    return f"it is a {suffix} file, a kind that is not read yet" if suffix else "nothing tells what kind of file it is"
