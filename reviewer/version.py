"""Which version of the program runs."""

from __future__ import annotations

from functools import cache
from importlib import metadata


@cache
def version() -> str:
    """The version that is installed, or that it is run from its source."""
    try:
        return metadata.version("reviewer")
    except metadata.PackageNotFoundError:
        return "not installed, run from its source"
