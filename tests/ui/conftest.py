"""Tests of the window need no screen; without PySide6 they are not even read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.make import write_pdf

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.pages.reader import Reader
    from reviewer.ui.session import Session
    from tests.ui.reading import Opened

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
collect_ignore_glob = [] if find_spec("PySide6") else ["test_*.py"]


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[Reader]:
    """A reader in sight, without a document."""
    from reviewer.ui.pages.reader import Reader

    made = Reader()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    yield made
    made.close_images()


@pytest.fixture
def memo(reader: Reader, tmp_path: Path) -> Opened:
    """The reader with a memo of four pages."""
    from tests.ui.reading import MEMO, SECOND, Opened

    return Opened(reader, write_pdf(tmp_path / "memo.pdf", [MEMO, SECOND, "", "The last page."]))


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session on a matter with three papers, in the light theme."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    from reviewer.ui import theme
    from reviewer.ui.session import Session
    from tests.ui.papers import add_papers

    monkeypatch.setenv("REVIEWER_HOME", str(tmp_path / "home"))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # windows of tests before: none to dress
    theme.apply(app, theme.LIGHT)
    made = Session()
    assert made.create(tmp_path / "Kestrel.matter", "Kestrel County")
    assert made.store is not None
    add_papers(made.store)
    made.documents_changed.emit()
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> Iterator[MainWindow]:
    """The whole window on that session."""
    from reviewer.ui.main_window import MainWindow

    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
