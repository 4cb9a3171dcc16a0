"""Tables as text (CSV, TSV): encoding and delimiter are found by content and told."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from html import escape
from pathlib import Path

from reviewer.errors import ProcessingError
from reviewer.processing.formats.office.grid import Grid, Hidden, Row
from reviewer.processing.formats.text import decode
from reviewer.processing.paper import Paper

_LIMIT = 64 << 20
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
_LOOKED_AT = 200  # lines
_FIELD_LIMIT = 10 << 20  # letters of one cell


def read(path: Path, name: str, staging: Path) -> Paper:
    """Read a table. Raises ProcessingError when it is too large."""
    if path.stat().st_size > _LIMIT:
        raise ProcessingError(
            "The file was not read", "it is a table of more than 64 MB", "Split it, then import again"
        )
    text, flags = decode(path.read_bytes())
    text = text.replace("\0", "\ufffd")
    text, delimiter = _told_delimiter(text)
    grid, rows = Grid(), list[Row]()
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells = {place: escape(cell).replace("\n", "<br>") for place, cell in enumerate(line) if cell.strip()}
            if grid.is_full() and cells:
                grid.cut = True
                break
            grid.count += len(cells)
            rows += [(False, cells)] if cells else []
    except csv.Error as error:
        raise ProcessingError("The file was not read", "a cell of it has no end", "Ask for it again") from error
    fields = {"delimiter": _DELIMITERS[delimiter]}
    return Paper(grid.table(rows, Hidden(name)), fields=fields, flags=(*flags, *grid.flags()))


def _told_delimiter(text: str) -> tuple[str, str]:
    """The text and its delimiter: what Excel's first line "sep=;" says, else what parts the lines most evenly."""
    first, _, rest = text.partition("\n")
    said = first.strip().removeprefix("sep=")
    if first.startswith("sep=") and said in _DELIMITERS:
        return rest, said
    return text, max(_DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """The share of lines that have the most common number of cells, if that is over one; then that number."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        sizes = Counter(len(line) for line in itertools.islice(lines, _LOOKED_AT) if line)
    except csv.Error:
        return 0.0, 0
    parted = Counter({size: count for size, count in sizes.items() if size > 1})
    if not parted:
        return 0.0, 0
    size, count = max(parted.items(), key=lambda found: (found[1], found[0]))
    return count / sizes.total(), size
