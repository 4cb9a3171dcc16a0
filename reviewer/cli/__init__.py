"""The command line."""

from reviewer.cli.commands import run

__all__ = ["run"]
