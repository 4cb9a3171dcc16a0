"""Mail, images and archives of the corpus come in with what is inside them, or are listed with a reason."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from reviewer.model import FileType, ImportReport
from tests.processing.importing import Holding, bring_in

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout"),
]
PASSWORDS = ("Tika", "password")
NOT_OPENED = {
    "aleph_badrar.rar": "RAR",
    "tika_test-documents-enc.rar": "RAR",
    "opf_MAPS.ARJ": "ARJ",
    "tika_test-documents.tar.Z": "old Unix archive",
    "tika_testLZ4-framed.lz4": "LZ4",
    "tika_testZIP_corrupted_oom.zip": "damaged",
}
MEMBERS_DIFFER = {
    "aleph_badtar.tar": 1,  # the manifest's program counts files; its one member is a link, which is listed
}
MOVING = {"aleph_regression_gif.gif", "tika_baseball.gif"}  # animations: the first picture is shown, and that is told
JARGON = re.compile(r"Error|Exception|Traceback|fault of Reviewer|errno|0x|None", re.IGNORECASE)


def facts(folder: str, fact: str) -> dict[str, int]:
    """By file name, a number that another program found."""
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["path"].startswith(f"{folder}/")]
    found = {Path(row["path"]).name: re.search(rf'\b{fact}"?[=:] ?(\d+)', row["facts"] or "") for row in rows}
    return {name: int(match[1]) for name, match in found.items() if match}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, Holding]:
    sources = [CORPUS / folder for folder in ("email", "images", "archives")]
    return bring_in(tmp_path_factory.mktemp("kinds") / "Case.matter", *sources, passwords=PASSWORDS)


def names(folder: str) -> list[str]:
    return sorted(path.name for path in (CORPUS / folder).iterdir())


def test_the_counts_add_up_and_none_is_missing(found: tuple[ImportReport, Holding]) -> None:
    report, held = found
    assert report.seen == report.imported + report.exceptions
    assert report.imported == report.documents == len(held.documents)
    assert {*names("email"), *names("images"), *names("archives")} <= {*held.by_path, *held.reasons}


def test_reasons_are_in_plain_words(found: tuple[ImportReport, Holding]) -> None:
    _, held = found
    assert {path: reason for path, reason in held.reasons.items() if JARGON.search(reason) or len(reason) > 120} == {}


def test_every_mail_is_a_document_but_those_without_anything(found: tuple[ImportReport, Holding]) -> None:
    _, held = found
    assert {name: held.reasons[name] for name in names("email") if name in held.reasons} == {
        "unst_empty.eml": "it holds no header, no text and no file",
    }


def test_images_have_the_pages_that_other_programs_count(found: tuple[ImportReport, Holding]) -> None:
    _, held = found
    counted = facts("images", "frames")
    assert len(counted) >= 45
    differ = {name for name, frames in counted.items() if held.by_path[name].pages != frames}
    assert differ == MOVING
    assert all(held.by_path[name].type == FileType.IMAGE for name in names("images"))
    for name in MOVING:
        assert any("animation" in flag for flag in held.by_path[name].flags)


def test_archives_hold_what_other_programs_list(found: tuple[ImportReport, Holding]) -> None:
    _, held = found
    assert {name for name in names("archives") if name in held.reasons} == set(NOT_OPENED)
    assert all(NOT_OPENED[name] in held.reasons[name] for name in NOT_OPENED)
    for name, members in facts("archives", "members").items():
        if name not in NOT_OPENED and members:
            inside = [path for path in (*held.by_path, *held.reasons) if path.startswith(f"{name}/")]
            direct = [path for path in inside if held.by_path.get(path, None) is None or _is_child(held, path, name)]
            assert len(direct) == MEMBERS_DIFFER.get(name, members), name


def _is_child(held: Holding, path: str, container: str) -> bool:
    return held.by_path[path].parent == held.by_path[container].control_number
