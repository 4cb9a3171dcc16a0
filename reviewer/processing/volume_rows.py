"""The rows of load-file volumes in an import: noted in the ledger, handed to the workers, described by their values.

Every row is an entry of the ledger. A row that can't be a document is an exception that names its line; all that failed
are written to a load file in the matter, to be corrected and loaded again from beside the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.errors import MatterError
from reviewer.load_files import columns, dialect
from reviewer.load_files.paths import SourceFolder
from reviewer.load_files.produced import ProducedDocument
from reviewer.load_files.table import BadRow
from reviewer.load_files.volume import Volume
from reviewer.load_files.write import write_documents, write_images
from reviewer.model import DocumentId, Extraction
from reviewer.processing.described import described, update
from reviewer.processing.tasks import Produced, Request
from reviewer.processing.volumes import ListedVolume
from reviewer.store import intake, volumes
from reviewer.store.intake import shown
from reviewer.store.matter import LOAD_FILES, Store, writing_soon
from reviewer.store.volumes import COUNTED, Held, LoadFile, SeenRow, Update, VolumeFinding

_BATCH = 100
_FAMILIES = 500


@dataclass(frozen=True, slots=True)
class VolumeRow:
    """A row that makes a document: what it says, its volume, and the load file's id in the matter."""

    document: ProducedDocument
    listed: ListedVolume
    load_file: int

    @property
    def has_attachments(self) -> bool:
        """Whether other rows are its attachments: then its native is not looked into for them."""
        return self.document.control_number in self.listed.parents.values()

    @property
    def mapped(self) -> frozenset[str]:
        """The known fields that the load file has a column for."""
        return frozenset(self.listed.volume.columns.fields)

    def task(self, request: Request) -> Produced:
        """What a worker is to do: the files of the row, read as the request says."""
        document = self.document
        images = tuple(image.file.path for image in document.images)
        native = document.native.path if document.native else None
        text = document.text.path if document.text and self.listed.use_text else None
        how = (request.name, request.matter, request.ocr, request.in_place, request.passwords)
        return Produced(images, native, text, *how)


class VolumeRows:
    """The rows of the volumes of one import, by the ids of their documents."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows: dict[DocumentId, VolumeRow] = {}
        self._noted: list[tuple[ListedVolume, int, dict[DocumentId, ProducedDocument | BadRow]]] = []

    def get(self, document: DocumentId) -> VolumeRow | None:
        """The row that is to be read for a document; None for a file that is no volume's."""
        return self._rows.get(document)

    def note_all(self, listed: Iterable[ListedVolume], custodian: str) -> Iterator[list[DocumentId]]:
        """Note the rows of volumes down, some at a time, and hand back their entries in the ledger."""
        for one in listed:
            yield from self._note(one, custodian)

    def _note(self, listed: ListedVolume, custodian: str) -> Iterator[list[DocumentId]]:
        volume = listed.volume
        production = intake.add_production(self._store, volume.root, custodian)
        read = LoadFile(
            listed.source, dialect.to_json(volume.dialect), columns.to_json(volume.columns), listed.use_text
        )
        findings = [VolumeFinding(one.kind, one.what, one.line, one.document) for one in listed.findings]
        load_file = volumes.note_load_file(self._store, production, read, findings)
        noting = _Noting(self._store, listed, production, load_file)
        self._noted.append((listed, load_file, noting.entries))
        for start in range(0, len(listed.rows), _BATCH):
            with writing_soon(self._store.db):
                ids = noting.note(listed.rows[start : start + _BATCH])
            yield ids
        self._rows |= {
            entry: VolumeRow(row, listed, load_file)
            for entry, row in noting.entries.items()
            if isinstance(row, ProducedDocument)
        }
        if not listed.overlay:
            yield from self._set_families(
                {one: parent for one, parent in listed.parents.items() if one in noting.taken}
            )

    def _set_families(self, parents: Mapping[str, str]) -> Iterator[list[DocumentId]]:
        heads = {child: _head(child, parents) for child in parents}
        pairs = list(parents.items())
        for start in range(0, len(pairs), _FAMILIES):
            with writing_soon(self._store.db):
                volumes.set_families(self._store, dict(pairs[start : start + _FAMILIES]), heads)
            yield []

    def described(self, document: DocumentId, found: Extraction) -> Extraction:
        """What was read, with what the row says where it comes of one; pages that were miscounted are noted."""
        row = self._rows.get(document)
        if row is None:
            return found
        claimed, count = row.document.pages, len(found.pages)
        if row.document.images and claimed is not None and claimed != count:
            number = row.document.control_number
            what = f"{number}: {claimed} pages by the load file, {count} in its files"
            finding = VolumeFinding(COUNTED, what, row.document.line, number)
            volumes.add_findings(self._store, row.load_file, [finding])
        return described(found, row.document, row.mapped)

    def finish(self, author: str) -> list[Path]:
        """Write the rows that failed down, and overlays into the audit trail; the files that were written.

        Raises MatterError when they can't be written.
        """
        written = []
        for listed, load_file, entries in self._noted:
            failed = volumes.failed(self._store, entries)
            path = self._store.folder / LOAD_FILES / _failed_name(listed.volume.dat, load_file)
            if _write_failed(path, listed, [row for entry, row in entries.items() if entry in failed]):
                written.append(path)
            if listed.overlay:
                changed = len(entries) - len(failed)
                name = shown(listed.volume.dat.name)
                intake.note_import(self._store, author, f"Overlay {name}: fields of {changed} documents")
        return written


class _Noting:
    """Notes the rows of one volume down in order."""

    def __init__(self, store: Store, listed: ListedVolume, production: int, load_file: int) -> None:
        self._store, self._listed, self._production, self._load_file = store, listed, production, load_file
        self._source = SourceFolder(listed.volume.root)
        self._lines: dict[str, int] = {}
        self.taken: set[str] = set()  # control numbers of the rows that were not refused
        self.entries: dict[DocumentId, ProducedDocument | BadRow] = {}

    def note(self, rows: Sequence[ProducedDocument | BadRow]) -> list[DocumentId]:
        """Note some rows down; hand back their entries."""
        overlay = self._listed.overlay
        numbers = [row.control_number for row in rows if isinstance(row, ProducedDocument)]
        here = volumes.held(self._store, numbers, by_bates=overlay)
        refused: dict[DocumentId, ProducedDocument | BadRow] = {}
        fresh: list[ProducedDocument] = []
        known: dict[DocumentId, ProducedDocument | BadRow] = {}
        for row in rows:
            if why := self._refusal(row, here):
                refused[self._refuse(row, why)] = row
            elif isinstance(row, ProducedDocument):
                self.taken.add(row.control_number)
                one = here.get(row.control_number)
                if one and one.state == "imported":
                    known[one.id] = row
                else:
                    fresh.append(row)
        if overlay:
            volumes.update_documents(self._store, _updates(known))
        seen = [self._seen(row) for row in fresh]
        added = volumes.add_rows(self._store, self._production, self._listed.source, seen)
        noted = refused | known | dict(zip(added, fresh, strict=True))
        self.entries |= noted
        return list(noted)

    def _refusal(self, row: ProducedDocument | BadRow, here: Mapping[str, Held]) -> tuple[str, str] | None:
        """Why a row can't be taken, and what to do; None where it can."""
        if isinstance(row, BadRow):
            return row.why, "Correct the row, then import it again"
        number = row.control_number
        if not number:
            return "it has no control number and no Bates number", "Fill one in, then import the row again"
        if number in self._lines:
            return f"its number {number} already stands on line {self._lines[number]}", "Ask which of them holds"
        self._lines[number] = row.line
        one = here.get(number)
        held = one is not None and one.state == "imported"
        if self._listed.overlay and not held:
            return f"the matter has no document {number} whose fields it could change", "Import it without overlay"
        if not self._listed.overlay and held and one and one.source != self._listed.source:
            do = "Import it as an overlay to change the fields of that document"
            return f"the matter already has a document {number}", do
        return None

    def _refuse(self, row: ProducedDocument | BadRow, why: tuple[str, str]) -> DocumentId:
        number = f"load file {self._load_file}, line {row.line:07d}"
        return volumes.refuse_row(
            self._store,
            self._production,
            self._listed.source,
            number,
            self._line(row),
            (f"line {row.line}: {why[0]}", why[1]),
        )

    def _seen(self, row: ProducedDocument) -> SeenRow:
        chief = chief_file(row, self._listed.use_text)
        path = shown(self._source.relative(chief)) if chief else self._line(row)
        return SeenRow(row.control_number, path, row.field("Custodian"))

    def _line(self, row: ProducedDocument | BadRow) -> str:
        return f"{shown(self._listed.volume.dat.name)}, line {row.line}"


def chief_file(row: ProducedDocument, use_text: bool) -> Path | None:
    """The file that a document goes by: its native, else its first page image, else its TEXT file if that is used."""
    named = [row.native, *(image.file for image in row.images), row.text if use_text else None]
    return next((one.path for one in named if one and one.path), None)


def _updates(known: Mapping[DocumentId, ProducedDocument | BadRow]) -> Iterator[Update]:
    return (update(row, entry) for entry, row in known.items() if isinstance(row, ProducedDocument))


def _head(child: str, parents: Mapping[str, str]) -> str:
    """The head of a family: the parent of the parent and so on; a ring has the first that comes again for a head."""
    passed = {child}
    while (above := parents.get(child)) and above not in passed:
        passed.add(above)
        child = above
    return child


def _failed_name(dat: Path, load_file: int) -> str:
    return f"{shown(dat.stem)}.failed-{load_file}{dat.suffix}"


def _write_failed(path: Path, listed: ListedVolume, rows: Sequence[ProducedDocument | BadRow]) -> bool:
    """Write rows that failed as a load file of the same form, and whether there are any; an older file goes."""
    try:
        path.unlink(missing_ok=True)
        if rows:
            path.parent.mkdir(exist_ok=True)
            _write_rows(path, listed.volume, rows)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise MatterError("The rows that failed were not written down", why, "Import the volume again") from error
    return bool(rows)


def _write_rows(path: Path, volume: Volume, rows: Sequence[ProducedDocument | BadRow]) -> None:
    documents = [row for row in rows if isinstance(row, ProducedDocument)]
    if volume.images_only:
        write_images(path, (page.image for one in documents for page in one.images), volume.dialect)
    else:
        write_documents(path, volume.dialect, volume.columns, documents)
    with path.open("a", encoding=volume.dialect.encoding.codec, errors="surrogateescape", newline="") as file:
        for row in rows:
            if isinstance(row, BadRow):
                file.write(row.raw if row.raw.endswith(("\r", "\n")) else row.raw + "\r\n")
