"""Names in ZIPs whose writer did not say how they are written."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.processing.formats import archive

NAMES = [
    *(("Pièces jointes.pdf", "cp850"), ("Pièces jointes.pdf", "cp1252"), ("Año señor.txt", "cp437")),
    *(("Über Größe.doc", "cp850"), ("Über Größe.doc", "cp1252"), ("résumé “final”.doc", "cp1252")),
    *(("文書一覧.xls", "cp932"), ("カタログ.pdf", "cp932"), ("データ.pdf", "cp932"), ("日本国憲法.txt", "cp932")),
    *(("会议记录.doc", "gbk"), ("會議記錄.doc", "big5"), ("회의록 초안.hwp", "cp949")),
    *(("Протокол встречи.doc", "cp866"), ("Протокол встречи.doc", "cp1251")),
]


def zipped(path: Path, raw: bytes, extra: bytes = b"") -> Path:
    """A ZIP with one file whose name is these bytes, without a word on how they are written."""
    stand_in = "~" * len(raw)
    with zipfile.ZipFile(path, "w") as made:
        entry = zipfile.ZipInfo(stand_in)
        entry.extra = extra
        made.writestr(entry, "text")
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), raw))
    return path


def read(tmp_path: Path, raw: bytes, extra: bytes = b"") -> tuple[str, tuple[str, ...]]:
    staging = tmp_path / "staging"
    staging.mkdir()
    paper = archive.unpack(zipped(tmp_path / "in.zip", raw, extra), "in.zip", staging)
    assert paper.items[0].path.read_bytes() == b"text"
    return paper.items[0].name, paper.flags


@pytest.mark.parametrize(("name", "page"), NAMES)
def test_a_name_in_an_old_code_page_is_guessed_and_told(tmp_path: Path, name: str, page: str) -> None:
    found, (flag,) = read(tmp_path, name.encode(page))
    assert found == name
    assert flag.startswith("names of files guessed to be ")


def test_a_name_in_utf_8_needs_no_guess(tmp_path: Path) -> None:
    """As macOS writes them, without the bit that says so."""
    assert read(tmp_path, "Pièces 導出.pdf".encode()) == ("Pièces 導出.pdf", ())


def test_a_name_that_stands_in_unicode_besides_needs_no_guess(tmp_path: Path) -> None:
    raw, name = b"Pi?ces \x8a.pdf", "Pièces 導出.pdf".encode()
    told = struct.pack("<BL", 1, zlib.crc32(raw)) + name
    assert read(tmp_path, raw, struct.pack("<HH", 0x7075, len(told)) + told) == ("Pièces 導出.pdf", ())


@given(st.binary(min_size=6, max_size=24).filter(lambda raw: b"\0" not in raw and b"/" not in raw))
def test_no_bytes_are_too_odd(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    name, _ = read(tmp_path_factory.mktemp("odd"), raw)
    assert name
