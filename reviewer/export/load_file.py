"""Documents as a load-file volume of our own: a DAT and an OPT, page images as PDF and natives in folders beside them.

Imported again it gives the same documents, Bates numbers, families and fields.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from shutil import copyfile, rmtree

from reviewer import bates
from reviewer.errors import ReviewerError
from reviewer.export.export import ExportResult
from reviewer.load_files.dialect import Dialect, Encoding
from reviewer.load_files.opticon import Image
from reviewer.load_files.produced import DATE_FIELDS
from reviewer.load_files.write import write_images, write_rows
from reviewer.model import Document, DocumentId, FileType
from reviewer.store import documents
from reviewer.store.matter import Store

IMAGES, NATIVES = "IMAGES", "NATIVES"
_DAT = Dialect(Encoding.UTF_8_MARKED)
_OPT = Dialect(separator=",", qualifier="", line_break="", header=False)
_COLUMNS = (
    *("Control Number", "BEGBATES", "ENDBATES", "PARENTID", "CUSTODIAN", "FROM", "TO", "CC", "BCC", "SUBJECT", "TITLE"),
    *("AUTHOR", "DOCDATE", "PGCOUNT", "NATIVELINK"),
)
_OWN = {"EndBates", "DocDate"}
"""Fields whose values stand in columns of ours."""
_LONGEST = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def export_load_file(store: Store, out: Path, chosen: Collection[DocumentId] | None = None) -> ExportResult:
    """Write documents, or all of the matter, as a volume: `out`, an OPT of the same name, IMAGES and NATIVES beside it.

    Raises ReviewerError, and then leaves nothing behind, when there is no document, when `out` can't be written or
    does not end in .dat, and when one of these is there already.
    """
    found = [one for one in documents.every(store) if chosen is None or one.id in chosen]
    opt = out.with_suffix(".opt")
    made = [out, opt, out.parent / IMAGES, out.parent / NATIVES]
    _refuse(found, made)
    try:
        return _write(store, found, out, opt)
    except BaseException as error:
        _remove(made)
        if isinstance(error, OSError):
            why = (error.strerror or "the disk does not take it").lower()
            raise ReviewerError("Nothing was exported", why, "Choose another folder") from error
        raise


def _refuse(found: Sequence[Document], made: Sequence[Path]) -> None:
    out = made[0]
    if out.suffix.lower() != ".dat":
        raise ReviewerError("Nothing was exported", f"“{out.name}” is no name for a load file", "End it in .dat")
    if not out.parent.is_dir():
        raise ReviewerError("Nothing was exported", f"there is no folder {out.parent}", "Make it, or choose another")
    if there := next((path.name for path in made if path.exists()), ""):
        raise ReviewerError("Nothing was exported", f"{there} is there already", "Choose an empty folder")
    if not found:
        raise ReviewerError("Nothing was exported", "there is no such document", "Import some, or ask for others")


def _remove(made: Sequence[Path]) -> None:
    for path in made:
        if path.is_dir():
            rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _write(store: Store, found: Sequence[Document], out: Path, opt: Path) -> ExportResult:
    for folder in (IMAGES, NATIVES):
        (out.parent / folder).mkdir()
    originals = {number: path for number, path, _ in documents.originals(store)}
    own = {document.id: documents.fields(store, document.id) for document in found}
    others = sorted({name for fields in own.values() for name in fields} - _OWN)
    rows, images, warnings = list[list[str]](), list[Image](), list[str]()
    for document, name in zip(found, _file_names(found), strict=True):
        native = _copy_native(
            document, originals[document.control_number], documents.pdf_path(store, document.id), out, name
        )
        fields = own[document.id]
        rows.append([*_values(document, fields, native), *(fields.get(other, "") for other in others)])
        if document.pages:
            copyfile(documents.pdf_path(store, document.id), out.parent / IMAGES / f"{name}.pdf")
            key, path = document.bates_begin or document.control_number, f"{IMAGES}\\{name}.pdf"
            images.append(Image(0, key, _UNSAFE.sub("_", out.stem), path, True, pages=document.pages))
        warnings += _numbers_lost(store, document)
    changed = write_rows(out, _DAT, [*_COLUMNS, *others], rows)
    warnings += [f"Row {one.record - 1}, column {one.column} could not be written as it stands" for one in changed]
    write_images(opt, images, _OPT)
    return ExportResult(out, len(rows), (), tuple(warnings))


def _copy_native(document: Document, original: Path, drawn: Path, out: Path, name: str) -> str:
    """Copy the produced file where it is not what is drawn; its path as the DAT names it. Packed images are drawn."""
    packed = original.suffix == ".zip" and document.type in (FileType.PDF, FileType.IMAGE)
    if original == drawn or packed:
        return ""
    file = f"{name}{original.suffix}"
    copyfile(original, out.parent / NATIVES / file)
    return f"{NATIVES}\\{file}"


def _values(document: Document, fields: Mapping[str, str], native: str) -> list[str]:
    """The values of our own columns. The date stands there where no column of another load file holds it."""
    dated = fields.get("DocDate", "") or ("" if any(name in fields for name in DATE_FIELDS) else document.date)
    end = fields.get("EndBates", "") or document.bates_end
    return [
        *(document.control_number, document.bates_begin, end, document.parent, document.custodian, document.sender),
        *(document.to, document.cc, document.bcc, document.subject, document.title, document.author, dated),
        *(str(document.pages), native),
    ]


def _file_names(found: Sequence[Document]) -> Iterator[str]:
    """A name for the files of each document, all different, of characters that every system takes."""
    taken: set[str] = set()
    for document in found:
        plain = _UNSAFE.sub("_", document.name).strip(".")[:_LONGEST] or "document"
        name, turn = plain, 2
        while name.casefold() in taken:
            name, turn = f"{plain}-{turn}", turn + 1
        taken.add(name.casefold())
        yield name


def _numbers_lost(store: Store, document: Document) -> Iterator[str]:
    """Told where the pages' Bates numbers are not the run from the first on: a load file can't say others."""
    numbers = [page.bates for page in documents.pages(store, document.id)]
    first = bates.parse(numbers[0]) if numbers else None
    run = [str(first + place) if first else "" for place in range(len(numbers))]
    filled = [number for number in numbers if number]
    if filled and filled != run[: len(filled)] and len(numbers) > 1:
        yield f"{document.name}: the Bates numbers of its pages do not run on; the load file has the first and the last"
