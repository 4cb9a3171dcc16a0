"""The bench: what Reviewer takes, beside other programs at the same work, in one run.

    python tests/bench/run.py CORPUS [PART...]

CORPUS is a folder that holds VOL_HRC. The parts are `importing`, `mailing`, `loading`, `searching`, `large`, `opening`,
`moving`, `tagging`, `turning`, `growing` and `starting`; without a name, all run. Each has a process of its own, and
most figures are the best of three. Without a screen, Qt draws off screen. Nothing is kept.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PARTS = (
    "importing",
    "mailing",
    "loading",
    "searching",
    "large",
    "opening",
    "moving",
    "tagging",
    "turning",
    "growing",
    "starting",
)


def main(corpus: Path, parts: tuple[str, ...]) -> None:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} cores{load}, {os.environ.get('DISPLAY') or 'no screen'}", flush=True)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "REVIEWER_HOME": home, "PYTHONPATH": str(HERE.parent.parent)}
        environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{home}/compiled"}  # as when installed
        if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*.warning=false"}
        for part in parts or PARTS:
            print(f"\n{part.capitalize()}", flush=True)
            # not as a script, which every spawned worker would load again, Qt and all
            program = f"import sys, pathlib; from tests.bench.{part} import main; main(pathlib.Path(sys.argv[1]))"
            subprocess.run([sys.executable, "-c", program, str(corpus)], env=environment, check=True)


if __name__ == "__main__":
    if len(sys.argv) < 2 or not set(sys.argv[2:]) <= set(PARTS):
        raise SystemExit(f"usage: python tests/bench/run.py CORPUS [{'|'.join(PARTS)}]...")
    main(Path(sys.argv[1]).resolve(), tuple(sys.argv[2:]))
