"""The ledger: every file that was seen in a production, what became of it, and the documents that came of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.dates import sort_key
from reviewer.model import DocumentId, Extraction, ImportReport, ProcessingException, TextSource
from reviewer.store import in_pdfs, page_texts
from reviewer.store.history import operation
from reviewer.store.matter import Store, writing
from reviewer.text import pack_words

CONTROL_PREFIX = "DOC-"
_NO_TEXT, _ESCAPED = re.compile(r"[\ud800-\udfff]"), re.compile(r"\x00(d[89a-f][0-9a-f]{2})")
_LIST = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file of a production: its path there, its absolute path, its size in bytes, its modification time in ns."""

    path: str
    source: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that is still to be read; its document will have the same id. `source` is where its bytes are."""

    id: DocumentId
    path: str
    control_number: str
    source: str
    inside: bool

    @property
    def depth(self) -> int:
        """How many files it stands inside of."""
        return self.control_number.count(".")


@dataclass(frozen=True, slots=True)
class Found:
    """A file found inside another: its name there, where its bytes were put, or why they can't be had."""

    name: str
    source: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Where the bytes of a document are: paths inside the matter, or absolute when referred to in place."""

    original: str
    sha256: str
    md5: str


def add_production(store: Store, root: Path, custodian: str) -> int:
    """The id of the production at `root`, noted down when it is new."""
    with writing(store.db):
        store.db.execute(
            "INSERT INTO production (root, name, custodian) VALUES (?, ?, ?) ON CONFLICT (root) DO UPDATE"
            " SET custodian = CASE WHEN excluded.custodian = '' THEN custodian ELSE excluded.custodian END",
            [kept(str(root)), shown(root.name), custodian],
        )
    return int(store.db.execute("SELECT id FROM production WHERE root = ?", [kept(str(root))]).fetchone()[0])


def add_seen(store: Store, production: int, files: Sequence[SeenFile]) -> list[DocumentId]:
    """Note files down as waiting, in order, and hand back their ids, those of files already noted too.

    A file is the same when its place, size and time are. Files that were exceptions wait again, so that importing
    again tries them again.
    """
    with writing(store.db):
        return [_known(store, seen) or _note(store, production, seen) for seen in files]


def take_up_inside(store: Store, chosen: Iterable[DocumentId]) -> list[DocumentId]:
    """The chosen files and all that was found inside them before; exceptions among the latter wait again."""
    ids, inside = [json.dumps(list(chosen))], f"root_id IN {_LIST}"
    with writing(store.db):
        store.db.execute(
            "UPDATE intake SET state = 'waiting', stage = '', reason = '', detail = ''"
            f" WHERE state = 'exception' AND source <> '' AND {inside}",
            ids,
        )
    rows = store.db.execute(f"SELECT id FROM intake WHERE id IN {_LIST} OR {inside} ORDER BY control_number", ids * 2)
    return [DocumentId(row[0]) for row in rows]


def waiting(store: Store, chosen: Iterable[DocumentId]) -> list[Waiting]:
    """Those of the chosen files that are still to be read, in order."""
    rows = store.db.execute(
        "SELECT id, path, control_number, source, root_id IS NOT NULL FROM intake"
        f" WHERE state = 'waiting' AND id IN {_LIST} ORDER BY control_number",
        [json.dumps(list(chosen))],
    )
    return [Waiting(document, path, number, source, bool(inside)) for document, path, number, source, inside in rows]


def add_inside(store: Store, parent: Waiting, found: Sequence[Found], apart: bool, first: int = 1) -> list[DocumentId]:
    """Note down files found inside `parent`, in order, the `first` of them counted from 1; those whose bytes can't be
    had are exceptions at once.

    They are of its family, unless it is a container that only holds files together (`apart`) and heads its family.
    """
    with writing(store.db):
        production, root, family = store.db.execute(
            "SELECT production_id, coalesce(root_id, id), coalesce(family_id, id) FROM intake WHERE id = ?", [parent.id]
        ).fetchone()
        head = None if apart and family == parent.id else family
        return [
            _note_inside(store, parent, item, place, (production, root, head))
            for place, item in enumerate(found, first)
        ]


def forget_half_noted(store: Store) -> None:
    """Forget the files found inside one that is itself still to be read: an import ended while it noted them down."""
    with writing(store.db):
        store.db.execute(
            "DELETE FROM intake WHERE root_id IS NOT NULL AND state <> 'imported'"
            " AND parent_id IN (SELECT id FROM intake WHERE state = 'waiting')"
        )


def awaited_inside(store: Store) -> set[str]:
    """Where the bytes are of files found inside others that are not yet documents: paths in the matter."""
    rows = store.db.execute(
        "SELECT source FROM intake WHERE root_id IS NOT NULL AND state <> 'imported' AND source <> ''"
    )
    return {row[0] for row in rows}


def declare(store: Store, entry: Waiting, declared: int) -> None:
    """Note down how many items a container says it holds."""
    with writing(store.db):
        store.db.execute("UPDATE intake SET declared = ? WHERE id = ?", [declared, entry.id])


def add_document(store: Store, entry: Waiting, stored: StoredFile, found: Extraction) -> None:
    """Make a document of an extraction, with its pages, and tick its file off. One transaction."""
    with writing(store.db):
        store.db.execute(
            'INSERT INTO document (id, control_number, parent_id, type, title, author, sender, "to", cc, bcc, subject,'
            " date, date_key, date_source, pages, bates_begin, bates_end, sha256, md5, path, original, rendition,"
            " text_source, text_hash, flags) VALUES (?, ?, (SELECT document.id FROM intake JOIN document"
            " ON document.id = intake.parent_id WHERE intake.id = ?), " + ", ".join("?" * 22) + ")",
            [
                entry.id,
                entry.control_number,
                entry.id,
                *_described(found),
                stored.sha256,
                stored.md5,
                entry.path,
                stored.original,
                found.rendition,
                page_texts.source(item.page.text_source for item in found.pages),
                page_texts.digest(item.content.text for item in found.pages),
                "\n".join(found.flags),
            ],
        )
        store.db.conn.executemany("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _page_rows(entry.id, found))
        store.db.conn.executemany(
            "INSERT INTO field VALUES (?, ?, ?)", [(entry.id, name, value) for name, value in found.fields.items()]
        )
        page_texts.keep_certainty(store.db, entry.id, found.pages)
        in_pdfs.add(store, entry.id, found)
        store.db.execute("UPDATE intake SET state = 'imported' WHERE id = ?", [entry.id])


def find_moved(store: Store, entry: Waiting, stored: StoredFile) -> DocumentId | None:
    """The document that referred in place to a file of the same bytes which is no longer where it was."""
    rows = store.db.execute(
        "SELECT id, original FROM document WHERE sha256 = ? ORDER BY path = ? DESC, id", [stored.sha256, entry.path]
    )
    places = ((DocumentId(row[0]), Path(row[1])) for row in rows)
    return next((document for document, place in places if place.is_absolute() and not place.exists()), None)


def note_move(store: Store, entry: Waiting, stored: StoredFile, document: DocumentId) -> None:
    """Let a document refer to the file in its new place, and forget that the file was seen as a new one there."""
    with writing(store.db):
        store.db.execute("UPDATE document SET original = ? WHERE id = ?", [stored.original, document])
        store.db.execute(
            "UPDATE intake SET (source, size, modified_ns) ="
            " (SELECT source, size, modified_ns FROM intake WHERE id = ?) WHERE id = ?",
            [entry.id, document],
        )
        store.db.execute("DELETE FROM intake WHERE id = ?", [entry.id])


def add_exception(store: Store, entry: Waiting, stage: str, reason: str, detail: str = "") -> None:
    """Record that a file did not become a document."""
    with writing(store.db):
        store.db.execute(
            "UPDATE intake SET state = 'exception', stage = ?, reason = ?, detail = ? WHERE id = ?",
            [stage, reason, detail, entry.id],
        )


def exceptions(store: Store) -> list[ProcessingException]:
    """The processing exceptions of the matter, in the order in which the files were seen."""
    rows = store.db.execute(
        "SELECT path, stage, reason, detail FROM intake WHERE state = 'exception' ORDER BY control_number"
    )
    return [ProcessingException(*row) for row in rows]


def count_exceptions(store: Store) -> int:
    """How many files did not become documents."""
    return int(store.db.execute("SELECT count(*) FROM intake WHERE state = 'exception'").fetchone()[0])


def exception_sources(store: Store, reason: str | None = None) -> list[Path]:
    """The files to import again so that the processing exceptions are tried again, in the order they were seen.

    With `reason`, those that failed for it.
    """
    rows = store.db.execute(
        "SELECT DISTINCT top.source FROM intake JOIN intake top ON top.id = coalesce(intake.root_id, intake.id)"
        " WHERE intake.state = 'exception' AND (:reason IS NULL OR intake.reason = :reason) ORDER BY top.id",
        {"reason": reason},
    )
    return [_place(row[0]) for row in rows]


def report(store: Store, chosen: Iterable[DocumentId]) -> ImportReport:
    """The ledger of the chosen files as it stands."""
    ids = [json.dumps(list(chosen))]
    states = _counts(store, f"SELECT state, count(*) FROM intake WHERE id IN {_LIST} GROUP BY 1", ids)
    sources = _counts(store, f"SELECT text_source, count(*) FROM page WHERE document_id IN {_LIST} GROUP BY 1", ids)
    documents, pages, doubles = store.db.execute(
        "SELECT count(*), coalesce(sum(pages), 0), coalesce(sum(EXISTS (SELECT 1 FROM document earlier"
        " WHERE earlier.sha256 = document.sha256 AND earlier.control_number < document.control_number)), 0)"
        f" FROM document WHERE id IN {_LIST}",
        ids,
    ).fetchone()
    return ImportReport(
        seen=sum(states.values()),
        imported=states.get("imported", 0),
        duplicates=doubles,
        exceptions=states.get("exception", 0),
        documents=documents,
        pages=pages,
        pages_without_text=sources.get(TextSource.NONE, 0),
        pages_ocred=sources.get(TextSource.OCR, 0),
    )


def note_import(store: Store, author: str, name: str) -> None:
    """Write into the audit trail that an import took place; it can't be undone."""
    with operation(store, name, author, undoable=False):
        pass


def _described(found: Extraction) -> list[object]:
    bates = [content.page.bates for content in found.pages if content.page.bates]
    return [
        found.type,
        found.title,
        found.author,
        found.sender,
        found.to,
        found.cc,
        found.bcc,
        found.subject,
        found.date,
        sort_key(found.date),
        found.date_source,
        len(found.pages),
        bates[0] if bates else "",
        bates[-1] if bates else "",
    ]


def _page_rows(document: DocumentId, found: Extraction) -> Iterable[tuple[object, ...]]:
    for item in found.pages:
        page = item.page
        yield (
            document,
            page.number,
            page.width,
            page.height,
            page.rotation,
            page.label,
            page.bates,
            page.text_source,
            item.content.text,
            pack_words(item.content.words),
        )


def _known(store: Store, seen: SeenFile) -> DocumentId | None:
    """The file as it was noted before. One that failed is the same also when another was put in its place since.

    Rows of load files have no time: they are not meant.
    """
    values = {"source": kept(seen.source), "size": seen.size, "modified": seen.modified_ns}
    row = store.db.execute(
        "SELECT id, state FROM intake WHERE source = :source AND (size = :size AND modified_ns = :modified"
        " OR state = 'exception' AND modified_ns <> 0) ORDER BY size = :size AND modified_ns = :modified DESC LIMIT 1",
        values,
    ).fetchone()
    if row and row[1] == "exception":
        store.db.execute(
            "UPDATE intake SET state = 'waiting', stage = '', reason = '', detail = '', size = :size,"
            " modified_ns = :modified WHERE id = :id",
            {**values, "id": row[0]},
        )
    return DocumentId(row[0]) if row else None


def _note(store: Store, production: int, seen: SeenFile) -> DocumentId:
    last = store.db.execute(  # load files bring numbers of any other form; the bounds let the index be used
        "SELECT control_number FROM intake WHERE control_number >= ? AND control_number < ? AND control_number GLOB ?"
        " ORDER BY control_number DESC LIMIT 1",
        [CONTROL_PREFIX + "0", CONTROL_PREFIX + ":", CONTROL_PREFIX + "[0-9]" * 6],
    ).fetchone()
    number = f"{CONTROL_PREFIX}{int(last[0].removeprefix(CONTROL_PREFIX)) + 1 if last else 1:06d}"
    cursor = store.db.execute(
        "INSERT INTO intake (production_id, path, source, size, modified_ns, control_number, state)"
        " VALUES (?, ?, ?, ?, ?, ?, 'waiting')",
        [production, seen.path, kept(seen.source), seen.size, seen.modified_ns, number],
    )
    return DocumentId(int(cursor.lastrowid or 0))


def _note_inside(
    store: Store, parent: Waiting, found: Found, place: int, belongs: tuple[int, int, int | None]
) -> DocumentId:
    production, root, family = belongs
    cursor = store.db.execute(
        "INSERT INTO intake (production_id, path, source, size, modified_ns, control_number, state, stage, reason,"
        " parent_id, root_id, family_id, custodian)"
        " SELECT ?, ?, ?, 0, 0, ?, ?, ?, ?, id, ?, ?, custodian FROM intake WHERE id = ?",
        [production, f"{parent.path}/{found.name}", found.source, _free_number(store, parent, place)]
        + (["exception", "unpacking", found.reason] if found.reason else ["waiting", "", ""])
        + [root, family, parent.id],
    )
    return DocumentId(int(cursor.lastrowid or 0))


def _free_number(store: Store, parent: Waiting, place: int) -> str:
    """The control number of a file found inside another; a load file may have given the plain one to a row."""
    number = f"{parent.control_number}.{place:04d}"
    while store.db.execute("SELECT 1 FROM intake WHERE control_number = ?", [number]).fetchone():
        number += "-inside"
    return number


def shown(path: str) -> str:
    """A path as it can be shown: bytes that are no text in the file system's encoding stand as `\\xff`."""
    return _NO_TEXT.sub(lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", path)


def kept(path: str) -> str:
    """A path as it can be stored and had back by `_place`: such bytes stand as NUL and four hexadecimal digits."""
    return _NO_TEXT.sub(lambda found: f"\0{ord(found[0]):04x}", path)


def _place(kept: str) -> Path:
    return Path(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), kept))


def _counts(store: Store, query: str, values: list[str]) -> dict[str, int]:
    return dict(store.db.execute(query, values).fetchall())
