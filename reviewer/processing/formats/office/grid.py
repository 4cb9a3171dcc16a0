"""The cells of spreadsheets as tables, whatever format they come from: hidden ones marked, huge sheets cut and told."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from reviewer.processing.formats.office.writing import PAGE, note, paragraph, table

_MOST_CELLS = 150_000  # of a workbook: some thousand pages; more takes minutes and is read by nobody

Row = tuple[bool, dict[int, str]]
"""Whether a row is hidden, and its cells as HTML by their column from 0."""


@dataclass(slots=True)
class Hidden:
    """What is hidden in one sheet."""

    sheet: str
    rows: list[str] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Grid:
    """The sheets of a workbook under way: how many cells they have had, and what must be told."""

    count: int = 0
    cut: bool = False
    damaged: list[str] = field(default_factory=list)
    _told: list[str] = field(default_factory=list)
    _pages: int = 0

    def is_full(self) -> bool:
        """Whether no more cells are shown."""
        return self.count >= _MOST_CELLS

    def page(self, title: str, hidden: bool, html: str) -> str:
        """A sheet on pages of its own, under its name."""
        self._pages += 1
        if hidden:
            self._told.append(f"hidden sheet: {title}")
        said = f" {note('(hidden sheet)')}" if hidden else ""
        return f"{PAGE if self._pages > 1 else ''}<h2>{escape(title)}{said}</h2>\n{html}"

    def table(self, rows: list[Row], hidden: Hidden) -> str:
        """The cells of a sheet; columns without any are left out."""
        used = sorted({column for _, cells in rows for column in cells})
        concealed = hidden.columns & set(used)
        shown = [
            [_cell(cells.get(column, ""), is_hidden or column in concealed) for column in used]
            for is_hidden, cells in rows
        ]
        said = self._tell(hidden, len(concealed))
        return (paragraph(note(said)) if said else "") + (table(shown) if shown else "")

    def flags(self) -> tuple[str, ...]:
        """What a reader must know."""
        cut = (f"only the first {self.count:,} cells are shown: the workbook is too large",) if self.cut else ()
        return (*self._told, *(f"damaged sheet: {title}" for title in self.damaged), *cut)

    def _tell(self, hidden: Hidden, columns: int) -> str:
        parts = [f"{count} hidden {word}s" for count, word in ((len(hidden.rows), "row"), (columns, "column")) if count]
        if not parts:
            return ""
        self._told.append(f"{' and '.join(parts)} in sheet {hidden.sheet}")
        return f"Shaded cells are hidden in the sheet: {' and '.join(parts)}"


def _cell(html: str, hidden: bool) -> str:
    return f"<mark>{html}</mark>" if hidden and html else html
