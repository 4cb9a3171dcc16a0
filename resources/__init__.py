"""Data that goes with the program: found through `folder`, in the checkout and in an installed wheel alike."""

from importlib.resources import files
from pathlib import Path


def folder() -> Path:
    """The folder that holds the resources."""
    return Path(str(files(__name__)))
