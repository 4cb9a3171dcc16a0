"""The objects of a PDF as they stand in the file: dictionaries, text, the annotations of a page (ISO 32000-1, 7.3).

Nothing is drawn for these, so a damaged appearance does no harm. What is not of the kind that is asked for counts as
not there. What is damaged raises `ERRORS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pymupdf
from pymupdf import mupdf

from reviewer.pdf.open import ERRORS

Object = Any
"""A PDF object as MuPDF's bindings hand it over."""


def file_of(document: pymupdf.Document) -> Object:
    """The file behind an open document."""
    return mupdf.pdf_document_from_fz_document(document.this)


def catalog(file: Object) -> Object:
    """The root of the document."""
    return mupdf.pdf_dict_gets(mupdf.pdf_trailer(file), "Root")


def entry(thing: Object, *keys: str) -> Object:
    """The entry of a dictionary, or of one in it; null where there is none."""
    for key in keys:
        thing = mupdf.pdf_dict_gets(thing, key)
    return thing


def inherited(thing: Object, key: str) -> Object:
    """An entry of a dictionary, or of one of its parents."""
    return mupdf.pdf_dict_get_inheritable(thing, mupdf.pdf_new_name(key))


def there(thing: Object) -> bool:
    """Whether an object is there and not null."""
    return bool(thing.m_internal) and not mupdf.pdf_is_null(thing)


def items(thing: Object, most: int) -> Iterator[Object]:
    """The items of an array, `most` of them at most."""
    for place in range(min(mupdf.pdf_array_len(thing), most) if mupdf.pdf_is_array(thing) else 0):
        yield mupdf.pdf_array_get(thing, place)


def whole(thing: Object) -> int:
    """A whole number; 0 for anything else."""
    return int(mupdf.pdf_to_int(thing)) if mupdf.pdf_is_number(thing) else 0


def is_true(thing: Object) -> bool:
    """Whether it is the boolean true."""
    return bool(mupdf.pdf_is_bool(thing) and mupdf.pdf_to_bool(thing))


def is_text(thing: Object) -> bool:
    """Whether it is a string."""
    return bool(mupdf.pdf_is_string(thing))


def is_stream(thing: Object) -> bool:
    """Whether it is a stream."""
    return bool(mupdf.pdf_is_stream(thing))


def page_count(file: Object) -> int:
    """How many pages the file has."""
    return int(mupdf.pdf_count_pages(file))


def name(thing: Object) -> str:
    """A name without its slash; "" for anything else. Bytes that are no UTF-8 are read as Windows-1252."""
    raw = str(mupdf.pdf_to_name(thing)) if mupdf.pdf_is_name(thing) else ""
    return raw if raw.isascii() else _decoded(raw.encode("utf-8", "surrogateescape"))


def text(thing: Object, most: int) -> str:
    """A text string, or the stream that holds one, without control characters but line ends; at most so many
    characters."""
    if mupdf.pdf_is_stream(thing):
        read = _decoded(b"".join(blocks(thing, 4 * most)))
    else:
        read = str(mupdf.pdf_to_text_string(thing)) if mupdf.pdf_is_string(thing) else ""
    read = read.replace("\r\n", "\n").replace("\r", "\n")[:most]
    return "".join(one if one.isprintable() or one in "\n\t" else " " for one in read).strip()


def _decoded(data: bytes) -> str:
    """UTF-16 with its mark, else UTF-8, else Windows-1252, which is near to what PDF has for text."""
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def line(thing: Object, most: int) -> str:
    """As `text`, on one line."""
    return " ".join(text(thing, most).split())


def blocks(stream: Object, most: int) -> Iterator[bytes]:
    """The bytes of a stream, unpacked, block by block; no more than `most` and a block."""
    opened, buffer = mupdf.pdf_open_stream(stream), bytearray(1 << 16)
    pointer, taken = mupdf.python_mutable_buffer_data(buffer), 0
    while taken <= most and (count := mupdf.fz_read(opened, pointer, len(buffer))):
        taken += count
        yield bytes(buffer[:count])


def number(thing: Object) -> int:
    """The number of the object that is referred to; 0 where it stands in its place."""
    return int(mupdf.pdf_to_num(thing))


def marks(file: Object, page: int, most: int) -> Sequence[Object]:
    """The annotation dictionaries of a page (from 1), `most` of them at most; none where the page is damaged."""
    try:
        listed = entry(mupdf.pdf_lookup_page_obj(file, page - 1), "Annots")
        return [mark for mark in items(listed, most) if mupdf.pdf_is_dict(mark)]
    except ERRORS:
        return ()
