"""Takes pictures of the window in each state: `python tests/screens.py OUT`, some: `... OUT light 1.5 es`.

The sample production is imported into a matter in a temporary folder, and the window is driven by keys and clicks, in
light and dark, at 100 % and at 150 %, and in light in Spanish. README takes its pictures from here. Without a screen,
Qt draws off screen.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent


def main(out: Path) -> None:
    """All pictures: one process for each theme, scale and language, since Qt takes its scale once."""
    environment = dict(os.environ)
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") or sys.platform != "linux"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    for scale in ("1", "1.5"):
        for look, language in (("light", "en"), ("dark", "en"), ("light", "es")):
            command = [sys.executable, __file__, str(out), look, scale, language]
            subprocess.run(command, env={**environment, "QT_SCALE_FACTOR": scale}, check=True)


if __name__ == "__main__":
    sys.path.insert(0, str(CHECKOUT))
    if len(sys.argv) in (2, 4, 5):
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    if len(sys.argv) == 2:
        main(Path(sys.argv[1]).absolute())
    elif len(sys.argv) in (4, 5):
        from tests.ui.photographer import take  # Qt is for this process alone: the workers read this file too

        take(Path(sys.argv[1]), *sys.argv[2:])
    else:
        raise SystemExit("usage: python tests/screens.py OUT [light|dark 1|1.5 [en|es]]")
