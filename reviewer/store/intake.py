"""The ledger: every file that was seen in a production, what became of it, and the documents that came of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.dates import sort_key
from reviewer.model import DocumentId, Extraction, ImportReport, ProcessingException, TextSource
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
    """A file that is still to be read; its document will have the same id."""

    id: DocumentId
    path: str
    control_number: str


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
            [_kept(str(root)), shown(root.name), custodian],
        )
    return int(store.db.execute("SELECT id FROM production WHERE root = ?", [_kept(str(root))]).fetchone()[0])


def add_seen(store: Store, production: int, files: Sequence[SeenFile]) -> list[DocumentId]:
    """Note files down as waiting, in order, and hand back their ids, those of files already noted too.

    A file is the same when its place, size and time are. Files that were exceptions wait again, so that importing
    again tries them again.
    """
    with writing(store.db):
        return [_known(store, seen) or _note(store, production, seen) for seen in files]


def waiting(store: Store, chosen: Iterable[DocumentId]) -> list[Waiting]:
    """Those of the chosen files that are still to be read, in order."""
    rows = store.db.execute(
        f"SELECT id, path, control_number FROM intake WHERE state = 'waiting' AND id IN {_LIST} ORDER BY id",
        [json.dumps(list(chosen))],
    )
    return [Waiting(*row) for row in rows]


def add_document(store: Store, entry: Waiting, stored: StoredFile, found: Extraction) -> None:
    """Make a document of an extraction, with its pages, and tick its file off. One transaction."""
    with writing(store.db):
        store.db.execute(
            'INSERT INTO document (id, control_number, type, title, author, sender, "to", cc, bcc, subject, date,'
            " date_key, date_source, pages, bates_begin, bates_end, sha256, md5, path, original, rendition,"
            " text_source, text_hash, flags) VALUES (" + ", ".join("?" * 24) + ")",
            [
                entry.id,
                entry.control_number,
                *_described(found),
                stored.sha256,
                stored.md5,
                entry.path,
                stored.original,
                found.rendition,
                _text_source(found),
                _text_hash(found),
                "\n".join(found.flags),
            ],
        )
        store.db.conn.executemany("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _page_rows(entry.id, found))
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
    rows = store.db.execute("SELECT path, stage, reason, detail FROM intake WHERE state = 'exception' ORDER BY id")
    return [ProcessingException(*row) for row in rows]


def count_exceptions(store: Store) -> int:
    """How many files did not become documents."""
    return int(store.db.execute("SELECT count(*) FROM intake WHERE state = 'exception'").fetchone()[0])


def exception_sources(store: Store) -> list[Path]:
    """The files to import again so that the processing exceptions are tried again, in the order they were seen."""
    rows = store.db.execute("SELECT source FROM intake WHERE state = 'exception' ORDER BY id")
    return [_place(row[0]) for row in rows]


def report(store: Store, chosen: Iterable[DocumentId]) -> ImportReport:
    """The ledger of the chosen files as it stands."""
    ids = [json.dumps(list(chosen))]
    states = _counts(store, f"SELECT state, count(*) FROM intake WHERE id IN {_LIST} GROUP BY 1", ids)
    sources = _counts(store, f"SELECT text_source, count(*) FROM page WHERE document_id IN {_LIST} GROUP BY 1", ids)
    documents, pages, doubles = store.db.execute(
        "SELECT count(*), coalesce(sum(pages), 0), coalesce(sum(EXISTS (SELECT 1 FROM document earlier"
        " WHERE earlier.sha256 = document.sha256 AND earlier.id < document.id)), 0)"
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


def _text_source(found: Extraction) -> str:
    """One word for the document: the sources of its pages, in a fixed order, joined by a plus."""
    present = {item.page.text_source for item in found.pages}
    return " + ".join(source for source in TextSource if source in present)


def _text_hash(found: Extraction) -> str:
    digest = hashlib.sha256()
    for item in found.pages:
        digest.update(item.content.text.encode() + b"\f")
    return digest.hexdigest()


def _known(store: Store, seen: SeenFile) -> DocumentId | None:
    row = store.db.execute(
        "SELECT id, state FROM intake WHERE source = ? AND size = ? AND modified_ns = ?",
        [_kept(seen.source), seen.size, seen.modified_ns],
    ).fetchone()
    if row and row[1] == "exception":
        store.db.execute(
            "UPDATE intake SET state = 'waiting', stage = '', reason = '', detail = '' WHERE id = ?", row[:1]
        )
    return DocumentId(row[0]) if row else None


def _note(store: Store, production: int, seen: SeenFile) -> DocumentId:
    number = int(store.db.execute("SELECT coalesce(max(id), 0) + 1 FROM intake").fetchone()[0])
    store.db.execute(
        "INSERT INTO intake (id, production_id, path, source, size, modified_ns, control_number, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting')",
        [
            number,
            production,
            seen.path,
            _kept(seen.source),
            seen.size,
            seen.modified_ns,
            f"{CONTROL_PREFIX}{number:06d}",
        ],
    )
    return DocumentId(number)


def shown(path: str) -> str:
    """A path as it can be shown: bytes that are no text in the file system's encoding stand as `\\xff`."""
    return _NO_TEXT.sub(lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", path)


def _kept(path: str) -> str:
    """A path as it can be stored and had back by `_place`: such bytes stand as NUL and four hexadecimal digits."""
    return _NO_TEXT.sub(lambda found: f"\0{ord(found[0]):04x}", path)


def _place(kept: str) -> Path:
    return Path(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), kept))


def _counts(store: Store, query: str, values: list[str]) -> dict[str, int]:
    return dict(store.db.execute(query, values).fetchall())
