"""What the program remembers about its user between runs, and where its files stand.

Everything lies in the folders that the system keeps for a user's settings and caches, or under the folder that the
environment variable REVIEWER_HOME names.
"""

from __future__ import annotations

import getpass
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from reviewer.errors import ReviewerError

MOST_RECENT = 12
THEMES = ("system", "light", "dark", "contrast")
SCALES = (90, 100, 115, 130, 150, 175, 200)  # percent


@dataclass(frozen=True, slots=True)
class Settings:
    """`reviewer` signs passages; `recent` holds paths of matters, newest first; `theme` is one of THEMES.

    `scale` is one of SCALES, in percent, and `language` a code ("es") or "system"; both hold from the next start.
    `keys` maps names of actions to the keys that the user gave them, in Qt's notation; `seen` maps the uuid of a matter
    to the last operation of its journal when the user left it.
    """

    reviewer: str = ""
    recent: tuple[str, ...] = ()
    theme: str = "system"
    scale: int = 100
    language: str = "system"
    keys: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)


def config_folder() -> Path:
    """Where the settings stand; it may not exist yet."""
    home = os.environ.get("REVIEWER_HOME")
    return Path(home) if home else Path(platformdirs.user_config_dir("Reviewer", appauthor=False))


def cache_folder() -> Path:
    """Where what can be made again stands, search indexes for one; it may not exist yet."""
    home = os.environ.get("REVIEWER_HOME")
    return Path(home) / "cache" if home else Path(platformdirs.user_cache_dir("Reviewer", appauthor=False))


def languages_folder() -> Path:
    """Where the user puts language data for OCR; it may not exist yet."""
    home = os.environ.get("REVIEWER_HOME")
    data = Path(home) if home else Path(platformdirs.user_data_dir("Reviewer", appauthor=False))
    return data / "languages"


def settings_file() -> Path:
    """The file that `save` writes."""
    return config_folder() / "settings.json"


def load() -> Settings:
    """The saved settings, or the defaults. A file that can't be read as settings is set aside as `settings.damaged`."""
    try:
        return _from_json(json.loads(settings_file().read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Settings(reviewer=_login_name())
    except (OSError, ValueError, TypeError, RecursionError):
        _set_aside(settings_file())
        return Settings(reviewer=_login_name())


def save(settings: Settings) -> None:
    """Write the settings: to a temporary file, then in place. ReviewerError where that can't be done."""
    path = settings_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix="settings.", suffix=".new")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(settings), file, indent=1, ensure_ascii=False)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ReviewerError(
            f"The settings could not be saved in {path}", why, "Free some space or ask for access"
        ) from error


def remember(settings: Settings, path: Path | str) -> Settings:
    """The settings with the matter at `path` as the newest of the recent ones."""
    newest = os.path.abspath(path)  # noqa: PTH100 (Path.resolve would follow links that the user chose to open by)
    older = tuple(other for other in settings.recent if os.path.normcase(other) != os.path.normcase(newest))
    return replace(settings, recent=(newest, *older)[:MOST_RECENT])


def _from_json(values: Any) -> Settings:
    """Settings from what a file says; TypeError or ValueError where that is not of their form."""
    if not isinstance(values, dict) or not isinstance(values.get("recent", []), list):
        raise TypeError("not settings")
    known = {each.name: values[each.name] for each in fields(Settings) if each.name in values}
    known["recent"] = tuple(known.get("recent", ()))[:MOST_RECENT]
    texts = (known.get(name, "") for name in ("reviewer", "theme", "language"))
    if not all(isinstance(text, str) for text in (*known["recent"], *texts)):
        raise TypeError("not text")
    for name, kind in (("keys", str), ("seen", int)):
        mapped = known.get(name, {})
        if not isinstance(mapped, dict) or not all(isinstance(each, kind) for each in mapped.values()):
            raise TypeError(f"not {name}")
    if known.get("theme", "system") not in THEMES or known.get("scale", 100) not in SCALES:
        raise ValueError("no such theme or scale")
    settings = Settings(**known)
    return settings if settings.reviewer else replace(settings, reviewer=_login_name())


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "Reviewer"


def _set_aside(path: Path) -> None:
    try:
        path.replace(path.with_suffix(".damaged"))
    except OSError:
        return  # a folder that can't be written: the defaults serve, and `save` will say why
