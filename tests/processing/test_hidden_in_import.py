"""What PDFs hide, from the import to the exports: kept by kind, never found, never in what leaves the office."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.export.export import export
from reviewer.model import HiddenKind
from reviewer.processing.volumes import VolumeChoice
from reviewer.review import coding as verbs
from reviewer.search.worker import search_matter
from reviewer.store import in_pdfs, matter
from tests.command import commands
from tests.make import searchable_scan, with_hidden_words
from tests.processing.importing import AUTHOR, bring_in
from tests.processing.volumes_made import row, volume

LINES = (
    "The programme is voluntary, and a county that wants to stay out may say so.\n"
    "The agency says that it can not leave.\n"
    "On the 3rd of March 2009 the county wrote to the office of the principal counsel."
)


def test_hidden_words_are_kept_by_kind_and_never_found_nor_exported(source: Path, matter_folder: Path) -> None:
    for kind in HiddenKind:
        with_hidden_words(source / f"{kind.name}.pdf", kind)
    _, found = bring_in(matter_folder, source)
    with matter.opened(matter_folder) as store:
        told = {one.path: in_pdfs.hidden(store, one.id) for one in found.documents}
        assert {path: [(one.kind, one.text) for one in hidden] for path, hidden in told.items()} == {
            f"{kind.name}.pdf": [(kind, "withheld memo")] for kind in HiddenKind
        }
        assert in_pdfs.hiding(store) == [one.id for one in found.documents]
        assert search_matter(store, "withheld").hits == 0
        assert search_matter(store, "voluntary").hits == len(HiddenKind)
        verbs.seed_codebook(store, AUTHOR)
        for one in found.documents:
            with pytest.raises(ReviewerError):
                verbs.tag_quote(store, AUTHOR, one.control_number, 1, "withheld memo", "Admission")
            verbs.tag_quote(store, AUTHOR, one.control_number, 1, "programme is voluntary", "Admission")
        result = export(store, "excerpts", source.parent / "excerpts.html")
        assert (result.rows, result.changed) == (len(HiddenKind), ())
        assert b"withheld" not in result.path.read_bytes()


def test_the_command_line_lists_them(source: Path, matter_folder: Path) -> None:
    with_hidden_words(source / "memo.pdf", HiddenKind.BOX)
    bring_in(matter_folder, source)
    run = commands(source.parent)
    (one,) = run.ok("hidden", matter_folder, "DOC-000001", "--json").lines
    box = one.pop("box")
    assert one == {
        **{"control_number": "DOC-000001", "page": 1, "bates": ""},
        **{"kind": "under a filled box", "text": "withheld memo"},
    }
    assert box[0] == pytest.approx(72, abs=1) and box[1] < 200 < box[3]
    assert run.ok("hidden", matter_folder).out == "DOC-000001 at 1\tunder a filled box\t“withheld memo”\n"


def test_layers_that_do_not_match_are_flagged_and_found(source: Path, matter_folder: Path) -> None:
    searchable_scan(source / "scan.pdf", LINES)
    searchable_scan(source / "shifted.pdf", LINES, shift=40)
    searchable_scan(source / "turned.pdf", LINES, turned=True)
    _, found = bring_in(matter_folder, source)
    told = ("text layer does not match the page: page 1",)
    flags = {one.path: one.flags for one in found.documents}
    assert flags == {"scan.pdf": (), "shifted.pdf": told, "turned.pdf": told}
    with matter.opened(matter_folder) as store:
        assert search_matter(store, '"principal counsel"').hits == 3


def test_hidden_words_of_page_images_that_are_put_together_are_kept(source: Path, matter_folder: Path) -> None:
    (source / "IMAGES").mkdir()
    for number, kind in (("ABC0001", HiddenKind.BOX), ("ABC0002", HiddenKind.PAPER)):
        with_hidden_words(source / "IMAGES" / f"{number}.pdf", kind)
    opt = "ABC0001,VOL,IMAGES\\ABC0001.pdf,Y,,,2\r\nABC0002,VOL,IMAGES\\ABC0002.pdf,,,,\r\n"
    volume(source, [row("ABC0001", "ABC0002")], opt)
    _, found = bring_in(matter_folder, source, volume=VolumeChoice())
    with matter.opened(matter_folder) as store:
        hidden = [(one.page, one.kind) for one in in_pdfs.hidden(store, found.documents[0].id)]
    assert hidden == [(1, HiddenKind.BOX), (2, HiddenKind.PAPER)]
