"""Settings outlive the program; a damaged file does not stop it."""

import getpass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reviewer.errors import ReviewerError
from reviewer.settings import MOST_RECENT, THEMES, Settings, cache_folder, load, remember, save, settings_file


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("REVIEWER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
any_settings = st.builds(
    Settings,
    reviewer=texts.filter(bool),
    recent=st.lists(texts, max_size=MOST_RECENT).map(tuple),
    theme=st.sampled_from(THEMES),
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_settings)
def test_what_is_saved_is_loaded(settings):
    save(settings)
    assert load() == settings


def test_the_first_time_the_reviewer_is_who_logged_in():
    assert load() == Settings(reviewer=getpass.getuser())


def test_files_stand_under_the_home_that_is_named(home):
    save(Settings("A. Smith"))
    assert settings_file() == home / "settings.json"
    assert [path.name for path in home.iterdir()] == ["settings.json"]
    assert cache_folder() == home / "cache"


def test_without_a_home_files_stand_where_the_system_keeps_them(monkeypatch, tmp_path):
    monkeypatch.delenv("REVIEWER_HOME")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    assert "Reviewer" in settings_file().parts
    assert "Reviewer" in cache_folder().parts
    assert settings_file().parent != cache_folder()


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"\xff\xfe", b"[" * 9999),
        *(b'{"recent": 3}', b'{"recent": "a"}', b'{"recent": [1]}', b'{"theme": "pink"}', b'{"reviewer": null}'),
    ],
)
def test_a_damaged_file_is_set_aside(home, content):
    home.mkdir()
    settings_file().write_bytes(content)
    assert load() == Settings(reviewer=getpass.getuser())
    assert (home / "settings.damaged").read_bytes() == content
    save(Settings("A. Smith"))
    assert load().reviewer == "A. Smith"


def test_settings_of_a_newer_version_are_read_as_far_as_they_are_known(home):
    home.mkdir()
    settings_file().write_text('{"reviewer": "A. Smith", "tomorrow": 1}')
    assert load() == Settings("A. Smith")


def test_recent_matters_are_the_newest_first_each_once(tmp_path):
    settings = Settings("A. Smith")
    for number in [*range(20), 15]:
        settings = remember(settings, tmp_path / f"{number}.matter")
    names = [Path(path).name for path in settings.recent]
    assert names == [f"{number}.matter" for number in [15, 19, 18, 17, 16, 14, 13, 12, 11, 10, 9, 8]]


def test_where_settings_cannot_be_saved_one_sentence_says_so(home):
    home.write_text("a file stands where the folder should")
    with pytest.raises(ReviewerError, match="could not be saved"):
        save(Settings())
