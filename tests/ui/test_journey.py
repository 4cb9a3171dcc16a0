"""One journey through the program with the keyboard alone, on a screen; what came of it is read by the command line."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from tests.command import Commands, commands
from tests.make import write_pdf
from tests.ui.keyboard import PATIENCE, Screen, program, screen, until

LETTER = ("Dear Governor,\nTaking part is voluntary.",)
MEMO = (
    "MEMORANDUM\nCounsel says that it will be mandatory.",
    "Keep this from the states.\nIt stays voluntary in public.",
)
HIT, PLACE = (0xFF, 0xB3, 0x2E), (0xC2, 0x18, 0x6B)  # the hit where F3 stopped, the frame about a passage
QUOTE, NOTE = "voluntary in public.", "Against page 1"
WINDOW = "Kestrel – Reviewer"

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool for a screen with keys"
    ),
]


class Reviewer:
    """Somebody who reviews `Kestrel.matter` in a folder and has no mouse."""

    def __init__(self, run: Commands, keys: Screen) -> None:
        self.run, self.keys, self.place = run, keys, run.place

    def starts(self) -> None:
        self.keys.focus("Reviewer")
        self.keys.press("ctrl+n")
        self.keys.focus("New matter")
        self.keys.type(str(self.place / "Kestrel"))
        self.keys.press("Return")

    def imports(self) -> None:
        self.keys.focus(WINDOW)
        self.keys.press("ctrl+i")
        self.keys.focus("Import documents")
        self.keys.press("space")  # the first button chooses a folder
        self.keys.focus("Import a folder")
        self.keys.type(str(self.place / "production"))
        self.keys.press("Return")
        until(lambda: self.keys.gone("Import a folder"))
        self.keys.focus("Import documents")
        self.keys.press("Tab", "Tab")
        self.keys.type("Office of Counsel")
        self.keys.press("Return")
        until(self.both_are_found)

    def searches(self) -> None:
        """Goes to the last hit, that of the memo."""
        self.keys.focus(WINDOW)
        self.keys.press("ctrl+f")
        self.keys.type("voluntary")
        self.keys.press("Return")
        until(lambda: [row["Hits"] for row in self.list("search-diary")] == ["2"])
        for _ in range(2):
            before = self.keys.lit(HIT)
            self.keys.press("F3")
            until(lambda before=before: self.keys.lit(HIT) not in (0, before))

    def tags(self) -> None:
        self.keys.press("ctrl+3", "F7", "shift+End", "4", "ctrl+4", "F2")
        self.keys.type(NOTE)
        self.keys.press("ctrl+Return")
        until(lambda: [(one["exact"], one["note"]) for one in self.passages()] == [(QUOTE, NOTE)])

    def codes(self) -> None:
        self.keys.press("ctrl+3", "c", "1", "Escape", "ctrl+r", "ctrl+z", "ctrl+y")
        done = ["Code DOC-000002 “Responsive: yes”", "Mark reviewed", "Undo: Mark reviewed", "Redo: Mark reviewed"]
        until(lambda: [row["Action"] for row in self.list("history")][-len(done) :] == done)

    def exports(self) -> None:
        """The passages that are shown, from the table of all passages, as an exhibit list."""
        self.keys.press("ctrl+shift+p")
        until(lambda: self.keys.lit(PLACE))
        self.keys.press("ctrl+e")
        self.keys.focus("Export")
        self.keys.press("Tab", "Right", "Tab", "Tab", "Tab")
        self.keys.type(str(self.place / "list.csv"))
        self.keys.press("Return")
        until((self.place / "list.csv").is_file)
        until(lambda: self.keys.press("Escape") or self.keys.gone("Export"))  # while it runs, Esc does not close it

    def leaves(self) -> None:
        self.keys.focus(WINDOW)
        self.keys.press("ctrl+w")
        self.keys.focus("Reviewer")
        self.keys.press("ctrl+q")

    def both_are_found(self) -> bool:
        found = self.run("search", "Kestrel.matter", "voluntary", "--json")
        return found.status == 0 and found.json["documents"] == 2

    def passages(self) -> list[dict[str, object]]:
        return self.run.ok("passages", "Kestrel.matter", "--json").lines

    def list(self, kind: str) -> list[dict[str, str]]:
        self.run.ok("export", "Kestrel.matter", kind, "seen.csv")
        return rows(self.place / "seen.csv")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_whole_work_is_done_with_the_keyboard_alone(tmp_path: Path) -> None:
    run = commands(tmp_path)
    (tmp_path / "production").mkdir()
    write_pdf(tmp_path / "production" / "letter.pdf", LETTER)
    write_pdf(tmp_path / "production" / "memo.pdf", MEMO)
    plain = {name: value for name, value in run.environment.items() if name != "REVIEWER_LANGUAGE"}
    with screen(plain | {"LC_ALL": "C.UTF-8"}, tmp_path / "screen") as shown, program(shown, tmp_path) as window:
        one = Reviewer(run, shown)
        for step in (one.starts, one.imports, one.searches, one.tags, one.codes, one.exports, one.leaves):
            step()
        assert window.wait(PATIENCE) == 0
    (passage,) = one.passages()
    assert (passage["control_number"], passage["pages"], passage["tags"]) == ("DOC-000002", [2], ["Admission"])
    assert (passage["exact"], passage["note"]) == (QUOTE, NOTE)
    (row,) = rows(tmp_path / "list.csv")
    assert (row["Quote"], row["Quote check"], row["Note"], row["Page of file"]) == (QUOTE, "exact", NOTE, "2")
    found = run.ok("search", "Kestrel.matter", "tag:Admission", "--json").json
    assert [result["control_number"] for result in found["results"]] == ["DOC-000002"]
    assert {paper["title"] for paper in run.ok("documents", "Kestrel.matter", "--json").lines} == {"letter", "memo"}
    assert run.ok("check", "Kestrel.matter", "--json").json == {"ok": True, "problems": []}
    assert not (tmp_path / "home" / "crashes").exists()
