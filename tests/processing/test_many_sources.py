"""A drop of many files at once: one child lists them, and each comes in once, under the folder it lies in."""

from pathlib import Path

from reviewer.processing.intake import Import, Options, carry_out
from reviewer.store import documents, matter


def test_many_files_of_two_folders_come_in_once_in_their_order(tmp_path: Path) -> None:
    places = [tmp_path / folder / f"{number:02}.txt" for number in range(20) for folder in ("one", "two")]
    for place in places:
        place.parent.mkdir(exist_ok=True)
        place.write_text(f"This is {place.parent.name} {place.name}.")
    store = matter.create(tmp_path / "Many.matter")
    report = carry_out(Import(store, [*places, places[0], tmp_path / "one"], "Ann", Options()), lambda state: None)
    found = list(documents.every(store))
    productions = [row[0] for row in store.db.execute("SELECT name FROM production ORDER BY id")]
    matter.close(store)
    assert (report.seen, report.imported, report.exceptions) == (40, 40, 0)
    assert [document.path for document in found] == [f"{number:02}.txt" for number in range(20)] * 2
    assert productions == ["one", "two"]
