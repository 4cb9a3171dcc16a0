"""Mail, images and archives of the corpus come in with what is inside them, or are listed with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.model import FileType, ImportReport
from reviewer.processing.formats import archive
from tests.corpus_facts import CORPUS, JARGON, below
from tests.processing.importing import Holding, bring_in

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
    "tika_testZIP_corrupted_oom.zip": "damaged",  # an `error` for the manifest's program too
}
MEMBERS_DIFFER = {
    "aleph_badtar.tar": 1,  # the manifest's program counts files; its one member is a link, which is listed
}
MOVING = {"aleph_regression_gif.gif", "tika_baseball.gif"}  # animations: the first picture is shown, and that is told


def facts(folder: str, fact: str) -> dict[str, int]:
    """By file name, a number that another program found."""
    found = {name: told[fact] for name, told in below(folder).items() if fact in told}
    return {name: int(str(number)) for name, number in found.items()}


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
    assert all(held.by_path[name].type == FileType.IMAGE for name in names("images"))  # whatever their `format`
    for name in MOVING:
        assert any("animation" in flag for flag in held.by_path[name].flags)


SIDEWAYS = {"RightTop", "LeftBottom", "LeftTop", "RightBottom"}


def test_images_stand_upright_in_their_shape(found: tuple[ImportReport, Holding]) -> None:
    """`size` is as stored, in pixels, before it is turned by its `orientation`. That of a HEIC is not known there:
    `pillow cannot read: UnidentifiedImageError` says that a plug-in was missing."""
    _, held = found
    told = {name: fact for name, fact in below("images").items() if "size" in fact}
    assert set(below("images")) - set(told) == {"unst_DA-1p.heic"} <= set(held.by_path)
    for name, fact in told.items():
        width, height = map(int, str(fact["size"]).split("x"))
        across, down = (height, width) if fact.get("orientation") in SIDEWAYS else (width, height)
        page = held.pages[held.by_path[name].id][0]
        assert page.width * down == pytest.approx(page.height * across, rel=0.02), name


def test_archives_name_and_unpack_what_other_programs_do(found: tuple[ImportReport, Holding]) -> None:
    """`encrypted` says whether a member is locked, `depth` how many folders lie inside one another."""
    _, held = found
    for name, told in below("archives").items():
        inside = [
            path.removeprefix(f"{name}/") for path in (*held.by_path, *held.reasons) if path.startswith(f"{name}/")
        ]
        if "names" in told and name not in NOT_OPENED:
            assert sorted(inside) == sorted(told["names"]), name  # type: ignore[call-overload]
        if told.get("encrypted") == "False" or told.get("encrypted_members") == 0:
            assert not any("password" in held.reasons.get(f"{name}/{path}", "") for path in inside), name
        if told.get("depth") == 1:
            assert not any("/" in path for path in inside), name


@pytest.mark.parametrize("name", [name for name, told in below("archives").items() if "unpacked_bytes" in told])
def test_members_unpack_to_as_many_bytes(name: str, tmp_path: Path) -> None:
    paper = archive.unpack(CORPUS / "archives" / name, name, tmp_path)
    assert sum(item.path.stat().st_size for item in paper.items) == below("archives")[name]["unpacked_bytes"]


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
