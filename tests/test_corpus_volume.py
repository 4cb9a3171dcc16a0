"""The volume of the corpus as a volume: its documents are those of its DAT, taken apart here without the program."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reviewer.model import ImportReport
from reviewer.processing.volumes import VolumeChoice
from reviewer.store import matter, volumes
from tests.processing.importing import Holding, bring_in

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
DATA = CORPUS / "VOL_HRC" / "DATA"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout"),
]
GARBLED = 17  # dates whose scan lost letters or digits


@pytest.fixture(scope="module")
def hrc(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportReport, Holding]:
    folder = tmp_path_factory.mktemp("volume") / "Case.matter"
    return folder, *bring_in(folder, CORPUS / "VOL_HRC", volume=VolumeChoice(), in_place=True)


@pytest.fixture(scope="module")
def by_hand() -> list[dict[str, str]]:
    """The rows of the DAT, which has no line break in a value."""
    lines = (DATA / "VOL_HRC.dat").read_text(encoding="utf-8-sig").split("\n")
    names, *rows = ([cell.strip("þ") for cell in line.split("\x14")] for line in lines if line)
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_every_row_is_a_document(hrc: tuple[Path, ImportReport, Holding], by_hand: list[dict[str, str]]) -> None:
    _, report, found = hrc
    assert (report.seen, report.imported, report.exceptions) == (2500, 2500, 0)
    assert (report.documents, report.pages) == (2500, 4948)
    ours = [
        (
            one.control_number,
            one.bates_begin,
            one.bates_end,
            str(one.pages),
            one.custodian,
            one.sender,
            one.to,
            one.subject,
        )
        for one in found.documents
    ]
    columns = ("BEGBATES", "BEGBATES", "ENDBATES", "PGCOUNT", "CUSTODIAN", "FROM", "TO", "SUBJECT")
    assert ours == [tuple(row[name].strip() for name in columns) for row in by_hand]


def test_every_page_has_its_number(hrc: tuple[Path, ImportReport, Holding]) -> None:
    *_, found = hrc
    with (DATA / "VOL_HRC.opt").open(encoding="utf-8-sig", newline="") as file:
        counts = [(int(row[0].removeprefix("HRC-")), int(row[6])) for row in csv.reader(file)]
    ours = [page.bates for document in found.documents for page in found.pages[document.id]]
    assert ours == [f"HRC-{first + place:07d}" for first, pages in counts for place in range(pages)]


def test_dates_are_those_of_the_load_file(
    hrc: tuple[Path, ImportReport, Holding], by_hand: list[dict[str, str]]
) -> None:
    folder, _, found = hrc
    sources = [one.date_source for one in found.documents]
    assert sources.count("load file") == sum(bool(row["DATESENT"]) for row in by_hand) - GARBLED == 2351
    for document, row in zip(found.documents, by_hand, strict=True):
        if document.date_source == "load file":
            assert document.date[:4] in row["DATESENT"] and str(int(document.date[8:10])) in row["DATESENT"]
    with matter.opened(folder, read_only=True) as store:
        told = [one.kind for one in volumes.findings(store)]
    assert (told.count("date not understood"), told.count("file present and not named"), len(told)) == (GARBLED, 1, 18)
