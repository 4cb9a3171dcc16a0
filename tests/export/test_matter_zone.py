"""Lists show dates in the time zone of the matter, name it, and say which zone is unknown."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.export.export import export
from reviewer.export.templates import Kind
from reviewer.review.matters import set_zone
from reviewer.store import history, matter
from reviewer.store.matter import Store
from tests.export.export_matter import add, page_content, read_stored, tag

DATES = ("2009-03-04T23:30-05:00", "2009-03-05T02:00", "2009-03-05")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three letters: one of which the zone is known, one of which it is not, one without a time."""
    from reviewer.review.coding import seed_codebook

    made = matter.create(tmp_path / "Z.matter", "Z")
    seed_codebook(made, "Ana")
    for number, date in enumerate(DATES, 1):
        letter = add(made, f"{number}.pdf", [page_content(1, "The words.", f"Z-000{number}")], f"Letter {number}", date)
        tag(made, letter, 1, "words", "Hot")
    yield made
    matter.close(made)


def listed(store: Store, out: Path, kind: Kind, template: str = "") -> list[dict[str, str]]:
    export(store, kind, out, template=template, read_page=read_stored(store))
    return list(csv.DictReader(out.open(encoding="utf-8-sig")))


def test_without_a_zone_each_date_stands_in_its_own(store: Store, tmp_path: Path) -> None:
    """Field case 20."""
    rows = listed(store, tmp_path / "a.csv", Kind.EXHIBIT_LIST)
    assert [row["Date"] for row in rows] == ["Mar. 4, 2009", "Mar. 5, 2009", "Mar. 5, 2009"]
    assert [row["Time and zone"] for row in rows] == ["11:30 PM (UTC-05:00)", "", "2:00 AM (zone unknown)"]
    export(store, Kind.EXHIBIT_LIST, tmp_path / "a.html", read_page=read_stored(store))
    assert "time zone" not in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_with_a_zone_known_dates_are_moved_and_others_say_so(store: Store, tmp_path: Path) -> None:
    assert set_zone(store, "Ana", "europe/berlin") == "Europe/Berlin"
    rows = listed(store, tmp_path / "a.csv", Kind.EXHIBIT_LIST)
    assert {row["Document"]: (row["Date"], row["Time and zone"]) for row in rows} == {
        "Letter 1": ("Mar. 5, 2009", "5:30 AM (Europe/Berlin, UTC+01:00)"),
        "Letter 2": ("Mar. 5, 2009, zone unknown", "2:00 AM (zone unknown)"),
        "Letter 3": ("Mar. 5, 2009", ""),
    }
    assert {row["Date (ISO)"] for row in rows} == {"2009-03-05T05:30+01:00", "2009-03-05T02:00", "2009-03-05"}
    filed = listed(store, tmp_path / "b.csv", Kind.EXHIBIT_LIST, "ao187")
    assert "Letter 2 (Mar. 5, 2009, zone unknown), Z-0002" in str(filed)
    export(store, Kind.EXHIBIT_LIST, tmp_path / "b.html", template="ao187", read_page=read_stored(store))
    told = "Dates whose time zone is known are shown in Europe/Berlin. The zone of 1 document is unknown"
    assert told in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_a_matter_with_a_zone_that_is_none_is_refused_in_a_sentence(store: Store, tmp_path: Path) -> None:
    store.db.execute("UPDATE matter SET zone = '../../etc/localtime'")
    with pytest.raises(ReviewerError, match="is not a time zone"):
        export(store, Kind.EXCERPTS, tmp_path / "a.csv", read_page=read_stored(store))


def test_setting_the_zone_can_be_undone_and_an_unknown_one_is_refused(store: Store) -> None:
    set_zone(store, "Ana", "America/New_York")
    assert matter.zone(store) == "America/New_York"
    with pytest.raises(ReviewerError, match="is not a time zone"):
        set_zone(store, "Ana", "Moon/Tranquility")
    history.undo(store, "Ana")
    assert matter.zone(store) == ""
    history.redo(store, "Ana")
    set_zone(store, "Ana", " ")
    assert matter.zone(store) == "" and history.broken_link(store) is None
