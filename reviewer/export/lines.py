"""Lists whose lines are not passages, as tables: records cut down to the columns of a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reviewer.errors import ReviewerError
from reviewer.export.table import Table, printable
from reviewer.export.templates import Template

Record = Mapping[str, str]
"""The cells of a line, by the key of their column."""


def line_table(
    matter: str, template: Template, keys: tuple[str, ...], records: Iterable[Record], heading: Iterable[str]
) -> Table:
    """The table of some lines; `keys` are the columns that a template may have, `heading` follows its own lines.

    Raises ReviewerError for an unknown column.
    """
    unknown = next((column.key for column in template.columns if column.key not in keys), None)
    if unknown is not None:
        why = f"the template has an unknown column “{unknown}”"
        raise ReviewerError("Nothing was exported", why, f"Use only: {', '.join(keys)}")
    return Table(
        title=template.title,
        matter=matter,
        columns=template.columns,
        rows=tuple(tuple(printable(record[column.key]) for column in template.columns) for record in records),
        caption=template.caption,
        warning=template.warning,
        heading=(*template.heading, *heading),
        notes=template.notes,
        layout=template.layout,
    )
