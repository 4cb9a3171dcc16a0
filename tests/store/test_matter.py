"""Create, open, lock, refuse, back up: a matter is never half-made and never written by two."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from reviewer.errors import MatterError, MatterLocked
from reviewer.review import coding as verbs
from reviewer.store import coding, documents, history, matter
from reviewer.store.schema import migrations
from tests import make

HOLD = """
import sys, time
from pathlib import Path
from reviewer.store import matter
store = matter.open_matter(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""
TAG_AND_DIE = """
import os, signal, sys
from pathlib import Path
from reviewer.review import coding as verbs
from reviewer.store import matter
store = matter.open_matter(Path(sys.argv[1]))
verbs.tag_quote(store, "Ana", "DOC-000001", 1, "voluntary", "Admission")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = make.coded_matter(tmp_path / "Case.matter", ["It is voluntary."])
    matter.close(store)
    return store.folder


def python(program: str, folder: Path, **options: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], cwd=Path(__file__).parents[2], text=True, **options
    )  # type: ignore[call-overload]


def test_a_matter_opens_as_it_was_closed(folder: Path) -> None:
    store = matter.open_matter(folder)
    assert (store.name, store.read_only, documents.count(store)) == ("Case", False, 1)
    matter.close(store)
    assert not (folder / "holder.json").exists()


def test_the_second_is_told_who_holds_it_and_may_read(folder: Path) -> None:
    holder = python(HOLD, folder, stdout=subprocess.PIPE)
    assert holder.stdout.readline() == "open\n"
    with pytest.raises(MatterLocked, match=f"process {holder.pid}\\) has had it open since"):
        matter.open_matter(folder)
    second = matter.open_or_read(folder)
    assert second.read_only and f"process {holder.pid}" in second.holder
    assert documents.count(second) == 1
    with pytest.raises(MatterError, match=f"process {holder.pid}"):
        verbs.tag_quote(second, "Ben", "DOC-000001", 1, "voluntary", "Admission")
    matter.close(second)
    holder.kill()
    holder.wait()
    taken_over = matter.open_matter(folder)
    assert not taken_over.read_only
    matter.close(taken_over)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_tag_is_on_the_disk_when_its_verb_returns(folder: Path) -> None:
    assert python(TAG_AND_DIE, folder).wait() == -signal.SIGKILL
    store = matter.open_matter(folder)
    assert [passage.quote.exact for passage in coding.passages(store)] == ["voluntary"]
    assert history.broken_link(store) is None
    matter.close(store)


def test_something_that_stands_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(MatterError, match="something stands there already"):
        matter.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_what_is_no_matter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MatterError, match="it is not a matter"):
        matter.open_matter(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_refused(folder: Path) -> None:
    (folder / matter.FILE_NAME).write_bytes(b"not a database, but long enough to look like a file" * 100)
    with pytest.raises(MatterError, match="its file is damaged"):
        matter.open_matter(folder)


def test_a_newer_version_is_refused_by_name(folder: Path) -> None:
    with sqlite3.connect(folder / matter.FILE_NAME) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
                   " VALUES ('reviewer', '999_from_the_future', '2030')")  # fmt: skip
    db.close()
    with pytest.raises(MatterError, match=r"newer version of Reviewer \(it has 999_from_the_future"):
        matter.open_matter(folder)
    with pytest.raises(MatterError, match="newer version"):
        matter.open_matter(folder, read_only=True)


def test_a_full_disk_saves_nothing_and_says_so(folder: Path) -> None:
    store = matter.open_matter(folder)
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages}")
    passage = verbs.tag_quote(store, "Ana", "DOC-000001", 1, "voluntary", "Admission")
    with pytest.raises(MatterError, match="the disk is full"):
        verbs.set_note(store, "Ana", passage.id, "long " * 100_000)
    assert coding.passage(store, passage.id).note == ""
    assert history.undoable(store, "Ana").name == "Tag “Admission”"
    matter.close(store)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(MatterError, match="can't be written"):
        matter.create(tmp_path / "file" / "Case.matter")


def test_a_backup_is_a_whole_matter_file(folder: Path, tmp_path: Path) -> None:
    store = matter.open_matter(folder)
    matter.back_up(store, tmp_path / "copy.sqlite")
    matter.close(store)
    with sqlite3.connect(tmp_path / "copy.sqlite") as copy:
        assert copy.execute("SELECT text FROM page").fetchall() == [("It is voluntary.",)]
    copy.close()


def test_two_may_read_at_once(folder: Path) -> None:
    first = matter.open_matter(folder, read_only=True)
    second = matter.open_matter(folder, read_only=True)
    assert documents.count(first) == documents.count(second) == 1
    matter.close(first)
    matter.close(second)


def test_a_matter_of_before_is_brought_up_to_date_with_what_it_holds() -> None:
    db = Database(memory=True)
    migrations.apply(db, stop_before="007_corrected")
    db.execute("INSERT INTO matter (id, uuid, name, created_at) VALUES (1, 'u', 'Old', '2026')")
    migrations.apply(db)
    assert db.execute("SELECT name, zone FROM matter").fetchall() == [("Old", "")]
    triggers = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name").fetchall()
    wanted = {"numbering_added", "numbering_changed", "numbering_removed", "page_numbered", "document_described"}
    assert wanted <= {name for (name,) in triggers}
