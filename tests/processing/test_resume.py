"""An import that was cancelled or killed goes on where it stopped: nothing twice, nothing missing."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest

from reviewer.demo import sample_folder
from reviewer.model import Document, OcrMode
from reviewer.processing.intake import Import, Options
from reviewer.store import documents, history, matter
from reviewer.store.matter import Store
from tests.make import write_pdf
from tests.processing.importing import AUTHOR, Holding, bring_in, holding
from tests.processing.mail.letters import mailbox

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Holding:
    """The sample production, imported without a break."""
    return bring_in(tmp_path_factory.mktemp("whole") / "Case.matter", sample_folder())[1]


def same(one: Holding, other: Holding) -> bool:
    return (one.documents, one.pages, one.texts) == (other.documents, other.pages, other.texts)


def count(folder: Path) -> int:
    with matter.opened(folder, read_only=True) as store:
        return documents.count(store)


def test_a_cancelled_import_goes_on(whole: Holding, matter_folder: Path) -> None:
    with matter.opened(_new(matter_folder)) as store:
        running = Import(store, [sample_folder()], AUTHOR, Options(ocr=OcrMode.OFF))
        while running.poll(wait=0.05).done < 10:
            assert not running.finished
        running.cancel()
        report = running.report()
        assert 10 <= report.imported < report.seen == len(whole.documents)
        running.cancel()
        assert running.poll().done == report.imported
    report, found = bring_in(matter_folder, sample_folder())
    assert (report.seen, report.imported) == (len(whole.documents), len(whole.documents))
    assert same(found, whole)


def test_a_killed_import_goes_on(whole: Holding, matter_folder: Path) -> None:
    _new(matter_folder)
    command = [sys.executable, "-m", "reviewer", "import", matter_folder, sample_folder(), "--ocr", "off"]
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True) as process:
        deadline = monotonic() + 60
        while count(matter_folder) < 5:
            assert process.poll() is None and monotonic() < deadline
            sleep(0.02)
        workers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    assert psutil.wait_procs(workers, timeout=20)[1] == []
    left = count(matter_folder)
    assert 5 <= left < len(whole.documents)
    (matter_folder / "originals" / "incoming-0123").write_bytes(b"half a fi")
    report, found = bring_in(matter_folder, sample_folder())
    assert (report.seen, report.imported) == (len(whole.documents), len(whole.documents))
    assert same(found, whole)
    kept = [path for path in (matter_folder / "originals").rglob("*") if path.is_file()]
    assert len(kept) == len({document.sha256 for document in found.documents})
    with matter.opened(matter_folder, read_only=True) as store:
        assert matter.damages(store) == [] and history.broken_link(store) is None


def test_files_that_come_later_get_later_numbers(source: Path, matter_folder: Path) -> None:
    write_pdf(source / "b.pdf", ["second in the folder, first to come"])
    _, before = bring_in(matter_folder, source)
    write_pdf(source / "a.pdf", ["first in the folder, second to come"])
    report, after = bring_in(matter_folder, source)
    assert (report.seen, report.imported) == (2, 2)
    assert after.documents[0] == before.documents[0]
    assert [document.path for document in after.documents] == ["b.pdf", "a.pdf"]


def test_a_custodian_named_later_is_noted(source: Path, matter_folder: Path) -> None:
    write_pdf(source / "a.pdf", ["one"])
    _, before = bring_in(matter_folder, source)
    _, named = bring_in(matter_folder, source, custodian="Harrow County Sheriff")
    _, again = bring_in(matter_folder, source)
    assert _custodians(before.documents) == [""]
    assert _custodians(named.documents) == _custodians(again.documents) == ["Harrow County Sheriff"]
    assert replace(named.documents[0], custodian="") == before.documents[0]


def _custodians(found: list[Document]) -> list[str]:
    return [document.custodian for document in found]


def _new(folder: Path) -> Path:
    matter.close(matter.create(folder))
    return folder


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="only root on Linux can make a small disk"
)
def test_a_full_disk_stops_the_import_and_more_room_lets_it_go_on(whole: Holding, tmp_path: Path) -> None:
    from reviewer.errors import MatterError

    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no right to mount")
    try:
        folder = disk / "Case.matter"
        with pytest.raises(MatterError, match=r"the disk .*is full.* Free some space"):
            bring_in(folder, sample_folder())
        subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)
        found = holding(folder)
        assert len(found.documents) < len(whole.documents) and found.exceptions == []
        _, found = bring_in(folder, sample_folder())
        assert same(found, whole)
        assert not list((folder / "originals").glob("incoming-*"))
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_mailbox_that_was_half_noted_is_noted_once(source: Path, matter_folder: Path) -> None:
    """Thousands of messages are noted some at a time; an import may end before the last of them."""
    mailbox(source / "all.mbox", count=450, size=60)
    with matter.opened(_new(matter_folder)) as store:
        running = Import(store, [source], AUTHOR, Options())
        while not (noted := _noted(store)):
            running.poll(budget=0.0, wait=0.01)
        assert noted < 450 and documents.count(store) == 0
        running.cancel()
        assert _noted(store) == 0
    report, found = bring_in(matter_folder, source)
    assert (report.seen, report.imported) == (451, 451)
    box = found.documents[0].control_number
    assert [one.control_number for one in found.documents[1:]] == [f"{box}.{place:04d}" for place in range(1, 451)]
    assert {one.parent for one in found.documents[1:]} == {box}
    assert not list((matter_folder / "staging").iterdir())


def _noted(store: Store) -> int:
    return int(store.db.execute("SELECT count(*) FROM intake WHERE root_id IS NOT NULL").fetchone()[0])
