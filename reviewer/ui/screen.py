"""Whether a window can be opened here, asked before Qt is: Qt would abort where we can say what is missing."""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""The libraries that Qt needs on a bare Debian or Ubuntu, and the packages that bring them."""

_NO_SCREEN = "There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set. Use the commands of"
_HEADLESS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def why_no_window() -> str | None:
    """One sentence that says why no window can be opened and what to do; None when one can be."""
    if find_spec("PySide6") is None:
        return "The window can't be opened: PySide6 is not installed. Install it with: pip install PySide6-Essentials"
    if not sys.platform.startswith("linux"):
        return None
    return _why_no_screen() or _why_no_libraries()


def _why_no_screen() -> str | None:
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in _HEADLESS or os.environ.get("WAYLAND_DISPLAY"):
        return None
    display = os.environ.get("DISPLAY")
    if not display:
        return f"{_NO_SCREEN} `reviewer --help` instead."
    if not _answers(display):
        return (
            f"The window can't be opened: no screen answers at DISPLAY {display}. Log in to a desktop, or set DISPLAY."
        )
    return None


def _answers(display: str) -> bool:
    """Whether an X server answers; Qt aborts when none does. Without libxcb, the check of libraries will tell."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    broken = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not broken


def _why_no_libraries() -> str | None:
    failures = [reason for reason in map(_load_error, _parts()) if reason]
    if not failures:
        return None
    missing = [name for name in PACKAGES if _load_error(name)]
    names = ", ".join(missing) or failures[0].split(":")[0]
    packages = " ".join(PACKAGES[name] for name in missing) or " ".join(PACKAGES.values())
    verb = "are" if len(missing) > 1 else "is"
    return f"The window can't be opened: {names} {verb} missing. Install with: sudo apt install {packages}"


def _parts() -> list[str]:
    """Qt's own libraries that are about to be loaded; a Qt of the system is left to its package."""
    spec = find_spec("PySide6")
    places = spec.submodule_search_locations if spec else None
    home = Path((places or [""])[0]) / "Qt"
    plugin = "libqwayland.so" if os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY") else "libqxcb.so"
    parts = [home / "lib" / "libQt6Widgets.so.6"]
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] not in _HEADLESS:
        parts.append(home / "plugins" / "platforms" / plugin)
    return [str(part) for part in parts if part.exists()]


def _load_error(library: str) -> str:
    try:
        ctypes.CDLL(library)
    except OSError as error:
        return str(error)
    return ""
