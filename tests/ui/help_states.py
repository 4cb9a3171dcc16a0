"""Pictures of the manual and of the tour, for tests/screens.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.ui.help_window import HelpWindow, topic

if TYPE_CHECKING:
    from tests.ui.photographer import Photographer


def take_help(taker: Photographer) -> None:
    """The manual at what it says on searching, and the tour at its longest step."""
    window = taker.window
    manual = HelpWindow(window)
    manual.open_at(topic(window.search_box.edit))
    taker.save_over("help", manual)
    window.actions_by_name["tour"].trigger()
    tour = window.commands.help.tour
    assert tour is not None
    tour.go_to(len(tour.steps) - 1)
    taker.save("tour")
    tour.end()
