"""Names, links and folders as they come on a stick: each comes in, or is listed with a reason."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.store import documents, intake, matter
from tests.make import write_pdf
from tests.processing.importing import bring_in, holding

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names are bytes on Linux alone")


def test_odd_names_come_in_as_they_are(source: Path, matter_folder: Path) -> None:
    deep = "/".join(["a folder with a fairly long name"] * 9)
    names = [
        "Pièces_導出 №5/a.pdf",
        f"{deep}/300 characters.pdf",
        "CON.pdf",
        "aux.txt",
        "-rf.pdf",
        " leading space.pdf",
        "trailing dot..pdf",
        "many.dots.in.a.name.pdf",
        "no suffix",
        "x." + "y" * 200,
        "per%20cent & ’quotes’ (1).PDF",
    ]
    assert len(names[1]) > 300
    for name in names:
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_pdf(path, [f"This is {len(name)}"])
    report, found = bring_in(matter_folder, source)
    assert (report.imported, report.exceptions) == (len(names), 0)
    assert sorted(found.by_path) == sorted(names)
    assert all(found.text(name) == f"This is {len(name)}" for name in names)


@LINUX
def test_names_equal_but_for_case_or_composition_are_two(source: Path, matter_folder: Path) -> None:
    names = ["Memo.pdf", "memo.pdf", "MEMO.PDF", "caf\u00e9.pdf", "cafe\u0301.pdf"]
    for name in names:
        write_pdf(source / name, [f"I am {name.encode().hex()}"])
    _, found = bring_in(matter_folder, source)
    assert sorted(found.by_path) == sorted(names)
    assert all(found.text(name) == f"I am {name.encode().hex()}" for name in names)


@LINUX
def test_bytes_that_are_no_text_are_shown_escaped(source: Path, matter_folder: Path) -> None:
    folder = source / os.fsdecode(b"bo\xeete")
    folder.mkdir()
    write_pdf(source / "plain.pdf", ["a"])
    for name in (b"a\xff.pdf", b"a\xfe.pdf"):
        (folder / os.fsdecode(name)).write_bytes((source / "plain.pdf").read_bytes())
    (folder / os.fsdecode(b"empty\xff.pdf")).touch()
    for _ in range(2):  # and are known again
        report, found = bring_in(matter_folder, folder)
        assert (report.seen, report.imported, report.exceptions) == (3, 2, 1)
        assert sorted(found.by_path) == [r"a\xfe.pdf", r"a\xff.pdf"]
        assert found.reasons == {r"empty\xff.pdf": "it is empty"}
    with matter.opened(matter_folder, read_only=True) as store:
        assert intake.exception_sources(store) == [folder / os.fsdecode(b"empty\xff.pdf")]


@LINUX
def test_such_a_file_is_not_referred_to_in_place(source: Path, matter_folder: Path) -> None:
    write_pdf(source / "a.pdf", ["a"]).rename(source / os.fsdecode(b"a\xff.pdf"))
    _, found = bring_in(matter_folder, source, in_place=True)
    assert found.reasons == {r"a\xff.pdf": "its name holds bytes that are no text"}


def test_links_are_told_and_not_followed(source: Path, matter_folder: Path, tmp_path: Path) -> None:
    write_pdf(source / "a.pdf", ["one"])
    outside = tmp_path / "outside"
    outside.mkdir()
    write_pdf(outside / "private.pdf", ["not of this production"])
    (source / "to a file.pdf").symlink_to(outside / "private.pdf")
    (source / "to a folder").symlink_to(outside, target_is_directory=True)
    (source / "loop").symlink_to(source, target_is_directory=True)
    (source / "itself").symlink_to(source / "itself")
    (source / "to nothing").symlink_to(tmp_path / "nothing")
    report, found = bring_in(matter_folder, source)
    assert (report.seen, report.imported, report.exceptions) == (6, 1, 5)
    assert set(found.reasons) == {"to a file.pdf", "to a folder", "loop", "itself", "to nothing"}
    assert set(found.reasons.values()) == {"it is a link to another place"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have names on POSIX alone")
def test_a_pipe_is_not_waited_for(source: Path, matter_folder: Path) -> None:
    os.mkfifo(source / "pipe.pdf")
    _, found = bring_in(matter_folder, source)
    assert found.reasons == {"pipe.pdf": "it is a device or a pipe, not a file"}


@pytest.fixture
def open_place(tmp_path: Path) -> Iterator[Path]:
    """A folder whose files are made writable again after the test, so that they can be taken away."""
    yield tmp_path
    for folder, subfolders, _ in os.walk(tmp_path):
        for name in subfolders:
            Path(folder, name).chmod(0o755)


def bound(place: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command line run by a user whom permissions bind: for root, one without the right to pass them over."""
    free = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    command = [*free, sys.executable, "-m", "reviewer", *map(str, arguments)]
    home = os.environ | {"REVIEWER_HOME": str(place / "home")}
    return subprocess.run(command, env=home, cwd=Path(__file__).parents[2], capture_output=True, encoding="utf-8")


PERMISSIONS = pytest.mark.skipif(
    not hasattr(os, "geteuid") or (os.geteuid() == 0 and not shutil.which("setpriv")),
    reason="permissions bind nobody here",
)


@PERMISSIONS
def test_what_may_not_be_read_is_listed(open_place: Path) -> None:
    place = open_place
    source, folder = place / "production", place / "Case.matter"
    for name in ("shut", "blind", "fine"):
        (source / name).mkdir(parents=True)
        write_pdf(source / name / f"{name}.pdf", [name])
    write_pdf(source / "secret.pdf", ["secret"]).chmod(0)
    (source / "shut").chmod(0)
    (source / "blind").chmod(0o444)
    assert bound(place, "new", folder).returncode == 0
    done = bound(place, "import", folder, source)
    assert done.returncode == 0, done.stderr
    assert "4 files seen: 1 imported, 3 exceptions" in done.stdout
    found = holding(folder)
    assert list(found.by_path) == ["fine/fine.pdf"]
    assert found.reasons["shut"] == "it can't be listed"
    assert found.reasons["secret.pdf"] == found.reasons["blind/blind.pdf"] == "you have no right to read it"
    refused = bound(place, "import", folder, source / "shut")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "it can't be listed" in refused.stderr and "Traceback" not in refused.stderr


@PERMISSIONS
def test_a_matter_on_a_write_protected_stick_can_be_read(open_place: Path) -> None:
    folder = open_place / "Case.matter"
    write_pdf(open_place / "a.pdf", ["The attorney said so."])
    bring_in(folder, open_place / "a.pdf")
    for left in folder.glob("matter.sqlite-*"):
        left.unlink()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for command in (["documents"], ["text", "DOC-000001"], ["check"]):
        done = bound(open_place, command[0], folder, *command[1:])
        assert (done.returncode, done.stderr) == (0, ""), command
    searched = bound(open_place, "search", folder, "attorney")
    assert searched.returncode == 0 and "1 hit" in searched.stdout
    assert searched.stderr.startswith("The search was not noted in the search diary: ")
    tagged = bound(open_place, "tag", folder, "DOC-000001", "--page", 1, "--quote", "attorney", "--tag", "Hot")
    assert tagged.returncode == 1
    assert tagged.stderr.count("\n") == 1 and "can't be written" in tagged.stderr


def test_the_title_of_a_document_without_one_is_its_name(source: Path, matter_folder: Path) -> None:
    (source / "Protokoll vom 5.3.txt").write_text("Es war nichts.")
    bring_in(matter_folder, source)
    with matter.opened(matter_folder, read_only=True) as store:
        assert [document.title for document in documents.every(store)] == ["Protokoll vom 5.3"]
