"""Image lists: pages put together into documents."""

from pathlib import Path

import pytest

from reviewer.load_files.opticon import Image, ImageSet, documents, read_images
from reviewer.load_files.table import BadRow, Note
from tests.load_files.load_files_made import write


def read(path: Path, text: str) -> list[ImageSet | BadRow | Note]:
    return list(documents(read_images(write(path / "x.opt", text, "UTF-8"))))


def test_pages_go_to_the_document_that_began(tmp_path: Path) -> None:
    found = read(tmp_path, "A1,V1,I\\A1.tif,Y,,,2\r\nA2,V1,I\\A2.tif,,,,\r\n\r\nA3,,I\\A3.pdf,y,Y,,29\r\n")
    assert found == [
        ImageSet((Image(1, "A1", "V1", "I\\A1.tif", True, pages=2), Image(2, "A2", "V1", "I\\A2.tif", False))),
        ImageSet((Image(4, "A3", "", "I\\A3.pdf", True, begins_folder=True, pages=29),)),
    ]
    assert [one.one_file for one in found if isinstance(one, ImageSet)] == [False, True]


def test_a_first_line_that_begins_nothing_is_told_and_kept(tmp_path: Path) -> None:
    note, one = read(tmp_path, "A1,V1,I\\A1.tif,,,,\r\nA2,V1,I\\A2.tif,,,,\r\n")
    assert isinstance(note, Note) and note.line == 1
    assert isinstance(one, ImageSet) and [image.key for image in one.images] == ["A1", "A2"]


@pytest.mark.parametrize(
    "line", ["A1,V1", "A1,V1,,Y,,,1", ",V1,x.tif,Y,,,1", "A1,V1,x.tif,maybe,,,1", "A1,V1,x.tif,Y,,,many", "no commas"]
)
def test_what_is_no_line_of_an_image_list_is_kept(tmp_path: Path, line: str) -> None:
    first, second = read(tmp_path, f"{line}\r\nA2,V1,I\\A2.tif,Y,,,1\r\n")
    assert isinstance(first, BadRow) and first.raw == f"{line}\r\n"
    assert isinstance(second, ImageSet) and second.key == "A2"


@pytest.mark.parametrize("path", ['"I\\Smith, J.tif"', "I\\Smith, J.tif"])
def test_a_comma_in_a_path(tmp_path: Path, path: str) -> None:
    (one,) = read(tmp_path, f"A1,V1,{path},Y,,,3\r\n")
    assert isinstance(one, ImageSet)
    assert (one.images[0].path, one.pages) == ("I\\Smith, J.tif", 3)


def test_short_lines_are_read_and_told_once(tmp_path: Path) -> None:
    found = read(tmp_path, "A1,V1,x.tif,Y,4\r\nA5,V1,y.tif,Y,1\r\n")
    assert [type(item) for item in found].count(Note) == 1
    assert [one.pages for one in found if isinstance(one, ImageSet)] == [4, 1]
