"""Running lines: headers, footers, page numbers and Bates stamps that stand between the body of a page and the next.

A line near the top or bottom of a page is running when it stands near the top or bottom of a neighbouring page too,
digits and case aside. A phrase may then also step over it. It may still run through it, so a line that is taken for a
running one by mistake hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

EDGE = 4  # lines looked at, at either end of a page
NEIGHBOURS = 2  # pages looked at, on either side: headers of left and right pages may differ
_DIGITS = re.compile(r"\d+")
_LONG_LINE = 300  # code points; a longer line is no running line

Line = tuple[int, int, str]
"""Start and end in the page's text, and the line without digits and case."""


def bodies(pages: Sequence[str]) -> list[tuple[int, int]]:
    """For each page of a document, where its text starts and ends once running lines are taken off, in code points."""
    if len(pages) == 1:
        return [(0, len(pages[0]))]
    edges = [(_first_lines(page), _last_lines(page)) for page in pages]
    known = [{mask for end in both for _, _, mask in end} for both in edges]
    return [_body(len(pages[index]), *edges[index], _near(known, index)) for index in range(len(pages))]


def _near(known: Sequence[set[str]], index: int) -> set[str]:
    first, last = max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1
    return set().union(*known[first:index], *known[index + 1 : last])


def _body(length: int, top: Sequence[Line], bottom: Sequence[Line], running: set[str]) -> tuple[int, int]:
    start, end = 0, length
    for _, line_end, mask in top:
        if mask not in running:
            break
        start = line_end
    for line_start, _, mask in bottom:
        if mask not in running or line_start < start:
            break
        end = line_start
    return start, max(start, end)


def _first_lines(page: str) -> list[Line]:
    lines: list[Line] = []
    start = 0
    while start < len(page) and len(lines) < EDGE:
        end = page.find("\n", start) + 1 or len(page)
        _add(lines, page, start, end)
        start = end
    return lines


def _last_lines(page: str) -> list[Line]:
    """The last lines, from the bottom up."""
    lines: list[Line] = []
    end = len(page)
    while end > 0 and len(lines) < EDGE:
        start = page.rfind("\n", 0, end - 1) + 1
        _add(lines, page, start, end)
        end = start
    return lines


def _add(lines: list[Line], page: str, start: int, end: int) -> None:
    if end - start <= _LONG_LINE and (line := page[start:end].strip()):
        lines.append((start, end, _DIGITS.sub("#", line.casefold())))
    elif end - start > _LONG_LINE:
        lines.append((start, end, f"{start}:{end} is no running line"))
