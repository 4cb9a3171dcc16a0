"""LibreOffice, where it is installed: found by itself, run without window, macros and links, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from reviewer.errors import ProcessingError

_SECONDS = 120  # for one file; large ones take some seconds
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}</oor:items>
"""
_SETTING = (
    '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
)
_SET = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Calc/Content/Update", "Link", "2"),  # never
    ("Writer/Content/Update", "Link", "0"),
    ("Common/Misc", "FirstRun", "false"),
)
_NOWHERE = "http://127.0.0.1:9"  # no proxy listens there: what asks the network gets no answer


@cache
def program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    folders = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")]
    on_windows = [f"{folder}\\LibreOffice\\program\\soffice.exe" for folder in folders if folder]
    bundled = map(str, sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True))
    named = (shutil.which(name) for name in ("soffice", "libreoffice"))
    return next((place for place in (*named, *on_windows, *_PLACES, *bundled) if place and Path(place).is_file()), None)


@contextmanager
def converted(path: Path, suffix: str, to: str) -> Iterator[Path]:
    """The file at `path`, which is of the kind `suffix` (".doc"), as another kind (`to`: "docx"), for a while.

    Raises ProcessingError where LibreOffice is missing, takes too long or makes nothing of it.
    """
    found = program()
    if found is None:
        raise ProcessingError(
            "The file was not read",
            f"a {suffix} file needs LibreOffice, which is not installed on this computer",
            "Install LibreOffice (it is free), then try again, or ask for a PDF of it",
        )
    with tempfile.TemporaryDirectory(prefix="reviewer-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        source = place / f"document{suffix}"
        shutil.copyfile(path, source)
        _run(found, place, source, to)
        made = place / "made" / f"document.{to}"
        if not made.is_file():
            raise ProcessingError(
                "The file was not read", "LibreOffice could make nothing of it", "Ask for a PDF of it"
            )
        yield made


def _do_about(suffix: str) -> str:
    """What may help: on Linux each part of LibreOffice is a package of its own."""
    part = {".ppt": "Impress", ".xls": "Calc", ".doc": "Writer"}.get(suffix[:4], "")
    return f"Check that LibreOffice {part} is installed, or ask for a PDF of it".replace("  ", " ")


def _run(found: str, place: Path, source: Path, to: str) -> None:
    profile = place / "profile" / "user"
    profile.mkdir(parents=True)
    settings = _SETTINGS.format("".join(_SETTING.format(*setting) for setting in _SET))
    (profile / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    command = [
        found,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"),
        *("--convert-to", to, "--outdir", str(place / "made"), str(source)),
    ]
    environment = os.environ | dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE)
    nothing = subprocess.DEVNULL
    with subprocess.Popen(
        command,
        env=environment,
        cwd=place,
        stdin=nothing,
        stdout=nothing,
        stderr=nothing,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # on Windows only
        start_new_session=sys.platform != "win32",  # a group of its own, so that all of it can be ended
    ) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            raise ProcessingError(
                "The file was not read", f"LibreOffice did not end within {_SECONDS} seconds", "Ask for a PDF of it"
            ) from None
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with what it started, if it still runs."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
