"""A matter: a folder with one SQLite file, the originals and the renditions. Create, open, close, back up."""

from __future__ import annotations

import getpass
import json
import os
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import disk_usage
from uuid import uuid4

from filelock import FileLock, Timeout
from sqlite_utils import Database

from reviewer.errors import MatterError, MatterLocked
from reviewer.store.schema import migrations
from reviewer.text.folding import folded_line

FILE_NAME = "matter.sqlite"
ORIGINALS = "originals"
RENDITIONS = "renditions"
STAGING = "staging"
LOAD_FILES = "load-files"
"""Where rows of load files that failed are written, so that they can be loaded again."""
SUFFIX = ".matter"


@dataclass(frozen=True)
class Store:
    """An open matter. `holder` names who else holds it when `read_only` is set for that reason."""

    db: Database
    folder: Path
    uuid: str
    name: str
    read_only: bool
    holder: str = ""
    lock: FileLock | None = None


def now() -> str:
    """The present moment in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def create(folder: Path, name: str = "") -> Store:
    """Make a new matter in `folder`, which must not exist or be empty, and open it for writing.

    Raises MatterError when something stands there already or the folder can't be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MatterError(f"The matter {folder} was not made", "something stands there already", "Choose another name")
    try:
        for part in (ORIGINALS, RENDITIONS, STAGING):
            (folder / part).mkdir(parents=True)
        lock = _acquire(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    with _closing_on_error(folder, lock):
        db = _connect(folder)
        migrations.apply(db)
        title = name or folder.name.removesuffix(SUFFIX)
        with writing(db):
            db.execute(
                "INSERT INTO matter (id, uuid, name, created_at) VALUES (1, ?, ?, ?)", [str(uuid4()), title, now()]
            )
        return _store(db, folder, lock)


def open_matter(folder: Path, read_only: bool = False) -> Store:
    """Open the matter in `folder`; migrate it if it is of an older version, after a backup.

    Raises MatterError when it is no matter, is damaged, or comes from a newer version,
    and MatterLocked, which names the holder, when another process has it open for writing.
    """
    if not (folder / FILE_NAME).is_file():
        raise MatterError(f"{folder} was not opened", "it is not a matter", "Choose a folder that ends in .matter")
    if read_only:
        return _open(folder, None)
    try:
        lock = _acquire(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    with _closing_on_error(folder, lock):
        return _open(folder, lock)


def open_or_read(folder: Path) -> Store:
    """Open for writing; when another process holds the matter, open it for reading, with the holder's name."""
    try:
        return open_matter(folder)
    except MatterLocked as locked:
        store = open_matter(folder, read_only=True)
        return Store(store.db, store.folder, store.uuid, store.name, True, locked.why)


def zone(store: Store) -> str:
    """The time zone in which lists show dates, a name of the IANA database; "" where each stands in its own."""
    return str(store.db.execute("SELECT zone FROM matter").fetchone()[0])


def close(store: Store) -> None:
    """Close the file and give the lock back."""
    store.db.close()
    _release(store.folder, store.lock)


@contextmanager
def opened(folder: Path, read_only: bool = False) -> Iterator[Store]:
    """A matter that is open for as long as the block runs.

    Raises as `open_matter` does, and MatterError when the file turns out to be damaged.
    """
    store = open_matter(folder, read_only)
    try:
        yield store
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in _DAMAGE:
            raise
        raise _damaged(folder, error) from error
    finally:
        close(store)


@contextmanager
def lent(folder: Path) -> Iterator[Store]:
    """A matter that the process holds which started this one, open here for writing too: for one step that would hold
    that process up. Raises MatterError when it can't be written."""
    db = _connect(folder)
    try:
        yield replace(_store(db, folder, None), read_only=False)
    finally:
        db.close()


def back_up(store: Store, target: Path) -> None:
    """Copy the matter file, consistent, to `target`."""
    _copy(store.db, target)


def damages(store: Store) -> list[str]:
    """What SQLite finds wrong with the file, in its own words; empty when all is well."""
    try:
        found = [str(row[0]) for row in store.db.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        orphans = store.db.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [*found, *(f"a row of {table} points to a missing row of {target}" for table, _, target, _ in orphans)]


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One transaction: all or nothing, on the disk when it returns. Raises MatterError when it can't be written."""
    try:
        with db.atomic():
            yield
    except sqlite3.OperationalError as error:
        raise MatterError("Nothing was saved", _reason(error), "Free some space or close other programs") from error


@contextmanager
def writing_soon(db: Database) -> Iterator[None]:
    """As `writing`, but on the disk within the next transactions: for files of an import, which are read again if the
    power fails. A wait for the disk at each step would hold the window up."""
    db.execute("PRAGMA synchronous = NORMAL")
    try:
        with writing(db):
            yield
    finally:
        db.execute("PRAGMA synchronous = FULL")


def _reason(error: Exception) -> str:
    text = str(error)
    if "full" in text:
        return "the disk is full"
    if "readonly" in text or "read-only" in text:
        return "the matter is open for reading only"
    if "locked" in text:
        return "another program is writing to the matter"
    return f"the matter file can't be written ({text})"


def _connect(folder: Path, read_only: bool = False) -> Database:
    path = folder / FILE_NAME
    conn = _connect_to_read(path) if read_only else _connect_as(path, "mode=rwc")
    db = Database(conn)
    conn.create_function("folded", 1, folded_line, deterministic=True)
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA trusted_schema = OFF")
    if not read_only:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA synchronous = FULL")
    return db


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """SQLite puts files beside a file that it reads; where it can't, on a write-protected stick, nobody writes either.

    Raises MatterError when the file is there with changes beside it that were not yet put into it.
    """
    conn = _connect_as(path, "mode=ro")
    try:
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return conn
    except sqlite3.OperationalError as error:
        conn.close()
        if error.sqlite_errorcode & 0xFF not in _NO_PLACE:
            raise
        if path.with_name(f"{FILE_NAME}-wal").exists():
            why, do = "its folder can't be written, and it was not closed properly", "Copy it to a place of your own"
            raise MatterError(f"The matter {path.parent} was not opened", why, do) from error
        return _connect_as(path, "mode=ro&immutable=1")


def _connect_as(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=10)


def _open(folder: Path, lock: FileLock | None) -> Store:
    try:
        db = _connect(folder, read_only=lock is None)
        _refuse_newer(db, folder)
        _migrate(db, folder, read_only=lock is None)
        return _store(db, folder, lock)
    except sqlite3.DatabaseError as error:
        raise _damaged(folder, error) from error


def _damaged(folder: Path, error: Exception) -> MatterError:
    """What to say when SQLite can't read its file; on a full disk it has no room for what it needs to read."""
    if "disk I/O error" in str(error) and disk_usage(folder).free < _NEEDED_TO_READ:
        return MatterError(f"The matter {folder} can't be read", "the disk is full", "Free some space")
    return MatterError(f"The matter {folder} can't be read", f"its file is damaged ({error})", _RESTORE)


_RESTORE = "Restore a backup"
_NEEDED_TO_READ = 1 << 20  # bytes free, on the safe side
_NO_PLACE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_DAMAGE = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _refuse_newer(db: Database, folder: Path) -> None:
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    newer = sorted({migration.name for migration in migrations.applied(db)} - known)
    if newer:
        why = f"it was written by a newer version of Reviewer (it has {newer[-1]})"
        raise MatterError(f"The matter {folder} was not opened", why, "Install the newer version")


def _migrate(db: Database, folder: Path, read_only: bool) -> None:
    pending = migrations.pending(db)
    if not pending:
        return
    if read_only:
        raise MatterError(f"The matter {folder} was not opened", "it must be brought up to date first", "Open it alone")
    if migrations.applied(db):
        _copy(db, folder / f"matter-before-{pending[0].name}.sqlite")
    migrations.apply(db)


def _copy(db: Database, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        db.conn.backup(copy)


def _store(db: Database, folder: Path, lock: FileLock | None) -> Store:
    uuid, name = db.execute("SELECT uuid, name FROM matter").fetchone()
    return Store(db, folder, uuid, name, lock is None, lock=lock)


def _acquire(folder: Path) -> FileLock:
    """Take the system's lock, which ends with its holder, and write down who holds it."""
    lock = FileLock(folder / "lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise MatterLocked(
            f"The matter {folder} is in use", _holder(folder), "Close it there, or open it for reading only"
        ) from error
    _holder_file(folder).write_text(json.dumps({"holder": _me(), "since": now()}), encoding="utf-8")
    return lock


def _release(folder: Path, lock: FileLock | None) -> None:
    if lock is not None:
        _holder_file(folder).unlink(missing_ok=True)
        lock.release()


@contextmanager
def _closing_on_error(folder: Path, lock: FileLock) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _release(folder, lock)
        raise


def _me() -> str:
    return f"{getpass.getuser()} on {platform.node()} (process {os.getpid()})"


def _holder_file(folder: Path) -> Path:
    return folder / "holder.json"


def _holder(folder: Path) -> str:
    try:
        entry = json.loads(_holder_file(folder).read_text(encoding="utf-8"))
        return f"{entry['holder']} has had it open since {entry['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another program has it open"


def _unwritable(folder: Path, error: OSError) -> MatterError:
    return MatterError(f"The matter {folder} can't be written", error.strerror or str(error), "Choose another folder")
