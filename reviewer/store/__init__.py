"""The matter file."""

import sys

if "numpy" not in sys.modules:  # sqlite_utils loads it wherever it is, for columns of its types; the window needs none
    sys.modules["numpy"] = None  # type: ignore[assignment]
    import sqlite_utils  # noqa: F401

    del sys.modules["numpy"]
