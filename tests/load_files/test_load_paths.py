"""Paths of load files: found inside the source, never outside (field case 31)."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.load_files.paths import Named, SourceFolder
from tests.load_files.load_files_made import touch


@pytest.fixture
def source(tmp_path: Path) -> SourceFolder:
    touch(tmp_path, "secret.txt", "in/VOL01/IMAGES/001/A1.tif", "in/VOL01/TEXT/A1.txt", "in/VOL01/DATA/x.dat")
    touch(tmp_path, "in/VOL01/NATIVES/Pièce №5.pdf", "in/top.txt")
    return SourceFolder(tmp_path / "in")


def find(source: SourceFolder, name: str, volume: str = "") -> Named:
    return source.find(name, source.root / "VOL01" / "DATA", volume)


@pytest.mark.parametrize(
    "name",
    [
        "IMAGES\\001\\A1.tif",
        ".\\IMAGES\\001\\A1.tif",
        "..\\IMAGES\\001\\A1.tif",
        "../IMAGES/001/A1.tif",
        "\\IMAGES\\001\\A1.tif",
        "VOL01\\IMAGES\\001\\A1.tif",
        "\\VOL01\\IMAGES\\001\\A1.tif",
        "vol01/images/001/a1.TIF",
        "VOL01\\VOL01\\IMAGES\\001\\A1.tif",
        "IMAGES\\\\001\\A1.tif",
        ' "IMAGES\\001\\A1.tif" ',
    ],
)
def test_ways_to_name_a_file(source: SourceFolder, name: str) -> None:
    found = find(source, name)
    assert found.path and found.path.read_text(encoding="utf-8").endswith("IMAGES/001/A1.tif")


def test_the_volume_may_be_missing_or_be_named_in_another_field(tmp_path: Path) -> None:
    touch(tmp_path, "VOL01/IMAGES/A1.tif", "x.dat")
    assert not SourceFolder(tmp_path).find("IMAGES\\A1.tif", tmp_path).path
    assert SourceFolder(tmp_path).find("IMAGES\\A1.tif", tmp_path, "VOL01").path == tmp_path / "VOL01/IMAGES/A1.tif"
    assert SourceFolder(tmp_path / "VOL01").find("VOL01\\IMAGES\\A1.tif", tmp_path / "VOL01").path


def test_accents_written_in_either_way(source: SourceFolder) -> None:
    assert find(source, "NATIVES\\Pie\u0300ce №5.pdf").path


@pytest.mark.parametrize(
    "name",
    [
        "..\\..\\..\\secret.txt",
        "../../../secret.txt",
        "IMAGES\\..\\..\\..\\..\\secret.txt",
        "C:\\x",
        "c:secret.txt",
        "\\\\h\\s\\x",
        "//h/s/x",
        "/etc/passwd",
        "\\\\?\\C:\\x",
        "file:///etc/passwd",
        "a\0b",
    ],
)
def test_field_case_31(source: SourceFolder, name: str) -> None:
    found = find(source, name)
    assert (found.name, found.path, found.refused) == (name, None, True)
    assert "outside" in found.why


def test_links_that_lead_out_are_not_followed(source: SourceFolder) -> None:
    inside = source.root / "VOL01"
    try:
        (inside / "TEXT" / "out.txt").symlink_to(source.root.parent / "secret.txt")
        (inside / "away").symlink_to(source.root.parent, target_is_directory=True)
        (inside / "TEXT" / "near.txt").symlink_to(inside / "TEXT" / "A1.txt")
    except OSError:
        pytest.skip("this system makes no links for us")
    for name in ("TEXT\\out.txt", "away\\secret.txt", "away\\in\\..\\secret.txt"):
        found = find(source, name)
        assert found.path is None and found.refused and "link" in found.why
    assert find(source, "TEXT\\near.txt").path


def test_names_that_differ_only_in_capitals(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", "A.txt")
    if len(os.listdir(tmp_path)) < 2:  # noqa: PTH208
        pytest.skip("this disk takes them for one")
    source = SourceFolder(tmp_path)
    assert source.find("A.txt", tmp_path).path == tmp_path / "A.txt"
    touch(tmp_path, "b/x.txt", "B/x.txt")
    assert source.find("A.TXT", tmp_path).path is None
    assert "capitals" in source.find("A.TXT", tmp_path).why


@pytest.mark.parametrize(("name", "why"), [("TEXT", "folder"), ("TEXT\\B1.txt", "no such file"), (".\\", "no file")])
def test_why_a_file_is_not_found(source: SourceFolder, name: str, why: str) -> None:
    found = find(source, name)
    assert found.path is None and not found.refused and why in found.why


pieces = st.sampled_from(["..", ".", "VOL01", "in", "secret.txt", "TEXT", "A1.txt", "/", "\\", "C:", " ", "..  ", "\0"])


@settings(deadline=None)
@given(st.lists(pieces, max_size=8).map("\\".join) | st.lists(pieces, max_size=8).map("".join) | st.text(max_size=20))
def test_nothing_outside_is_ever_found(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    base = tmp_path_factory.getbasetemp() / "hostile"
    touch(base, "secret.txt", "in/VOL01/TEXT/A1.txt", "in/VOL01/DATA/x.dat")
    found = SourceFolder(base / "in").find(name, base / "in" / "VOL01" / "DATA", "VOL01")
    assert found.path is None or found.path.resolve().is_relative_to((base / "in").resolve())
