"""Load-file volumes in the matter: how each was read, the rows of it in the ledger, what does not add up in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reviewer.dates import sort_key
from reviewer.model import DocumentId
from reviewer.store.matter import Store, writing

COUNTED = "pages in its files"
"""The kind of findings that are made when the files of a row are read, and so once."""
REFUSED = "load file"
"""The stage of rows that are processing exceptions before any file of theirs was read."""
_NUMBERS = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class LoadFile:
    """A load file as it was read: its path, its dialect and columns as JSON, whether TEXT files were used."""

    path: str
    dialect: str
    columns: str
    use_text: bool


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row of a load file to be noted: its control number, the file that it names (or itself), its custodian."""

    control_number: str
    path: str
    custodian: str


@dataclass(frozen=True, slots=True)
class Held:
    """What the matter has under a number: the entry's id, its state, the path of the source that it came from."""

    id: DocumentId
    state: str
    source: str


@dataclass(frozen=True, slots=True)
class VolumeFinding:
    """Something that does not add up in a volume: kind, sentence, line of the load file (0: none), control number."""

    kind: str
    what: str
    line: int
    document: str


@dataclass(frozen=True, slots=True)
class Update:
    """New values for a document: columns of the table, fields, a custodian; what is empty stays as it is.

    `date` is as in `dates.py` and comes with the words for its source.
    """

    document: DocumentId
    columns: Mapping[str, str]
    fields: Mapping[str, str]
    custodian: str
    date: str
    date_source: str


OVERLAID = {"title", "author", "sender", "to", "cc", "bcc", "subject"}
"""The columns of a document that an update may change."""


def load_files(store: Store) -> list[LoadFile]:
    """The load files of the matter, as they were read last."""
    rows = store.db.execute("SELECT path, dialect, columns, use_text FROM load_file ORDER BY id")
    return [LoadFile(path, dialect, columns, bool(use_text)) for path, dialect, columns, use_text in rows]


def note_load_file(store: Store, production: int, read: LoadFile, findings: Iterable[VolumeFinding]) -> int:
    """The id of a load file, noted down with how it is read now and what does not add up in it.

    Rows of it that were refused before are forgotten: they are looked at again.
    """
    with writing(store.db):
        store.db.execute(
            "INSERT INTO load_file (production_id, path, dialect, columns, use_text) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET dialect = excluded.dialect, columns = excluded.columns,"
            " use_text = excluded.use_text",
            [production, read.path, read.dialect, read.columns, int(read.use_text)],
        )
        found = int(store.db.execute("SELECT id FROM load_file WHERE path = ?", [read.path]).fetchone()[0])
        store.db.execute("DELETE FROM intake WHERE source = ? AND stage = ?", [read.path, REFUSED])
        store.db.execute("DELETE FROM finding WHERE load_file_id = ? AND kind <> ?", [found, COUNTED])
        add_findings(store, found, findings)
    return found


def add_findings(store: Store, load_file: int, findings: Iterable[VolumeFinding]) -> None:
    """Note down what else does not add up in a load file."""
    with writing(store.db):
        store.db.conn.executemany(
            "INSERT INTO finding (load_file_id, kind, what, line, document) VALUES (?, ?, ?, ?, ?)",
            [(load_file, one.kind, one.what, one.line, one.document) for one in findings],
        )


def findings(store: Store) -> list[VolumeFinding]:
    """What does not add up in the volumes of the matter, by load file, in the order in which it was found."""
    rows = store.db.execute("SELECT kind, what, line, document FROM finding ORDER BY load_file_id, id")
    return [VolumeFinding(*row) for row in rows]


def held(store: Store, numbers: Sequence[str], by_bates: bool = False) -> dict[str, Held]:
    """What the matter has under control numbers; with `by_bates` also under the first Bates number of documents."""
    chosen = json.dumps(list(numbers))
    bates = store.db.execute(
        "SELECT bates_begin, intake.id, state, source FROM document JOIN intake USING (id)"
        f" WHERE ? AND bates_begin IN {_NUMBERS} ORDER BY intake.control_number DESC",
        [int(by_bates), chosen],
    ).fetchall()
    control = store.db.execute(
        f"SELECT control_number, id, state, source FROM intake WHERE control_number IN {_NUMBERS}", [chosen]
    ).fetchall()
    return {number: Held(DocumentId(entry), state, source) for number, entry, state, source in [*bates, *control]}


def add_rows(store: Store, production: int, load_file: str, rows: Sequence[SeenRow]) -> list[DocumentId]:
    """Note rows down as waiting, in order, and hand back their ids.

    A row whose number is an exception, or waits, takes its place: so importing again tries it again.
    """
    with writing(store.db):
        store.db.conn.executemany(
            "INSERT INTO intake (production_id, path, source, size, modified_ns, control_number, state, custodian)"
            " VALUES (?, ?, ?, 0, 0, ?, 'waiting', ?) ON CONFLICT (control_number) DO UPDATE SET"
            " path = excluded.path, source = excluded.source, custodian = excluded.custodian, state = 'waiting',"
            " stage = '', reason = '', detail = '' WHERE state <> 'imported'",
            [(production, row.path, load_file, row.control_number, row.custodian) for row in rows],
        )
        found = held(store, [row.control_number for row in rows])
    return [found[row.control_number].id for row in rows]


def refuse_row(
    store: Store, production: int, load_file: str, number: str, path: str, why: tuple[str, str]
) -> DocumentId:
    """Note a row down as an exception, under a number that no document can have; why it is one, and what to do."""
    with writing(store.db):
        cursor = store.db.execute(
            "INSERT INTO intake (production_id, path, source, size, modified_ns, control_number, state, stage, reason,"
            " detail) VALUES (?, ?, ?, 0, 0, ?, 'exception', ?, ?, ?)",
            [production, path, load_file, number, REFUSED, *why],
        )
    return DocumentId(int(cursor.lastrowid or 0))


def failed(store: Store, chosen: Iterable[DocumentId]) -> set[DocumentId]:
    """Those of the chosen entries that are processing exceptions."""
    rows = store.db.execute(
        f"SELECT id FROM intake WHERE state = 'exception' AND id IN {_NUMBERS}", [json.dumps(list(chosen))]
    )
    return {DocumentId(row[0]) for row in rows}


def set_families(store: Store, parents: Mapping[str, str], heads: Mapping[str, str]) -> None:
    """Make entries members of families: the parent of each and the head of its family, by control numbers."""
    with writing(store.db):
        store.db.conn.executemany(
            "UPDATE intake SET parent_id = (SELECT id FROM intake WHERE control_number = ?),"
            " family_id = (SELECT id FROM intake WHERE control_number = ?) WHERE control_number = ?",
            [(parent, heads[child], child) for child, parent in parents.items()],
        )


def update_documents(store: Store, updates: Iterable[Update]) -> None:
    """Change fields of documents as an overlay says. Their pages, text and coding stay as they are."""
    with writing(store.db):
        for update in updates:
            _update(store, update)


def _update(store: Store, update: Update) -> None:
    columns = {name: value for name, value in update.columns.items() if name in OVERLAID and value}
    if update.date:
        columns |= {"date": update.date, "date_key": sort_key(update.date), "date_source": update.date_source}
    if columns:
        pairs = ", ".join(f'"{name}" = ?' for name in columns)
        store.db.execute(f"UPDATE document SET {pairs} WHERE id = ?", [*columns.values(), update.document])
    if update.custodian:
        store.db.execute("UPDATE intake SET custodian = ? WHERE id = ?", [update.custodian, update.document])
    store.db.conn.executemany(
        "INSERT INTO field VALUES (?, ?, ?) ON CONFLICT (document_id, name) DO UPDATE SET value = excluded.value",
        [(update.document, name, value) for name, value in update.fields.items()],
    )
