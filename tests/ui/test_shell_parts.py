"""The parts of the shell that can be looked at one by one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import DocumentId

pytestmark = pytest.mark.gui

UI = Path(__file__).parents[2] / "reviewer" / "ui"


def _run(code: str, **environment: str) -> str:
    keep = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(UI.parents[1])}
    done = subprocess.run([sys.executable, "-c", code], env={**keep, **environment}, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    return (done.stdout + done.stderr).strip()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a display is named by the environment on Linux")
def test_without_a_screen_one_sentence_is_said() -> None:
    said = _run("from reviewer.ui.app import run; print(run(None))")
    assert said.splitlines()[-1].startswith("There is no screen") and said.splitlines()[0] == "1"
    assert "DISPLAY :77" in _run("from reviewer.ui.app import why_no_window as why; print(why())", DISPLAY=":77")
    assert _run("from reviewer.ui.app import why_no_window as why; print(why())", QT_QPA_PLATFORM="offscreen") == "None"


def test_a_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from reviewer.ui import screen

    broken = tmp_path / "libqxcb.so"
    broken.write_bytes(b"no library")
    monkeypatch.setattr(screen, "_parts", lambda: [str(broken)])
    monkeypatch.setitem(screen.PACKAGES, "libnowhere.so.9", "libnowhere9")
    said = screen._why_no_libraries()
    assert said is not None
    assert "libnowhere.so.9" in said and "sudo apt install" in said and said.endswith("libnowhere9")


def test_a_crash_report_names_places_and_no_words() -> None:
    from reviewer.ui.crash import describe
    from reviewer.ui.theme import readable_on

    try:
        readable_on(object())  # type: ignore[arg-type]
    except Exception as error:
        report = describe(type(error)("the secret memo").with_traceback(error.__traceback__))
    assert "reviewer/ui/theme.py:" in report
    assert "secret" not in report


Ids = st.lists(st.integers(1, 60).map(DocumentId), unique=True)


@given(Ids, st.data())
def test_insertions_make_the_old_list_the_new_one(new: list[DocumentId], data: st.DataObject) -> None:
    from reviewer.ui.documents_model import insertions

    kept = data.draw(st.lists(st.booleans(), min_size=len(new), max_size=len(new)))
    old = [entry for entry, keep in zip(new, kept, strict=True) if keep]
    runs = insertions(old, new)
    assert runs is not None
    for start, end in runs:
        old[start:start] = new[start:end]
    assert old == new


@given(Ids, Ids)
def test_no_insertions_are_given_where_something_went_away(
    old: Sequence[DocumentId], new: Sequence[DocumentId]
) -> None:
    from reviewer.ui.documents_model import insertions

    if insertions(old, new) is None:
        assert [entry for entry in new if entry in old] != list(old)
    else:
        assert [entry for entry in new if entry in old] == list(old)


def test_every_icon_that_is_named_exists(qtbot: object) -> None:
    import re

    from reviewer.ui.icons import icon

    names = {name for file in UI.rglob("*.py") for name in re.findall(r'"(ph\.[a-z-]+)"', file.read_text("utf-8"))}
    assert len(names) > 20
    for name in sorted(names):
        assert not icon(name).isNull()


def test_every_type_of_document_has_its_icon(qapp: object) -> None:
    from reviewer.model import FileType
    from reviewer.ui.documents_model import TYPE_ICONS
    from reviewer.ui.icons import icon

    assert set(TYPE_ICONS) == set(FileType)
    assert not any(icon(name).isNull() for name in TYPE_ICONS.values())
