"""A page's text from a file that does not say where it stands: its words are laid in lines over the page."""

from __future__ import annotations

from dataclasses import replace

from reviewer.model import Box, Page, PageContent, PageText, TextSource, Word

_MARGIN = 0.08  # of the page's width and height
_LINES, _COLUMNS = 60, 90  # at least, so that a short text does not fill the page


def placed(text: str, page: Page) -> PageContent:
    """The page with a text whose words stand in estimated places, line by line; without words it has no text."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    written = "\n".join(" ".join(words) for words in lines)
    longest = max((len(" ".join(words)) for words in lines), default=0)
    across = page.width * (1 - 2 * _MARGIN) / max(longest, _COLUMNS)
    down = page.height * (1 - 2 * _MARGIN) / max(len(lines), _LINES)
    found: list[Word] = []
    start = 0
    for row, words in enumerate(lines):
        top, column = page.height * _MARGIN + row * down, 0
        for word in words:
            left = page.width * _MARGIN + column * across
            box = Box(left, top, left + len(word) * across, top + down)
            found.append(Word(start, start + len(word), box, _edges(len(word))))
            start, column = start + len(word) + 1, column + len(word) + 1
    source = TextSource.LAYER if found else TextSource.NONE
    return PageContent(replace(page, text_source=source), PageText(written, tuple(found)))


def _edges(count: int) -> bytes:
    """Characters of one width."""
    return bytes(255 * number // count for number in range(1, count + 1))
