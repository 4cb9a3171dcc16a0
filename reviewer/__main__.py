"""Entry; spawned workers import this module again, so it does nothing but start."""

import sys
from multiprocessing import freeze_support


def main() -> None:
    """Start the command line."""
    from reviewer.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    freeze_support()
    main()
