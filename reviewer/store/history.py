"""The journal: every user action is one operation with the row images before and after it, chained by hash.

The journal is the audit trail and the source of undo; nobody writes an inverse by hand.
Undo is itself an operation, so nothing is ever taken out of the journal.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from sqlite_utils import Database

from reviewer.errors import MatterError
from reviewer.model import Operation, OperationId
from reviewer.store.matter import Store, now, writing
from reviewer.store.schema import CODED_TABLES

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Recorder:
    """Writes rows of coded tables and records each change under one operation."""

    db: Database
    operation: OperationId

    def insert(self, table: str, values: Mapping[str, object]) -> int:
        """Add a row; hand back its id."""
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        cursor = self.db.execute(f"INSERT INTO {_coded(table)} ({columns}) VALUES ({marks})", list(values.values()))
        row_id = int(cursor.lastrowid or 0)
        self._record(table, row_id, None, _row(self.db, table, row_id))
        return row_id

    def insert_many(self, table: str, rows: Sequence[Row]) -> list[int]:
        """Add rows, which have all columns of the table but the id, at once; hand back their ids."""
        first = int(self.db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {_coded(table)}").fetchone()[0])
        self._put(table, [{"id": row_id, **row} for row_id, row in enumerate(rows, first)])
        return list(range(first, first + len(rows)))

    def update(self, table: str, row_id: int, values: Mapping[str, object]) -> None:
        """Change columns of a row."""
        before = _row(self.db, table, row_id)
        pairs = ", ".join(f'"{name}" = ?' for name in values)
        self.db.execute(f"UPDATE {_coded(table)} SET {pairs} WHERE id = ?", [*values.values(), row_id])
        self._record(table, row_id, before, _row(self.db, table, row_id))

    def delete(self, table: str, row_id: int) -> None:
        """Take a row out."""
        before = _row(self.db, table, row_id)
        self.db.execute(f"DELETE FROM {_coded(table)} WHERE id = ?", [row_id])
        self._record(table, row_id, before, None)

    def restore(self, table: str, row_id: int, image: Row | None) -> None:
        """Bring a row to the state of `image` (None: no such row)."""
        before = _row(self.db, table, row_id)
        if before is not None and image is not None:
            self.update(table, row_id, image)
        elif before is not None:
            self.delete(table, row_id)
        elif image is not None:
            self.insert(table, image)

    def restore_all(self, table: str, images: Sequence[tuple[int, Row | None]]) -> None:
        """As `restore`, for many rows of a table: those that all are to go, or to come back, go or come at once."""
        before = [(row_id, _row(self.db, table, row_id)) for row_id, _ in images]
        wanted = [image for _, image in images if image is not None]
        if not wanted:
            self._take_out(table, [(row_id, image) for row_id, image in before if image is not None])
        elif len(wanted) == len(images) and all(image is None for _, image in before):
            self._put(table, wanted)
        else:
            for row_id, image in images:
                self.restore(table, row_id, image)

    def _put(self, table: str, images: Sequence[Row]) -> None:
        if images:
            columns = ", ".join(f'"{name}"' for name in images[0])
            marks = ", ".join(f":{name}" for name in images[0])
            self.db.conn.executemany(f"INSERT INTO {_coded(table)} ({columns}) VALUES ({marks})", images)
        self._record_all(table, [(int(str(image["id"])), None, image) for image in images])

    def _take_out(self, table: str, rows: Sequence[tuple[int, Row]]) -> None:
        self.db.conn.executemany(f"DELETE FROM {_coded(table)} WHERE id = ?", [(row_id,) for row_id, _ in rows])
        self._record_all(table, [(row_id, image, None) for row_id, image in rows])

    def _record_all(self, table: str, changes: Iterable[tuple[int, Row | None, Row | None]]) -> None:
        self.db.conn.executemany(
            'INSERT INTO change (operation_id, "table", row_id, before, after) VALUES (?, ?, ?, ?, ?)',
            [(self.operation, table, row_id, _image(before), _image(after)) for row_id, before, after in changes],
        )

    def _record(self, table: str, row_id: int, before: Row | None, after: Row | None) -> None:
        self._record_all(table, [(row_id, before, after)])


@contextmanager
def operation(
    store: Store, name: str, author: str, undoes: OperationId | None = None, undoable: bool = True
) -> Iterator[Recorder]:
    """One user action: all its changes are saved together, or none. Raises MatterError when nothing can be saved."""
    if store.read_only:
        why = store.holder or "the matter is open for reading only"
        raise MatterError(f"“{name}” was not done", why, "Try again when the matter is free")
    with writing(store.db):
        cursor = store.db.execute(
            "INSERT INTO operation (name, author, at, undoes, undoable, hash) VALUES (?, ?, ?, ?, ?, '')",
            [name, author, now(), undoes, int(undoable)],
        )
        recorder = Recorder(store.db, OperationId(int(cursor.lastrowid or 0)))
        yield recorder
        _seal(store.db, recorder.operation)


def undoable(store: Store, author: str) -> Operation | None:
    """The operation that undo would take back: the author's latest that still holds."""
    done, _ = _stacks(store, author)
    return done[-1] if done else None


def redoable(store: Store, author: str) -> Operation | None:
    """The operation that redo would do again (its `undoes` is None: it is the one that was undone)."""
    _, undone = _stacks(store, author)
    return undone[-1][0] if undone else None


def undo(store: Store, author: str) -> Operation | None:
    """Take back the author's latest operation; hand it back, or None when there is none.

    Raises MatterError when it placed passages in a document that was read again since: their places are gone.
    """
    target = undoable(store, author)
    if target:
        _refuse_reread(store, target.name, target.id, "undone")
        _reverse(store, f"Undo: {target.name}", author, target.id)
    return target


def redo(store: Store, author: str) -> Operation | None:
    """Do again what was undone last, unless the author has done something else since. Raises as `undo` does."""
    _, undone = _stacks(store, author)
    if not undone:
        return None
    original, undoing = undone[-1]
    _refuse_reread(store, original.name, undoing, "done again")
    _reverse(store, f"Redo: {original.name}", author, undoing)
    return original


def operations(store: Store, limit: int = 500) -> list[Operation]:
    """The latest operations of the matter, newest first."""
    rows = store.db.execute("SELECT id, name, author, at, undoes FROM operation ORDER BY id DESC LIMIT ?", [limit])
    return [Operation(*row) for row in rows]


def size(store: Store, operation: Operation) -> int:
    """How many rows an operation changed."""
    row = store.db.execute("SELECT count(*) FROM change WHERE operation_id = ?", [operation.id]).fetchone()
    return int(row[0])


def latest_changed(store: Store, table: str) -> bool:
    """Whether the latest operation of the matter changed rows of a table."""
    row = store.db.execute(
        'SELECT 1 FROM change WHERE operation_id = (SELECT max(id) FROM operation) AND "table" = ? LIMIT 1', [table]
    ).fetchone()
    return row is not None


def broken_link(store: Store) -> OperationId | None:
    """The first operation whose hash does not follow from its content and the one before, if any."""
    previous = ""
    for row in store.db.execute("SELECT id, hash FROM operation ORDER BY id").fetchall():
        if row[1] != _hash(store.db, OperationId(row[0]), previous):
            return OperationId(row[0])
        previous = row[1]
    return None


def _refuse_reread(store: Store, name: str, target: OperationId, word: str) -> None:
    """Undo never goes back past an OCR of a document in which an operation placed passages, or removed them."""
    row = store.db.execute(
        "SELECT document.control_number FROM change JOIN reread"
        " ON reread.document_id = json_extract(coalesce(change.after, change.before), '$.document_id')"
        " JOIN document ON document.id = reread.document_id"
        " WHERE change.operation_id = :target AND reread.operation_id > :target AND change.\"table\" = 'passage'"
        " AND (change.before IS NULL OR change.after IS NULL"
        " OR json_extract(change.before, '$.exact') <> json_extract(change.after, '$.exact')) LIMIT 1",
        {"target": target},
    ).fetchone()
    if row:
        why = f"the pages of {row[0]} were read again since, and its passages have new places"
        raise MatterError(f"“{name}” was not {word}", why, "Remove or tag the passage yourself")


def _reverse(store: Store, name: str, author: str, target: OperationId) -> None:
    rows = store.db.execute(
        'SELECT "table", row_id, before FROM change WHERE operation_id = ? ORDER BY id DESC', [target]
    ).fetchall()
    try:
        with operation(store, name, author, undoes=target) as recorder:
            store.db.execute("PRAGMA defer_foreign_keys = ON")
            for (table, _), run in groupby(rows, key=lambda row: (row[0], row[2] is None)):
                recorder.restore_all(
                    table, [(row_id, json.loads(before) if before else None) for _, row_id, before in run]
                )
    except sqlite3.IntegrityError as error:
        why = "another reviewer has changed the same since"
        raise MatterError(f"“{name}” was not done", why, "Make the change by hand") from error


def _stacks(store: Store, author: str) -> tuple[list[Operation], list[tuple[Operation, OperationId]]]:
    """Replay the author's operations: what can be undone, and what can be redone with the operation that undid it."""
    rows = store.db.execute(
        "SELECT id, name, author, at, undoes FROM operation WHERE author = ? AND undoable ORDER BY id", [author]
    )
    done: list[tuple[Operation, Operation]] = []  # (as shown, as last carried out)
    undone: list[tuple[Operation, OperationId]] = []
    for row in rows:
        entry = Operation(*row)
        if entry.undoes is None:
            done.append((entry, entry))
            undone.clear()
        elif done and entry.undoes == done[-1][1].id:
            undone.append((done.pop()[0], entry.id))
        elif undone and entry.undoes == undone[-1][1]:
            done.append((undone.pop()[0], entry))
    return [_carried_out(shown, last) for shown, last in done], undone


def _carried_out(shown: Operation, last: Operation) -> Operation:
    return Operation(last.id, shown.name, shown.author, last.at)


def _seal(db: Database, operation_id: OperationId) -> None:
    before = db.execute("SELECT hash FROM operation WHERE id < ? ORDER BY id DESC LIMIT 1", [operation_id]).fetchone()
    digest = _hash(db, operation_id, before[0] if before else "")
    db.execute("UPDATE operation SET hash = ? WHERE id = ?", [digest, operation_id])


def _hash(db: Database, operation_id: OperationId, previous: str) -> str:
    head = db.execute(
        "SELECT id, name, author, at, undoes, undoable FROM operation WHERE id = ?", [operation_id]
    ).fetchone()
    changes = db.execute(
        'SELECT "table", row_id, before, after FROM change WHERE operation_id = ? ORDER BY id', [operation_id]
    ).fetchall()
    content = json.dumps([previous, head, changes], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _row(db: Database, table: str, row_id: int) -> Row | None:
    cursor = db.execute(f"SELECT * FROM {_coded(table)} WHERE id = ?", [row_id])
    row = cursor.fetchone()
    return dict(zip([column[0] for column in cursor.description], row, strict=True)) if row else None


def _coded(table: str) -> str:
    if table not in CODED_TABLES:
        raise ValueError(f"{table} is not journaled")
    return table


def _image(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False)
