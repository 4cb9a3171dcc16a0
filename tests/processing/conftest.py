"""Settings and caches of the tests stand apart from the user's."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("REVIEWER_HOME", str(home))
    return home


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The folder of a production."""
    folder = tmp_path / "production"
    folder.mkdir()
    return folder


@pytest.fixture
def matter_folder(tmp_path: Path) -> Path:
    return tmp_path / "Case.matter"
